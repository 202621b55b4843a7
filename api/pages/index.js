"use strict";
// Shows what the service says. Text from the record is only ever set as text, never as HTML.

const KEPT = 20; // entries on the page
const PREVIEW_MS = 1000;
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
  const table = byId("entries");
  table.prepend(row([number, entry.at.utc.slice(0, 19).replace("T", " "), entry.kind, entry.session]));
  while (table.rows.length > KEPT) table.deleteRow(-1);
}

function showScale(scale) {
  byId("figure").textContent = scale.live ? `${scale.figure.trim()} ${scale.unit}` : "– no live value –";
  byId("figure").className = scale.live && scale.stable ? "good" : "bad";
  byId("condition").textContent = scale.live ? (scale.stable ? "stable" : "moving") : (scale.condition ?? "");
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
  const state = camera.live ? `${camera.frames} frames` : `not live: ${camera.reason ?? "no reason given"}`;
  figure.lastChild.textContent = `${camera.camera} – ${camera.view} – ${state}${camera.obscured ? ` – ${camera.obscured}` : ""}`;
  figure.className = camera.live && !camera.obscured ? "good" : "bad";
}

function refreshPictures() {
  for (const figure of document.querySelectorAll("#cameras figure")) {
    figure.firstChild.src = `/api/v1/cameras/${figure.id.slice("camera-".length)}/preview?${Date.now()}`;
  }
}

function showLive(live) {
  const parts = [live.stage, live.session, live.batch, live.weighing && `weighing ${live.weighing}`, live.scale.waiting_for];
  byId("stage").textContent = parts.filter(Boolean).join(" – ");
  showScale(live.scale);
  live.cameras.forEach(showCamera);
}

function showRecorder(text, good) {
  byId("recorder").textContent = text;
  byId("recorder").className = good ? "good" : "bad";
}

async function showSessions() {
  const page = await ask("/sessions?limit=20");
  byId("sessions").replaceChildren(
    ...page.sessions.map((s) => row([s.session, s.opened.utc.slice(0, 19).replace("T", " "), s.stage, kilograms(s.burned_mg)])),
  );
}

async function begin() {
  const station = await ask("/station");
  document.title = byId("name").textContent = station.name;
  byId("key").textContent = station.key ?? "none yet";
  const page = await ask(`/entries?start=${Math.max(0, station.size - KEPT)}&limit=${KEPT}`);
  for (const each of page.entries) showEntry(each.number, each.entry);
  await showSessions();
}

function follow() {
  const events = new EventSource("/api/v1/events");
  events.addEventListener("entry", (event) => {
    const { number, entry } = JSON.parse(event.data);
    showEntry(number, entry);
    if (/^(session|batch)\./.test(entry.kind)) showSessions();
  });
  events.addEventListener("live", (event) => showLive(JSON.parse(event.data)));
  events.addEventListener("recorder", (event) => {
    const { reachable } = JSON.parse(event.data);
    showRecorder(reachable ? "recorder running" : "the recorder does not answer", reachable);
  });
  events.addEventListener("error", () => showRecorder("no connection to the station", false));
  setInterval(refreshPictures, PREVIEW_MS);
}

begin().then(follow, (error) => showRecorder(error.message, false));
