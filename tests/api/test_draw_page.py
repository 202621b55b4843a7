"""The draw on the phones of people in the room: real pages in a real browser, against a real log and the recorder's own rules."""

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.recorder import commands as say
from station.rules.sampling import commit, in_order, joint_seed, select
from tests.api.browser import Browser
from tests.api.draw_rooms import PLAN, DrawRoom, served, settings_of
from tests.draws import SESSION

pytestmark = pytest.mark.slow
WORDS = "4 5 1 6 2 2 3 1 5 6 4 1 3 3 2 6 5 4 1 2 3 6 6 5 1 4 2"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """One browser for all tests here."""
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture
def room(tmp_path):
    """A room in which draw D1 is open."""
    made = DrawRoom(settings_of(tmp_path))
    made.say(say.OpenDraw(**PLAN))
    yield made
    made.close()


@pytest.fixture
def address(room):
    """Where the room's draw is served."""
    with served(room) as url:
        yield f"{url}/draw/{SESSION}/D1"


@pytest.fixture(scope="module")
def rules(browser, tmp_path_factory):
    """A page with the rules of the draw, to compute with."""
    with_draw = DrawRoom(settings_of(tmp_path_factory.mktemp("rules")))
    with served(with_draw) as url:
        page = browser.page(f"{url}/draw/{SESSION}/D1")
    with_draw.close()
    return page


def call(page, name, *arguments):
    """What a function of the page's scripts gives."""
    return page.run(f"{name}({', '.join(map(json.dumps, arguments))})")


SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@SLOWLY
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_the_page_s_own_sha256_is_sha256(rules, text):
    """Of any text, in UTF-8."""
    assert call(rules, "sha256", text) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 119, 120, 4000])
def test_the_ends_of_its_blocks(rules, length):
    """Where padding begins another block."""
    assert call(rules, "sha256", "a" * length) == hashlib.sha256(b"a" * length).hexdigest()


@SLOWLY
@given(
    secrets=st.dictionaries(
        st.integers(1, 30).map("P{}".format), st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=1
    ),
    packages=st.lists(st.text("K0189Жї/-", min_size=1, max_size=4), min_size=1, max_size=60, unique=True),
    share=st.integers(0, 100),
)
def test_the_page_draws_what_the_station_draws(rules, secrets, packages, share):
    """Commitments, the seed and the selection, for any people and any numbers of packages."""
    size = len(packages) * share // 100
    commitments = {who: commit(SESSION, "D1", who, secret) for who, secret in secrets.items()}
    seed = joint_seed(SESSION, "D1", commitments, secrets)

    assert {who: call(rules, "commitmentOf", SESSION, "D1", who, secrets[who]) for who in secrets} == commitments
    assert call(rules, "seedOf", SESSION, "D1", secrets) == seed.hex()
    assert call(rules, "inOrder", packages) == in_order(packages)
    assert tuple(call(rules, "select", seed.hex(), packages, size)) == select(seed, packages, size)


def test_two_people_draw_with_their_phones(browser, room, address):
    """One makes a secret, one throws dice; both commit, reveal, and find the draw recomputed on their own phones."""
    one, other = browser.page(f"{address}?person=P1"), browser.page(f"{address}?person=P2")
    one.press("make-own")
    other.run("document.querySelector('details').open = true")
    other.run(f"document.getElementById('words').value = {json.dumps(WORDS)}")
    other.press("take-words")
    for page, person in ((one, "P1"), (other, "P2")):
        page.press("hand-in")
        page.sees("Your commitment is entry")
        committed = room.book.session.draws["D1"].commitments[person]
        assert page.run("document.getElementById('digits').textContent") == f"{committed[:4]} {committed[4:8]}"
    assert room.book.session.draws["D1"].commitments["P2"] == commit(
        SESSION, "D1", "P2", hashlib.sha256(WORDS.encode()).hexdigest()
    )

    room.say(say.CloseDraw(draw="D1"))
    one.go(f"{address}?person=P1")  # the phone was put away: it still knows its secret
    one.press("reveal")
    one.sees("Still to come: P2.")
    other.press("reveal")
    other.sees("All secrets are revealed.")
    room.say(say.MakeDraw(draw="D1"))

    for page in (one, other):
        page.sees("Recomputed on this phone: the same. Your secret is in it.")
        drawn = page.run("Array.from(document.querySelectorAll('#drawn li'), (each) => each.textContent)")
        assert drawn == room.book.session.draws["D1"].drawn
        assert page.run("document.getElementById('alarm').hidden")
    one.sees("If all 9 tested packages are found to be as declared")
    one.sees("But if 1 of the 12 packages are swapped")


