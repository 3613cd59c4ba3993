"""The parts of an answer that a finding shows, and those it does not, by their labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.checklists.model import Provision
from i18n.messages import Message
from milex.comparator.judgement import FRAME
from milex.comparator.model import Finding


@dataclass(frozen=True, slots=True)
class FoundElement:
    """A part of the answer, and the words of the law that show it."""

    label: str
    words: str  # its best evidence; "" where nothing of the text is quoted


def found_elements(
    provision: Provision, finding: Finding, language: str
) -> tuple[FoundElement, ...]:
    """The elements found, in the checklist's order, then the described offence if it answers."""
    words = {piece.element: piece.quote for piece in reversed(finding.evidence)}  # the best stays
    found = [
        FoundElement(element.label[language], words.get(element.name, ""))
        for element in provision.elements
        if finding.elements.get(element.name)
    ]
    if _by_offence(provision, words):
        label = Message("the offence as described").in_language(language)
        found.append(FoundElement(label, words[FRAME]))
    return tuple(found)


def missing_elements(provision: Provision, finding: Finding, language: str) -> tuple[str, ...]:
    """Labels of the elements that the answer lacks; none where the described offence answers.

    What would weaken or contradict the answer is not missed.
    """
    if _by_offence(provision, {piece.element: "" for piece in finding.evidence}):
        return ()
    return tuple(
        element.label[language]
        for element in provision.elements
        if element.role not in {"narrower", "contrary"} and not finding.elements.get(element.name)
    )


def _by_offence(provision: Provision, quoted: Mapping[str, str]) -> bool:
    return FRAME in quoted and all(element.name != FRAME for element in provision.elements)
