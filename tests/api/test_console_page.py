"""The operator's console without a furnace: its words, its login, its alarms, against the real service and the recorder's rules.

A whole day at it, with a scale and cameras: tests/station/test_console.py.
"""

import json
import time
from enum import StrEnum

import pytest

from firmware_bridge.stability import Waiting
from station import operators
from station.recorder import commands as say
from station.rules.doubts import Doubt
from station.rules.goods import Fate, TestResult
from station.rules.metrology import Change
from station.rules.session import Stage
from tests.api.browser import Browser
from tests.api.draw_rooms import PLAN, DrawRoom, served, settings_of
from tests.draws import SESSION

pytestmark = pytest.mark.slow
OPERATOR, PASSWORD = "operator-1", "correct horse battery"
HASTE_S = 1  # a second tap on the same button sooner than that is a trembling glove's
TOLD: tuple[type[StrEnum], ...] = (Stage, Fate, Change, Doubt, TestResult, Waiting)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """One browser for all tests here."""
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture
def room(tmp_path):
    """A room in which draw D1 is open, and one operator."""
    made = DrawRoom(settings_of(tmp_path))
    operators.add(made.config.api.operators, OPERATOR, PASSWORD)
    made.say(say.OpenDraw(**PLAN))
    yield made
    made.close()


def log_in(page, password=PASSWORD):
    """Type name and password."""
    for field, text in (("login-name", OPERATOR), ("login-password", password)):
        page.wait(f"document.getElementById('{field}') !== null")
        page.run(
            f"(() => {{ const it = document.getElementById('{field}'); it.value = {json.dumps(text)};"
            " it.dispatchEvent(new Event('input')); })()"
        )
    page.press("login")


def test_a_wrong_password_is_refused_in_large_and_forgotten(browser, room):
    """The refusal stands there with its remedy until somebody has seen it; the right password then lets in."""
    with served(room) as address:
        page = browser.page(f"{address}/console")
        log_in(page, "a wrong password")

        page.sees("REFUSED: The login was refused")
        page.sees("Check both.")
        assert page.run("document.getElementById('login-password').value") == ""
        time.sleep(HASTE_S)
        log_in(page)
        page.sees("Log out")
        page.wait("document.getElementById('refusal').hidden")


def test_the_page_shows_where_the_session_stands_and_survives_a_reload(browser, room):
    """The next step is the draw that is open; after a reload it still is, and nobody has to log in again."""
    with served(room) as address:
        page = browser.page(f"{address}/console")
        log_in(page)
        page.press("go-draw")
        page.sees(f"{address}/draw/{SESSION}/D1")
        page.sees("P3 prosecutor: nothing yet")

        page.go("about:blank")
        page.go(f"{address}/console#draw")
        page.sees("P3 prosecutor: nothing yet")
        assert page.run("document.querySelector('#login-name')") is None


def test_a_refused_step_names_what_is_missing(browser, room):
    """Commitments are not closed before anyone has committed; the page says so, and asks before it tries."""
    with served(room) as address:
        page = browser.page(f"{address}/console#draw")
        log_in(page)
        page.press("close-draw")
        page.wait("document.getElementById('sure-yes')?.disabled === false")
        page.press("sure-yes")

        page.sees("REFUSED: Not possible now")
        page.sees("at least 2 people of different roles to commit")


def test_what_is_not_live_is_never_shown_as_live(browser, room):
    """A recorder that is silent, and then a service that is gone, are each an alarm over the whole width."""
    with served(room) as address:
        page = browser.page(f"{address}/console")
        page.sees("THE RECORDER DOES NOT ANSWER")
        page.sees("no live value")
    page.sees("NO CONNECTION TO THE STATION")


def test_the_console_speaks_three_languages_whole(browser, room):
    """Each language has all the words of the others, and Russian and Kazakh all that the rules tell."""
    with served(room) as address:
        page = browser.page(f"{address}/console")
        keys = {
            code: page.run(f"import('/pages/console_words_{code}.js').then((words) => Object.keys(words.default))")
            for code in ("en", "ru", "kk")
        }
        terms = page.run("import('/pages/console_terms.js').then((terms) => terms.default)")
        page.press("language-kk")
        page.sees("ТІРКЕГІШ ЖАУАП БЕРМЕЙДІ")

    assert keys["ru"] == keys["en"] == keys["kk"]
    told = {str(each) for kind in TOLD for each in kind}
    assert {code: told - terms[code].keys() for code in ("ru", "kk")} == {"ru": set(), "kk": set()}
    assert terms["ru"].keys() == terms["kk"].keys() >= terms["en"].keys()