def test_whoever_commits_in_another_s_name_is_seen(browser, room, address):
    """Her own phone says so in red, whether she has tried to commit or not."""
    mine = browser.page(f"{address}?person=P3")
    mine.press("make-own")
    room.say(say.CommitSecret(draw="D1", person="P3", commitment="5b" * 32))
    mine.sees("SOMEONE HAS COMMITTED AS P3, and not with this phone's secret.")
    late = browser.page(f"{address}?person=P3")

    late.sees("This phone has no secret for P3.")
    assert mine.run("document.getElementById('hand-in').checkVisibility()") is False


def test_a_commitment_that_is_refused_says_why(browser, address):
    """The rules' own words reach the phone."""
    mine = browser.page(f"{address}?person=P3")
    mine.press("make-own")
    mine.run(
        "fetch = ((real) => (where, how) => real(where, how && { ...how, body: how.body.replace('P3', 'P9') }))(fetch)"
    )
    mine.press("hand-in")

    mine.sees("P9 is not")


def test_a_draw_that_does_not_follow_is_seen(browser, room, address):
    """A station that answers with other packages than the secrets give is found out by the phone."""
    for person in ("P1", "P2"):
        secret = hashlib.sha256(person.encode()).hexdigest()
        room.say(say.CommitSecret(draw="D1", person=person, commitment=commit(SESSION, "D1", person, secret)))
    room.say(say.CloseDraw(draw="D1"))
    for person in ("P1", "P2"):
        room.say(say.RevealSecret(draw="D1", person=person, secret=hashlib.sha256(person.encode()).hexdigest()))
    room.say(say.MakeDraw(draw="D1"))
    page = browser.page(address)
    page.sees("Recomputed on this phone: the same.")
    honest = "followsFrom(now.told)"
    changes = [
        "drawn: now.told.population.slice(0, now.told.size)",
        "seed: '5b'.repeat(32)",
        "withheld: ['P2']",
        "reveals: now.told.reveals.slice(1)",
        "population: now.told.population.slice(1)",
        "commitments: now.told.commitments.map((each) => ({ ...each, commitment: '5b'.repeat(32) }))",
    ]

    assert page.run(honest)
    assert [page.run(f"followsFrom({{ ...now.told, {change} }})") for change in changes] == [False] * len(changes)


def test_a_secret_withheld_draws_all(browser, room, address):
    """The page names who withheld it, in the language that is chosen."""
    for person in ("P1", "P2"):
        secret = hashlib.sha256(person.encode()).hexdigest()
        room.say(say.CommitSecret(draw="D1", person=person, commitment=commit(SESSION, "D1", person, secret)))
    room.say(say.CloseDraw(draw="D1"))
    room.say(say.MakeDraw(draw="D1"))
    page = browser.page(address)
    page.sees("P1, P2 withheld the secret, so all packages are drawn.")
    page.run("document.querySelector('#languages [value=kk]').click()")
    page.sees("құпия ашылмады, сондықтан барлық қаптама іріктелді")
    page.sees("Барлық 12 қаптама тексеріледі")


def test_a_short_secret_of_one_s_own_is_refused(browser, address):
    """It could be guessed from its commitment; 64 hex digits are taken as they are."""
    page = browser.page(f"{address}?person=P1")
    page.run("document.querySelector('details').open = true")
    page.run("document.getElementById('words').value = '123456'")
    page.press("take-words")
    page.sees("at least 50 characters")
    page.run("document.getElementById('words').value = 'a7'.repeat(32)")
    page.press("take-words")
    page.wait("!document.getElementById('mine').hidden")

    assert page.run("document.getElementById('secret-text').textContent") == "a7" * 32


def test_who_does_not_say_who_he_is_is_asked(browser, address):
    """Everybody present is offered; the link leads on."""
    page = browser.page(address)
    page.sees("Who are you?")
    links = page.run(
        "Object.fromEntries(Array.from(document.querySelectorAll('#who a'), (a) => [a.textContent, a.href]))"
    )
    page.go(links["P2 (media)"])

    assert list(links) == ["P1 (police)", "P2 (media)", "P3 (prosecutor)"]
    page.press("make-own")


def test_the_page_says_the_same_in_every_language(rules):
    """No language lacks words that another has, or places for facts."""
    names = rules.run("Object.values(WORDS).map((each) => Object.keys(each).sort().join())")
    of_text = "([, text]) => (text.match(/{\\w+}/g) ?? []).sort().join()"
    places = rules.run(f"Object.values(WORDS).map((each) => Object.entries(each).sort().map({of_text}).join(';'))")

    assert len(set(names)) == len(set(places)) == 1
