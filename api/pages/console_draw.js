// The draw of packages to be tested, and their tests. The secrets are made on the people's own phones, never here.
import { button, chips, choice, field, forget, listed, make, reasons, said, sure } from "/pages/console_parts.js";
import { inSession, roleName, station } from "/pages/console_station.js";
import { term, word } from "/pages/console_words.js";

const RESULTS = ["as_declared", "not_as_declared", "unclear"];

export function drawScreen() {
  return [...[...station.draws].reverse().flatMap(drawn), ...opening()];
}

function drawn(draw) {
  const { claim, opposite, outcome, state } = draw;
  const running = state === "open" || state === "closed";
  return [
    make(
      "section",
      { class: "card" },
      make("h2", {}, `${word("drawOf", draw)} · ${term(`draw ${state}`)}`),
      ...(running ? committing(draw) : []),
      ...(state === "made" ? made(draw) : []),
    ),
    ...[claim, ...opposite, ...outcome].map((text) => make("p", {}, text)),
  ];
}

function committing({ session, draw, state, commitments, idle, reveals }) {
  const place = `/draw/${encodeURIComponent(session)}/${encodeURIComponent(draw)}`;
  const done = new Set(reveals.map((each) => each.person));
  const line = ({ person, role }, state) => `${person} ${roleName(role)}: ${state}`;
  const people = commitments.map((each) => line(each, done.has(each.person) ? `✓ ${word("revealed")}` : word("committed")));
  const address = make("p", { class: "verdict" }, make("a", { href: place, target: "_blank" }, location.origin + place));
  const silent = commitments.filter((each) => !done.has(each.person));
  const told = listed([...people, ...idle.map((each) => line(each, word("notCommitted")))]);
  return [word("phones"), address, told, ...(state === "open" ? closing(draw) : [revealing(draw, silent)])];
}

function closing(draw) {
  const close = async () => {
    if (await sure(word("closeDrawSure"), [word("closeDrawMeans")], word("closeDraw"))) await inSession(`/draws/${draw}/close`);
  };
  const reason = said("draw-reason").trim();
  const cancel = async () => (await inSession(`/draws/${draw}/cancel`, { reason })) && forget("draw-reason");
  return [
    button("close-draw", word("closeDraw"), close, { kind: "do" }),
    ...reasons("draw-reason", [word("reasonNotMine")]),
    make("div", { class: "row" }, button("cancel-draw", word("cancelDraw"), cancel, { kind: "grave", off: reason === "" })),
  ];
}

function revealing(draw, silent) {
  const facts = silent.length ? [word("withheld", { people: silent.map((each) => each.person).join(", ") })] : [];
  const draws = async () => {
    if (!facts.length || (await sure(word("makeDrawSure"), facts, word("makeDraw")))) await inSession(`/draws/${draw}/make`);
  };
  return button("make-draw", word("makeDraw"), draws, { kind: "do" });
}

function made({ draw, drawn: numbers, untested }) {
  const state = (number) => `${number}${untested.includes(number) ? "" : " ✓"}`;
  return [make("p", { class: "verdict" }, numbers.map(state).join(", ")), ...(untested.length ? test(draw, untested) : [])];
}

function test(draw, untested) {
  const present = station.standing.people.filter((each) => each.present).map(({ person, role }) => [person, `${person} ${roleName(role)}`]);
  const [number, result] = [said("tested-package"), said("tested-result")];
  const kit = { kit: said("kit-name"), lot: said("kit-lot"), expires: said("kit-expires"), person: said("kit-person") };
  const record = async () => {
    const told = { draw, package: number, result, used_mg: Number(said("kit-used")), ...kit };
    if (await inSession("/tests", told)) forget("tested-");
  };
  return [
    make("h2", {}, word("recordTest")),
    make("div", { class: "row" }, chips("tested-package", untested.map((each) => [each, each]))),
    make(
      "div",
      { class: "fields" },
      field("kit-name", word("kit"), { maxlength: 500 }),
      field("kit-lot", word("lot"), { maxlength: 500 }),
      field("kit-expires", word("expires"), { type: "date" }),
      choice("kit-person", word("tester"), present),
      field("kit-used", word("usedMg"), { type: "number", min: 0, start: "0" }),
    ),
    make("div", { class: "row" }, chips("tested-result", RESULTS.map((each) => [each, term(each)]))),
    button("record-test", word("recordTest"), record, { kind: "do", off: number === "" || result === "" }),
  ];
}

function opening() {
  const closed = station.standing.consignments
    .filter((each) => each.closed)
    .map((each) => [each.consignment, `${each.consignment} ${each.substance}`]);
  if (closed.length === 0) return [make("h2", {}, word("openDraw")), make("p", {}, word("closeListFirst"))];
  const asked = station.profile.draw ?? { share: "9/10", confidence: "19/20", allowed: 0, plan: "hypergeometric" };
  const open = async () => {
    const plan = { consignment: said("plan-consignment"), plan: asked.plan, allowed: Number(said("plan-allowed")) };
    if (await inSession("/draws", { ...plan, share: said("plan-share"), confidence: said("plan-confidence") })) forget("plan-");
  };
  return [
    make("h2", {}, word("openDraw")),
    make(
      "div",
      { class: "fields" },
      choice("plan-consignment", word("consignment"), closed),
      field("plan-share", word("share"), { start: asked.share }),
      field("plan-confidence", word("confidence"), { start: asked.confidence }),
      field("plan-allowed", word("allowed"), { type: "number", min: 0, start: String(asked.allowed) }),
    ),
    make("div", { class: "row" }, button("open-draw", word("openDraw"), open)),
  ];
}
