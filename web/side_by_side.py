"""Where comparing begins, and two to four laws side by side, by provision or by article."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, render_template, request, url_for
from flask import redirect as to
from werkzeug.wrappers import Response as AnyResponse

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Checklist
from i18n.messages import Message
from milex.alignment import PAIR_KINDS
from milex.errors import NotFound
from milex.gathering import check_country
from milex.in_force import TREATIES
from milex.records import LawSummary
from milex.reports.articles_diff import ArticlesDiff, articles_diff
from milex.reports.articles_diff_flow import articles_diff_flow
from milex.reports.articles_diff_text import KIND_WORDS
from milex.reports.side_by_side import SideBySide, side_by_side, side_by_side_flow
from milex.workspace import check_group, known_provision
from web.aligned import shown_pages, shown_pairs
from web.answers import Account, account_of
from web.chosen_laws import MOST_LISTED, ChosenLaw, chosen_laws, version_before
from web.exports import flow_file, links
from web.fragments import fragment
from web.language import pages
from web.narrowing import known_values
from web.parameters import clean_codes, clean_text, page_number
from web.presentation import law_url, shown_version
from web.workspace import workspace

blueprint = pages("side_by_side", __name__)

MOST_LAWS: Final = 4
WAYS: Final = ("provision", "article")
FLOWING: Final = ("docx", "html")
_AROUND_ALONE: Final = 1_500  # characters around the words of a provision alone on its page
_AROUND: Final = 60
_WORDS_A_PAGE: Final = 96  # what one law says to one provision, with its words


@dataclass(frozen=True, slots=True)
class _Asked:
    """Laws side by side, as the URL states them."""

    chosen: tuple[ChosenLaw, ...]
    by: str
    checklist: Checklist
    group: str
    provisions: tuple[str, ...]
    different: bool  # only provisions with different verdicts
    kinds: tuple[str, ...]  # of pairs of articles; () for all that differ
    page: int

    @property
    def laws(self) -> tuple[LawSummary, ...]:
        """The laws that are known."""
        return tuple(one.law for one in self.chosen if one.law is not None)

    @property
    def in_full(self) -> bool:
        """Whether the words of each law are shown, and not its verdicts alone."""
        return bool(self.group or self.provisions)

    def url(self, **changes: Any) -> str:
        """The address of the same with ``changes``."""
        default = self.checklist.id == DEFAULT_CHECKLIST
        values: dict[str, Any] = {
            "law": [one.name for one in self.chosen],
            "by": self.by,
            "checklist": None if default else self.checklist.id,
            "group": self.group or None,
            "provision": list(self.provisions),
            "different": "1" if self.different else None,
            "kind": list(self.kinds),
            "page": self.page if self.page > 1 else None,
        }
        endpoint = changes.pop("endpoint", "side_by_side.compare")
        return url_for(endpoint, **{**values, **changes})

    def with_law(self, old: LawSummary, version: str) -> str:
        """The address with another version of one of the laws."""
        names = [f"{old.law}@{version}" if one.law == old else one.name for one in self.chosen]
        return self.url(law=names, page=None)


@blueprint.get("/compare")
def compare() -> str | AnyResponse:
    """The page that asks what to compare; with two laws or more, the laws side by side.

    Raises:
        NotFound: no such law, version, country, checklist, group or provision.
    """
    asked = _asked()
    start = clean_text(request.args.get("start", ""))
    country = next(iter(clean_codes([request.args.get("country", "")])), "")
    if start == "country" and country:
        check_country(country)
        values: dict[str, Any] = {"country": country, "checklist_id": asked.checklist.id}
        return to(url_for("country_comparison.comparison", **values), code=303)
    if start == "law" and len(asked.laws) == 1:
        (law,) = asked.laws
        values = {"checklist_id": asked.checklist.id, "version": shown_version(law)}
        return to(law_url(law.law, "comparison.comparison", **values), code=303)
    known = len(asked.laws) == len(asked.chosen)
    if not known or len(asked.laws) < 2 or start == "change":
        return _start(asked, start)
    return _by_article(asked) if asked.by == "article" else _by_provision(asked)


@blueprint.get(f"/compare/download/<any({','.join(FLOWING)}):form>")
def download(form: str) -> Response:
    """The laws side by side that the URL asks for, as a file.

    Raises:
        NotFound: as for the page; or there are no two laws to compare.
    """
    asked = _asked()
    if len(asked.laws) < 2:
        raise NotFound(Message("Name two laws to compare: ?law=…&law=…"))
    name = "_".join(law.law.replace("/", "-") for law in asked.laws)
    if asked.by == "article":
        _check_alignable(asked.laws)
        return flow_file(form, name, articles_diff_flow(_diff(asked.laws), links()))
    return flow_file(form, name, side_by_side_flow(_rows(asked), links()))


def _asked() -> _Asked:
    """What the URL of this request asks for.

    Raises:
        NotFound: no such law, version, checklist, group or provision.
    """
    chosen = chosen_laws(request.args.getlist("law"), MOST_LAWS)
    checklist = workspace().checklist(clean_text(request.args.get("checklist", "")) or None)
    group = clean_text(request.args.get("group", ""))
    check_group(checklist, group or None)
    provisions = tuple(
        known_provision(checklist, clean_text(raw)).id
        for raw in request.args.getlist("provision")
        if clean_text(raw)
    )
    if len(chosen) == 1 and (law := chosen[0].law) and request.args.get("by") == "article":
        before = version_before(law)
        chosen = (ChosenLaw(before.law, before), *chosen) if before else chosen
    same = len(chosen) == 2 and len({one.law.law for one in chosen if one.law}) == 1
    return _Asked(
        chosen=chosen,
        by=next(iter(known_values("by", WAYS)), "article" if same else "provision"),
        checklist=checklist,
        group=group,
        provisions=tuple(dict.fromkeys(provisions)),
        different=request.args.get("different", "") not in ("", "0"),
        kinds=known_values("kind", PAIR_KINDS),
        page=page_number(request.args.get("page", "")),
    )


def _start(asked: _Asked, start: str) -> str:
    """The forms that ask for what to compare, with what was said so far."""
    laws = workspace().library.laws()
    return render_template(
        "compare.html",
        asked=asked,
        start=start,
        checklists=bundled_checklists().values(),
        countries=[
            each.country for each in workspace().library.countries() if each.country != TREATIES
        ],
        listed=laws[:MOST_LISTED],
        fields=[*(one.name for one in asked.chosen), *[""] * MOST_LAWS][:MOST_LAWS],
    )


def _by_provision(asked: _Asked) -> str:
    rows = _rows(asked)
    parts = _pages(asked, rows)
    page = min(asked.page, len(parts))
    found = fragment(
        "_side_by_provision.html",
        (asked, page),
        asked=asked,
        groups=lambda: _by_group(asked, parts[page - 1]),
        evidence_url=_evidence_addresses(asked),
    )
    return render_template(
        "side_by_side.html",
        asked=asked,
        found=found,
        shown=len(rows.rows),
        differing=sum(row.differs for row in rows.rows),
        forms=FLOWING,
        checklists=bundled_checklists().values(),
        page=page,
        pages=len(parts),
        problem=None,
    )


def _pages(asked: _Asked, found: SideBySide) -> list[SideBySide]:
    """The rows by page: with all their words, fewer fit the more laws there are."""
    most = _WORDS_A_PAGE // len(asked.laws) if asked.in_full else len(found.rows)
    starts = range(0, len(found.rows), most) if found.rows else (0,)
    return [found.only(found.rows[start : start + most]) for start in starts]


def _by_group(asked: _Asked, found: SideBySide) -> list[tuple[Any, list[Any]]]:
    """``[(group, [(row, accounts)])]``: accounts only where the words are shown."""
    alone = len(found.rows) == 1
    excerpts = 3 if alone else max(1, 3 - len(asked.laws) // 2)

    def accounts(row: Any) -> tuple[Account, ...]:
        if not asked.in_full:
            return ()
        around = _AROUND_ALONE if alone else _AROUND
        return tuple(
            account_of(row.provision, told, shown=excerpts, around=around) for told in row.told
        )

    groups = [
        (group, [(row, accounts(row)) for row in found.rows if row.provision.group == group.id])
        for group in asked.checklist.groups
    ]
    return [(group, rows) for group, rows in groups if rows]


def _rows(asked: _Asked) -> SideBySide:
    """What the laws say to the provisions asked for."""
    sides = [
        (law, workspace().compared(law.law, asked.checklist.id, version=law.version))
        for law in asked.laws
    ]
    found = side_by_side(sides, asked.checklist)
    return found.only(
        [
            row
            for row in found.rows
            if (not asked.group or row.provision.group == asked.group)
            and (not asked.provisions or row.provision.id in asked.provisions)
            and (row.differs or not asked.different)
        ]
    )


def _evidence_addresses(asked: _Asked) -> Callable[[LawSummary, Any], str]:
    return lambda law, provision: law_url(
        law.law,
        "comparison.provision",
        checklist_id=asked.checklist.id,
        provision_id=provision.id,
        version=shown_version(law),
    )


def _by_article(asked: _Asked) -> str:
    context: Mapping[str, Any] = {"problem": _why_not(asked.laws), "found": "", "pages": 1}
    if context["problem"] is None:
        diff = _diff(asked.laws)
        every = shown_pages(diff, asked.kinds)
        page = min(asked.page, len(every))
        context = {
            "problem": None,
            "pages": len(every),
            "page": page,
            "counts": [(kind, KIND_WORDS[kind], count) for kind, count in diff.counts.items()],
            "found": fragment(
                "_side_by_article.html",
                (asked, page),
                asked=asked,
                pairs=lambda: shown_pairs(diff, every[page - 1]),
            ),
        }
    return render_template(
        "side_by_side.html",
        asked=asked,
        forms=FLOWING,
        checklists=bundled_checklists().values(),
        **context,
    )


def _why_not(laws: Sequence[LawSummary]) -> Message | None:
    """Why these laws cannot be laid article by article; None where they can."""
    if len(laws) != 2:
        return Message("Articles are laid side by side of two laws; choose two of these.")
    if len({law.language for law in laws}) > 1:
        return Message(
            "These laws are in different languages, so their articles have no words in common; "
            "compare them by provision."
        )
    return None


def _check_alignable(laws: Sequence[LawSummary]) -> None:
    problem = _why_not(laws)
    if problem is not None:
        raise NotFound(problem)


def _diff(laws: Sequence[LawSummary]) -> ArticlesDiff:
    """The articles of two laws in pairs; made once for the same texts."""
    before, after = laws
    library = workspace().library
    return workspace().alignments.get(
        (before, after),
        lambda: articles_diff(
            (before, library.comparable(before.law, before.version)),
            (after, library.comparable(after.law, after.version)),
        ),
    )
