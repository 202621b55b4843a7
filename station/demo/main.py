"""`station demo`: sets the stage, runs the day, exports the bag, verifies it, and says what happened."""

import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console as Terminal
from rich.table import Table

from firmware_bridge.simulator.furnace import SimulatedFurnace
from station.act import LANGUAGES, build_act
from station.config import load
from station.credentials import issue
from station.demo.neighbours import Neighbours
from station.demo.script import Day
from station.demo.stage import SceneCameras, copy_log, stage
from station.evidence.export import export_session
from station.ledger import engine
from station.verify.brought import read_trust
from station.verify.report import Report
from station.verify.verify import verify_bag

Tell = Callable[[str], None]
# A chamber heats up before it is charged, and a load burns hotter than that; 90 degrees a second, where a furnace takes hours.
READY_MDEG, BURNING_MDEG = 880_000, 935_000
MDEG_A_SECOND = 90_000


def run_demo(folder: Path, *, video: Path | None, serve: bool, port: int) -> bool:
    """Run the demo in a folder; whether the bag verified. With `serve`, stay until interrupted."""
    terminal = Terminal(highlight=False)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped either way, the station is stopped too
    started = time.monotonic()

    def tell(line: str) -> None:
        terminal.print(f"[dim]{time.monotonic() - started:6.1f} s[/]  {line}")

    with (
        Neighbours(tell) as neighbours,
        SceneCameras() as cameras,
        SimulatedFurnace(mdeg_a_second=MDEG_A_SECOND) as furnace,
        stage(folder, cameras.settings(video), port, neighbours=neighbours, furnace=furnace) as (console, scale, _),
    ):
        furnace.heat_to(READY_MDEG)
        tell(f"the station listens on {console.address}; the furnace heats up")
        outage = partial(cameras.outage, "/furnace" if video is None else "/scale")
        session = Day(console, scale, partial(_change_room, cameras, furnace), outage, tell).run()
        neighbours.wait_for(folder / "recordings" / "attested", console.get("/to-cosign")["checkpoint"]["size"])
        report = _evidence(folder, session, neighbours, tell)
        terminal.print(_table(console.get(f"/sessions/{session}"), report))
        terminal.print(f"{folder}/bag: the evidence   {folder}/log: the published log   {folder}/station.vkey: its key")
        if serve:
            _serve(console.address, terminal)
    return report.ok


def _change_room(cameras: SceneCameras, furnace: SimulatedFurnace, **what: Any) -> None:
    """Change what the cameras see; the furnace burns as hot as it looks."""
    cameras.room(**what)
    if "burning" in what:
        furnace.heat_to(BURNING_MDEG if what["burning"] else READY_MDEG)


def _evidence(folder: Path, session: str, neighbours: Neighbours, tell: Tell) -> Report:
    bag = folder / "bag"
    settings = load(folder / "config.yaml")
    station = settings.station
    issue(settings.credentials.folder, folder / "credentials-root", "Demonstration station", station.name)
    with engine.reader(station.database).connect() as connection:
        export_session(connection, station.recordings, session, bag, credentials=settings.credentials.folder, tell=tell)
    for language in LANGUAGES:
        (folder / f"act.{language}.pdf").write_bytes(build_act(bag, language))
    tell(f"the act of destruction: {folder}/act.ru.pdf, act.kk.pdf, act.en.pdf")
    copy_log(folder)
    tell(f"exported to {bag}")
    trust = read_trust([str(folder / "station.vkey")], neighbours.policy, authorities=neighbours.certificates)
    report = verify_bag(bag, trust)
    tell(f"verified: {'PASS' if report.ok else 'FAIL'}, {len(report.findings)} findings")
    for failure in report.failures:
        tell(f"FAIL {failure.check}: {failure.text}")
    return report


def _table(session: dict[str, Any], report: Report) -> Table:
    table = Table(title=f"Session {session['session']}", show_header=False)
    for batch in session["batches"]:
        weighed = [p["package"] for p in session["packages"] if p["batch"] == batch["batch"]]
        table.add_row(f"batch {batch['batch']}", f"{_kilograms(batch['mass_mg'])} burned: {', '.join(weighed)}")
    for heat in (str(each.text) for each in report.findings if each.check == "burn-heat"):
        table.add_row("heat", heat)
    aside = [f"{p['package']} ({p['reason']})" for p in session["packages"] if p["fate"] == "set aside"]
    table.add_row("set aside", ", ".join(aside))
    table.add_row("residue", _kilograms(session["residue_mg"]))
    for device in sorted({recording["device"] for recording in session["recordings"]}):
        ours = [recording for recording in session["recordings"] if recording["device"] == device]
        table.add_row(f"recordings of {device}", f"{len(ours)} files, {sum(r['frames'] for r in ours)} frames or lines")
    gaps = [incident for incident in session["incidents"] if incident["kind"] == "camera.gap"]
    table.add_row("gaps in the films", "; ".join(_gap(gap["data"]) for gap in gaps) or "none")
    table.add_row("verification", "[green]PASS[/]" if report.ok else "[bold red]FAIL[/]")
    return table


def _kilograms(mass_mg: int) -> str:
    return f"{mass_mg // 1_000_000}.{mass_mg % 1_000_000:06}".rstrip("0").rstrip(".") + " kg"


def _gap(gap: dict[str, Any]) -> str:
    return f"{gap['camera']} {(gap['to_us'] - gap['from_us']) // 1000} ms ({gap['reason']})"


def _serve(address: str, terminal: Terminal) -> None:
    terminal.print(f"The station goes on at [bold]{address}[/]; Ctrl-C ends it.")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return
