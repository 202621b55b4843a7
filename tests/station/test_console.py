"""A short day at the operator's console: a real page in a real browser, a real station, a simulated scale and cameras."""

import json
import time

import pytest

from station import operators
from station.config import load
from station.demo.room import Room
from station.demo.stage import CHECK_MG, CHECK_WEIGHT, SceneCameras, stage
from tests.api.browser import Browser

pytestmark = [pytest.mark.slow, pytest.mark.live]
OPERATOR, PASSWORD = "furnace-desk", "correct horse battery"
EMPTY_S = 2.6  # as in station.demo.script: a load counts only after the scale has stood empty
HASTE_S = 1  # a second tap on the same button sooner than that is a trembling glove's
HEAVY_MG, LIGHT_MG, ASH_MG = 12_480_000, 1_000_000, 655_000
LISTS = {
    "consignments": [
        "consignment,case,court,investigator,seizure_act,seizure_place,seizure_date,substance,form,fresh,gross_kg,source",
        "C1,demo-26-118,demo court,demo office,demo act,demo road,2026-09-28,heroin,powder,no,13.5,demo opinion",
    ],
    "opinions": ["consignment,number,date,result", "C1,demo-1,2026-10-02,heroin"],
    "packages": [
        "package,consignment,seal,description,gross_kg",
        "K-0101,C1,KZ-550101,sack,12.48",
        "K-0102,C1,KZ-550102,bag,1.02",
    ],
    "samples": [
        "sample,which,consignment,mass_g,source,seal,keeper,place,until",
        "C1-A,A,C1,20,demo opinion,KZ-77001,demo centre,demo centre,the verdict",
    ],
}
FORM = {
    "open-number": "demo-1",
    "open-date": "2026-11-20",
    "open-issuer": "demo court",
    "open-place": "demo furnace hall",
    "open-furnace": "FURNACE-1",
}


class Hand:
    """The operator's hand at the console, and what lies on the scale."""

    def __init__(self, browser, address, scale):
        self.address, self._browser, self._scale = f"{address}/console", browser, scale
        self.page = browser.page(self.address)

    def write(self, field, text):
        """Type into a field, or choose from a list."""
        self.page.wait(f"document.getElementById({json.dumps(field)})?.checkVisibility()")
        self.page.run(
            f"(() => {{ const it = document.getElementById({json.dumps(field)}); it.value = {json.dumps(text)};"
            " it.dispatchEvent(new Event(it.tagName === 'SELECT' ? 'change' : 'input')); })()"
        )

    def scan(self, text):
        """Let a barcode scanner type a seal and press Enter."""
        self.write("scan", text)
        self.page.run("document.getElementById('scan').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}))")

    def choose(self, *files):
        """Choose the files of a list."""
        self.page.wait("document.getElementById('list-files')?.type === 'file'")
        told = {"expression": "document.getElementById('list-files')"}
        node = self._browser.order("Runtime.evaluate", self.page.session, **told)["result"]["objectId"]
        self._browser.order("DOM.setFileInputFiles", self.page.session, objectId=node, files=list(map(str, files)))

    def press(self, button):
        """Press a button as a trembling glove does: twice."""
        self.page.wait(f"document.getElementById({json.dumps(button)})?.disabled === false")
        self.page.run(f"for (const tap of [1, 2]) document.getElementById({json.dumps(button)})?.click()")

    def confirm(self):
        """Say yes where the console asks once more."""
        self.page.wait("document.getElementById('sure-yes')?.disabled === false")
        self.page.run("document.getElementById('sure-yes').click()")

    def at(self, stage):
        """Wait until the console shows a stage."""
        self.page.wait(f"document.getElementById('stage').textContent === {json.dumps(stage)}")

    def reload(self):
        """Load the page anew: nothing is left of it but what the station tells."""
        self.page.go("about:blank")
        self.page.go(self.address)

    def show(self, seal):
        """Show a package with an intact seal to the cameras."""
        self.scan(seal)
        self.press("package-state-intact")
        self.press("present")

    def weigh(self, button, mass_mg, until):
        """Put a load on the empty scale, have it weighed, and take it off when the page says so."""
        time.sleep(EMPTY_S)
        self._scale.put(mass_mg)
        self.press(button)
        self.page.wait(until)
        self._scale.put(0)


