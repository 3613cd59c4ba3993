"""Lines of a law become its structure, for Spanish and English.

``clean → rows → candidates → sequence → plan → assembly``: lines are joined into
paragraphs, labels are found, the numbering that makes sense as a whole is chosen,
and the law is built from it. What a language's labels look like is data in
``corpus/grammar``. Every doubt is a ``Problem``; what is left out is ``Dropped``.
"""

from collections.abc import Sequence

from corpus.grammar import load_grammar
from corpus.lines import Line
from corpus.reading import Dropped
from corpus.segmenter.assembly import Assembler, Segmented
from corpus.segmenter.foreign import without_foreign_text
from corpus.segmenter.plan import make_plan
from corpus.segmenter.rows import rows_of

__all__ = ["Segmented", "segment"]


def segment(lines: Sequence[Line], language: str) -> Segmented:
    """The structure of ``lines`` in ``language`` (en or es).

    Text without any article gives an empty body and everything in the preamble.
    """
    grammar = load_grammar(language)
    dropped: list[Dropped] = []
    rows = without_foreign_text(rows_of(lines, grammar, dropped), grammar, dropped)
    result = Assembler(make_plan(rows, grammar), grammar).assemble()
    return Segmented(
        result.preamble,
        result.body,
        result.conclusions,
        result.attachments,
        result.problems,
        (*dropped, *result.dropped),
    )
