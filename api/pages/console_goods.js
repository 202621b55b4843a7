// What is to burn: a list is looked through whole, every bad row of it is shown, and only then all of it is registered.
import { button, make, sure, table, write } from "/pages/console_parts.js";
import { give, inSession, station } from "/pages/console_station.js";
import { term, word } from "/pages/console_words.js";

const FATES = ["registered", "weighed", "charged", "burned", "set aside", "missing"];
let report = null; // of the list that was looked through last
let files = []; // chosen and not yet looked through

function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

async function check() {
  const read = files.map(async (file) => ({ name: file.name, content: base64(new Uint8Array(await file.arrayBuffer())) }));
  report = await give("/lists/check", { files: await Promise.all(read) });
}

async function register() {
  if (!(await inSession("/lists", report.goods))) return;
  report = null;
  files = [];
}

function upload() {
  const input = make("input", { id: "list-files", type: "file", multiple: true, accept: ".csv,.xlsx" });
  input.addEventListener("change", () => {
    files = [...input.files];
    report = null;
    write("list-chosen", String(performance.now())); // the same names may stand for a mended file
  });
  return [
    make("h2", {}, word("loadList")),
    make("p", {}, word("loadAdvice")),
    make("label", { class: "file" }, files.length ? files.map((file) => file.name).join(", ") : word("chooseFiles"), input),
    files.length && report === null ? button("list-check", word("lookThrough"), check, { kind: "do" }) : null,
    ...(report === null ? [] : preview()),
  ];
}

function preview() {
  const tables = report.tables.map((each) => `${each.file}${each.sheet ? ` (${each.sheet})` : ""}: ${each.kind}, ${word("rows", each)}`);
  const told = [make("p", {}, tables.join("; "))];
  const counted = { count: `${report.faults.length}${report.more_findings ? "+" : ""}`, rows: report.bad_rows };
  if (!report.good) told.push(make("p", { class: "doubt" }, word("listFaults", counted)), findings(report.faults));
  if (report.warnings.length) told.push(make("p", {}, word("listWarnings")), findings(report.warnings));
  if (!report.good) return told;
  const { consignments, packages } = report.goods;
  const all = word("registerAll", { packages: packages.length, consignments: consignments.length });
  return [...told, button("list-register", all, register, { kind: "do" })];
}

const findings = (found) =>
  table(
    ["file", "row", "column", "found", "expected"].map((name) => word(`list_${name}`)),
    found.map((each) => [[each.file, each.sheet].filter(Boolean).join(" / "), each.row, each.column, each.found, each.expected]),
  );

function consignments() {
  const heads = [word("consignment"), word("substance"), ...FATES.map(term), ""];
  const rows = station.standing.consignments.map((each) => [
    each.consignment,
    each.substance,
    ...FATES.map((fate) => String(each.fates[fate] ?? "")),
    each.closed ? word("listClosed") : closing(each),
  ]);
  return rows.length ? [make("h2", {}, word("consignments")), table(heads, rows)] : [];
}

function closing({ consignment }) {
  const close = async () => {
    if (await sure(word("closeListSure", { consignment }), [word("closeListMeans")], word("closeList"))) {
      await inSession(`/consignments/${encodeURIComponent(consignment)}/close`);
    }
  };
  return button(`close-list-${consignment}`, word("closeList"), close);
}

export const goodsScreen = () => [...consignments(), ...upload()];
