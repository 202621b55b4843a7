// One package: how its seal was found, its showing, its weighing, and what becomes of it when something is not as on paper.
import { begin, button, chips, field, forget, listed, make, reasons, said, sure } from "/pages/console_parts.js";
import { ofPackage, roleName, station } from "/pages/console_station.js";
import { kilograms, term, word } from "/pages/console_words.js";

const SEALS = ["intact", "damaged", "open", "missing", "other"];
const isStage = (stage) => station.standing.stage === stage;

export function packageCard(known) {
  return make(
    "section",
    { class: "card" },
    make("h2", {}, `${known.package} · ${word("seal")} ${known.seal}`),
    make("p", {}, `${known.consignment} · ${known.description} · ${term(known.fate)}${known.reason ? `: ${known.reason}` : ""}`),
    ...(known.mass_mg === null ? [] : weighed(known)),
    ...known.doubts.map((doubt) => make("p", { class: "doubt" }, term(doubt))),
    ...steps(known),
  );
}

function steps(known) {
  const here = known.fate === "registered" || known.fate === "weighed";
  return [
    ...(known.fate === "registered" && !known.presented ? showing(known) : []),
    ...(known.fate === "registered" && known.presented && isStage("weighing a batch") ? weighing(known) : []),
    ...(here ? keeping(known) : []),
    ...(isStage("open") && (known.fate === "set aside" || (known.fate === "registered" && known.doubts.length)) ? deciding(known) : []),
  ];
}

function showing(known) {
  const [seal, state] = [said("package-seal").trim(), said("package-state")];
  const sealless = state === "missing";
  const ready = state !== "" && (sealless || seal !== "");
  const other = seal !== "" && seal.toUpperCase() !== known.seal.toUpperCase();
  const show = async () => {
    const remark = said("package-remark").trim() || null;
    const seen = { seal: sealless ? null : seal, seal_state: state, remark };
    if (await ofPackage(known.package, "present", seen)) forget("package-");
  };
  return [
    make("div", { class: "few" }, chips("package-state", SEALS.map((each) => [each, term(`seal ${each}`)]))),
    sealless ? null : field("package-seal", word("sealRead"), { maxlength: 60 }),
    other && !sealless ? make("p", { class: "doubt" }, word("otherSeal", { seal: known.seal })) : null,
    state && state !== "intact" ? field("package-remark", word("remark"), { maxlength: 500 }) : null,
    button("present", word("showCamera"), show, { kind: "do", off: !ready }),
  ];
}

const weigh = (known) => () => ofPackage(known.package, "weigh");
const weighing = (known) => [button("weigh", word("weigh"), weigh(known), { kind: "do" })];

function again(known) {
  const correct = async () => {
    if (await sure(word("againSure"), [word("againMeans")], word("weighAgain"))) await weigh(known)();
  };
  return button("weigh-again", word("weighAgain"), correct);
}

function weighed({ mass_mg, difference, doubts }) {
  const figure = make("p", { class: "huge", id: "mass" }, kilograms(mass_mg));
  if (difference === null) return [figure, make("p", { class: "verdict" }, word("noPapersMass"))];
  const { papers_mg, difference_mg, u_mg, change } = difference;
  const doubted = doubts.some((doubt) => doubt.includes("mass"));
  const sign = difference_mg > 0 ? "+" : "";
  const drying = change === "lost" && !doubted ? ` (${word("mayDry")})` : "";
  return [
    figure,
    make("p", { class: `verdict ${doubted ? "bad" : "good"}`, id: "change" }, term(change) + drying),
    make("p", {}, word("againstPapers", { papers: kilograms(papers_mg), difference: sign + kilograms(difference_mg), bound: kilograms(u_mg) })),
  ];
}

// Kept from the fire, or not there at all.
function keeping(known) {
  const reason = said("package-reason").trim();
  if (known.fate === "weighed" && known.doubts.length) begin("package-keep", "yes");
  const open = said("package-keep") === "yes";
  const aside = () => ofPackage(known.package, "set-aside", { reason });
  const miss = async () => {
    if (await sure(word("missingSure", known), [reason], term("missing"))) await ofPackage(known.package, "missing", { reason });
  };
  const opener = make("div", { class: "row" }, chips("package-keep", [["yes", word("notIntoFire")]]), known.fate === "weighed" ? again(known) : null);
  if (!open) return [opener];
  return [
    opener,
    ...reasons("package-reason", ["reasonSeal", "reasonLighter", "reasonHeavier", "reasonNotThere"].map((name) => word(name))),
    make(
      "div",
      { class: "row" },
      button("set-aside", word("setAside"), aside, { kind: "grave", off: reason === "" }),
      known.fate === "registered" ? button("missing", word("isMissing"), miss, { kind: "grave", off: reason === "" }) : null,
    ),
  ];
}

// Those present decide together: one of each group that the rules name.
function deciding(known) {
  const present = station.standing.people.filter((each) => each.present);
  const persons = present.map((each) => each.person).filter((person) => said(`package-by-${person}`) === "yes");
  const reason = said("package-why").trim();
  const off = persons.length === 0 || reason === "";
  const decide = async (decision) => {
    const facts = [persons.join(", "), reason];
    if (!(await sure(word(`${decision}Sure`, known), facts, word(decision)))) return;
    if (await ofPackage(known.package, "decide", { decision, persons, reason })) forget("package-");
  };
  return [
    make("h2", {}, word("decide")),
    make("p", {}, word("decideWho")),
    listed(station.standing.quorum.map((group) => group.map(roleName).join(` ${word("or")} `))),
    make("div", { class: "row" }, present.map(({ person, role }) => chips(`package-by-${person}`, [["yes", `${person} ${roleName(role)}`]]))),
    field("package-why", word("reason"), { maxlength: 500 }),
    make(
      "div",
      { class: "row" },
      button("decide-burn", word("burn"), () => decide("burn"), { kind: "grave", off }),
      button("decide-keep", word("keep"), () => decide("keep"), { off }),
    ),
  ];
}
