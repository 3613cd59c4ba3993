"""Search engines in one shape, for the race of ``bench.searching``.

Each answers a question with the ten best articles, highlighted, and counts by country.
Rivals index the stems that we index, and take the texts to highlight from the same
table of a database as we do; the highlighting is ours for all.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import tantivy

from bench.questions import BOOSTS, PARTS, Asked, Question, Term, rival_texts
from milex.postgres_search import PostgresEngine
from search.analysis import analysed_as
from search.model import ArticleEntry, ArticleKey, ArticleText, SearchRequest
from search.snippets import Marker, snippet
from search.whoosh_engine import WhooshEngine

SHOWN: Final = 10


class Contestant(Protocol):
    """An engine in the race."""

    name: str

    def build(self, entries: Sequence[ArticleEntry]) -> None:
        """The index of ``entries``, made anew."""
        ...

    def ask(self, question: Question) -> int:
        """How many articles answer; the page is made and thrown away."""
        ...

    def close(self) -> None:
        """Lets go of files."""
        ...


class Texts:
    """The texts of articles, in one table."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)

    def fill(self, entries: Sequence[ArticleEntry]) -> None:
        """Writes ``entries`` into the empty table."""
        self._database.execute(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, law TEXT, eid TEXT, num TEXT, "
            "heading TEXT, text TEXT, title TEXT, language TEXT, country TEXT, year INTEGER)"
        )
        self._database.executemany(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (number, one.key.law, one.key.eid, one.num, one.heading, one.text, one.law_title,
                 one.language, one.country, one.year)
                for number, one in enumerate(entries)
            ),
        )  # fmt: skip
        self._database.execute("CREATE UNIQUE INDEX by_key ON articles (law, eid)")
        self._database.commit()

    def by_key(self, keys: Sequence[ArticleKey]) -> Mapping[ArticleKey, ArticleText]:
        """A ``TextSource``."""
        asked = ", ".join(["(?, ?)"] * len(keys))
        rows = self._database.execute(
            f"WITH asked (a_law, an_eid) AS (VALUES {asked}) "  # noqa: S608 (no values)
            "SELECT law, eid, num, heading, text, title "
            "FROM asked CROSS JOIN articles ON law = a_law AND eid = an_eid",
            [part for key in keys for part in (key.law, key.eid)],
        )
        found = {(law, eid): ArticleText(*rest) for law, eid, *rest in rows}
        return {key: found[key.law, key.eid] for key in keys if (key.law, key.eid) in found}

    def highlight(self, question: Question, numbers: Sequence[int]) -> None:
        """Snippets of the articles ``numbers``, as the page shows them."""
        markers: dict[str, Marker] = {}
        rows = self._database.execute(
            "SELECT id, language, heading, text FROM articles "  # noqa: S608 (no values)
            f"WHERE id IN ({', '.join('?' * len(numbers))})",
            numbers,
        )
        found = {number: rest for number, *rest in rows}
        for number in numbers:
            language, heading, text = found[number]
            code = analysed_as(language)
            if code not in markers:
                markers[code] = Marker(question.root, code)
            marker = markers[code]
            marker.matches(heading)
            snippet(text, marker.matches(text))

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()


class Ours:
    """An engine of ours."""

    def __init__(self, name: str, engine: WhooshEngine | PostgresEngine) -> None:
        self.name = name
        self.engine = engine

    def build(self, entries: Sequence[ArticleEntry]) -> None:
        """The index of ``entries``, made anew."""
        self.engine.rebuild(entries)

    def ask(self, question: Question) -> int:
        """The page with all its facets, as the site asks for it."""
        return self.engine.search(SearchRequest(question.text, limit=SHOWN)).total

    def close(self) -> None:
        """Lets go of files and connections."""
        self.engine.close()


class FTS5:
    """SQLite's full-text search."""

    name = "FTS5"

    def __init__(self, path: Path, texts: Texts) -> None:
        self._database = sqlite3.connect(path)
        self._texts = texts

    def build(self, entries: Sequence[ArticleEntry]) -> None:
        """The index of ``entries``."""
        self._database.executescript(
            "CREATE TABLE facts (id INTEGER PRIMARY KEY, country TEXT, year INTEGER);"
            "CREATE VIRTUAL TABLE words USING fts5(title, heading, text, content='');"
        )
        self._database.execute(
            "INSERT INTO words (words, rank) VALUES ('rank', 'bm25(2.0, 2.5, 1.0)')"
        )
        for number, entry in enumerate(entries):
            self._database.execute(
                "INSERT INTO words (rowid, title, heading, text) VALUES (?, ?, ?, ?)",
                (number, *rival_texts(entry)),
            )
            self._database.execute(
                "INSERT INTO facts VALUES (?, ?, ?)", (number, entry.country, entry.year)
            )
        self._database.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._database.commit()

    def ask(self, question: Question) -> int:
        """Two statements: the best ten, and the counts by country."""
        return self._ask(question, question.asked) or (
            self._ask(question, question.loosely) if question.loosely else 0
        )

    def _ask(self, question: Question, sides: Sequence[Asked]) -> int:
        match = " OR ".join(f"({_fts5(asked)})" for asked in sides)
        source = "words JOIN facts ON facts.id = words.rowid WHERE words MATCH ?"
        values: list[object] = [match]
        if question.country:
            source += " AND country = ?"
            values.append(question.country)
        if (question.first_year, question.last_year) != (0, 9999):
            source += " AND year BETWEEN ? AND ?"
            values += [question.first_year, question.last_year]
        plain = "words WHERE words MATCH ?" if len(values) == 1 else source
        best = self._database.execute(
            f"SELECT words.rowid FROM {plain} ORDER BY rank LIMIT {SHOWN}",  # noqa: S608
            values,
        ).fetchall()
        counts = self._database.execute(
            f"SELECT country, count(*) FROM {source} GROUP BY country",  # noqa: S608
            values,
        ).fetchall()
        self._texts.highlight(question, [number for (number,) in best])
        return sum(count for _, count in counts)

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()


