"""Is a question about the catalogue: a definition, an owner, freshness, what may be asked?"""

from __future__ import annotations

from semantic_layer.interpret.lexicon import NOW_IS
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Role

SUBJECTS = (Role.METRIC, Role.DIMENSION)
LIGHT = (Role.FILLER, Role.VERB, Role.PAUSE, Role.WHERE, Role.ANY, Role.AND)


def catalogue_question(linking: Linking, slots: tuple[Slot, ...]) -> CatalogueQuestion | None:
    heavy = [slot for slot in slots if slot.meanings[0].role not in LIGHT]
    roles = {slot.meanings[0].role for slot in heavy}
    subjects = [slot.meanings[0].name for slot in heavy if slot.meanings[0].role in SUBJECTS]
    subject = subjects[0] if len(subjects) == 1 else None
    if Role.OWNER in roles and subject:
        return CatalogueQuestion("owner", subject)
    if Role.CATALOGUE in roles and roles <= {Role.CATALOGUE, *SUBJECTS}:
        said = linking.text.casefold()
        return CatalogueQuestion("dimensions" if "dimension" in said else "metrics", subject)
    if Role.FRESH in roles and roles <= {Role.FRESH, Role.AMBIGUOUS, Role.NOW, *SUBJECTS}:
        return CatalogueQuestion("freshness", subject)
    if Role.DEFINE in roles and subject and roles <= {Role.DEFINE, Role.PERFORM, *SUBJECTS}:
        return CatalogueQuestion("definition", subject)
    if len(heavy) == 1 and subject and heavy[0].meanings[0].role is Role.METRIC and _is(linking):
        return CatalogueQuestion("definition", subject)
    return None


def _is(linking: Linking) -> bool:
    """ "What is AOV?" asks for the meaning, "what was AOV" and "what is our AOV" for the number."""
    words = " ".join(token.folded for token in linking.tokens if token.folded)
    asks = any(words.startswith(f"{lead} ") for lead in NOW_IS)
    return asks and not {"our", "my", "the"} & set(words.split())
