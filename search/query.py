"""What a person typed, read as a tree; never an error.

Words, "phrases", AND OR NOT (in Spanish Y O NO, in capitals), NEAR/5 (CERCA/5), prefix*,
round brackets, and the fields of ``query_fields``. Citations (``Ley 985 de 2005``,
``art. 145 bis``) are recognised among the words. Whatever is odd or unbalanced is read
as plain words, and a note says so.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from i18n.messages import Message
from search.analysis import fold, number_key, words
from search.near import NEAR_OPERATOR, joined_near, near_distance
from search.query_fields import SHORTEST_PREFIX, field_nodes
from search.query_tree import (
    AndNode,
    CitationNode,
    Node,
    NotNode,
    OrNode,
    ParsedQuery,
    PhraseNode,
    PrefixNode,
    WordNode,
)

LONGEST_QUERY: Final = 1_000  # characters read
MOST_WORDS: Final = 40
DEEPEST_BRACKETS: Final = 8
_REMEMBERED: Final = 256  # queries as read

_QUOTES: Final = str.maketrans(dict.fromkeys("“”«»„‟", '"'))
OPERATORS: Final = {"AND": "and", "Y": "and", "OR": "or", "O": "or", "NOT": "not", "NO": "not"}

LAW_WORDS: Final = r"ley|decreto(?:[\s-]ley)?|resoluci[oó]n|acuerdo|law|act|bill|decree|chapter|cap"
ARTICLE_WORDS: Final = r"art[ií]culos?|arts?|articles?|sections?|secs?|s(?=\.)"
_BIS: Final = r"bis|ter|qu[aá]ter|quinquies|sexies|septies|octies|novies|decies"
_NUMBER_SIGN: Final = r"(?:n[ºo°.]{1,2}\s{0,3}|n[uú]m(?:ero)?\.?\s{1,3})?"

_TOKEN: Final = re.compile(
    rf"""
      "(?P<phrase>[^"]*)"
    | (?P<bracket>[()])
    | (?P<field>[^\W\d_]{{2,12}}):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s()"]+))
    | \b(?P<law>(?:{LAW_WORDS})\.?\s{{1,3}}{_NUMBER_SIGN}
        (?P<law_number>(?:[a-z]-)?\d[\d.,]{{0,12}}(?<![.,]))
        (?:(?:\s(?:de|of)\s|\s?/\s?|-)(?P<law_year>(?:1[89]|20)\d\d))?)(?![^\W_])
    | \b(?P<article>(?:{ARTICLE_WORDS})\.?\s{{0,3}}{_NUMBER_SIGN}
        (?P<article_number>\d[\d.]{{0,9}}(?<!\.)[ºª°]?
        (?:[\s-]?(?:{_BIS})|-?[a-z]|\s(?-i:[A-NP-XZ]))?))(?![^\W_])
    | (?P<leading>[*]+[^\s()":*]+[*]*)
    | (?P<prefix>[^\W_]+)[*](?![^\s()"])
    | (?P<word>[^\s()":*]+)
    | (?P<odd>["*:])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_TOO_LONG: Final = Message(
    "The query is too long; only its first %(words)s words were looked for.", words=MOST_WORDS
)
_ODD_QUOTE: Final = Message(
    "A quotation mark has no partner; what follows it was read as plain words."
)
_ODD_BRACKETS: Final = Message("The brackets do not pair up; they were left out.")
_ODD_OPERATOR: Final = Message(
    "AND, OR and NOT (Y, O and NO) join what stands beside them; "
    "one without a partner was read as a plain word."
)
_CAPITAL_NO: Final = Message(
    "The query is all in capitals, so NO was read as a plain word and not as an operator."
)
_ODD_NEAR: Final = Message(
    "NEAR (CERCA) stands between two words or phrases, as in border NEAR/5 control; "
    "elsewhere it was left out."
)
_STAR_PLACE: Final = Message(
    "A star stands for the end of a word, as in migra*; elsewhere it was left out."
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["node", "and", "or", "not", "near", "(", ")"]
    text: str
    nodes: tuple[Node, ...] = ()
    distance: int = 0  # of NEAR, in words


@lru_cache(maxsize=_REMEMBERED)
def parse(query: str) -> ParsedQuery:
    """``query`` as a tree, with a note for each thing that was not read as typed."""
    notes: dict[Message, None] = {}
    text = unicodedata.normalize("NFC", query.encode("utf-8", "replace").decode())
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        notes[_TOO_LONG] = None
    tokens = _capped(_tokens(text.translate(_QUOTES), notes), notes)
    tokens = _without_odd_brackets(tokens, notes)
    tokens = _without_odd_operators(_without_capital_no(tokens, notes), notes)
    root = _Parser(tokens, notes).alternatives()
    return ParsedQuery(root, tuple(notes))


def word_nodes(text: str, part: str = "") -> tuple[Node, ...]:
    """The words of ``text``, each to be looked for in ``part``."""
    return tuple(WordNode(word.raw, part) for word in words(text))


def _tokens(text: str, notes: dict[Message, None]) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        found = match[0]
        if match["bracket"]:
            yield _Token("(" if found == "(" else ")", found)
        elif found in OPERATORS:
            yield _Token(OPERATORS[found], found, word_nodes(found))  # type: ignore[arg-type]
        elif near := NEAR_OPERATOR.fullmatch(found):
            yield _Token("near", found, word_nodes(near["name"]), near_distance(near, notes))
        elif kind == "odd":
            if found != ":":
                notes[_ODD_QUOTE if found == '"' else _STAR_PLACE] = None
        else:
            nodes = _leaves(match, notes)
            if nodes:
                yield _Token("node", found, nodes)


def _leaves(match: "re.Match[str]", notes: dict[Message, None]) -> tuple[Node, ...]:
    if match["phrase"] is not None:
        return (PhraseNode(match["phrase"]),) if any(words(match["phrase"])) else ()
    if match["field"]:
        value = match["value"] if match["quoted"] is None else match["quoted"]
        quoted = match["quoted"] is not None
        read = field_nodes(match["field"], value, quoted=quoted, notes=notes)
        return word_nodes(match[0]) if read is None else read
    if match["law"]:
        return (_citation("number", match["law_number"], match["law_year"] or "", match["law"]),)
    if match["article"]:
        return (_citation("article", match["article_number"], "", match["article"]),)
    if match["leading"]:
        notes[_STAR_PLACE] = None
        return word_nodes(match["leading"])
    if match["prefix"]:
        return _prefix(match["prefix"], notes)
    return word_nodes(match["word"])


def _citation(field: str, number: str, year: str, text: str) -> Node:
    return CitationNode(field, number_key(number), year, " ".join(text.split()))


def _prefix(typed: str, notes: dict[Message, None]) -> tuple[Node, ...]:
    prefix = fold(typed)
    if len(prefix) >= SHORTEST_PREFIX:
        return (PrefixNode(prefix),)
    notes[
        Message(
            "“%(typed)s*” is too short: a star needs at least %(letters)s letters before it.",
            typed=typed,
            letters=SHORTEST_PREFIX,
        )
    ] = None
    return word_nodes(typed)


def _capped(tokens: Iterator[_Token], notes: dict[Message, None]) -> list[_Token]:
    kept: list[_Token] = []
    count = 0
    for token in tokens:
        room = MOST_WORDS - count
        if room <= 0:
            notes[_TOO_LONG] = None
            break
        count += max(1, len(token.nodes))
        if len(token.nodes) > room:
            notes[_TOO_LONG] = None
        kept.append(replace(token, nodes=token.nodes[:room]))
    return kept


def _without_odd_brackets(tokens: list[_Token], notes: dict[Message, None]) -> list[_Token]:
    depth = deepest = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.kind, 0)
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth == 0 and deepest <= DEEPEST_BRACKETS:
        return tokens
    notes[_ODD_BRACKETS] = None
    return [token for token in tokens if token.kind not in "()"]


def _without_capital_no(tokens: list[_Token], notes: dict[Message, None]) -> list[_Token]:
    """NO in a query all in capitals is more likely the word of a law than an operator."""
    typed = "".join(token.text for token in tokens if token.kind == "node")
    if not typed.isupper() or all(token.text != "NO" for token in tokens):
        return tokens
    notes[_CAPITAL_NO] = None
    return [_as_word(token) if token.text == "NO" else token for token in tokens]


def _without_odd_operators(tokens: list[_Token], notes: dict[Message, None]) -> list[_Token]:
    """Operators that lack what they join are left out; NOT, or one all alone, becomes a word."""
    kept: list[_Token] = []
    has_words = any(token.kind == "node" for token in tokens)
    for place, token in enumerate(tokens):
        after = tokens[place + 1].kind if place + 1 < len(tokens) else ")"
        before = kept[-1].kind if kept else "("
        if _lacks_partner(token, before, after):
            notes[_ODD_NEAR if token.kind == "near" else _ODD_OPERATOR] = None
            if token.kind != "not" and has_words:
                continue  # as a word it is too common to ask for, in one language at least
            token = _as_word(token)
        kept.append(token)
    return kept


def _lacks_partner(token: _Token, before: str, after: str) -> bool:
    """Whether ``token`` is an operator that has nothing to join on one of its sides."""
    if token.kind == "near":
        return before not in ("node", ")") or after not in ("node", "(")
    lacks_first = token.kind in ("and", "or") and before in ("and", "or", "not", "(")
    return lacks_first or (token.kind in ("and", "or", "not") and after in ("and", "or", ")"))


def _as_word(token: _Token) -> _Token:
    return _Token("node", token.text, token.nodes)


class _Parser:
    """Recursive descent over settled tokens; brackets are balanced and not too deep."""

    def __init__(self, tokens: Sequence[_Token], notes: dict[Message, None]) -> None:
        self._tokens = tokens
        self._notes = notes
        self._place = 0

    def alternatives(self) -> Node | None:
        """``a OR b``; None where nothing stands here."""
        found = [self._conjunction()]
        while self._took("or"):
            found.append(self._conjunction())
        kept = tuple(node for node in found if node is not None)
        return kept[0] if len(kept) == 1 else OrNode(kept) if kept else None

    def _conjunction(self) -> Node | None:
        found = [self._side_by_side()]
        while self._took("and"):
            found.append(self._side_by_side())
        kept = tuple(node for node in found if node is not None)
        return kept[0] if len(kept) == 1 else AndNode(kept, loose=False) if kept else None

    def _side_by_side(self) -> Node | None:
        found: list[Node] = []
        while self._place < len(self._tokens):
            if self._took("not"):
                denied = self._one()
                found += [] if denied is None else [NotNode(denied)]
            elif self._kind() in ("node", "("):
                found += self._neighbours()
            else:
                break
        if len(found) == 1 and not isinstance(found[0], NotNode):
            return found[0]
        return AndNode(tuple(found), loose=True) if found else None

    def _one(self) -> Node | None:
        """What NOT denies: one token, a bracket, what is NEAR it, or another NOT."""
        if self._took("not"):
            inner = self._one()
            return None if inner is None else NotNode(inner)
        nodes = self._neighbours()
        if len(nodes) > 1:
            return AndNode(tuple(nodes), loose=False)
        return nodes[0] if nodes else None

    def _neighbours(self) -> list[Node]:
        """A token or bracket, its last node joined with what NEAR puts beside it."""
        found = self._token_or_bracket()
        while self._kind() == "near":
            distance = self._take().distance
            after = self._token_or_bracket()
            near = joined_near(found[-1], distance, after[0]) if found and after else None
            if near is None:
                self._notes[_ODD_NEAR] = None
                found += after
            else:
                found = [*found[:-1], near, *after[1:]]
        return found

    def _token_or_bracket(self) -> list[Node]:
        if self._took("("):
            inner = self.alternatives()
            self._took(")")
            return [] if inner is None else [inner]
        return list(self._take().nodes) if self._kind() == "node" else []

    def _kind(self) -> str:
        return self._tokens[self._place].kind if self._place < len(self._tokens) else ""

    def _take(self) -> _Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _took(self, kind: str) -> bool:
        if self._kind() != kind:
            return False
        self._place += 1
        return True