def _fts5(asked: Asked) -> str:
    every = " AND ".join("(" + " OR ".join(map(_fts5_term, terms)) + ")" for terms in asked.every)
    return every + "".join(f" NOT {_fts5_term(term)}" for term in asked.none)


def _fts5_term(term: Term) -> str:
    phrase = '"' + " ".join(term.words) + '"'
    return f"{phrase} *" if term.is_prefix else phrase


class Tantivy:
    """Lucene's like in Rust."""

    name = "tantivy"

    def __init__(self, folder: Path, texts: Texts) -> None:
        schema = tantivy.SchemaBuilder()
        for part in PARTS:
            schema.add_text_field(part, tokenizer_name="whitespace")
        schema.add_text_field("country", fast=True, tokenizer_name="raw")
        schema.add_unsigned_field("year", indexed=True, fast=True)
        schema.add_unsigned_field("number", stored=True)
        self._schema = schema.build()
        folder.mkdir()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._texts = texts

    def build(self, entries: Sequence[ArticleEntry]) -> None:
        """The index of ``entries``."""
        writer = self._index.writer(heap_size=256_000_000, num_threads=2)
        for number, entry in enumerate(entries):
            document = tantivy.Document(country=entry.country)
            document.add_unsigned("number", number)
            document.add_unsigned("year", entry.year or 0)
            for part, text in zip(PARTS, rival_texts(entry), strict=True):
                document.add_text(part, text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, question: Question) -> int:
        """Two calls: the best ten, and the counts by country."""
        return self._ask(question, question.asked) or (
            self._ask(question, question.loosely) if question.loosely else 0
        )

    def _ask(self, question: Question, sides: Sequence[Asked]) -> int:
        searcher = self._index.searcher()
        query = self._query(question, sides)
        best = searcher.search(query, SHOWN).hits
        counts = searcher.aggregate(query, {"by": {"terms": {"field": "country"}}})
        found = counts if isinstance(counts, dict) else json.loads(counts)
        numbers = [searcher.doc(address)["number"][0] for _, address in best]
        self._texts.highlight(question, numbers)
        return sum(int(bucket["doc_count"]) for bucket in found["by"]["buckets"])

    def close(self) -> None:
        """Nothing is held."""

    def _query(self, question: Question, sides: Sequence[Asked]) -> Any:
        must, should, must_not = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
        alternatives = []
        for asked in sides:
            parts = [(must, _any_of([self._term(term) for term in terms])) for terms in asked.every]
            parts += [(must_not, self._term(term)) for term in asked.none]
            alternatives.append((should, tantivy.Query.boolean_query(parts)))
        query = [(must, tantivy.Query.boolean_query(alternatives))]
        if question.country:
            country = tantivy.Query.term_query(self._schema, "country", question.country)
            query.append((must, tantivy.Query.const_score_query(country, 0.0)))
        if (question.first_year, question.last_year) != (0, 9999):
            years = tantivy.Query.range_query(
                self._schema,
                "year",
                tantivy.FieldType.Unsigned,
                question.first_year,
                question.last_year,
            )
            query.append((must, tantivy.Query.const_score_query(years, 0.0)))
        return tantivy.Query.boolean_query(query)

    def _term(self, term: Term) -> Any:
        found = []
        for part, boost in zip(PARTS, BOOSTS, strict=True):
            if term.is_prefix:
                query = tantivy.Query.regex_query(self._schema, part, f"{term.words[0]}.*")
            elif len(term.words) > 1:
                query = tantivy.Query.phrase_query(self._schema, part, list(term.words))
            else:
                query = tantivy.Query.term_query(self._schema, part, term.words[0])
            found.append(tantivy.Query.boost_query(query, boost))
        return _any_of(found)


def _any_of(queries: list[Any]) -> Any:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
