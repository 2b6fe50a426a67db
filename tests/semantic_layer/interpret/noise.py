"""What people do to a question as they type it: slips, capitals, other orders, courtesies.

Each kind of noise is a function of a question and a source of chance. It gives the question with
one such noise, or None where the question has no place for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from random import Random

from semantic_layer.interpret.linking import link
from semantic_layer.interpret.outcome import Evidence, Understood, WordLink
from tests.semantic_layer.interpret.asking import CLOCK, known_names, seen_by
from tests.semantic_layer.interpret.finder import find

Noise = Callable[[str, Understood, Random], str | None]

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SLIP = 5  # letters of the shortest word that is misspelt
WORD = re.compile(r"[^\W\d_]+")
PLAIN = re.compile(r"(?<![\w'’\"“.-])[^\W\d_]+(?![\w'’\"”-])")  # no part of a code, nor quoted
# "a day" is "each day", and "a few" a number: no articles
GAP = re.compile(r"(?<=[^\W\d_]{2}) (?=[^\W\d_]{2})")
ARTICLE = re.compile(
    r"\b(the|an|a(?! (day|week|month|quarter|year|visit|few|lot|couple|dozen|total)))\s+",
    re.IGNORECASE,
)
BEFORE = (
    *("Please: ", "Please ", "Hi, ", "Hello! ", "Hi team, ", "Good morning. ", "Hey there, "),
    *("Could you tell me ", "Can you show me ", "I would like to know ", "Sorry to bother you: "),
    *("Quick question: ", "Hi! Hope you're well. ", "Would you be so kind and show me "),
    *("Good afternoon, could I please see ", "I'd like to see ", "Just wondering, "),
)
BEHIND = (
    *(" please", ", please", ", thanks", " Thanks!", " Thank you!", ", thank you so much"),
    *(", if you don't mind", " Many thanks in advance!", " Cheers!", ", no rush", " pls", " thx"),
    *(". Much appreciated!", ". Kind regards", " when you get a minute", ", if possible"),
)
LEADS = frozenset({"for", "in", "on", "at", "from", "during"})
LISTING = frozenset({"and", ",", "&"})
BY = ("by", "per", "for each", "in each", "across")
# what binds to the words beside it: with one of these in a question only a period is moved
BINDS = re.compile(
    r"\b(not|no|without|exclud|except|leav|other than|only|but|that|which|whose|from|share|with)",
    re.IGNORECASE,
)
# by a letter for each word: a period, a breakdown behind its "by", and a filter behind its lead
TIME = re.compile("l?t?P")
GROUPS = re.compile("bt?B(?:a+b?t?B)*(?![aobB])")
ROWS_OF = re.compile("lt?Fn?(?:a+l?t?Fn?)*(?![aoF])")
SENTENCES = re.compile(r"[.?!:;]\s+\S|[()“”\"]")


def typo(text: str, _: Understood, chance: Random) -> str | None:
    """One letter swapped with the next, dropped, doubled, or hit beside its key."""
    slipped = misspelt(text)  # of a word that has one already, a second slip makes two
    words = [w for w in PLAIN.finditer(text) if len(w[0]) >= SLIP and w[0] not in slipped]
    if not words:
        return None
    found = chance.choice(words)
    wrong = chance.choice((_swapped, _dropped, _doubled, _beside))(found[0], chance)
    return text[: found.start()] + wrong + text[found.end() :]


@cache
def misspelt(text: str) -> frozenset[str]:
    """The words that are taken for others of a question as it stands."""
    index, policy = seen_by("executive")
    found = find(text, known_names(), index, policy)
    linking = link(text, index, policy, found, CLOCK)
    pairs = zip(linking.tokens, linking.meant, strict=True)
    words = {token.text for token, meant in pairs if token.folded != meant.folded}
    slips = (each.text for each in found.values if each.evidence is Evidence.MISSPELLING)
    members = {word for text in slips for word in text.split()}
    return frozenset(words | {token.text for token in linking.tokens if token.folded in members})


def _swapped(word: str, chance: Random) -> str:
    places = [at for at in range(len(word) - 1) if word[at].lower() != word[at + 1].lower()]
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _beside(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    keys = neighbours(word[at].lower())
    return word[:at] + chance.choice(keys) + word[at + 1 :] if keys else _dropped(word, chance)


def neighbours(letter: str) -> tuple[str, ...]:
    """The keys that touch a letter's own."""
    return tuple(
        ROWS[row + down][column + along]
        for row, keys in enumerate(ROWS)
        for column in [keys.find(letter)]
        if column >= 0
        for down, along in ((0, -1), (0, 1), (-1, 0), (-1, 1), (1, -1), (1, 0))
        if 0 <= row + down < len(ROWS) and 0 <= column + along < len(ROWS[row + down])
    )


