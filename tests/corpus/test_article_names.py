"""What a law calls its articles: by its own labels, or as its State's practice is."""

import pytest

from corpus.article_names import (
    article_name,
    common_word,
    names_of_articles,
    practised_name,
    several,
)
from corpus.identifiers import normalise_number
from corpus.model import Article, Attachment, Division, Document, LawMetadata


def law(
    language: str = "es", country: str = "py", kind: str = "ley", title: str = ""
) -> LawMetadata:
    return LawMetadata(title=title, jurisdiction=country, language=language, kind=kind)


def named(label: str, metadata: LawMetadata, *path: Division, attachment: str = "") -> str:
    num = normalise_number(label, metadata.language)
    return article_name(Article(num, label), metadata, path, attachment)


@pytest.mark.parametrize(
    ("label", "num", "language", "name"),
    [
        ("ARTÍCULO 4º bis.-", "4 bis", "es", "Artículo 4 bis"),
        ("Art. 7.", "7", "es", "Artículo 7"),
        ("Artículo ÚNICO.-", "único", "es", "Artículo único"),
        ("“Artículo 13-A.-", "13A", "es", "Artículo 13A"),
        ("Regla 3", "3", "es", "Regla 3"),
        ("Cláusula primera", "primera", "es", "Cláusula primera"),
        ("Section 12.", "12", "en", "Section 12"),
        ("SEC. 107.", "107", "en", "Section 107"),
        ("Article 2", "2", "en", "Article 2"),
        ("Regulation 4", "4", "en", "Regulation 4"),
        ("Rule 3", "3", "en", "Rule 3"),
        ("§ 1591.", "1591", "en", "§ 1591"),
        ("§1592.", "1592", "en", "§ 1592"),
    ],
)
def test_the_labels_own_word_is_the_law_s_term(
    label: str, num: str, language: str, name: str
) -> None:
    # whatever the practice of the State would be
    assert article_name(Article(num, label), law(language, "us", "treaty")) == name


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        (law("en", "jm", "act"), "Section 5"),
        (law("en", "gb", "act", "Modern Slavery Act 2015"), "Section 5"),
        (law("en", "bb", "bill"), "Clause 5"),
        (law("en", "us", "bill"), "Section 5"),
        (law("en", "jm", "regulations"), "Regulation 5"),
        (law("en", "tt", "law", "Immigration (Advance Notice) Regulations, 2012"), "Regulation 5"),
        (law("en", "ca", "regulation", "Immigration Regulations"), "Section 5"),
        (law("en", "jm", "act", "The Rules Act"), "Section 5"),
        (law("en", "xx", "treaty"), "Article 5"),
        (law("en", "gy", "constitution"), "Article 5"),
        (law("es", "py", "ley"), "Artículo 5"),
        (law("pt", "br", "lei"), "Article 5"),
    ],
)
def test_a_bare_number_is_called_as_the_practice_of_the_state_is(
    metadata: LawMetadata, name: str
) -> None:
    assert named("5.", metadata) == practised_name("5", metadata) == name


def test_what_stands_in_a_schedule_by_its_number_is_a_paragraph() -> None:
    assert named("2.", law("en", "jm", "act"), attachment="FIRST SCHEDULE") == "Paragraph 2"
    assert named("Article 2", law("en", "gb", "act"), attachment="Schedule 1") == "Article 2"


@pytest.mark.parametrize(
    ("label", "kind", "name"),
    [
        ("Primera.-", "transitional", "Disposición transitoria primera"),
        ("PRIMERO.-", "transitional", "Artículo primero transitorio"),
        ("Única.", "final", "Disposición final única"),
        ("Décimo séptima.", "other", "Disposición décimo séptima"),
        ("Segundo.", "chapter", "Artículo segundo"),
    ],
)
def test_closing_provisions_are_named_after_their_heading(label: str, kind: str, name: str) -> None:
    division = Division(kind)  # type: ignore[arg-type]
    assert named(label, law(), division) == name


def test_a_name_that_a_label_gives_itself_stays() -> None:
    article = Article("disposición final primera", "Disposición final primera.-")
    assert article_name(article, law()) == "Disposición final primera"


def test_an_article_without_any_number_is_called_by_the_word_alone() -> None:
    assert article_name(Article("", ""), law("en", "gb", "act")) == "Section"


def test_annexed_articles_are_named_by_their_own_labels() -> None:
    document = Document(
        law("en", "gb", "act"),
        (Article("1", "1"),),
        attachments=(
            Attachment("Schedule 1", body=(Article("2", "Article 2"), Article("3", "3"))),
        ),
    )
    names = [name for _, name in names_of_articles(document)]
    assert names == ["Section 1", "Article 2", "Paragraph 3"]


def test_a_law_s_word_is_that_of_most_of_its_articles() -> None:
    names = ["Artículo 1", "Artículo 2", "Disposición final primera"]
    assert common_word(names, law("en", "us", "act")) == "Artículo"
    assert common_word([], law("en", "jm", "act")) == "Section"


@pytest.mark.parametrize(
    ("word", "numbers", "said"),
    [
        ("Section", ["5"], "Section 5"),
        ("Artículo", ["5", "7 bis"], "Artículos 5, 7 bis"),
        ("§", ["1591", "1592"], "§§ 1591, 1592"),
    ],
)
def test_several_articles_share_one_word(word: str, numbers: list[str], said: str) -> None:
    assert several(word, numbers) == said
