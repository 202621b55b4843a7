"""The pages for people: plain files that load nothing from elsewhere."""

import re

import pytest

from api.models.standing import Due
from api.routes.pages import FILES


@pytest.mark.parametrize(
    ("path", "asks"),
    [
        ("/", "/pages/index.js"),
        ("/operations", "/pages/operations.js"),
        ("/goods", "/pages/goods.js"),
        ("/console", "/pages/console.js"),
    ],
)
def test_a_page_loads_only_our_own_files(client, path, asks):
    """Each thing that it refers to exists here, and the browser is told to take nothing else."""
    page = client.get(path)

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == "default-src 'self'; frame-ancestors 'none'"
    assert "/pages/icon.svg" in page.text  # else the browser asks for /favicon.ico, and notes a failure
    links = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert asks in links
    for link in links:
        assert link.startswith("/")
        assert client.get(link).status_code == 200, link


def test_a_script_is_served_as_one(client):
    """With its type, which the browser must not guess."""
    script = client.get("/pages/index.js")

    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["x-content-type-options"] == "nosniff"


def test_scripts_set_text_and_never_markup(client):
    """What a label says is shown as text: the scripts have no way to write HTML."""
    for name in (each for each in FILES if each.endswith(".js")):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", client.get(f"/pages/{name}").text
        )


def test_modules_import_only_our_own_files():
    """What the console's scripts ask for exists here."""
    for name in (each for each in FILES if each.startswith("console") and each.endswith(".js")):
        for link in re.findall(r'^import .* from "([^"]+)";$', FILES[name].read_text(), re.MULTILINE):
            assert link.removeprefix("/pages/") in FILES, f"{name}: {link}"


def test_the_console_has_a_step_for_whatever_is_due():
    """What the rules ask of the people at the scale between batches stands in the console's day."""
    day = FILES["console_next.js"].read_text()

    assert [due for due in Due if f'due("{due}")' not in day] == []