def spaces(text: str, _: Understood, chance: Random) -> str | None:
    """A space that is missing between two words, or one too many inside a long one."""
    missing = [found.start() for found in GAP.finditer(text)]
    inside = [n for w in PLAIN.finditer(text) for n in range(w.start() + 2, w.end() - 2)]
    if missing and (chance.randrange(2) or not inside):
        at = chance.choice(missing)
        return text[:at] + text[at + 1 :]
    at = chance.choice(inside) if inside else 0
    return f"{text[:at]} {text[at:]}" if at else None


def case(text: str, _: Understood, chance: Random) -> str | None:
    """All in small letters, all in capitals, or each word with a capital."""
    small = WORD.sub(lambda found: found[0].lower(), text)
    changed = {small, text.upper(), text.title() if "'" not in text else small} - {text}
    return chance.choice(sorted(changed)) if changed else None


def articles(text: str, _: Understood, chance: Random) -> str | None:
    """Without "the", "a" and "an": all of them, or one."""
    found = list(ARTICLE.finditer(text))
    if not found:
        return None
    one = chance.choice(found)
    some = text[: one.start()] + text[one.end() :]
    return chance.choice((ARTICLE.sub("", text), some))


def courtesy(text: str, _: Understood, chance: Random) -> str | None:
    """Politeness before, behind, or both."""
    way = chance.randrange(3)
    before = chance.choice(BEFORE) if way != 1 else ""
    behind = chance.choice(BEHIND) if way != 0 else ""
    if before.endswith((" me ", " see ", " know ")) and text[:2] != text[:2].upper():
        text = text[0].lower() + text[1:]
    if behind.startswith((", ", " p", " w")):
        text = text.rstrip(" ?.!")
    return before + text + behind


def order(text: str, understood: Understood, chance: Random) -> str | None:
    """A phrase of time or of a filter at the other end; or two neighbours at the end swapped."""
    moved = sorted(set(_reordered(text, understood.words))) if not SENTENCES.search(text) else ()
    return chance.choice(moved) if moved else None


def _reordered(text: str, words: tuple[WordLink, ...]) -> Iterator[str]:
    kinds = "".join(map(_letter, words))
    if kinds.count("P") != 1:
        return
    body = text.rstrip(" ?.!")
    found = [
        (words[each.start()].start, words[each.end() - 1].end)
        for kind in ((TIME,) if BINDS.search(text) else (TIME, GROUPS, ROWS_OF))
        for each in kind.finditer(kinds)
    ]
    for start, end in found:
        said, before, behind = text[start:end], body[:start], body[end:]
        if not before.strip() and behind.strip(" ,"):
            yield f"{behind.strip(' ,')} {said}"
        elif not behind and not said.startswith(BY):
            yield f"{said} {before.strip(' ,')}"
        for first, last in found:
            if last < start and not text[last:start].strip() and not behind:
                yield f"{body[:first]}{said} {text[first:last]}"


def _letter(word: WordLink) -> str:
    said = word.text.lower()
    if said in ("the", "our", "my"):
        return "t"
    if word.use in ("", "by") and said in LEADS:
        return "l"
    if said in LISTING:
        return "a"
    if word.use == "what the filter is about":
        return "n"
    if word.use == "by":
        return "b" if said in BY else "o"
    return {"period": "P", "breakdown": "B", "filter": "F"}.get(word.use, "o")


KINDS: Mapping[str, Noise] = {
    "typo": typo,
    "case": case,
    "articles": articles,
    "order": order,
    "courtesy": courtesy,
}
