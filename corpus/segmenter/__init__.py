"""Lines of a law become its structure, for Spanish and English.

``clean → rows → candidates → sequence → plan → assembly``: lines are joined into
paragraphs, labels are found, the numbering that makes sense as a whole is chosen,
and the law is built from it. What a language's labels look like is data in
``corpus/grammar``. Every doubt is a ``Problem``; what is left out is ``Dropped``.
"""

from collections.abc import Iterable, Sequence

from corpus.grammar import load_grammar
from corpus.lines import Line
from corpus.reading import Dropped
from corpus.segmenter.assembly import Assembler, Segmented
from corpus.segmenter.cuts import Cut
from corpus.segmenter.foreign import without_foreign_text
from corpus.segmenter.plan import make_plan
from corpus.segmenter.rows import rows_of
from corpus.segmenter.tree import Place

__all__ = ["Cut", "Place", "Segmented", "segment"]


def segment(lines: Iterable[Line], language: str, cuts: Sequence[Cut] | None = None) -> Segmented:
    """The structure of ``lines`` in ``language`` (en or es).

    Text without any article gives an empty body and everything in the preamble.
    With ``cuts``, the law's own articles are those, and no others.

    Raises:
        InvalidOutline: ``cuts`` name a line where no article can begin.
    """
    grammar = load_grammar(language)
    dropped: list[Dropped] = []
    begun = {cut.line for cut in cuts or ()}
    # No name is kept for what a step needs no more: a long law would fill much memory.
    result = Assembler(
        make_plan(
            without_foreign_text(rows_of(lines, grammar, dropped, begun), grammar, dropped),
            grammar,
            cuts,
        ),
        grammar,
    ).assemble()
    return Segmented(
        result.preamble,
        result.body,
        result.conclusions,
        result.attachments,
        result.problems,
        (*dropped, *result.dropped),
        result.places,
    )
