// What the console's screens are made of. Text is only ever set as text.
import { word } from "/pages/console_words.js";

const HASTE_MS = 800; // a second tap of a trembling glove comes sooner; it must neither confirm nor undo
const drafts = new Map(); // what was typed or chosen and not yet sent, so that a new picture of the screen loses nothing
let changed = () => {};
const tapped = { id: null, at: 0 };
let working = null; // the button whose step is under way: nothing else is given until it is answered

export const byId = (id) => document.getElementById(id);
export const onChange = (draw) => (changed = draw);
export const redraw = () => changed();
export const underWay = () => working;
export const said = (id) => drafts.get(id) ?? "";
export const drafted = () => [...drafts];

export function write(id, value) {
  drafts.set(id, value);
  changed();
}

export function begin(id, value) {
  if (!drafts.has(id)) drafts.set(id, value);
}

export function forget(prefix) {
  for (const id of [...drafts.keys()]) if (id.startsWith(prefix)) drafts.delete(id);
}

export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

// A step: while it is under way no other is given, by double tap or otherwise.
export function button(id, text, step, { kind, off } = {}) {
  const busy = working === id;
  const made = make("button", { id, type: "button", class: kind, disabled: off || working !== null }, busy ? `… ${word("working")}` : text);
  made.addEventListener("click", () => press(id, step));
  return made;
}

// Whether this tap is the second of a trembling glove on the same button.
function hasty(id) {
  const again = tapped.id === id && Date.now() - tapped.at < HASTE_MS;
  Object.assign(tapped, { id, at: Date.now() });
  return again;
}

async function press(id, step) {
  if (working !== null || hasty(id)) return;
  working = id;
  changed();
  try {
    await step();
  } finally {
    working = null;
    changed();
  }
}

// `quiet`: what is typed here changes nothing else on the screen until Enter or a button.
export function field(id, text, { start, quiet, enter, ...attributes } = {}) {
  begin(id, start ?? "");
  const input = make("input", { id, autocomplete: "off", spellcheck: "false", ...attributes });
  input.value = said(id);
  const calm = quiet || attributes.type !== undefined; // a half-written date would not survive a new picture
  input.addEventListener("input", () => (calm ? drafts.set(id, input.value) : write(id, input.value)));
  if (enter) input.addEventListener("keydown", (event) => event.key === "Enter" && enter());
  return make("label", {}, text, input);
}

export function choice(id, text, options, start) {
  if (!options.some(([value]) => value === said(id))) drafts.set(id, start ?? options[0]?.[0] ?? "");
  const select = make("select", { id }, options.map(([value, name]) => make("option", { value }, name)));
  select.value = said(id);
  select.addEventListener("change", () => write(id, select.value));
  return make("label", {}, text, select);
}

// One of a few, each a large button; pressed again it is taken back.
export function chips(id, options) {
  return options.map(([value, name]) => {
    const pressed = said(id) === value;
    const own = `${id}-${value}`;
    const chip = make("button", { type: "button", id: own, "aria-pressed": String(pressed), disabled: working !== null }, name);
    chip.addEventListener("click", () => hasty(own) || write(id, pressed ? "" : value));
    return chip;
  });
}

// A reason in words: one of the usual ones, or others.
export function reasons(id, usual) {
  return [
    make("div", { class: "row" }, chips(id, usual.map((text) => [text, text]))),
    field(id, word("otherReason"), { maxlength: 500 }),
  ];
}

export function listed(texts) {
  return make("ul", {}, texts.map((text) => make("li", {}, text)));
}

export function table(heads, rows) {
  const cells = (tag, texts) => make("tr", {}, texts.map((text) => make(tag, {}, text ?? "")));
  return make("table", {}, make("thead", {}, cells("th", heads)), make("tbody", {}, rows.map((row) => cells("td", row))));
}

// What cannot be taken back is asked once more.
export function sure(question, facts, yes) {
  const dialog = byId("sure");
  return new Promise((answer) => {
    const close = (said) => {
      dialog.close();
      answer(said);
    };
    const agree = make("button", { id: "sure-yes", class: "grave", disabled: true }, yes);
    const refuse = make("button", { id: "sure-no" }, word("no"));
    agree.addEventListener("click", () => close(true));
    refuse.addEventListener("click", () => close(false));
    dialog.oncancel = () => answer(false);
    dialog.replaceChildren(make("h2", {}, question), ...facts.map((fact) => make("p", {}, fact)), make("div", { class: "row" }, refuse, agree));
    dialog.showModal();
    setTimeout(() => (agree.disabled = false), HASTE_MS);
  });
}
