from typing import Any

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, *arguments: Any, **options: Any) -> list[str]:
        emptying = super().sql_flush(*arguments, **options)
        if not emptying:
            return emptying
        return ["SET LOCAL session_replication_role = replica", *emptying]


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
