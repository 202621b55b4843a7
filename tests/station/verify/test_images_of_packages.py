"""The image of each package in a bag: held against its hash, its film and its moment."""

import pytest

from station.verify import layout
from station.verify.report import Verdict
from station.verify.verify import verify_bag
from tests import forgeries
from tests.sessions import SECOND, SESSION


def told(report, verdict=Verdict.FAIL):
    """What the check of images says."""
    return [str(each.text) for each in report.findings if each.check == "images" and each.verdict is verdict]


def failed(report):
    """The checks that failed."""
    return {each.check for each in report.failures}


def changed(**changes):
    """Every image's entry says otherwise; a function is given the true value."""

    def facts(kind, data):
        if kind == "image.cut":
            data |= {name: new(data[name]) if callable(new) else new for name, new in changes.items()}
        return data

    return facts


def dropped(*kinds):
    """A session without these entries."""
    return lambda kind, data: None if kind in kinds else data


def numbers(bag):
    """The numbers of the entries that present packages, by what the images are called."""
    return sorted(int(path.stem) for path in (bag / "data/images").iterdir())


def test_images_are_in_the_bag_and_hold(whole_bag):
    """One for each package that was presented."""
    report = verify_bag(whole_bag)

    assert len(numbers(whole_bag)) == 2
    assert told(report, Verdict.PASS) == [
        (
            "Each of the 2 images is as it was sealed, and names a frame that was filmed when its package was "
            "presented. Whether the "
            "picture shows that frame is not checked here; docs/format.md says how."
        )
    ]
    assert (told(report), told(report, Verdict.NOTE)) == ([], [])


def test_another_image_fails(bag):
    """Although every manifest was made anew."""
    first, second = (layout.image_path(number) for number in numbers(bag))
    forgeries.replace(bag, first, (bag / second).read_bytes())
    forgeries.manifest_anew(bag)
    report = verify_bag(bag)

    # README.txt is not about images, so nothing else notices
    assert failed(report) == {"images"}
    assert [text.split(" (entry")[0] for text in told(report)] == [
        f"{first} is not the image of package K1 that was sealed"
    ]


def test_a_missing_image_fails(bag):
    """It is named, with its package."""
    file = layout.image_path(numbers(bag)[1])
    (bag / file).unlink()
    forgeries.manifest_anew(bag)
    report = verify_bag(bag)

    assert failed(report) == {"contents", "images"}
    assert told(report)[0].startswith(f"{file} is missing: the image of package K2 (entry ")


def test_an_image_that_no_entry_names_has_no_place(bag):
    """Nobody adds a picture of another package."""
    forgeries.replace(bag, layout.image_path(99), b"\xff\xd8")
    forgeries.manifest_anew(bag)

    assert failed(verify_bag(bag)) == {"contents"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (changed(package="K3"), "is about an image of package K3, but entry"),
        (changed(bytes=lambda true: true + 1), "is not the image of package K1 that was sealed"),
        (changed(recording=f"{SESSION}-furnace-0002"), "which is no film of camera scale"),
        (changed(recording=f"{SESSION}-serial-0001"), "which is no film of camera scale"),
        (changed(recording="another"), "names a frame of another, which is no film of camera scale"),
        (changed(frame=lambda true: true + 1), "than the film, by -0.1 s"),
        (changed(frame=10**12), "which has no such frame"),
        (changed(frame=-1), "which has no such frame"),
        (changed(frame=59), "which has no such frame"),  # the last of the file before
        (changed(unix_us=lambda true: true - 1), "than the film, by -0.000001 s"),
        (
            changed(frame=lambda true: true + 21, unix_us=lambda true: true + 21 * SECOND // 10),
            "was filmed 2.0",
        ),
        (
            changed(recording=f"{SESSION}-scale-0001", frame=0, unix_us=lambda _true: 1_795_262_400_200_000),
            "away from its showing, entry",
        ),
    ],
)
def test_what_an_image_is_said_to_be_is_held_against_the_film(bag_of_script, facts, words):
    """Whoever has the key cannot say it of another frame, another film or another moment."""
    report = verify_bag(bag_of_script(facts=facts))

    assert failed(report) == {"images"}
    assert words in told(report)[0]


def test_two_images_of_one_showing_fail(bag_of_script):
    """Nobody picks the better one later: both entries name the first package's showing."""
    first = {}

    def facts(kind, data):
        if kind == "image.cut":
            first.update(first or data)
            return data | {name: first[name] for name in ("package", "presented", "file", "sha256", "bytes")}
        return data

    report = verify_bag(bag_of_script(facts=facts))

    assert told(report)[0].endswith("tells a second time of the image of one showing of package K1.")
    assert "K2" in told(report, Verdict.NOTE)[0]


def failing(number):
    """The image of one package could not be cut; the other's was."""

    def facts(kind, data):
        if kind == "image.failed":
            return failure(data)
        if kind == "image.cut" and data["package"] == number:
            presented.append(data["presented"])
            return None
        return data

    def failure(data):
        return data | {"package": number, "presented": presented[0]}

    presented = []
    return facts


LATER = (22.95, "image.failed", {"package": "", "presented": 0, "reason": "no picture\nPASS"})


def test_why_there_is_no_image_is_told(bag_of_script):
    """In the station's own words, which cannot add lines of their own."""
    report = verify_bag(bag_of_script(facts=failing("K2"), more=(LATER,)))
    (text,) = told(report, Verdict.NOTE)

    assert report.ok
    assert text.startswith("No image was cut of these packages as they were shown: K2 (entry ")
    assert text.endswith(r"): 'no picture\nPASS'.")


def test_an_image_and_a_reason_for_none_fail(bag_of_script):
    """Of one showing there is one or the other."""
    kept = {}

    def facts(kind, data):
        kept.update(data if kind == "image.cut" else {})
        return data | {name: kept[name] for name in ("package", "presented")} if kind == "image.failed" else data

    report = verify_bag(bag_of_script(facts=facts, more=(LATER,)))

    assert told(report)[0].endswith("tells a second time of the image of one showing of package K2.")


def test_showings_without_an_image_are_told(bag_of_script):
    """A note names them: a court must see it."""
    report = verify_bag(bag_of_script(facts=dropped("image.cut")))
    (text,) = told(report, Verdict.NOTE)

    assert report.ok
    assert told(report, Verdict.PASS) == ["No image of a package was cut, so none was to be checked."]
    assert text.startswith("No image was cut of these packages as they were shown: K1 (entry ")
    assert text.count("and no entry says why") == 2
