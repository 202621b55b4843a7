"""Where the kilograms are, as a picture: the page in a real browser, over a real log."""

import re

import pytest

from tests.api.browser import Browser
from tests.api.burned_goods import CASE, UNKNOWN, UNKNOWN_CASE, BurnedGoods
from tests.api.draw_rooms import served

pytestmark = pytest.mark.slow
WIDTH = 600  # of a whole bar
PARTS = ("burned", "aside", "missing", "samples", "lost")
BARS = """[...document.querySelectorAll("#balance section")].map((part) => ({
  title: part.querySelector("h2").textContent,
  verdict: part.querySelector("p").textContent,
  widths: [...part.querySelectorAll("rect")].map((each) => [each.getAttribute("class"), Number(each.getAttribute("width"))]),
  told: part.querySelector("svg").getAttribute("aria-label"),
}))"""


@pytest.fixture(scope="module")
def goods(tmp_path_factory):
    """The station. Shared: tests only read it."""
    made = BurnedGoods(tmp_path_factory.mktemp("goods"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(goods):
    """Where its page is."""
    with served(goods) as url:
        yield f"{url}/goods"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """One browser for all tests here."""
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture
def page(browser, address):
    """The page, when all of the goods and the sealed sessions are on it."""
    opened = browser.page(address)
    opened.sees("5 consignments")
    opened.wait("document.querySelectorAll('#times tr').length === 4")
    return opened


def bars(page):
    """What each section of the page draws, by its title."""
    return {each["title"]: each for each in page.run(BARS)}


def ask(page, case, told):
    """Ask by case number, and wait for what is told."""
    page.run(f"document.querySelector('[name=case]').value = '{case}'")
    page.run("document.querySelector('#question button').click()")
    page.wait(f"document.getElementById('answer').textContent.includes('{told}')")


def figures(page, title):
    """The figures of one section, by their names, as they are read."""
    return page.run(
        f"""Object.fromEntries([...document.querySelectorAll("#balance section")]
        .find((part) => part.querySelector("h2").textContent === {title!r}).querySelectorAll("tr").values()
        .map((row) => [row.cells[0].textContent, row.querySelector("summary").textContent]))"""
    )


def test_a_bar_is_as_wide_as_the_masses_are_large(page):
    """Burned, set aside, missing, taken and lost: each part in its share, and the masses told to the milligram beside."""
    found = bars(page)["C1, cocaine"]
    told = {name: int(mass.replace(".", "")) for name, mass in re.findall(r"(\w+) (\d+\.\d{6}) kg", found["told"])}
    whole = sum(told.values())

    assert [name for name, _ in found["widths"]] == [*PARTS, "unknown"]
    assert all(told[name] > 0 for name in PARTS[:4])
    assert found["widths"].pop() == ["unknown", 0]
    for name, width in found["widths"]:
        rest = WIDTH - sum(mg > 0 for mg in told.values())  # each part has at least one
        assert width == pytest.approx(1 + told[name] / whole * rest if told[name] else 0)
    assert sum(width for _, width in found["widths"]) == pytest.approx(WIDTH)


def test_the_parts_are_seen(page):
    """Each with a colour of its own, and as wide on the screen as it says."""
    seen = page.run("""[...document.querySelector("#balance svg").querySelectorAll("rect")]
      .map((each) => [getComputedStyle(each).fill, each.getBoundingClientRect().width])""")
    widths = [width for _, width in bars(page)["All together"]["widths"]]

    assert len({fill for fill, _ in seen}) == len(PARTS) + 1
    assert [width > 0 for _, width in seen] == [width > 0 for width in widths]


def test_the_figures_are_the_api_s(page, goods):
    """Kilograms with all six decimals: nothing is rounded."""
    burned = figures(page, "All together")["burned"]
    kilograms = f"{goods.burned_mg:07}"

    assert burned.startswith(f"{kilograms[:-6]}.{kilograms[-6:]} kg ± ")


def test_what_is_not_known_is_named(page):
    """The bar does not pass over it, and each thing that is not known is said."""
    found = bars(page)[f"{UNKNOWN}, cannabis"]

    assert found["verdict"].startswith("does not close: something is not known")
    assert dict(found["widths"])["unknown"] > 0
    assert sum(width for _, width in found["widths"]) == pytest.approx(WIDTH)
    assert found["told"].endswith("not known")
    page.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.sees(f"not known: mass {UNKNOWN} K5")
    page.sees(f"not known: seized {UNKNOWN}")


def test_a_figure_leads_to_its_entries(page):
    """By links that are answered, there when the figure is opened."""
    assert page.run("document.querySelectorAll('#balance .entries').length") == 0
    page.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.wait("document.querySelectorAll('#balance .entries').length === document.querySelectorAll('details').length")
    links = page.run("[...document.querySelectorAll('#balance .entries a')].map((each) => each.getAttribute('href'))")

    assert len(links) > 50
    assert page.run(f"fetch({links[-1]!r}).then((answer) => answer.status)") == 200


def test_a_case_is_shown_to_whoever_has_its_number(page):
    """Its consignment alone, without the ash of others; and everything again."""
    ask(page, CASE, "1 consignment")

    assert list(bars(page)) == ["All together", "C2, =1+1"]
    assert "ash beside it" not in page.run("document.getElementById('balance').innerText")
    page.press("all")
    page.sees("5 consignments")
    page.sees("ash beside it")


def test_a_case_that_is_not_here_is_said_to_be(page):
    """With what to do; what was shown before is gone."""
    ask(page, "26-1", "No consignment is registered here under this case number")

    assert page.run("document.getElementById('balance').children.length") == 0
    ask(page, UNKNOWN_CASE, "1 consignment")


def test_what_the_record_says_is_only_text(page):
    """A substance that looks like markup is read, and made nothing of."""
    page.sees("C3, <b>x</b>")

    assert page.run("document.querySelectorAll('b').length") == 0
    assert page.run("[...document.querySelectorAll('#times td')].some((each) => each.textContent === '<b>x</b>')")


def test_sealed_sessions_are_listed_with_links(page):
    """Each count leads to the entries behind it."""
    row = page.run("[...document.querySelectorAll('#times tr')[1].cells].map((each) => each.textContent)")
    links = page.run("[...document.querySelectorAll('#times tr')[1].querySelectorAll('a')].map((each) => each.href)")

    assert row[1:7] == ["S001", "cocaine", "3", "1", "1", "1"]
    assert [
        page.run(f"fetch({each!r}).then((answer) => answer.json()).then((b) => b.entries.length)") for each in links
    ] == [
        2,
        1,
        1,
    ]
