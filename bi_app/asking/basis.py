"""What does an answer rest on?"""

from bi_app.asking.answer import Basis, RollupUse
from bi_app.asking.asking import Asking
from bi_app.asking.configuration import manifest
from bi_app.warehouse.gate import Ran
from semantic_layer.compile.compiled import Compiled
from semantic_layer.interpret.outcome import Understood


def bare_basis(asking: Asking) -> Basis:
    """What holds for whatever is asked."""
    return Basis(
        release=asking.release.number,
        manifest=manifest(asking.release, asking.configuration),
        data_through=asking.days.watermark if asking.days is not None else None,
        calendar=asking.index.calendar().label,
    )


def basis_of(
    asking: Asking, understood: Understood, compiled: Compiled, ran: Ran, suppressed: int
) -> Basis:
    bare = bare_basis(asking)
    return Basis(
        release=bare.release,
        manifest=bare.manifest,
        data_through=bare.data_through,
        calendar=_calendar(asking, compiled) or bare.calendar,
        comparison_rule=compiled.comparison_rule,
        metrics=compiled.metrics,
        policy=_sentences(asking, compiled),
        assumed=tuple(dict.fromkeys((*understood.assumed, *compiled.assumed))),
        chosen=understood.chosen,
        suppressed=suppressed,
        rollups=tuple(
            RollupUse(name, asking.index.dataset(name).label) for name in compiled.rollups
        ),
        rows_from="cache" if ran.cached else "warehouse",
    )


def _calendar(asking: Asking, compiled: Compiled) -> str:
    """The labels of the calendars that the answer's periods and buckets are of."""
    grain = compiled.query.grain
    named = [each.period.calendar for each in compiled.periods]
    if grain is not None:
        named.append(grain.calendar or asking.index.calendar().name)
    labels = (asking.index.calendar(name).label for name in named if name is not None)
    return ", ".join(dict.fromkeys(labels))


def _sentences(asking: Asking, compiled: Compiled) -> tuple[str, ...]:
    """The row rules of every dataset that the answer's metrics are measured on."""
    datasets = {
        name for metric in compiled.query.metrics for name in asking.index.datasets_of(metric)
    }
    rules = (rule for name in sorted(datasets) for rule in asking.policy.rules.get(name, ()))
    return tuple(dict.fromkeys(rule.sentence for rule in rules))
