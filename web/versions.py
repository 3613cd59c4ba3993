"""The versions of a law: which there are, which held on a day, what changed between two."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from milex.alignment import Pair, PairKind
from milex.comparator.assembly import comparable_law
from milex.comparator.model import ComparableArticle
from milex.differences import Stretch
from milex.records import LawSummary
from milex.remembering import Remembered
from milex.reports.articles_diff import ArticlesDiff, articles_diff, changes
from milex.reports.articles_diff_text import KIND_WORDS, MOVED, RENUMBERED
from web.language import in_interface_language, pages
from web.law import LAW_STEPS, law_id_of
from web.parameters import clean_text
from web.presentation import law_url
from web.workspace import workspace

blueprint = pages("versions", __name__)

CHANGES_SHOWN: Final = 400  # articles of one page; more are told by number
_REMEMBERED: Final = 16  # pairs of versions
_differences: Final[Remembered[tuple[str, str], ArticlesDiff]] = Remembered(_REMEMBERED)


@dataclass(frozen=True, slots=True)
class Change:
    """Articles that differ between two versions."""

    kind: PairKind
    before: tuple[ComparableArticle, ...]
    after: tuple[ComparableArticle, ...]
    fate: str  # what became of them, in the reader's language
    stretches: tuple[Stretch, ...]  # empty where the words are the same


@blueprint.get(f"{LAW_STEPS}/versions")
def versions(country: str, kind: str, name: str) -> ResponseReturnValue:
    """The versions of a law; ``?on=`` a day leads to the one that held then.

    Raises:
        NotFound: no such law.
    """
    known = workspace().library.versions_of(law_id_of(country, kind, name))
    asked = clean_text(request.args.get("on", ""))
    day = _day(asked)
    held = version_on(known, day) if day else None
    if held is not None:
        current = held.version == held.versions[-1]
        return redirect(law_url(held.law, version=None if current else held.version), code=303)
    return render_template(
        "versions.html",
        law=known[-1],
        versions=known,
        provenances={one.version: _provenance(one) for one in known},
        asked=asked,
        day=day,
    )


@blueprint.get(f"{LAW_STEPS}/changes")
def changed(country: str, kind: str, name: str) -> str:
    """What changed from one version to another, article by article, word by word.

    ``?from=`` and ``?to=`` name them; by default the last two.

    Raises:
        NotFound: no such law or version.
    """
    library = workspace().library
    law_id = law_id_of(country, kind, name)
    known = library.versions_of(law_id)
    to = clean_text(request.args.get("to", "")) or known[-1].version
    places = {one.version: place for place, one in enumerate(known)}
    earlier = known[max(places.get(to, 0) - 1, 0)].version
    before = library.law(law_id, clean_text(request.args.get("from", "")) or earlier)
    after = library.law(law_id, to)
    diff = _differences.get((before.xml_sha256, after.xml_sha256), lambda: _compared(before, after))
    return render_template(
        "changes.html",
        law=known[-1],
        versions=known,
        before=before,
        after=after,
        counts=_counts(diff),
        changes=tuple(_changes(diff))[:CHANGES_SHOWN],
        left_out=max(0, len(diff.different) - CHANGES_SHOWN),
    )


def version_on(known: Sequence[LawSummary], day: datetime.date) -> LawSummary | None:
    """The version of ``known``, oldest first, that held on ``day``; its first day counts.

    One without a day holds until the first with one; None where none had begun.
    """
    begun = [one for one in known if one.day is None or one.day <= day]
    return begun[-1] if begun else None


def _provenance(law: LawSummary) -> object:
    return workspace().library.provenance(law.law, law.version)


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None


def _compared(before: LawSummary, after: LawSummary) -> ArticlesDiff:
    sides = [
        (law, comparable_law(workspace().document(law), law.law, law.version))
        for law in (before, after)
    ]
    return articles_diff(*sides)


def _changes(diff: ArticlesDiff) -> Iterator[Change]:
    for pair in diff.different:
        stretches = () if pair.kind == "same" else changes(pair)
        yield Change(pair.kind, pair.before, pair.after, _fate(pair), stretches)


def _fate(pair: Pair) -> str:
    words = [KIND_WORDS[pair.kind]] if pair.kind != "same" else []
    words += [MOVED] if pair.moved else []
    words += [RENUMBERED] if pair.is_renumbered else []
    return ", ".join(in_interface_language(word) for word in words)


def _counts(diff: ArticlesDiff) -> Iterator[tuple[str, int]]:
    """How many articles met each fate; a fate that none met is left out."""
    for kind, count in diff.counts.items():
        if count:
            yield in_interface_language(KIND_WORDS[kind]), count
