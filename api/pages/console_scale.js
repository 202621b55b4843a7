// The scale itself: check weights, its display, zero and tare, and the ash.
import { button, chips, choice, field, forget, make, reasons, said } from "/pages/console_parts.js";
import { checks, residue } from "/pages/console_next.js";
import { give, inSession, roleName, station } from "/pages/console_station.js";
import { word } from "/pages/console_words.js";

const UNITS = ["kg", "g", "mg", "t", "lb"].map((unit) => [unit, unit]);

export function scaleScreen() {
  return [
    ...(station.standing.due.includes("display") ? display() : []),
    make("h2", {}, word("checkTitle")),
    ...checks(),
    ...omitting(),
    ...(station.standing.batches_ended.length ? ash() : []),
    make("h2", {}, word("scale")),
    make("div", { class: "row" }, button("zero", word("zero"), () => give("/scale/zero")), button("tare", word("tare"), () => give("/scale/tare"))),
    ...(station.standing.due.includes("display") ? [] : display()),
  ];
}

function omitting() {
  const due = station.standing.due.find((each) => each.startsWith("check-"));
  if (!due) return [];
  const reason = said("omit-reason").trim();
  const omit = async () => (await inSession("/checks-omitted", { when: due.slice("check-".length), reason })) && forget("omit-");
  return [
    make("h2", {}, word("omitCheck")),
    ...reasons("omit-reason", [word("reasonNoWeight")]),
    make("div", { class: "row" }, button("omit", word("omitCheck"), omit, { kind: "grave", off: reason === "" })),
  ];
}

function ash() {
  const reason = said("ash-reason").trim();
  const excuse = async () => (await inSession("/residue/not-weighed", { reason })) && forget("ash-");
  const excusing = [
    ...reasons("ash-reason", [word("reasonTooLight"), word("reasonTooHot")]),
    make("div", { class: "row" }, button("no-residue", word("noResidue"), excuse, { kind: "grave", off: reason === "" })),
  ];
  return [make("h2", {}, word("residue")), ...residue(), ...(station.standing.due.includes("residue") ? excusing : [])];
}

// Where the line cannot tell unit or decimals, two people of different roles read the same figure.
function display() {
  const present = station.standing.people.filter((each) => each.present);
  const persons = present.map((each) => each.person).filter((who) => said(`display-by-${who}`) === "yes");
  const figure = said("display-figure").trim().replace(",", ".");
  const confirm = async () => (await inSession("/display-confirmations", { persons, figure, unit: said("display-unit") })) && forget("display-");
  return [
    make("h2", {}, word("confirmDisplay")),
    make("p", {}, word("displayAdvice")),
    make("div", { class: "row" }, present.map(({ person, role }) => chips(`display-by-${person}`, [["yes", `${person} ${roleName(role)}`]]))),
    make(
      "div",
      { class: "fields" },
      field("display-figure", word("displayFigure"), { inputmode: "decimal" }),
      choice("display-unit", word("unit"), UNITS),
      button("confirm-display", word("confirmDisplay"), confirm, { off: persons.length < 2 || figure === "" }),
    ),
  ];
}
