// The packages as rows, and the field for the seal. A barcode scanner types a number and presses Enter, as a hand would.
import { begin, button, field, forget, make, reasons, said, sure, write } from "/pages/console_parts.js";
import { packageCard } from "/pages/console_package.js";
import { inSession, station } from "/pages/console_station.js";
import { kilograms, term, word } from "/pages/console_words.js";
import { told } from "/pages/console_next.js";

const ORDER = ["registered", "weighed", "set aside", "missing", "charged", "burned"];
const CHOSEN = "chosen"; // the package on the table, by number
const alike = (number) => number.trim().toUpperCase();

function find() {
  const read = said("scan");
  const found = station.standing.packages.find(({ seal, package: number }) => [seal, number].map(alike).includes(alike(read)));
  forget("scan");
  forget("package-");
  write("unknown", found || read.trim() === "" ? "" : read);
  if (!found) return;
  // only the seal itself says how it was read; who types a package's number has not read its seal
  if (alike(found.seal) === alike(read)) write("package-seal", read.trim());
  write(CHOSEN, found.package);
}

// After a reload the package that was shown and not yet weighed is still the one on the table.
function chosen() {
  const { packages, stage } = station.standing;
  const byHand = packages.find((each) => each.package === said(CHOSEN));
  if (byHand || stage !== "weighing a batch") return byHand;
  const shown = packages.find((each) => each.fate === "registered" && each.presented);
  if (shown) begin(CHOSEN, shown.package); // it stays there when it has been weighed
  return shown;
}

function row(each, current) {
  const state = each.fate === "registered" && each.presented ? word("shown") : term(each.fate);
  const mass = each.mass_mg === null ? "" : ` ${kilograms(each.mass_mg)}`;
  const made = make(
    "button",
    { type: "button", id: `row-${each.package}`, class: "line", "aria-pressed": String(each === current) },
    make("span", {}, each.package),
    make("span", {}, state + mass),
    make("small", {}, `${word("seal")} ${each.seal} · ${each.consignment} · ${each.description}`),
    each.doubts.length ? make("small", { class: "bad" }, `! ${each.doubts.map(term).join("; ")}`) : null,
  );
  made.addEventListener("click", () => {
    forget("package-");
    write("unknown", "");
    write(CHOSEN, each.package);
  });
  return made;
}

function list(current) {
  const { packages } = station.standing;
  const sorted = [...packages].sort((one, other) => ORDER.indexOf(one.fate) - ORDER.indexOf(other.fate));
  const toCome = packages.filter((each) => each.fate === "registered").length;
  return [
    field("scan", word("scan"), { enter: find, quiet: true, maxlength: 60 }),
    said("unknown") ? make("p", { class: "doubt" }, word("unknownSeal", { seal: said("unknown") })) : null,
    make("h2", {}, word("toCome", { count: toCome })),
    make("div", { class: "packages" }, sorted.map((each) => row(each, current))),
  ];
}

export function packagesScreen() {
  const current = chosen();
  const card = current ? packageCard(current) : make("p", { class: "verdict" }, word("takeNext"));
  const screen = make("div", { class: "two wide-right" }, make("section", {}, list(current)), card);
  return station.standing.stage === "weighing a batch" ? [screen, furnace()] : [screen];
}

function furnace() {
  const { batch, packages, missing } = station.standing;
  const weighed = packages.filter((each) => each.fate === "weighed");
  const mass = kilograms(weighed.reduce((sum, each) => sum + each.mass_mg, 0));
  const facts = [word("loadOf", { count: weighed.length, mass }), weighed.map((each) => each.package).join(", ")];
  const doubtful = weighed.filter((each) => each.doubts.length).map((each) => each.package);
  const needed = missing["furnace.charged"];
  const doubt = make("p", { class: "doubt" }, word("inDoubt", { packages: doubtful.join(", ") }));
  const why = doubtful.length ? doubt : weighed.length ? told(needed) : null;
  const charge = async () => {
    if (await sure(word("chargeSure"), facts, word("charged"))) await inSession(`/batches/${batch}/charge`);
  };
  return make(
    "section",
    { class: "load" },
    make("div", {}, make("h2", {}, `${word("batch")} ${batch}: ${facts[0]}`), why),
    button("charge", word("charge"), charge, { kind: "do", off: needed.length > 0 }),
  );
}

export function cancelScreen() {
  const { batch } = station.standing;
  const reason = said("cancel-reason").trim();
  const cancel = async () => {
    if (!(await sure(word("cancelSure", { batch }), [word("cancelMeans"), reason], word("cancelBatch")))) return;
    if (await inSession(`/batches/${batch}/cancel`, { reason })) forget("cancel-");
  };
  return [
    make("h2", {}, `${word("cancelBatch")}: ${batch}`),
    make("p", {}, word("cancelMeans")),
    ...reasons("cancel-reason", [word("reasonDoor"), word("reasonCamera")]),
    make("div", { class: "row" }, button("cancel", word("cancelBatch"), cancel, { kind: "grave", off: reason === "" })),
  ];
}
