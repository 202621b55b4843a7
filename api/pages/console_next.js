// The next step of a session between batches, in the order of a day. What is done is ticked; nothing can be skipped.
import { button, listed, make, sure } from "/pages/console_parts.js";
import { inSession, roleName, station } from "/pages/console_station.js";
import { kilograms, term, word } from "/pages/console_words.js";

const toDo = (fate) => station.standing.packages.filter((each) => each.fate === fate);
const due = (what) => station.standing.due.includes(what);
const running = () => station.draws.filter((draw) => draw.state === "open" || draw.state === "closed");
const untested = () => station.draws.flatMap((draw) => (draw.state === "made" ? draw.untested : []));

// Each: is it done, and the steps that do it. A step that only sometimes comes has `when`.
function day() {
  const { standing } = station;
  const doubtful = toDo("registered").filter((each) => each.doubts.length);
  const allBurned = standing.packages.length > 0 && toDo("registered").length === 0;
  return [
    { name: "dayList", done: standing.packages.length > 0, steps: () => [goTo("goods", word("loadList"))] },
    { name: "daySeats", done: !due("seats"), steps: seats },
    { name: "dayDisplay", when: due("display"), steps: () => [goTo("scale", word("confirmDisplay"))] },
    { name: "dayCheck", done: !due("check-opening"), steps: checks },
    { name: "dayDraw", when: running().length + untested().length > 0, steps: draws },
    { name: "dayDoubts", when: doubtful.length > 0, steps: () => [goTo("packages", word("decideAbout", { count: doubtful.length }))] },
    { name: "dayBurn", done: allBurned, steps: batch },
    { name: "dayResidue", done: allBurned && !due("residue"), steps: residue },
    { name: "dayCheckAfter", done: allBurned && !due("check-close") && !due("empty-scale"), steps: checkAfter },
    { name: "dayClose", steps: close },
  ].filter((step) => step.when ?? true);
}

const seats = () => [goTo("people", word("seatsOpen", { seats: station.standing.empty_seats.map(roleName).join(", ") }))];
const draws = () => [goTo("draw", word(running().length ? "goOnDraw" : "testDrawn"))];

function goTo(screen, text) {
  const made = make("button", { id: `go-${screen}`, type: "button", class: "do" }, text);
  made.addEventListener("click", () => (location.hash = screen));
  return made;
}

export function checks() {
  return station.standing.check_weights.map(({ weight, nominal_mg, passed }) => {
    const state = passed === null ? "" : passed ? ` ✓ ${word("checkPassed")}` : ` ✗ ${word("checkFailed")}`;
    const weigh = () => inSession(`/checks/${encodeURIComponent(weight)}`);
    return button(`check-${weight}`, word("weighCheck", { weight, mass: kilograms(nominal_mg) }) + state, weigh, { kind: "do" });
  });
}

const checkAfter = () => (due("empty-scale") ? [make("p", { class: "verdict" }, word("emptyScale"))] : checks());

export function residue() {
  return [button("residue", word("weighResidue"), () => inSession("/residue"), { kind: "do" })];
}

function batch() {
  const missing = station.standing.missing["batch.opened"];
  const count = toDo("registered").length;
  return [button("batch", word("openBatch", { count }), () => inSession("/batches"), { kind: "do" }), ...told(missing)];
}

function close() {
  const { missing, residue_mg } = station.standing;
  const facts = ["burned", "set aside", "missing"].map((fate) => `${term(fate)}: ${toDo(fate).length}`);
  if (residue_mg !== null) facts.push(`${word("residue")}: ${kilograms(residue_mg)}`);
  const end = async () => {
    if (await sure(word("closeSure"), [...facts, word("closeMeans")], word("closeSession"))) await inSession("/close");
  };
  return [listed(facts), button("close", word("closeSession"), end, { kind: "do" }), ...told(missing["session.closed"])];
}

// What the rules will ask for, said before the button is pressed.
export function told(missing) {
  return missing.length ? [make("p", {}, word("missingFirst")), listed(missing)] : [];
}

export function nextScreen() {
  const steps = day();
  const now = steps.findIndex((step) => !step.done);
  const card = make("section", { class: "card" }, make("h2", {}, `${word("next")}: ${word(steps[now].name)}`), steps[now].steps());
  const mark = (step, at) => (step.done ? "✓" : at === now ? "▶" : "·");
  const line = (step, at) => make("li", { "aria-current": at === now && "step" }, `${mark(step, at)} ${word(step.name)}`);
  const list = steps.map(line);
  return [make("div", { class: "two" }, card, make("ol", { class: "day" }, list))];
}
