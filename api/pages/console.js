// The operator's console. Which screen is shown follows from the session's stage, as the station tells it; a reload changes nothing.
import { burningScreen, chargedScreen, closedScreen } from "/pages/console_fire.js";
import { drawScreen } from "/pages/console_draw.js";
import { goodsScreen } from "/pages/console_goods.js";
import { showLive, showRefusal } from "/pages/console_live.js";
import { nextScreen } from "/pages/console_next.js";
import { loginScreen, openScreen } from "/pages/console_open.js";
import { cancelScreen, packagesScreen } from "/pages/console_packages.js";
import { button, byId, drafted, forget, make, onChange, underWay } from "/pages/console_parts.js";
import { peopleScreen } from "/pages/console_people.js";
import { scaleScreen } from "/pages/console_scale.js";
import { follow, logOut, refresh, station, watch } from "/pages/console_station.js";
import { choose, language, languages, word } from "/pages/console_words.js";

const LOOK_MS = 1000;
const ALWAYS = { people: peopleScreen };
// For each stage the screens that there are; the first is the next step.
const SCREENS = {
  open: { next: nextScreen, goods: goodsScreen, packages: packagesScreen, draw: drawScreen, scale: scaleScreen, ...ALWAYS },
  "weighing a batch": { next: packagesScreen, ...ALWAYS, cancel: cancelScreen },
  "furnace charged": { next: chargedScreen, ...ALWAYS, cancel: cancelScreen },
  burning: { next: burningScreen, ...ALWAYS },
  closed: { next: closedScreen, ...ALWAYS },
};
let drawn = "";
let stage = null;
let shown = null; // the refusal that stands there
let held = false; // a finger is down

function screens() {
  if (station.profile === null) return { next: () => [make("p", {}, "…")] };
  if (station.operator === null) return { next: loginScreen };
  return station.standing === null ? { next: openScreen } : SCREENS[station.standing.stage];
}

function chosen(there) {
  const asked = location.hash.slice(1);
  return asked in there ? asked : "next";
}

// A new picture only when something changed, and none under a finger: a tap must meet the button that it aimed at.
function show() {
  showLive();
  if (held) return;
  const now = station.standing?.stage ?? null;
  if (stage !== null && now !== stage) turnPage();
  stage = now;
  const there = screens();
  const name = chosen(there);
  const { entries, ...standing } = station.standing ?? {};
  const { draws, refusal, operator, before } = station;
  const told = [name, language(), standing, draws, refusal, operator, before, underWay(), drafted(), there[name].name];
  const picture = JSON.stringify(told);
  if (picture === drawn) return;
  drawn = picture;
  if (station.refusal !== shown) window.scrollTo(0, 0);
  shown = station.refusal;
  keepPlace(() => {
    showRefusal();
    showWho();
    const names = Object.keys(there).length > 1 ? Object.keys(there) : [];
    byId("screens").replaceChildren(...names.map((each) => link(each, each === name)));
    byId("screen").replaceChildren(...there[name]().filter((part) => part !== null));
  });
}

// A new stage begins with its next step, and with nothing left over from the one before.
function turnPage() {
  history.replaceState(null, "", location.pathname);
  for (const prefix of ["package-", "chosen", "cancel-", "unknown"]) forget(prefix);
}

// The place in a list and in a field stays; without one the next scan goes into the field for seals.
function keepPlace(draw) {
  const { id, selectionStart } = document.activeElement ?? {};
  const scrolled = document.querySelector(".packages")?.scrollTop ?? 0;
  draw();
  const list = document.querySelector(".packages");
  if (list) list.scrollTop = scrolled;
  const again = id ? byId(id) : null;
  (again ?? byId("scan"))?.focus({ preventScroll: true });
  if (again && Number.isInteger(selectionStart)) again.setSelectionRange(selectionStart, selectionStart);
}

function link(name, current) {
  return make("a", { href: `#${name}`, "aria-current": current && "page" }, word(`screen_${name}`));
}

function showWho() {
  document.documentElement.lang = language();
  document.title = word("console");
  const tongues = languages.map((code) => {
    const pressed = String(code === language());
    const made = make("button", { type: "button", class: "small", id: `language-${code}`, "aria-pressed": pressed }, code.toUpperCase());
    made.addEventListener("click", () => {
      choose(code);
      refresh(); // the draws' sentences come in that language
    });
    return made;
  });
  byId("languages").replaceChildren(...tongues);
  const out = station.operator ? [`${station.operator} `, button("log-out", word("logOut"), logOut, { kind: "small" })] : [];
  byId("operator").replaceChildren(...out);
}

function release() {
  held = false;
  setTimeout(show); // after the click
}

onChange(show);
for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, release, true);
window.addEventListener("pointerdown", () => (held = true), true);
// A button that is pressed takes no focus: a scanner's Enter would press it again.
document.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
window.addEventListener("hashchange", show);
follow(showLive);
watch(showLive);
setInterval(() => station.profile === null && refresh(), LOOK_MS); // until the service answers for the first time
refresh();
