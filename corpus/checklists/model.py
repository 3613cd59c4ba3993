"""The shape of a checklist: provisions, their elements and the phrases that prove them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from corpus.checklists.patterns import Pattern

Level = Literal[
    "mandatory",
    "mandatory_qualified",
    "must_consider",
    "optional",
    "binding_if_party",
    "recommended",
]
LEVELS: tuple[Level, ...] = (
    "mandatory",
    "mandatory_qualified",
    "binding_if_party",
    "must_consider",
    "recommended",
    "optional",
)
# Only these may be called a gap, and only of a State that is party to the source.
GAP_LEVELS: frozenset[Level] = frozenset({"mandatory", "mandatory_qualified", "binding_if_party"})

Role = Literal[
    "evidence",
    "context",  # must be met with another element of the article; proves nothing alone
    "completing",  # needed for full, but alone it proves nothing
    "narrower",  # regulated, but less far than asked: partial at most
    "contrary",  # the opposite is provided
]
Rule = Literal["all", "any", "num"]
Scope = Literal["provision", "law", "system"]  # one article, one instrument, any instrument
Near = Literal["article", "paragraph", "sentence"]
Reach = Literal["after", "sentence", "close"]  # of a Limit, from its words on

Expected = Literal["full", "partial", "absent", "contrary"]  # of an example

ReviewStatus = Literal["unreviewed", "reviewed", "disputed"]

Phrases = Mapping[str, tuple[Pattern, ...]]  # phrases[language]
NO_PHRASES: Phrases = MappingProxyType({})


def _no_phrases() -> Phrases:
    return NO_PHRASES


@dataclass(frozen=True, slots=True)
class Source:
    """Where an obligation stands: an instrument's code and an article of it."""

    instrument: str
    article: str


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the answer, with the phrases that show it, per language."""

    name: str
    patterns: Phrases
    label: Mapping[str, str]  # label[language]: a short noun phrase
    role: Role = "evidence"
    near: Near = "article"  # of a context: where it must stand with the evidence


@dataclass(frozen=True, slots=True)
class Example:
    """A text in our own words, and the verdict that it deserves for its provision."""

    language: str  # ISO 639-1
    expected: Expected
    articles: tuple[str, ...]  # texts of the articles that are the whole law


@dataclass(frozen=True, slots=True)
class Revision:
    """What one version of a checklist changed in a provision, and the level it has since."""

    version: str
    text: str = ""  # why; needed wherever something changed
    level: Level | None = None  # None where the revision left it as it was


@dataclass(frozen=True, slots=True)
class Review:
    """Whether a qualified legal officer has read a provision, who and when."""

    status: ReviewStatus = "unreviewed"
    by: str = ""
    date: str = ""  # ISO 8601


@dataclass(frozen=True, slots=True)
class Provision:
    """An item of a checklist: one question to a law, and how an answer is recognised."""

    id: str
    group: str
    level: Level
    sources: tuple[Source, ...]
    label: Mapping[str, str]  # label[language]
    question: Mapping[str, str]
    elements: tuple[Element, ...]
    full: Rule
    partial: Rule
    scope: Scope
    regimes: tuple[str, ...]
    negatives: Phrases  # cancel a match that they overlap
    note: str = ""
    since: str = "0.1.0"
    limits: tuple[str, ...] = ()  # ids of the Limits that make its evidence partial
    frames: tuple[str, ...] = ()  # ids; an article must show one of these Frames to count
    offence: tuple[str, ...] = ()  # Frames that describe the offence it asks about
    silent: bool = False  # the described offence satisfies unless the law says otherwise
    breadth_of: str = ""  # provision of which the described offence need show nothing to satisfy
    needs: tuple[str, ...] = ()  # provisions whose partial or absent verdict caps this one
    absent_is_broader: bool = False  # a law without it reaches further: it never caps another
    prevails: bool = False  # what it grants counts in full, whatever else is contrary
    not_for: tuple[str, ...] = ()  # ids of the StateGroups that it cannot concern
    tests: tuple[Example, ...] = ()
    review: Review = field(default_factory=Review)
    changes: tuple[Revision, ...] = ()  # oldest first

    def phrases(self, language: str) -> tuple[str, ...]:
        """What is looked for in laws in ``language``, as the checklist writes it; each once."""
        return tuple(
            dict.fromkeys(
                pattern.source
                for element in self.elements
                for pattern in element.patterns.get(language, ())
            )
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A heading under which provisions are shown together."""

    id: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Regime:
    """A kind of law, and the phrases by which a law or an article is recognised as one."""

    id: str
    label: Mapping[str, str]
    topics: tuple[str, ...]  # slugs of corpus/reference/topics.yaml
    title: Phrases  # in the law's title: all of its articles are of this regime
    text: Phrases  # in an article or the headings above it: this article is
    # within[regime] -> narrowest scope of provision that looks into all articles of a law of
    # that regime, once one article is of this one: smuggling within a migration act.
    within: Mapping[str, Scope] = field(default_factory=lambda: MappingProxyType({}))
    frames: tuple[str, ...] = ()  # an article that shows one of these Frames is of this regime
    # In a law of both, an article that speaks only of a rival is not of this regime.
    rivals: tuple[str, ...] = ()
    # In a law that is of one of these by its title, and not of this regime, only the articles
    # that speak of this regime are of it, whatever topics the law was given.
    yields_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Parts that an article must show together before some provisions look into it.

    The offence frame of trafficking: an act and a purpose of exploitation. In a list of
    definitions the parts must stand in one sentence.
    """

    id: str
    label: Mapping[str, str]
    parts: tuple[Element, ...]  # every part must be found in the article


@dataclass(frozen=True, slots=True)
class Limit:
    """Words that weaken what is said in their sentence: "may", "child victims"."""

    id: str
    label: Mapping[str, str]
    phrases: Phrases
    # Which words they weaken: those after them; the whole sentence, to which the article's
    # own heading counts; or what stands close by in the sentence, on either side.
    reach: Reach = "after"
    lifted: Phrases = field(
        default_factory=_no_phrases
    )  # words that leave the sentence as strong as it was: "including"
    only_in: tuple[str, ...] = ()  # regimes; it weakens only in a law that is of one by its title
    # Regimes; it weakens no article that speaks of one, nor a sentence that cites such an article.
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StateGroup:
    """States that some provisions cannot concern, such as land-locked ones."""

    id: str
    label: Mapping[str, str]
    countries: frozenset[str]  # ISO 3166-1 alpha-2, lower case


@dataclass(frozen=True, slots=True)
class NeverEvidence:
    """Text that proves nothing, whatever it mentions."""

    names: Phrases = field(
        default_factory=_no_phrases
    )  # names of treaties and bodies: their words do not count
    sentences: Phrases = field(
        default_factory=_no_phrases
    )  # a sentence with one is an object clause, a title…
    headings: Phrases = field(
        default_factory=_no_phrases
    )  # nor is an article whose heading opens with one
    definitions: Phrases = field(
        default_factory=_no_phrases
    )  # headings and words that open a list of definitions
    notes: Phrases = field(
        default_factory=_no_phrases
    )  # nor is a line that opens with one: a publisher's note
    earlier: Phrases = field(
        default_factory=_no_phrases
    )  # a line that opens with one begins an earlier wording, up to the article's end
    denials: Phrases = field(
        default_factory=_no_phrases
    )  # nor what follows closely on one: "no right to"


@dataclass(frozen=True, slots=True)
class References:
    """Words by which a law has a rule without stating it."""

    # "as defined in": beside an instrument's name, the definition there is the law's own.
    meaning: Phrases = field(default_factory=_no_phrases)
    instruments: Mapping[str, Phrases] = field(
        default_factory=lambda: MappingProxyType({})
    )  # instruments[code]: the names that laws call it by
    other_law: Phrases = field(
        default_factory=_no_phrases
    )  # "in accordance with the Penal Code": the rule is there
    general_law: Phrases = field(
        default_factory=_no_phrases
    )  # "under the general rules": it is wherever it is


@dataclass(frozen=True, slots=True)
class Change:
    """What one version of the file changed, and why."""

    version: str
    date: str  # ISO 8601
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Checklist:
    """A checklist file, loaded. ``provisions`` stand in the file's order.

    Compared by identity, so that what is compiled from it can be remembered for it.
    """

    id: str
    version: str
    status: str
    date: str  # ISO 8601
    title: Mapping[str, str]
    instruments: Mapping[str, Mapping[str, str]]  # instruments[code][language] -> full name
    groups: tuple[Group, ...]
    provisions: tuple[Provision, ...]
    regimes: tuple[Regime, ...] = ()
    frames: tuple[Frame, ...] = ()
    limits: tuple[Limit, ...] = ()
    states: tuple[StateGroup, ...] = ()
    never: NeverEvidence = field(default_factory=NeverEvidence)
    references: References = field(default_factory=References)
    changes: tuple[Change, ...] = ()
    sha256: str = ""  # of what the file says, comments aside; "" of a checklist made in memory

    def provision(self, provision_id: str) -> Provision | None:
        """The provision called ``provision_id``, or None."""
        return next((p for p in self.provisions if p.id == provision_id), None)
