"""An own profile: what is wrong in its file is named, and nothing is guessed."""

import copy
from pathlib import Path

import pytest
import yaml

from station.profiles import SHIPPED, ProfileError, find, known, shipped, source
from station.rules.kinds import CONDITIONS
from station.rules.shapes import check_shape

DRAW = {"plan": "hypergeometric", "share": "90%", "confidence": "0.95", "allowed": 1, "least_packages": 20}


def written(tmp_path, change):
    """The Kazakh profile under a code of its own with one change, as a file."""
    raw = copy.deepcopy(yaml.safe_load(source("KZ", Path()))) | {"code": "KZ-OWN"}
    change(raw)
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return path


def drawing(**changes):
    """A change that asks for a draw."""
    return lambda raw: raw["conditions"].update(draw=DRAW | changes)


def test_an_own_profile_is_found_by_its_path(tmp_path):
    """From the folder of the settings, or by an absolute path; its bytes are its own."""
    path = written(tmp_path, lambda raw: raw.update(withhold=[]))

    found = find("own.yaml", tmp_path)

    assert found == find(str(path), Path("/"))
    assert found.code == "KZ-OWN"
    assert known(found.code, found.sha256) is None


@pytest.mark.parametrize("code", ["KZ", "PH", "IN", "K-Z", "KZ-", "LN"])
def test_an_own_profile_cannot_bear_a_shipped_code(tmp_path, code):
    """Nor one that would be read as such: whoever sees the code in a record takes it for the program's own."""
    path = written(tmp_path, lambda raw: raw.update(code=code))
    with pytest.raises(ProfileError) as refused:
        find("own.yaml", tmp_path)

    assert str(refused.value).startswith(
        f"{path} cannot be used as a profile:\n  code: {code} is, or reads like, that of"
    )
    assert "choose another code, such as" in str(refused.value)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_copy_of_the_shipped_file_is_the_shipped_profile(tmp_path, code):
    """Byte for byte it is the same, wherever it lies; with one byte more it is another."""
    (tmp_path / "copy.yaml").write_bytes(source(code, Path()))
    assert find("copy.yaml", tmp_path) == shipped(code)

    (tmp_path / "copy.yaml").write_bytes(source(code, Path()) + b"\n")
    with pytest.raises(ProfileError, match=f"code: {code} is"):
        find("copy.yaml", tmp_path)


def test_a_draw_stands_as_the_record_has_it(tmp_path):
    """Shares become fractions, the plan plain text: the conditions can be sealed."""
    conditions = find(str(written(tmp_path, drawing())), Path()).conditions.model_dump()

    check_shape(conditions, CONDITIONS)
    assert conditions["draw"] == DRAW | {"share": "9/10", "confidence": "19/20"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw.update(colour="red"), "colour: Extra inputs are not permitted"),
        (lambda raw: raw.update(sha256="0" * 64), "sha256: Extra inputs are not permitted"),
        (lambda raw: raw["conditions"].update(purity=True), "conditions.purity: Extra inputs"),
        (lambda raw: raw["title"].pop("kk"), "title.kk: Field required"),
        (lambda raw: raw["roles"][0].pop("ru"), "roles.0.ru: Field required"),
        (lambda raw: raw["deadlines"][0].update(kk=" "), "deadlines.0.kk"),
        (lambda raw: raw["title"].update(en="red\x1b[31m"), "one line of printable characters"),
        (lambda raw: raw["title"].update(en="one\ntwo"), "one line of printable characters"),
        (lambda raw: raw["title"].update(en="x" * 601), "title.en: String should have at most 600"),
        (
            lambda raw: raw.update(seats=["police", "chef"]),
            "seats: chef is not among the roles of profile KZ-OWN: police,",
        ),
        (lambda raw: raw.update(quorum=[["police"], ["chef"]]), "quorum: chef is not among the roles"),
        (lambda raw: raw.update(quorum=[[]]), "quorum.0"),
        (lambda raw: raw["roles"].append(raw["roles"][0]), "roles: police stands twice"),
        (lambda raw: raw.update(seats=["police", "police"]), "seats: police stands twice"),
        (lambda raw: raw["roles"][0].update(code="Police"), "roles.0.code"),
        (
            lambda raw: raw.update(withhold=["mass_mg"]),
            "'mass_mg' cannot be withheld; one of case, court, investigator",
        ),
        (lambda raw: raw.update(withhold=["name"]), "withhold.0"),
        (lambda raw: raw["conditions"].update(drying_permille=1001), "conditions.drying_permille"),
        (lambda raw: raw["conditions"].update(drying_permille=0.77), "conditions.drying_permille"),
        (lambda raw: raw["sample"].update(each=3), "sample.each"),
        (lambda raw: raw["sources"][0].update(mark="S"), "sources.0.mark"),
        (lambda raw: raw.update(code="kz"), "code: "),
        (lambda raw: raw.update(bases=[]), "bases: "),
        (
            drawing(plan="square-root"),
            "conditions.draw.plan: Value error, 'square-root' is no plan; one of hypergeometric",
        ),
        (drawing(share="11/10"), "conditions.draw: Value error, The share 11/10 makes no plan"),
        (drawing(share="most"), "conditions.draw.share"),
        (drawing(share=0.9), "conditions.draw.share"),
        (drawing(confidence="100%"), "for certainty, test every package"),
        (drawing(allowed=3), "conditions.draw: Value error, No number of tests reaches this confidence"),
        (
            lambda raw: raw["wording"].update(certifications=[raw["wording"]["declaration"] | {"by": "chef"}]),
            "wording.certifications: chef is not among the roles",
        ),
    ],
)
def test_a_wrong_key_is_named_with_its_file(tmp_path, change, said):
    """The error names file and key, and what is wrong."""
    path = written(tmp_path, change)
    with pytest.raises(ProfileError) as refused:
        find(path.name, tmp_path)

    assert str(refused.value).startswith(f"{path} cannot be used as a profile:\n  ")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"code: [", "not YAML"), (b"code: \xff\xfe", "not YAML"), (b"- KZ\n", "the file: "), (b"", "the file: ")],
)
def test_a_file_that_is_no_profile_is_refused(tmp_path, data, said):
    """Whatever it holds."""
    (tmp_path / "own.yaml").write_bytes(data)
    with pytest.raises(ProfileError, match=said):
        find("own.yaml", tmp_path)


def test_a_file_that_is_not_there_says_what_to_give(tmp_path):
    """A country that the program does not bring is taken for a file."""
    with pytest.raises(ProfileError, match="No such file or directory; give KZ, PH, IN, or a YAML file"):
        find("BR", tmp_path)
