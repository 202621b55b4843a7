"use strict";
// Shows what the service says. Text from the record is only ever set as text, never as HTML.

const KEPT = 20; // entries on the page
const ASKED = 200; // most of the newest are the recordings' progress, every second
const PREVIEW_MS = 1000;
const VOUCHING_MS = 3000;
const CURVE_MS = 10 * 60 * 1000;
const CURVE_WIDTH = 600;
const CURVE_HEIGHT = 120;
const PAUSE_MS = 5000; // longer without a temperature is a hole in the curve, as it is in the record
const SVG = "http://www.w3.org/2000/svg";
const temperatures = []; // of the last ten minutes: [when, thousandths of a degree]
const now = { connected: false, live: null, histories: [] };
const byId = (id) => document.getElementById(id);

async function ask(path) {
  const answer = await fetch("/api/v1" + path);
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${body.title}: ${body.detail} ${body.remedy}`);
  return body;
}

function row(cells) {
  const line = document.createElement("tr");
  for (const cell of cells) line.insertCell().textContent = cell ?? "";
  return line;
}

function kilograms(mg) {
  if (mg === null) return "";
  const digits = String(mg).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)} kg`;
}

function showEntry(number, entry) {
  if (entry.kind === "recordings.progressed") return;
  const table = byId("entries");
  table.prepend(row([number, entry.at.utc.slice(0, 19).replace("T", " "), entry.kind, entry.session]));
  while (table.rows.length > KEPT) table.deleteRow(-1);
}

function showScale(scale) {
  const known = scale?.live;
  byId("figure").textContent = known ? `${scale.figure.trim()} ${scale.unit}` : "– no live value –";
  byId("figure").className = known && scale.stable ? "good" : "bad";
  byId("condition").textContent = known ? (scale.stable ? "stable" : "moving") : (scale?.condition ?? "");
}

const degrees = (mdeg) => (Math.trunc(mdeg / 100) / 10).toFixed(1); // cut, not rounded up: 849.99 is not 850

function showFurnace(furnace) {
  byId("furnace").hidden = !furnace;
  if (!furnace) return;
  const { live, temperature_mdeg: mdeg, threshold_mdeg: threshold } = furnace;
  const known = live && mdeg !== null;
  byId("temperature").textContent = known ? `${degrees(mdeg)} °C` : "– furnace not read –";
  byId("temperature").className = known && mdeg >= threshold ? "good" : "bad";
  const heat = known ? (mdeg >= threshold ? "at or above" : "below") + ` ${degrees(threshold)} °C` : (furnace.condition ?? "");
  byId("furnace-state").textContent = heat + (furnace.door_open ? ", door open" : "");
  keepTemperature(known ? mdeg : null);
  showCurve(threshold);
}

function keepTemperature(mdeg) {
  const at = Date.now();
  if (mdeg !== null && at - (temperatures.at(-1)?.[0] ?? 0) >= 1000) temperatures.push([at, mdeg]);
  while (temperatures.length && temperatures[0][0] < at - CURVE_MS) temperatures.shift();
}

// The temperatures without a hole between them.
function spells() {
  const found = [];
  let before = -Infinity;
  for (const each of temperatures) {
    if (each[0] - before > PAUSE_MS) found.push([]);
    found.at(-1).push(each);
    before = each[0];
  }
  return found;
}

function showCurve(threshold) {
  const values = [threshold, ...temperatures.map(([, mdeg]) => mdeg)];
  const [low, high] = [Math.min(...values) - 50000, Math.max(...values) + 50000];
  const x = (at) => (CURVE_WIDTH * (1 - (Date.now() - at) / CURVE_MS)).toFixed(1);
  const y = (mdeg) => (CURVE_HEIGHT * (1 - (mdeg - low) / (high - low))).toFixed(1);
  byId("threshold").setAttribute("y1", y(threshold));
  byId("threshold").setAttribute("y2", y(threshold));
  const lines = spells().map((spell) => {
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("points", spell.map(([at, mdeg]) => `${x(at)},${y(mdeg)}`).join(" "));
    return line;
  });
  byId("spells").replaceChildren(...lines);
  byId("curve-says").textContent = temperatures.length
    ? `last ten minutes: ${degrees(Math.min(...values.slice(1)))} to ${degrees(Math.max(...values.slice(1)))} °C`
    : "";
}

function showWeighing(live) {
  const waiting = live?.scale.waiting_for;
  byId("weighing").textContent = live?.weighing ? `weighing ${live.weighing}${waiting ? ` – waiting for: ${waiting}` : ""}` : "";
}

