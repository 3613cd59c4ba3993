from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from corpus.checklists.model import LEVELS
from milex.workspace import Workspace

Page = Callable[..., html.HtmlElement]
COMPARISON = "/en/laws/xa/ley/214-2021/comparison/milex-un-tip-som"


@pytest.fixture
def workspace(app: Flask) -> Workspace:
    opened: Workspace = app.extensions["milex"]
    return opened


def _answers(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The findings with all their words."""
    return list(root.xpath("//article[contains(@class, 'answer')]"))


def _shown(root: html.HtmlElement) -> list[str]:
    """The provisions shown, in full or in a line each."""
    return list(root.xpath("//article[@class='answer']/@id | //ul[@class='briefs']/li/@id"))


def test_every_provision_is_shown_once_with_verdict_in_words(
    get_page: Page, workspace: Workspace
) -> None:
    root = get_page(COMPARISON)
    assert _shown(root) == [p.id for p in workspace.checklist().provisions]
    for verdict in root.xpath("//span[@class='brief-verdict']"):
        assert verdict.xpath("./span[@aria-hidden='true']")
        assert verdict.text_content().strip("●◐○✕–? \n")


def test_a_finding_in_a_line_quotes_its_best_words_and_leads_to_them(
    get_page: Page, workspace: Workspace
) -> None:
    findings = {f.provision: f for f in workspace.compare("xa/ley/214-2021").findings}
    quoted = get_page(COMPARISON).xpath("//ul[@class='briefs']/li[.//q]")
    assert quoted
    for line in quoted:
        best = findings[line.get("id")].evidence[0]
        words = line.xpath("string(.//q)").rstrip("…")
        assert " ".join(best.quote.split()).startswith(words)
        assert line.xpath(".//span[@class='brief-words']/a/@href")[0].endswith(f"#{best.eid}")


@pytest.mark.parametrize("group", ["A", "B", "C", "D", "E", "F"])
def test_a_group_is_told_with_all_its_words(
    get_page: Page, workspace: Workspace, group: str
) -> None:
    answers = _answers(get_page(f"{COMPARISON}?group={group}"))
    expected = [p.id for p in workspace.checklist().provisions if p.group == group]
    assert [answer.get("id") for answer in answers] == expected
    for answer in answers:
        assert "confidence" in answer.xpath("string(./p[@class='facts'])")
        assert answer.xpath("./p[@class='facts']/a/@href")[0].endswith(
            f"/provisions/{answer.get('id')}"
        )


def test_a_link_to_a_provision_opens_its_group(get_page: Page, workspace: Workspace) -> None:
    provision = next(p for p in workspace.checklist().provisions if p.group == "C")
    root = get_page(f"{COMPARISON}?provision={provision.id}")
    assert provision.id in [answer.get("id") for answer in _answers(root)]
    get_page(f"{COMPARISON}?provision=no.such", 404)


def test_evidence_quotes_the_article_it_leads_to(get_page: Page, workspace: Workspace) -> None:
    root = get_page(f"{COMPARISON}?group=A&verdict=full")
    texts = {a.eid: a.text for a in workspace.library.comparable("xa/ley/214-2021").articles}
    figures = root.xpath("//article/figure")
    assert figures
    for figure in figures:
        (link,) = figure.xpath("./figcaption/a/@href")
        address, _, eid = link.partition("#")
        assert address == "/en/laws/xa/ley/214-2021"
        marked = figure.xpath("./blockquote/mark/text()")
        assert marked
        assert figure.xpath("./blockquote/@lang") == ["es"]
        for words in marked:
            assert words in texts[eid]


def test_what_is_absent_tells_what_was_looked_for(get_page: Page, workspace: Workspace) -> None:
    findings = {f.provision: f for f in workspace.compare("xa/ley/214-2021").findings}
    root = get_page(f"{COMPARISON}?verdict=absent&group=E")
    answers = _answers(root)
    assert answers
    for answer in answers:
        assert "Not found in this instrument" in answer.xpath("./header/span")[0].text_content()
        finding = findings[answer.get("id")]
        (log,) = answer.xpath("./details")
        (summary,) = log.xpath("./summary/text()")
        assert summary.startswith(
            f"What was looked for, in {finding.log.articles_searched} article"
        )
        assert log.xpath("string(./p[@class='phrases'])").split(" · ") == list(finding.log.phrases)
        assert finding.log.phrases


def test_counts_stand_by_level_and_sum_to_the_findings(
    get_page: Page, workspace: Workspace
) -> None:
    root = get_page(COMPARISON)
    rows = root.xpath("//table[@class='bars']/tbody/tr")
    assert 0 < len(rows) <= len(LEVELS)
    assert sum(_counts(root)) == len(workspace.checklist().provisions)
    for row in rows:
        total = int(row.xpath("string(./th/span)"))
        assert total == sum(_counts(row))
        assert len(row.xpath(".//rect")) == len(row.xpath(".//li"))
    for link in root.xpath("//table[@class='bars']//a")[:3]:
        narrowed = get_page(link.get("href").partition("#")[0])
        assert len(_shown(narrowed)) == int(link.text_content().split()[1])


def _counts(root: html.HtmlElement) -> list[int]:
    """The counts beside the bars: symbol, number, words."""
    return [int(link.text_content().split()[1]) for link in root.xpath(".//td//li/a")]


def test_counts_of_a_group_are_its_own(get_page: Page, workspace: Workspace) -> None:
    root = get_page(f"{COMPARISON}?group=B&verdict=full")
    assert sum(_counts(root)) == sum(p.group == "B" for p in workspace.checklist().provisions)


def test_findings_are_proposals_of_a_machine_and_never_one_score(get_page: Page) -> None:
    words = get_page(COMPARISON).text_content()
    assert "Machine proposals, not yet reviewed by a person." in words
    assert "There is no total and no score" in words


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("group=B", lambda p: p.group == "B"),
        ("level=mandatory&level=optional", lambda p: p.level in {"mandatory", "optional"}),
        ("group=&verdict=&level=%00", lambda p: True),
    ],
)
def test_findings_are_narrowed_by_group_and_level(
    get_page: Page, workspace: Workspace, query: str, keeps: Callable[..., bool]
) -> None:
    expected = {p.id for p in workspace.checklist().provisions if keeps(p)}
    assert set(_shown(get_page(f"{COMPARISON}?{query}"))) == expected


def test_a_choice_that_fits_nothing_says_so(get_page: Page) -> None:
    root = get_page("/es/laws/xa/decreto/77-2020/comparison/milex-un-tip-som?verdict=full&group=C")
    assert not _shown(root)
    assert "Ningún hallazgo corresponde a esta selección." in root.text_content()


def test_questions_and_elements_are_told_in_the_readers_language(
    get_page: Page, workspace: Workspace
) -> None:
    provision = workspace.checklist().provisions[0]
    address = f"/laws/xd/act/12-2016/comparison/milex-un-tip-som?group={provision.group}"
    for language in ("en", "es"):
        answer = _answers(get_page(f"/{language}{address}"))[0]
        assert provision.question[language] in answer.text_content()
        assert provision.label[language] == answer.findtext(".//h4")
        shown = " ".join(answer.xpath(".//p[@class='elements']/span/text()"))
        assert any(element.label[language] in shown for element in provision.elements)


def test_an_earlier_version_is_compared_by_itself(get_page: Page) -> None:
    address = "/en/laws/xa/decreto/77-2020/comparison/milex-un-tip-som?version=2020-05-04"
    root = get_page(address)
    assert "Version: 4 May 2020" in root.text_content()
    assert root.xpath("//nav[@class='trail']//a/@href")[-1].endswith("?version=2020-05-04")


@pytest.mark.parametrize("language", ["en", "es"])
def test_why_is_told_step_by_step_with_links_to_the_articles(get_page: Page, language: str) -> None:
    root = get_page(
        f"/{language}/laws/xa/ley/214-2021/comparison/milex-un-tip-som/provisions/tip.3a.act"
    )
    steps = root.xpath("//ol[@class='steps']/li")
    assert len(steps) == 7
    found = steps[3].xpath(".//a/@href")
    assert found
    assert all(href.startswith(f"/{language}/laws/xa/ley/214-2021#art_") for href in found)
    assert root.xpath("//p[@class='phrases']/@lang") == ["es"]
    assert root.xpath("//nav[@class='neighbours']/a[@rel='next']")


def test_why_of_another_provision_or_checklist_is_not_here(get_page: Page) -> None:
    get_page(f"{COMPARISON}/provisions/tip.99", 404)
    get_page("/en/laws/xa/ley/214-2021/comparison/nothing/provisions/tip.3a.act", 404)


@pytest.mark.parametrize(
    ("form", "kind", "opens"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("csv", "text/csv", b"\xef\xbb\xbfGrupo"),
        ("html", "text/html", b"<!doctype html>"),
        ("txt", "text/plain", b""),
        ("json", "application/json", b"{"),
    ],
)
def test_the_findings_chosen_can_be_kept_as_a_file(
    client: FlaskClient, form: str, kind: str, opens: bytes
) -> None:
    address = COMPARISON.replace("/en/", "/es/")
    answer = client.get(f"{address}/download/{form}?group=A&verdict=full")
    assert answer.status_code == 200
    assert answer.mimetype == kind
    assert answer.data.startswith(opens)
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=xa-ley-214-2021_milex-un-tip-som.{form}"
    )


def test_a_file_holds_the_findings_that_the_page_shows(client: FlaskClient, get_page: Page) -> None:
    query = "group=C&verdict=full&verdict=partial"
    kept = client.get(f"{COMPARISON}/download/json?{query}").json
    assert kept is not None
    shown = [answer.get("id") for answer in _answers(get_page(f"{COMPARISON}?{query}"))]
    assert [finding["provision"] for finding in kept["findings"]] == shown
    assert client.get(f"{COMPARISON}/download/json?group=Z").status_code == 404


def test_the_page_stays_small_and_is_made_once(client: FlaskClient) -> None:
    pages = [client.get(f"{COMPARISON}{query}") for query in ("", "", "?group=B", "?group=E")]
    assert pages[0].data == pages[1].data
    assert all(len(page.data) < 150_000 for page in pages)