@pytest.fixture
def lists(tmp_path):
    """The list's files, good; and its packages once more with a seal that cannot be one."""
    files = {name: tmp_path / f"{name}.csv" for name in (*LISTS, "wrong")}
    for name, lines in LISTS.items():
        files[name].write_text("\n".join(lines) + "\n")
    files["wrong"].write_text(files["packages"].read_text().replace("KZ-550102", "KZ 550102"))
    return files


def open_session(hand, console):
    """Log in, and fill in the form for the four people of the demo's room."""
    room = Room(console)
    hand.write("login-name", OPERATOR)
    hand.write("login-password", PASSWORD)
    hand.press("login")
    hand.press("open-more")
    for field, text in FORM.items():
        hand.write(field, text)
    for row, person in enumerate(room.people()):
        for field, text in person.items():
            hand.write(f"open-{field}-{row}", text)
    hand.press("open")
    hand.at("OPEN")
    session = console.get("/live")["session"]
    room.present_keys(session)
    return room, session


def register(hand, lists):
    """A bad list is refused whole, with its row; the mended one is registered at once."""
    hand.page.press("go-goods")
    hand.choose(*(lists[name] for name in ("consignments", "opinions", "wrong", "samples")))
    hand.press("list-check")
    hand.page.sees("1 faults in 1 rows: nothing of this list can be registered")
    hand.page.sees("KZ 550102")
    time.sleep(HASTE_S)
    hand.choose(*(lists[name] for name in LISTS))
    hand.press("list-check")
    hand.press("list-register")
    hand.page.wait("document.getElementById('close-list-C1') !== null")


def burn(hand):
    """One package is as its papers say and burns; the other lost mass, may not be charged, and is set aside."""
    hand.show("kz-550101")
    hand.page.wait("document.getElementById('weigh') !== null")
    hand.reload()  # the package that was shown is still the one on the table
    hand.weigh("weigh", HEAVY_MG, "document.getElementById('change')?.textContent === 'SAME'")
    hand.show("KZ-550102")
    hand.weigh("weigh", LIGHT_MG, "document.getElementById('change')?.textContent === 'LOST MASS'")
    assert hand.page.run("document.getElementById('charge').disabled")
    hand.page.sees("it lost mass beyond the limits of both weighings")
    hand.page.sees("IN DOUBT: K-0102")
    hand.press("package-reason-lighter than the papers")
    hand.press("set-aside")
    hand.press("charge")
    hand.confirm()
    hand.at("CHARGED")
    hand.press("burn")
    hand.confirm()
    hand.at("BURNING")
    hand.press("end")
    hand.confirm()
    hand.at("OPEN")


def test_a_day_by_hand_from_opening_to_seal(tmp_path, lists):
    """Each step is one large button; double taps give no command twice, and the record is what was done."""
    with (
        SceneCameras() as cameras,
        stage(tmp_path / "s", cameras.settings(None)) as (console, scale, _),
        Browser(tmp_path) as browser,
    ):
        operators.add(load(tmp_path / "s" / "config.yaml").api.operators, OPERATOR, PASSWORD)
        hand = Hand(browser, console.address, scale)
        room, session = open_session(hand, console)
        register(hand, lists)
        hand.reload()
        hand.weigh(f"check-{CHECK_WEIGHT}", CHECK_MG, "document.getElementById('batch') !== null")
        hand.press("batch")
        hand.at("WEIGHING")
        burn(hand)
        hand.weigh("residue", ASH_MG, "document.getElementById('residue') === null")
        hand.weigh(f"check-{CHECK_WEIGHT}", CHECK_MG, f"document.getElementById('check-{CHECK_WEIGHT}') === null")
        hand.press("close")
        hand.confirm()
        hand.at("CLOSED")
        room.cosign()
        hand.page.sees("P4 media: ✓ has co-signed")
        hand.press("seal")
        hand.confirm()
        hand.page.sees(f"The last session, {session}, is sealed.")
        told = console.get(f"/sessions/{session}")

    assert {each["package"]: (each["fate"], each["reason"]) for each in told["packages"]} == {
        "K-0101": ("burned", None),
        "K-0102": ("set aside", "lighter than the papers"),
    }
    assert [(each["purpose"], each["mass_mg"]) for each in told["weighings"]] == [
        ("check", CHECK_MG),
        ("package", HEAVY_MG),
        ("package", LIGHT_MG),
        ("residue", ASH_MG),
        ("check", CHECK_MG),
    ]
    assert [each["batch"] for each in told["batches"]] == ["B1"]
    assert [each["role"] for each in told["people"]] == ["police", "prosecutor", "judiciary", "media"]
