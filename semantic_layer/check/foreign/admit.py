"""Step 1 and 2: is the text small and plain enough to be given to a parser?

The parser tries some readings twice, so a text of a few hundred characters can keep it busy for
days: brackets behind a type's name (DATE(DATE(…), ARRAY<ARRAY<…) and subscripts double its work at
each level. Words that begin an expression anew (NOT, CASE, a minus) nest without brackets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from sqlglot import Dialect, TokenType
from sqlglot.tokenizer_core import Token

from semantic_layer.check.foreign.terms import Terms, refuse

MOST_TOKENS = 4_000
DEEPEST_TYPE = 2  # brackets behind a type's name, inside each other
LONGEST_RUN = 20  # of words and signs without a name, a value or a bracket
PLAIN = frozenset(" \n\t")
TEMPLATES = ("{{", "{%", "{#")
ENDS_A_RUN = frozenset(
    {
        TokenType.VAR,
        TokenType.IDENTIFIER,
        TokenType.NUMBER,
        TokenType.STRING,
        TokenType.STAR,
        TokenType.COMMA,
        TokenType.L_PAREN,  # brackets are counted for themselves
        TokenType.R_PAREN,
    }
)
REFUSED = frozenset(
    {
        TokenType.L_BRACKET,
        TokenType.R_BRACKET,
        TokenType.L_BRACE,
        TokenType.R_BRACE,
        TokenType.PLACEHOLDER,
        TokenType.PARAMETER,
        TokenType.SESSION_PARAMETER,
        TokenType.ARROW,
        TokenType.FARROW,
        TokenType.COLON_EQ,
        TokenType.PIPE_GT,
        TokenType.HEREDOC_STRING,
        TokenType.RAW_STRING,
        TokenType.UNICODE_STRING,
        TokenType.NATIONAL_STRING,
        TokenType.BYTE_STRING,
        TokenType.BIT_STRING,
        TokenType.HEX_STRING,
    }
)
QUOTES = '"`'
BEGINNINGS = frozenset({TokenType.SELECT, TokenType.WITH, TokenType.FROM, TokenType.L_PAREN})


def admit(text: str, terms: Terms) -> list[Token]:
    """The text's tokens."""
    _refuse_strange_text(text, terms)
    tokens = Dialect.get_or_raise(terms.engine.name).tokenize(text)
    if len(tokens) > MOST_TOKENS:
        refuse(f"it has more than {MOST_TOKENS:,} words and signs")
    if not tokens or tokens[0].token_type not in BEGINNINGS:
        refuse("it is no SELECT")
    for token in tokens:
        _refuse_strange_token(token, text)
    _refuse_odd_neighbours(tokens, text)
    _refuse_depth(tokens, terms)
    return tokens


def _refuse_strange_text(text: str, terms: Terms) -> None:
    if not isinstance(text, str):
        refuse("it is no text")
    if len(text) > terms.policy.longest:
        refuse(f"it is longer than {terms.policy.longest:,} characters")
    for sign in set(text) - PLAIN:
        if unicodedata.category(sign)[0] in "CZ":
            refuse(f"it holds a sign that nobody can see (U+{ord(sign):04X})")
    if "\\" in text:
        refuse("it holds a backslash, which engines read differently")
    if any(template in text for template in TEMPLATES):
        refuse("it holds a template's brackets")


def _refuse_strange_token(token: Token, text: str) -> None:
    if token.token_type in REFUSED:
        refuse(f"{token.text!r} has no place in it")
    if token.token_type is not TokenType.STRING and not token.text.isascii():
        refuse(f"the name {token.text!r} is not of plain letters")
    written = text[token.start : token.end + 1]
    if token.token_type is TokenType.STRING and not written.startswith("'"):
        refuse(f"the text {written!r} is not in single quotes")


def _refuse_odd_neighbours(tokens: Sequence[Token], text: str) -> None:
    """A called name in quotes loses its case, U&"…" is read as an AND, 1_000 as 1 named _000."""
    for token, after in pairwise(tokens):
        is_quoted = text[token.start] in QUOTES
        if is_quoted and after.token_type is TokenType.L_PAREN:
            refuse("a function's name is in quotes")
        touches = token.end + 1 == after.start
        if touches and text[after.start] in QUOTES + "'" and token.text[-1:].isalnum():
            refuse("a name or text in quotes touches the word before it")
        if touches and token.token_type is TokenType.NUMBER and after.token_type is TokenType.VAR:
            refuse("a word touches the number before it")
        if token.token_type is TokenType.AMP and text[after.start] in QUOTES + "'" and touches:
            refuse("a name or text in quotes touches the sign before it")


def _refuse_depth(tokens: Sequence[Token], terms: Terms) -> None:
    parser = Dialect.get_or_raise(terms.engine.name).parser_class
    nesting = parser.NESTED_TYPE_TOKENS | parser.STRUCT_TYPE_TOKENS
    brackets: list[bool] = []  # of each that is open: does a type's name stand before it?
    cases = run = 0
    for before, token in pairwise((tokens[0], *tokens)):
        kind = token.token_type
        if kind is TokenType.L_PAREN:
            brackets.append(before.token_type in parser.TYPE_TOKENS)
        elif kind is TokenType.R_PAREN and brackets:
            brackets.pop()
        cases = max(0, cases + (kind is TokenType.CASE) - (kind is TokenType.END))
        run = 0 if kind in ENDS_A_RUN else run + 1
        if len(brackets) + cases > terms.policy.deepest or run > LONGEST_RUN:
            refuse("too much of it stands inside each other")
        if sum(brackets) > DEEPEST_TYPE:
            refuse("too many types stand inside each other")
        if kind is TokenType.LT and before.token_type in nesting:
            refuse(f"type {before.text!r} has no place in it")
