// What the console always shows: stage, scale, cameras, notices, challenge; and in large letters why something was refused.
import { byId, listed, make, redraw } from "/pages/console_parts.js";
import { station } from "/pages/console_station.js";
import { term, word } from "/pages/console_words.js";

// Said once by a screen reader, and drawn only when it changes.
function tell(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

export function showLive() {
  const { live } = station;
  tell("stage", live ? term(live.stage) : "–");
  tell("where", [live?.session, live?.batch].filter(Boolean).join(" · "));
  tell("challenge", live?.challenge ? word("challengeNow", live) : "");
  showScale(live?.scale);
  showFurnace(live?.furnace);
  showList("cameras", (live?.cameras ?? []).map(camera), (each) => each.good);
  showList("notices", (live?.notices ?? []).map((text) => ({ text: term(text) })), () => true);
  tell("weighing", live?.weighing ? waiting(live) : "");
  byId("weighing").hidden = !live?.weighing;
  const troubles = alarms();
  byId("alarm").hidden = troubles.length === 0;
  tell("alarm", troubles.join(" "));
}

function waiting({ weighing, scale }) {
  return scale.waiting_for ? word("weighingWaits", { what: weighing, why: term(scale.waiting_for) }) : word("weighingNow", { what: weighing });
}

function showScale(scale) {
  const known = scale?.live && scale.figure !== null;
  tell("figure", known ? `${scale.figure.trim()} ${scale.unit}` : `– ${word("noScale")} –`);
  byId("figure").className = known && scale.stable ? "good" : "bad";
  tell("condition", known ? (scale.stable ? `■ ${word("stable")}` : `≈ ${word("moving")}`) : (scale?.condition ?? ""));
}

function showFurnace(furnace) {
  const known = furnace?.live && furnace.temperature_mdeg !== null;
  if (furnace) tell("furnace", known ? `${Math.trunc(furnace.temperature_mdeg / 1000)} °C` : word("noFurnace"));
  else tell("furnace", "");
}

function camera({ camera: name, live, recording, obscured }) {
  const state = !live ? "cameraAway" : obscured ? "cameraCovered" : recording ? "cameraRecords" : "cameraLive";
  return { text: `${live && !obscured ? "●" : "✗"} ${name}: ${word(state)}`, good: live && !obscured };
}

function showList(id, lines, isGood) {
  const list = byId(id);
  const drawn = JSON.stringify(lines);
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  list.replaceChildren(...lines.map((line) => make("li", { class: isGood(line) ? "" : "bad" }, line.text)));
}

function alarms() {
  if (!station.connected) return [word("noConnection")];
  if (station.live === null) return [word("noRecorder")];
  return station.live.cameras.filter((each) => !each.live).map((each) => word("cameraLost", { camera: each.camera, reason: each.reason ?? "?" }));
}

export function showRefusal() {
  const { refusal } = station;
  byId("refusal").hidden = refusal === null;
  if (refusal === null) return;
  const seen = make("button", { id: "refusal-seen" }, word("understood"));
  seen.addEventListener("click", () => {
    station.refusal = null;
    redraw();
  });
  byId("refusal").replaceChildren(...(refusal.lost ? lost() : refused(refusal)), seen);
}

const lost = () => [make("h2", {}, word("lostTitle")), make("p", {}, word("lostDetail"))];

function refused({ title, detail, remedy, missing }) {
  const why = missing.length ? [make("p", {}, word("missingFirst")), listed(missing)] : [make("p", {}, detail)];
  const said = missing.some((each) => remedy.includes(each)); // the remedy is the list once more
  return [make("h2", {}, `${word("refused")}: ${term(title)}`), ...why, said ? "" : make("p", {}, `→ ${remedy}`)];
}
