from threading import Barrier, Thread

import pytest

from milex.remembering import Remembered


def test_a_value_is_made_once_for_its_key() -> None:
    made: list[str] = []
    remembered: Remembered[str, str] = Remembered(2)

    def make() -> str:
        made.append("made")
        return f"value {len(made)}"

    assert remembered.get("a", make) == "value 1"
    assert remembered.get("a", make) == "value 1"
    assert remembered.get("b", make) == "value 2"


def test_only_the_last_asked_for_are_kept() -> None:
    made: list[str] = []
    remembered: Remembered[str, None] = Remembered(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        remembered.get(key, lambda key=key: made.append(key))  # type: ignore[misc]
        assert len(remembered) <= 2
    assert made == ["a", "b", "c", "b"], "c pushed out b, which was asked for before a"


def test_values_may_weigh_and_the_heaviest_alone_stays() -> None:
    remembered: Remembered[str, bytes] = Remembered(10, len)
    for key, size in [("a", 4), ("b", 4), ("c", 4), ("d", 99)]:
        remembered.get(key, lambda size=size: bytes(size))
    assert len(remembered) == 1
    remembered.get("e", lambda: b"12345")
    remembered.get("f", lambda: b"12345")
    assert len(remembered) == 2


def test_what_could_not_be_made_is_made_again() -> None:
    remembered: Remembered[str, float] = Remembered(2)
    with pytest.raises(ZeroDivisionError):
        remembered.get("a", lambda: 1 / 0)
    assert remembered.get("a", lambda: 1.0) == 1.0


def test_threads_that_miss_at_once_do_not_wait_for_one_another() -> None:
    remembered: Remembered[str, str] = Remembered(1)
    both_are_making = Barrier(2, timeout=10)
    answers: list[str] = []

    def ask() -> None:
        def make() -> str:
            both_are_making.wait()
            return "value"

        answers.append(remembered.get("a", make))

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["value", "value"]
    assert len(remembered) == 1
