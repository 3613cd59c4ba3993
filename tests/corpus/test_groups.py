"""Groups of States: every member is known, every group speaks both languages."""

from pathlib import Path

import pytest

from corpus.errors import InvalidReference
from corpus.groups import groups_of_states, load_groups
from corpus.jurisdictions import known_jurisdictions, load_jurisdictions
from i18n.languages import KNOWN_LANGUAGES

GROUP = """
- slug: pact
  short: {en: Pact, es: Pacto}
  name: {en: The Pact, es: El Pacto}
  kind: agreement
  note: {en: A note., es: Una nota.}
  as_of: 2026
  members: [ar, br]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "groups.yaml"
    path.write_text(f"groups:{text}", encoding="utf-8")
    return path


def test_every_member_of_a_group_is_a_state_that_we_know() -> None:
    for group in groups_of_states().values():
        assert group.members, group.slug
        assert set(group.members) <= set(known_jurisdictions()), group.slug


def test_every_group_is_named_and_noted_in_both_languages() -> None:
    for group in groups_of_states().values():
        for texts in (group.short, group.name, group.note):
            assert set(texts) == set(KNOWN_LANGUAGES)
        assert 2020 <= group.as_of <= 2026


def test_the_groups_that_officials_ask_for_are_there() -> None:
    known = groups_of_states()
    for slug, members in (("oas", 35), ("mercosur", 6), ("caricom", 14), ("sica", 8)):
        assert len(known[slug].members) == members
    assert set(known["can"].members) == {"bo", "co", "ec", "pe"}
    assert {"us", "ca", "mx", "cr"} < set(known["crm"].members)
    assert known["oas"].short == {"en": "OAS", "es": "OEA"}


def test_the_subregions_part_the_charter_s_states() -> None:
    subregions = [g for g in groups_of_states().values() if g.kind == "subregion"]
    members = [code for group in subregions for code in group.members]
    assert sorted(members) == sorted(groups_of_states()["oas"].members)
    for group in subregions:
        assert all(known_jurisdictions()[code].subregion == group.slug for code in group.members)


def test_a_state_knows_its_groups() -> None:
    assert known_jurisdictions()["bo"].groups[:2] == ("oas", "mercosur")
    assert known_jurisdictions()["es"].groups == ()


def test_a_well_written_group_is_read(tmp_path: Path) -> None:
    pact = load_groups(written(tmp_path, GROUP))["pact"]
    assert pact.members == ("ar", "br")
    assert pact.related == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GROUP.replace(", es: Pacto", ""), "0.short"),
        (GROUP.replace("es: Pacto", "es: ' '"), "a text in each of these languages"),
        (GROUP.replace("agreement", "club"), "0.kind is ‹club›"),
        (GROUP.replace("as_of: 2026", "as_of: lately"), "0.as_of is ‹lately›"),
        (GROUP.replace("members", "partners"), "0.members"),
        (GROUP.replace("kind", "colour: red\n  kind"), "0.colour is ‹red›"),
        (GROUP + GROUP, "groups.yaml has ‹pact› twice"),
        (GROUP.replace("ar, br", "ar, ar"), "groups.yaml, pact has ‹ar› twice"),
        (GROUP + "  related: league\n", "stands beside ‹league›"),
        (" [unclosed", "groups.yaml cannot be read"),
    ],
)
def test_what_is_wrong_with_a_group_is_told_with_its_place(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(InvalidReference) as refusal:
        load_groups(written(tmp_path, text))
    assert said in str(refusal.value)


@pytest.mark.parametrize("content", ["", "just words", "- a\n- b"])
def test_a_file_without_named_rows_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "jurisdictions.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidReference, match=r"jurisdictions\.yaml holds no table"):
        load_jurisdictions(path)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(InvalidReference, match=r"nowhere\.yaml cannot be read"):
        load_groups(Path("nowhere.yaml"))
