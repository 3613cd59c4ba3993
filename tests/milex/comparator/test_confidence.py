"""Confidence is measured: bounded, monotone, and said with what it was measured from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.calibration import Case, fitted, reliability
from milex.comparator.confidence import CALIBRATION, curves
from milex.comparator.model import VERDICTS


def test_every_verdict_has_a_curve_between_nought_and_one_that_never_turns() -> None:
    assert set(curves()) == set(VERDICTS)
    for curve in curves().values():
        assert all(0 <= share <= 1 for share in curve.shares)
        assert len(curve.shares) == len(curve.edges) + 1
        assert list(curve.edges) == sorted(curve.edges)
        assert curve.is_monotone


@given(st.sampled_from(VERDICTS), st.floats(0, 50), st.floats(0, 50))
def test_a_nearer_law_makes_absent_more_doubtful_and_more_places_make_the_rest_surer(
    verdict: str, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    curve = curves()[verdict]  # type: ignore[index]
    if verdict == "absent":
        assert curve.at(low) >= curve.at(high)
    else:
        assert curve.at(low) <= curve.at(high)


def test_the_file_says_what_it_was_measured_from_and_how_well_it_foretells() -> None:
    provenance = json.loads(CALIBRATION.read_text(encoding="utf-8"))["provenance"]
    assert provenance["findings"] >= 500
    assert len(provenance["states"]) >= 5
    told = provenance["reliability_on_the_state_left_out"]
    assert told["calibration_error"] <= 0.1
    assert told["brier"] <= told["brier_of_a_constant"]


def made(agreeing: float, count: int = 200) -> list[Case]:
    """Cases of two States that agree in the given share, surer with a higher signal."""
    return [
        Case("xa" if k % 2 else "xb", "full", float(k % 10), (k * 7) % 100 < agreeing * 100)
        for k in range(count)
    ]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_fitted_curve_tells_the_share_that_was_measured(share: float) -> None:
    curve = fitted(made(share))["full"]
    told = sum(curve.at(case.signal) for case in made(share)) / 200
    assert told == pytest.approx(share, abs=0.05)
    assert curve.is_monotone


@given(
    st.lists(
        st.builds(
            Case,
            st.sampled_from(["xa", "xb", "xc"]),
            st.sampled_from(["absent", "partial", "full"]),
            st.floats(0, 1),
            st.booleans(),
        ),
        min_size=6,
        max_size=200,
    )
)
def test_whatever_is_measured_the_curves_are_bounded_and_never_turn(cases: list[Case]) -> None:
    for curve in fitted(cases).values():
        assert curve.is_monotone
        assert all(0 <= share <= 1 for share in curve.shares)


def test_reliability_is_told_of_states_left_out() -> None:
    told = reliability(made(0.8))
    assert 0 <= told["calibration_error"] <= 0.2
    assert told["brier"] <= told["brier_of_a_constant"] + 0.01