function showNotices(notices) {
  const list = byId("notices");
  if (list.dataset.shown === notices.join("\n")) return;
  list.dataset.shown = notices.join("\n");
  list.replaceChildren(
    ...notices.map((notice) => {
      const item = document.createElement("li");
      item.textContent = notice;
      return item;
    }),
  );
}

function showCamera(camera) {
  let figure = byId("camera-" + camera.camera);
  if (figure === null) {
    figure = document.createElement("figure");
    figure.id = "camera-" + camera.camera;
    figure.append(document.createElement("img"), document.createElement("figcaption"));
    figure.firstChild.alt = camera.view;
    byId("cameras").append(figure);
  }
  const recording = camera.recording ? `recording, ${camera.frames} frames` : "not recording";
  const state = camera.live ? recording : "not live";
  figure.lastChild.textContent = `${camera.camera} – ${camera.view} – ${state}`;
  figure.className = camera.live && !camera.obscured ? "good" : "bad";
  if (!camera.live) figure.firstChild.removeAttribute("src"); // an old picture must not pass for what is there now
}

function refreshPictures() {
  for (const { camera, live } of now.live?.cameras ?? []) {
    if (live) byId("camera-" + camera).firstChild.src = `/api/v1/cameras/${camera}/preview?${Date.now()}`;
  }
}

function* alarms() {
  if (!now.connected) yield "No connection to the station: nothing on this page is live.";
  else if (now.live === null) yield "The recorder does not answer: nothing can be weighed or ordered until it is back.";
  for (const { name, trouble } of now.histories) yield `${name} does not know this history of the log: ${trouble}`;
  for (const { camera, live, reason, obscured } of now.live?.cameras ?? []) {
    if (!live) yield `Camera ${camera} is not live: ${reason ?? "no reason given"}.`;
    else if (obscured) yield `Camera ${camera} shows nothing new: its picture is ${obscured}.`;
  }
  if (now.live?.furnace && !now.live.furnace.live) yield "The furnace's controller does not answer: nobody sees how hot it is.";
}

function show(connected, live) {
  now.connected = connected;
  now.live = live;
  for (const name of ["session", "stage", "batch", "challenge"]) byId(name).textContent = live?.[name] ?? "–";
  showScale(live?.scale);
  showWeighing(live);
  showFurnace(live?.furnace);
  showNotices(live?.notices ?? []);
  live?.cameras.forEach(showCamera);
  showAlarm([...alarms()].join(" "));
}

function showAlarm(text) {
  byId("alarm").hidden = text === "";
  if (byId("alarm").textContent !== text) byId("alarm").textContent = text; // said once by a screen reader
}

async function showSessions() {
  const page = await ask("/sessions?limit=20");
  byId("sessions").replaceChildren(
    ...page.sessions.map((s) => row([s.session, s.opened.utc.slice(0, 19).replace("T", " "), s.stage, kilograms(s.burned_mg)])),
  );
}

// Someone in the room with a key of his own; a witness or a time authority elsewhere.
function vouchers(room, errands) {
  const cosigners = room.cosigners.map(({ person, role, key }) => [`${person}, ${role}`, `holds key ${key.split("+")[1]}`]);
  const elsewhere = errands.map(({ name, waiting, trouble }) => [name, trouble ?? (waiting ? `${waiting} to be vouched for` : "up to date")]);
  return [...cosigners, ...elsewhere];
}

async function showVouching() {
  const errands = await ask("/outbox");
  const room = await ask("/to-cosign").catch(() => ({ cosigners: [] })); // no session yet
  now.histories = errands.filter(({ alarming }) => alarming);
  byId("vouching").replaceChildren(...vouchers(room, errands).map(row));
}

async function begin() {
  const station = await ask("/station");
  document.title = byId("name").textContent = station.name;
  byId("key").textContent = station.key ?? "none yet";
  const page = await ask(`/entries?start=${Math.max(0, station.size - ASKED)}&limit=${ASKED}`);
  for (const each of page.entries) showEntry(each.number, each.entry);
  await showSessions();
  await showVouching();
}

function follow() {
  const events = new EventSource("/api/v1/events");
  events.addEventListener("entry", (event) => {
    const { number, entry } = JSON.parse(event.data);
    showEntry(number, entry);
    if (/^(session|batch)\./.test(entry.kind)) showSessions();
  });
  events.addEventListener("live", (event) => show(true, JSON.parse(event.data)));
  events.addEventListener("recorder", (event) => {
    if (!JSON.parse(event.data).reachable) show(true, null);
  });
  events.addEventListener("error", () => show(false, null));
  setInterval(refreshPictures, PREVIEW_MS);
  setInterval(() => showVouching().catch(() => {}), VOUCHING_MS); // a lost connection has its own alarm
}

begin().then(follow, (error) => showAlarm(error.message));
