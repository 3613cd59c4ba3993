from collections.abc import Callable

import pytest
from flask import Flask
from lxml import html

from corpus.checklists.model import LEVELS
from milex.comparator.model import VERDICTS
from milex.workspace import Workspace

Page = Callable[..., html.HtmlElement]
COMPARISON = "/en/laws/xa/ley/214-2021/comparison/milex-un-tip-som"


@pytest.fixture
def workspace(app: Flask) -> Workspace:
    opened: Workspace = app.extensions["milex"]
    return opened


def _answers(root: html.HtmlElement) -> list[html.HtmlElement]:
    return list(root.xpath("//article[contains(@class, 'answer')]"))


def test_every_provision_is_shown_once_with_verdict_in_words(
    get_page: Page, workspace: Workspace
) -> None:
    answers = _answers(get_page(COMPARISON))
    checklist = workspace.checklist()
    assert {a.get("id") for a in answers} == {p.id for p in checklist.provisions}
    assert len(answers) == len(checklist.provisions)
    for answer in answers:
        (verdict,) = answer.xpath("./header/span")
        assert verdict.xpath("./span[@aria-hidden='true']")
        assert verdict.text_content().strip("●◐○✕–? \n")


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
    root = get_page(f"{COMPARISON}?verdict=absent")
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
    rows = root.xpath("//table[@class='counts']/tbody/tr")
    assert 0 < len(rows) <= len(LEVELS)
    numbers = [int(cell.text_content()) for row in rows for cell in row.xpath("./td")]
    assert len(numbers) == len(rows) * len(VERDICTS)
    assert sum(numbers) == len(workspace.checklist().provisions)
    linked = root.xpath("//table[@class='counts']//a")
    assert linked
    for link in linked[:3]:
        narrowed = get_page(link.get("href").partition("#")[0])
        assert len(_answers(narrowed)) == int(link.text_content())


def test_counts_of_a_group_are_its_own(get_page: Page, workspace: Workspace) -> None:
    root = get_page(f"{COMPARISON}?group=B&verdict=full")
    numbers = [int(cell) for cell in root.xpath("//table[@class='counts']//td//text()")]
    assert sum(numbers) == sum(p.group == "B" for p in workspace.checklist().provisions)


def test_findings_are_proposals_of_a_machine_and_never_one_score(get_page: Page) -> None:
    words = get_page(COMPARISON).text_content()
    assert "Machine proposals, not yet reviewed by a person." in words
    assert "There is no score." in words


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
    assert {a.get("id") for a in _answers(get_page(f"{COMPARISON}?{query}"))} == expected


def test_a_choice_that_fits_nothing_says_so(get_page: Page) -> None:
    root = get_page("/es/laws/xa/decreto/77-2020/comparison/milex-un-tip-som?verdict=full&group=C")
    assert not _answers(root)
    assert "Ningún hallazgo corresponde a esta selección." in root.text_content()


def test_questions_and_elements_are_told_in_the_readers_language(
    get_page: Page, workspace: Workspace
) -> None:
    provision = workspace.checklist().provisions[0]
    address = f"/laws/xd/act/12-2016/comparison/milex-un-tip-som?group={provision.group}"
    for language in ("en", "es"):
        answer = _answers(get_page(f"/{language}{address}"))[0]
        assert provision.question[language] in answer.text_content()
        assert provision.label[language] == answer.findtext(".//h3")
        shown = " ".join(answer.xpath(".//p[@class='elements']/span/text()"))
        assert any(element.label[language] in shown for element in provision.elements)


def test_an_earlier_version_is_compared_by_itself(get_page: Page) -> None:
    address = "/en/laws/xa/decreto/77-2020/comparison/milex-un-tip-som?version=2020-05-04"
    root = get_page(address)
    assert "Version: 4 May 2020" in root.text_content()
    assert root.xpath("//nav[@class='trail']//a/@href")[-1].endswith("?version=2020-05-04")
