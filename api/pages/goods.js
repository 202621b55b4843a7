"use strict";
// The balance as a picture. Text from the record is only ever set as text, never as HTML.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600;
const HEIGHT = 22;
const UNKNOWN = 60; // how wide a mass is drawn that nobody knows
const byId = (id) => document.getElementById(id);

async function ask(path) {
  const answer = await fetch("/api/v1" + path);
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${body.title}: ${body.detail} ${body.remedy}`);
  return body;
}

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text ?? "";
  if (kind) made.className = kind;
  return made;
}

// Exact: milligrams are whole numbers, and the point is only set.
function kilograms(mg) {
  const digits = String(Math.abs(mg)).padStart(7, "0");
  return `${mg < 0 ? "−" : ""}${digits.slice(0, -6)}.${digits.slice(-6)} kg`;
}

function told(amount) {
  const mass = amount.mg === null ? `${kilograms(amount.known_mg)} and what is not known` : kilograms(amount.mg);
  return amount.bound_mg ? `${mass} ± ${kilograms(amount.bound_mg)}` : mass;
}

function bar(line) {
  const parts = [
    ["burned", line.burned.known_mg], ["aside", line.set_aside.known_mg], ["missing", line.missing.known_mg],
    ["samples", line.analysed.known_mg + line.sampled.known_mg], ["lost", Math.max(line.difference.mg ?? 0, 0)],
  ];
  const whole = Math.max(parts.reduce((sum, [, mg]) => sum + mg, 0), 1);
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  picture.setAttribute("role", "img");
  const unknown = line.difference.mg === null ? UNKNOWN : 0;
  const read = parts.map(([kind, mg]) => `${kind} ${kilograms(mg)}`);
  picture.setAttribute("aria-label", [...read, ...(unknown ? ["not known"] : [])].join(", "));
  // what is there is seen, however little: each part has one, and its share of the rest
  const rest = WIDTH - unknown - parts.filter(([, mg]) => mg > 0).length;
  const widths = parts.map(([kind, mg]) => [kind, mg > 0 ? 1 + (mg / whole) * rest : 0]);
  let x = 0;
  for (const [kind, width] of [...widths, ["unknown", unknown]]) {
    const piece = document.createElementNS(SVG, "rect");
    const place = { x, y: 0, width, height: HEIGHT, class: kind };
    for (const [name, value] of Object.entries(place)) piece.setAttribute(name, value);
    picture.append(piece);
    x += width;
  }
  return picture;
}

function entries(amount) {
  const list = element("p", "", "entries");
  list.append("entries ");
  for (const number of amount.entries) {
    const link = element("a", String(number));
    link.href = `/api/v1/entries/${number}`;
    list.append(link, " ");
  }
  return list;
}

function figure(name, amount) {
  const row = document.createElement("tr");
  row.append(element("th", name));
  const cell = row.insertCell();
  const more = document.createElement("details");
  more.append(element("summary", told(amount)));
  for (const gap of amount.unknown) {
    more.append(element("p", `not known: ${[gap.lacking, gap.consignment, gap.number].filter(Boolean).join(" ")}`, "bad"));
  }
  // thousands of links, of which hardly one is followed
  more.addEventListener("toggle", () => more.append(entries(amount)), { once: true });
  cell.append(more);
  return row;
}

function section(title, line) {
  const part = document.createElement("section");
  part.append(element("h2", title), bar(line));
  const verdict = line.change ?? "does not close: something is not known";
  part.append(element("p", `${verdict} (${line.basis} masses)`, line.change === "same within U" ? "good" : "bad"));
  const table = document.createElement("table");
  const names = [
    ["seized", line.seized], ["analysed", line.analysed], ["samples", line.sampled], ["presented", line.presented],
    ["difference", line.difference], ["burned", line.burned], ["set aside", line.set_aside], ["missing", line.missing],
  ];
  for (const [name, amount] of names) table.append(figure(name, amount));
  part.append(table);
  return part;
}

async function show(path) {
  byId("answer").textContent = "…";
  byId("balance").replaceChildren();
  try {
    const found = await ask(path);
    const count = found.consignments.length;
    byId("answer").textContent = count === 1 ? "1 consignment" : `${count} consignments`;
    byId("balance").append(section("All together", found.total));
    if (found.residue) byId("balance").append(element("p", `ash beside it: ${told(found.residue)}`));
    for (const each of found.consignments) {
      byId("balance").append(section(`${each.consignment}, ${each.substance}`, each.line));
    }
  } catch (error) {
    byId("answer").textContent = error.message;
  }
}

async function showTimes() {
  for (const each of await ask("/statistics")) {
    const row = document.createElement("tr");
    for (const text of [each.sealed.utc.slice(0, 10), each.session, each.substance, each.packages]) row.append(element("td", text));
    for (const fate of ["burned", "set_aside", "missing"]) {
      const link = element("a", String(each[fate]));
      link.href = each.links[fate];
      row.insertCell().append(link);
    }
    row.append(element("td", kilograms(each.burned_mg)));
    byId("times").append(row);
  }
}

byId("question").addEventListener("submit", (event) => {
  event.preventDefault();
  show("/cases/balance?" + new URLSearchParams({ case: new FormData(event.target).get("case") }));
});
byId("all").addEventListener("click", () => show("/balance"));
show("/balance");
showTimes();
