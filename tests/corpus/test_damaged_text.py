"""Damaged files of the text formats: a law with problems or a clear refusal, never a crash."""

import json
import random
from collections.abc import Iterator

import pytest

from corpus.akn import schema_problems, write
from corpus.errors import CorpusError
from corpus.intake import Hints, take_in

PLAIN = """LEY N° 31

QUE CUIDA LOS PUENTES

TÍTULO I
De los puentes

Artículo 1.- Objeto. Esta ley cuida los puentes de madera y de piedra.

Artículo 2 bis.- Paso. El paso es libre para:
a) quien camina;
b) quien lleva una carreta, si la carreta es liviana.

Artículo 3.- Reforma. Modifícase el artículo 9 de la Ley 7, que quedará redactado así:
"Artículo 9.- El peaje se paga una vez."

DISPOSICIONES TRANSITORIAS

Primera.- Los puentes viejos se revisan en un año.
"""
MARKDOWN = f"""---
title: "Ley de los puentes"
date: 2011-03-04
country: xa
---

# Ley 31

{PLAIN.replace("Artículo 1.-", "**Artículo 1.-**").replace("TÍTULO I", "## TÍTULO I")}
"""
PROVISIONS = json.dumps(
    {
        "title": "Bridges Act",
        "language": "en",
        "provisions": [
            {
                "provision_ref": "1",
                "title": "Short title",
                "section": "1",
                "content": "1. Bridges.",
            },
            {
                "provision_ref": "2",
                "title": "Passage",
                "section": "2",
                "content": "2. (1) Anyone may pass.\n(2) No cart heavier than an ox may pass.",
            },
        ],
    },
    ensure_ascii=False,
    indent=1,
)
FILES = [("law.txt", PLAIN), ("law.md", MARKDOWN), ("law.json", PROVISIONS)]
MUTATIONS = 100


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` cut short, or with bits turned, bytes doubled, moved or taken out."""
    kind = chance.randrange(4)
    if kind == 0:
        return data[: chance.randrange(len(data))]
    mutable = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(mutable))
        if kind == 1:
            mutable[place] ^= 1 << chance.randrange(8)
        elif kind == 2:
            del mutable[place : place + chance.randint(1, 40)]
            mutable += b"x"
        else:
            piece = mutable[place : place + chance.randint(1, 60)]
            mutable[chance.randrange(len(mutable)) :][:0] = piece
            mutable += piece
    return bytes(mutable)


def mutations(content: str) -> Iterator[bytes]:
    chance = random.Random(31)  # noqa: S311 - the same damage in every run
    for _ in range(MUTATIONS):
        yield damaged(content.encode(), chance)


@pytest.mark.parametrize(("name", "content"), FILES, ids=[name for name, _ in FILES])
def test_a_damaged_file_gives_a_valid_law_or_a_clear_refusal(name: str, content: str) -> None:
    refusals: list[str] = []
    for data in mutations(content):
        try:
            intake = take_in(data, name, Hints(country="xa"))
        except CorpusError as refusal:
            refusals.append(str(refusal))
            continue
        assert schema_problems(write(intake.document)) == ()
        assert 0.9 <= intake.conservation <= 1.0
    assert all(sentence.endswith(".") for sentence in refusals)
    assert len(refusals) < MUTATIONS
