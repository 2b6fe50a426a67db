"""From a MetricQuery to one SELECT as a tree, free of any dialect."""

from semantic_layer.compile.compiled import Compiled, MetricUse, NamedPeriod, ResultColumn
from semantic_layer.compile.query import compile_query

__all__ = ["Compiled", "MetricUse", "NamedPeriod", "ResultColumn", "compile_query"]
