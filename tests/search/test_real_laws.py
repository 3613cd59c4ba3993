"""Search over real laws of the shared folder. Judged by reading the laws; nothing quoted."""

import pytest

from corpus.identifiers import assign_eids
from corpus.intake import Hints, take_in
from corpus.model import placed_articles
from search.model import ArticleEntry, ArticleKey, ArticleText, SearchRequest
from search.whoosh_engine import WhooshEngine

pytestmark = pytest.mark.shared

# file, language, number and year of the law as its citation gives them
LAWS = [
    ("co/ley-985-2005-trata.md", "es", "985", 2005),
    ("cl/ley-20430-refugiados.md", "es", "20430", 2010),
    ("uy/ley-19643-trata.md", "es", "19643", 2018),
    ("py/ley-3533-protocolo-trafico-migrantes-es.json", "es", "3533", 2008),
    ("pe/ley-27891-refugiado.md", "es", "27891", 2002),
    ("ug/prevention-trafficking-act-2009.json", "en", "7", 2009),
    ("xx/palermo-smuggling-protocol-en.md", "en", "", 2000),
    ("jm/aliens-act.json", "en", "", None),
]


def entries(folder, file, language, number, year):
    country = file[:2]
    hints = Hints(country=country, language=language)
    document = assign_eids(take_in((folder / file).read_bytes(), file, hints).document)
    for placed in placed_articles(document):
        article = placed.article
        yield ArticleEntry(
            key=ArticleKey(file, "2020-01-01", article.eid),
            num=article.num,
            heading=article.heading,
            text=article.text,
            law_title=document.metadata.title,
            country=country,
            language=language,
            year=year,
            kind="ley" if language == "es" else "act",
            number=number,
        )


@pytest.fixture(scope="module")
def laws(shared, tmp_path_factory):
    found = [one for law in LAWS for one in entries(shared / "laws", *law)]
    texts = {one.key: ArticleText(one.num, one.heading, one.text, one.law_title) for one in found}
    folder = tmp_path_factory.mktemp("real")
    with WhooshEngine(folder, lambda keys: {key: texts[key] for key in keys}) as engine:
        assert engine.rebuild(found) == len(found)
        yield engine


@pytest.mark.parametrize(
    ("query", "across", "file", "num"),
    [
        ("no punibilidad víctimas de trata", False, "uy/ley-19643-trata.md", "40"),
        ("no punibilidad victimas de trata", False, "uy/ley-19643-trata.md", "40"),
        ("consentimiento de la víctima", False, "uy/ley-19643-trata.md", "35"),
        ("no devolución", False, "cl/ley-20430-refugiados.md", "4"),
        ("debt bondage", False, "ug/prevention-trafficking-act-2009.json", "1"),
        (
            "offence of trafficking in persons",
            False,
            "ug/prevention-trafficking-act-2009.json",
            "2",
        ),
        ("aggravated trafficking", False, "ug/prevention-trafficking-act-2009.json", "3"),
        ("Ley 985 de 2005", False, "co/ley-985-2005-trata.md", "1"),
        ("ley 20.430", False, "cl/ley-20430-refugiados.md", "1"),
        ("artículo 40 ley 19.643", False, "uy/ley-19643-trata.md", "40"),
        ("smuggling of migrants by sea", True, "xx/palermo-smuggling-protocol-en.md", "8"),
    ],
)
def test_the_article_looked_for_stands_among_the_first_three(laws, query, across, file, num):
    results = laws.search(SearchRequest(query, across=across, limit=3))
    assert (file, num) in [(hit.key.law, hit.num) for hit in results.hits]


def test_trafficking_in_spanish_finds_the_act_in_english_and_no_smuggling_article(laws):
    found = laws.search(
        SearchRequest("trata de personas", languages=("en",), across=True, limit=99)
    )
    files = {hit.key.law for hit in found.hits}
    assert "ug/prevention-trafficking-act-2009.json" in files
    smuggling = [hit for hit in found.hits if "smuggling" in hit.key.law]
    assert all("traffick" in " ".join(hit.matched).lower() for hit in smuggling)


def test_accents_typed_or_not_find_the_same(laws):
    for typed, bare in (("víctimas", "victimas"), ("expulsión", "expulsion"), ("niños", "niños")):
        assert laws.search(SearchRequest(typed)).total == laws.search(SearchRequest(bare)).total > 0
