"""Any SELECT of somebody else's, secured and proved: an analyst's, never ours."""

from semantic_layer.check.foreign.entitled import sql_policy
from semantic_layer.check.foreign.policy import GovernedTable, SqlPolicy
from semantic_layer.check.foreign.profile import read_profile
from semantic_layer.check.foreign.steps import check_sql

__all__ = ["GovernedTable", "SqlPolicy", "check_sql", "read_profile", "sql_policy"]
