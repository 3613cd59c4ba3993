"""A file that would take too long is given up with a sentence, in every format."""

import json
import resource
import signal

import pytest

from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in
from corpus.limits import reading_limits

SECTIONS = "1. A keeper who lights a lamp shall pay a fine.\n\n2. A boat shall wait at sea.\n\n"
ARTICLES = "Artículo 1. El farero deberá encender la luz.\n\nArtículo 2. Todo barco podrá irse.\n\n"
LENGTH = 12_000  # characters; at a cost that grows with the square, minutes


@pytest.mark.parametrize(
    "text",
    [
        ARTICLES + "(" * LENGTH,
        ARTICLES + "Artículo 5.- La. " * (LENGTH // 17),
        ARTICLES + "ANEXO I\nluz\n" * (LENGTH // 12),
        ARTICLES + "modifíquese «" * (LENGTH // 13),
        "Artículo 1. La ley.\n\n" * (LENGTH // 21),
        SECTIONS + "—(a) —(i) —(1) " * (LENGTH // 15),
        SECTIONS + "[Section [" * (LENGTH // 10),
        SECTIONS + "; “x” means y" * (LENGTH // 13),
        SECTIONS + "SCHEDULE\n1. Lamp.\n" * (LENGTH // 18),
        "<html><body>" + SECTIONS + "<p>" * LENGTH,
        '{"provisions":' + "[" * LENGTH + "]" * LENGTH + "}",
        json.dumps({"provisions": [{"section": "1", "content": "(" * LENGTH}]}),
    ],
    ids=lambda text: text[-20:].replace("\n", " "),
)
def test_repetition_without_end_is_read_or_refused(text: str) -> None:
    read = refused = ""
    try:
        read = take_in(text.encode(), "endless.txt", Hints(country="xd")).format
    except UnreadableFile as refusal:
        refused = refusal.code
    assert read or refused
    assert refused != "too_complex"


def test_reading_is_given_up_when_its_time_is_over() -> None:
    with pytest.raises(UnreadableFile, match=r"slow\.txt takes too much time") as refusal:
        _wait_for_ever()
    assert refusal.value.code == "too_complex"


def _wait_for_ever() -> None:
    with reading_limits("slow.txt", 10, seconds=0.05):
        while True:
            pass


def test_reading_is_given_up_when_its_memory_is_used_up() -> None:
    with pytest.raises(UnreadableFile) as refusal, reading_limits("wide.txt", 10):
        bytearray(2 * 2**30)
    assert refusal.value.code == "too_complex"


def test_limits_end_with_the_reading() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    take_in(SECTIONS.encode(), "act.txt", Hints(country="xd"))
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == before
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
