// What the console knows of the station, and how it gives a command. All of it comes from the service; nothing is remembered here.
import { redraw } from "/pages/console_parts.js";
import { language } from "/pages/console_words.js";

const SILENT_MS = 4000; // the recorder speaks ten times a second
const AGAIN_MS = 2000;
const TOGETHER_MS = 100; // entries that are written together are looked at together
const NAME = "operator"; // the login itself is a cookie that no script can read

export const station = {
  connected: false,
  operator: sessionStorage.getItem(NAME),
  live: null,
  standing: null,
  draws: [],
  profile: null,
  before: null, // the newest session that was opened here
  refusal: null,
};
let heard = 0;
let planned = null;

export async function ask(path) {
  const answer = await fetch("/api/v1" + path);
  const body = await answer.json();
  if (!answer.ok) throw body;
  return body;
}

// Give a command once. Returns the answer, or null: then `station.refusal` says why.
export async function give(path, body = {}) {
  station.refusal = null;
  try {
    const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch("/api/v1" + path, sent);
    const told = answer.status === 204 ? {} : await answer.json();
    if (answer.ok) return told;
    if (answer.status === 401) remember(null);
    station.refusal = told;
  } catch {
    station.refusal = { lost: true };
  } finally {
    await refresh();
  }
  return null;
}

export const roleName = (code) => station.profile.roles.find((role) => role.code === code)?.[language()] ?? code;
export const inSession = (tail, body) => give(`/sessions/${encodeURIComponent(station.standing.session)}${tail}`, body);
export const ofPackage = (number, act, body) => inSession(`/packages/${encodeURIComponent(number)}/${act}`, body);

export async function logIn(operator, password) {
  if (await give("/login", { operator, password })) remember(operator);
}

export async function logOut() {
  if (await give("/logout")) remember(null);
}

function remember(operator) {
  station.operator = operator;
  if (operator === null) sessionStorage.removeItem(NAME);
  else sessionStorage.setItem(NAME, operator);
}

// Read where the session stands. What was known stays as it is when the service does not answer.
export async function refresh() {
  try {
    station.profile ??= await ask("/profile");
    station.before = (await ask("/sessions?limit=1")).sessions[0] ?? null;
    const session = station.before && station.before.stage !== "sealed" ? encodeURIComponent(station.before.session) : null;
    station.standing = session && (await ask(`/sessions/${session}/standing`));
    station.draws = session ? await ask(`/sessions/${session}/draws?language=${language()}`) : [];
  } catch (problem) {
    if (problem.title) station.refusal = problem;
  }
  redraw();
}

function soon() {
  planned ??= setTimeout(() => {
    planned = null;
    refresh();
  }, TOGETHER_MS);
}

function hear(live) {
  const back = !station.connected;
  heard = Date.now();
  station.connected = true;
  station.live = live;
  if (back) soon();
}

function lose() {
  station.connected = false;
  station.live = null;
}

export function follow(showLive) {
  const events = new EventSource("/api/v1/events");
  events.addEventListener("live", (event) => {
    hear(JSON.parse(event.data));
    showLive();
  });
  events.addEventListener("recorder", (event) => {
    if (!JSON.parse(event.data).reachable) hear(null);
    showLive();
  });
  events.addEventListener("entry", (event) => {
    if (JSON.parse(event.data).entry.kind !== "recordings.progressed") soon();
  });
  events.addEventListener("error", () => {
    lose();
    showLive();
    if (events.readyState === EventSource.CLOSED) setTimeout(() => follow(showLive), AGAIN_MS); // the browser gave up
  });
}

// A service that hangs says nothing, and breaks nothing off.
export function watch(showLive) {
  setInterval(() => {
    if (!station.connected || station.live === null || Date.now() - heard < SILENT_MS) return;
    lose();
    showLive();
  }, SILENT_MS / 4);
}
