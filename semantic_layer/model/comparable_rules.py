"""Can what is comparable be chosen, and does what is compared have it?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import Classification, ComparablePolicy, DataType
from semantic_layer.model.metrics import Comparable
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.paths import paths, split_at_bridge
from semantic_layer.model.sections import Parts
from semantic_layer.model.walking import below, datasets_under


def comparable_policies_go_by_days(parts: Parts) -> Iterator[Mistake]:
    """Opening and closing are days that answers may rest on; versions begin one after another."""
    dimensions = {dimension.name: dimension for dimension in parts.dimensions}
    for policy in parts.comparable:
        for key in ("opened", "closed"):
            dimension = dimensions.get(getattr(policy, key) or "")
            if dimension is not None and dimension.type is not DataType.DATE:
                message = f"“{dimension.name}” is no date; a period begins and ends on days"
                yield Mistake("comparable", policy.name, (key,), message)
            if dimension is not None and dimension.classification is Classification.PERSONAL:
                message = f"“{dimension.name}” is personal; no answer may rest on it"
                yield Mistake("comparable", policy.name, (key,), message)
        yield from _names_one_of_them(policy, parts)
        starts = [rule.effective_from for rule in policy.versions]
        for i, start in enumerate(starts):
            if start in starts[:i]:
                message = f"two versions are in force from {start.isoformat()}"
                yield Mistake("comparable", policy.name, ("versions", i), message)


def _names_one_of_them(policy: ComparablePolicy, parts: Parts) -> Iterator[Mistake]:
    dimensions = {dimension.name: dimension for dimension in parts.dimensions}
    opened, member = dimensions.get(policy.opened), dimensions.get(policy.member or "")
    if opened is None or member is None:
        return
    if member.classification is Classification.PERSONAL:
        message = f"“{member.name}” is personal; no answer may name it"
        yield Mistake("comparable", policy.name, ("member",), message)
    home = next(iter(opened.on))
    if home not in member.on:
        message = f"“{member.name}” is not kept in {home}, where “{opened.name}” is"
        yield Mistake("comparable", policy.name, ("member",), message)


def comparable_metrics_reach_their_policy(parts: Parts) -> Iterator[Mistake]:
    time = parts.settings.time if parts.settings is not None else None
    routes = paths(parts.datasets, parts.dimensions, time)
    known = {dimension.name for dimension in parts.dimensions}
    policies = {policy.name: policy for policy in parts.comparable}
    for metric in parts.metrics:
        if not isinstance(metric, Comparable) or metric.policy not in policies:
            continue
        if any(isinstance(each, Comparable) for each in below(metric.of, parts)):
            message = f"“{metric.of}” is comparable already; name the metric that it compares"
            yield Mistake("metrics", metric.name, ("of",), message)
            continue
        wanted = [name for name in policies[metric.policy].dimensions if name in known]
        for dataset in sorted(datasets_under(metric.of, parts)):
            for name in wanted:
                if (dataset, name) not in routes:
                    message = f"{dataset} does not reach the dimension “{name}” of its policy"
                    yield Mistake("metrics", metric.name, ("policy",), message)
                elif split_at_bridge(routes[dataset, name])[1] is not None:
                    message = f"a row of {dataset} may have several of “{name}”, and be both"
                    yield Mistake("metrics", metric.name, ("policy",), message)
