"""What does a YAML text say, and on which line?

Only plain YAML is read: mappings, lists and scalars. Anchors, aliases, tags, directives, a second
document, a key given twice, and texts beyond the bounds are mistakes. A plain scalar is null, a
boolean (true, false) or a number; all else is text, so that `on`, `no` and dates mean themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from semantic_layer.errors import Issue

LOADER = yaml.CSafeLoader  # libyaml's; it reads a model in a tenth of the time
MOST_CHARACTERS = 1_000_000
MOST_DEPTH = 20

Data = None | bool | int | float | str | list["Data"] | dict[str, "Data"]
Where = tuple[str | int, ...]  # keys and positions from the top of the file

CONSTANTS: Mapping[str, Data] = {"": None, "~": None, "null": None, "true": True, "false": False}
INTEGER = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?")

REFUSED = {
    yaml.AnchorToken: "an anchor",
    yaml.AliasToken: "an alias",
    yaml.TagToken: "a tag",
    yaml.DirectiveToken: "a directive",
}
OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@dataclass(frozen=True, slots=True)
class Located:
    """`lines` has the line of each key and list item, counted from 1."""

    data: Data
    lines: Mapping[Where, int]
    issues: tuple[Issue, ...]

    def line(self, where: Where) -> int | None:
        """The line of what stands there, or of the nearest thing around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where)


def locate(file: str, text: str) -> Located:
    """Read one file; what cannot be read at all gives no data but the issues."""
    try:
        refused = _refused(file, text)
        node = None if refused else yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        return Located(None, {}, (_syntax(file, error),))
    lines: dict[Where, int] = {}
    issues = list(refused)
    data = None if node is None else _read(file, node, (), lines, issues)
    return Located(data, lines, tuple(issues))


def _refused(file: str, text: str) -> list[Issue]:
    if len(text) > MOST_CHARACTERS:
        return [Issue(file, None, "file", f"longer than {MOST_CHARACTERS:,} characters; split it")]
    issues, depth = [], 0
    for token in yaml.scan(text, Loader=LOADER):
        line = token.start_mark.line + 1
        depth += isinstance(token, OPENING)
        depth -= isinstance(token, CLOSING)
        if depth > MOST_DEPTH:
            return [Issue(file, line, "file", f"nested deeper than {MOST_DEPTH} levels")]
        if type(token) in REFUSED:
            what = REFUSED[type(token)]
            issues.append(Issue(file, line, "file", f"{what} is not read here; write it out"))
    return issues


def _syntax(file: str, error: yaml.YAMLError) -> Issue:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    line = mark.line + 1 if mark is not None else None
    return Issue(file, line, "file", f"not YAML: {problem}")


def _read(
    file: str, node: yaml.Node, where: Where, lines: dict[Where, int], issues: list[Issue]
) -> Data:
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_read(file, each, (*where, i), lines, issues) for i, each in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Data] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key in found:
                dotted = ".".join(map(str, (*where, key)))
                problem = "given twice" if key in found else "a key must be a plain word"
                issues.append(Issue(file, line, dotted, problem))
                continue
            lines[*where, key] = line
            found[key] = _read(file, value_node, (*where, key), lines, issues)
        return found
    return _scalar(str(node.value), quoted=bool(getattr(node, "style", "")))


def _scalar(text: str, *, quoted: bool) -> Data:
    if quoted:  # or a block of text
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else text
