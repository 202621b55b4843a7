"use strict";
// One person's part in a draw, on a phone of their own: a secret, its commitment, the reveal, and the draw computed again.

const POLL_MS = 2000;
const LEAST_CHARACTERS = 50; // of dice or words; a secret that can be guessed is revealed by its commitment
const [session, draw] = location.pathname.split("/").slice(2).map(decodeURIComponent);
const person = new URLSearchParams(location.search).get("person");
const kept = `draw/${session}/${draw}/${person}`;
const address = `/api/v1/sessions/${encodeURIComponent(session)}/draws/${encodeURIComponent(draw)}`;
const now = { told: null, secret: null, keeps: true, refusal: null, answers: true, language: null };
const byId = (id) => document.getElementById(id);

// --- what is kept in this browser ---

function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // the browser keeps nothing for this page
  }
}

function store(name, value) {
  try {
    localStorage.setItem(name, value);
    return localStorage.getItem(name) === value;
  } catch {
    return false;
  }
}

// --- words ---

function word(name, facts = {}) {
  return WORDS[now.language][name].replace(/{(\w+)}/g, (_, fact) => facts[fact]);
}

function chooseLanguage(code) {
  now.language = code;
  store("language", code);
  document.documentElement.lang = code;
  for (const button of byId("languages").children) button.toggleAttribute("aria-current", button.value === code);
  const fixed = { advice: "advice", "make-own": "makeOwn", dice: "dice", "dice-advice": "diceAdvice", "take-words": "takeWords" };
  Object.assign(fixed, { "read-aloud": "readAloud", "hand-in": "handIn", reveal: "reveal", keep: "keep" });
  Object.assign(fixed, { "keep-advice": "keepAdvice", "committed-title": "committedTitle" });
  Object.assign(fixed, { "result-title": "resultTitle", "claim-title": "claimTitle" });
  for (const [id, name] of Object.entries(fixed)) byId(id).textContent = word(name);
  look();
}

function fill(list, texts, kind = "li") {
  const items = texts.map((text) => Object.assign(document.createElement(kind), { textContent: text }));
  byId(list).replaceChildren(...items);
}

// --- what the page shows ---

const mine = () => now.told.commitments.find((each) => each.person === person);
const commitment = () => commitmentOf(session, draw, person, now.secret);

function problem() {
  if (!sha256Works()) return word("miscounts");
  if (!now.told) return now.refusal ?? (now.answers ? null : word("unreachable"));
  const { state, cancelled } = now.told;
  if (state === "cancelled") return word("cancelled", { reason: cancelled });
  if (state === "made" && !followsFrom(now.told)) return word("differs");
  if (person && mine() && now.secret && mine().commitment !== commitment()) return word("stolen", { person });
  if (person && mine() && !now.secret) return word("lost", { person });
  if (person && !mine() && state !== "open") return word("tooLate", { person });
  if (now.secret && !now.keeps) return word("keepsNothing");
  return now.refusal ?? (now.answers ? null : word("unreachable"));
}

function show() {
  const alarm = problem();
  byId("alarm").hidden = alarm === null;
  byId("alarm").textContent = alarm ?? "";
  if (!now.told) return;
  document.title = byId("title").textContent = word("title", now.told);
  const { commitments, idle, state, claim, opposite } = now.told;
  byId("who").hidden = person !== null;
  if (!person) showPeople([...commitments, ...idle]);
  byId("secret").hidden = !person || state !== "open" || now.secret !== null || mine() !== undefined;
  byId("mine").hidden = !person || now.secret === null;
  if (person && now.secret) showMine(state);
  const committed = commitments.map((each) => word("line", { ...each, digits: spaced(each.commitment) }));
  fill("committed", [...committed, ...idle.map((each) => word("idle", each))]);
  byId("result").hidden = state !== "made";
  if (state === "made") showResult();
  fill("claim", [claim, ...opposite], "p");
}

function showPeople(people) {
  const asked = Object.assign(document.createElement("p"), { textContent: word("whoAreYou") });
  const links = people.map((each) => {
    const link = Object.assign(document.createElement("a"), { href: `?person=${encodeURIComponent(each.person)}` });
    link.textContent = `${each.person} (${each.role})`;
    const item = document.createElement("p");
    item.append(link);
    return item;
  });
  byId("who").replaceChildren(asked, ...links);
}

const spaced = (hex) => `${hex.slice(0, 4)} ${hex.slice(4, 8)}`;

function showMine(state) {
  const own = mine();
  const fits = own?.commitment === commitment();
  const revealed = now.told.reveals.some((each) => each.person === person);
  byId("digits").textContent = spaced(commitment());
  byId("secret-text").textContent = now.secret;
  byId("hand-in").hidden = own !== undefined || state !== "open";
  byId("reveal").hidden = !fits || state !== "closed" || revealed;
  byId("state").textContent = fits ? standing(state, own, revealed) : "";
}

function standing(state, own, revealed) {
  if (state === "made" || state === "cancelled") return "";
  if (!revealed) return word("handedIn", own);
  const done = new Set(now.told.reveals.map((each) => each.person));
  const missing = now.told.commitments.map((each) => each.person).filter((each) => !done.has(each));
  return missing.length ? word("waiting", { people: missing.join(", ") }) : word("complete");
}

function showResult() {
  const { seed, drawn, withheld, outcome, reveals } = now.told;
  const same = followsFrom(now.told);
  const included = now.secret && reveals.some((each) => each.person === person && each.secret === now.secret);
  byId("recomputed").className = same ? "good" : "bad";
  byId("recomputed").textContent = same ? word("same") + (included ? ` ${word("mine")}` : "") : word("differs");
  byId("seed").textContent = seed ? word("seed", { seed }) : word("withheld", { people: withheld.join(", ") });
  fill("drawn", drawn);
  fill("outcome", outcome, "p");
}

// --- what the person does ---

function take(secret) {
  now.secret = secret;
  now.keeps = store(kept, secret);
  show();
}

function makeOwn() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  take(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}

function takeWords() {
  const text = byId("words").value;
  now.refusal = text.length < LEAST_CHARACTERS ? word("tooShort") : null;
  if (now.refusal) return show();
  take(/^[0-9a-f]{64}$/.test(text) ? text : sha256(text));
}

async function send(where, body) {
  const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ person, ...body }) };
  try {
    const answer = await fetch(`${address}/${where}`, sent);
    const problem = answer.ok ? null : await answer.json();
    now.refusal = problem && problem.detail;
  } catch {
    now.answers = false;
  }
  await look();
}

async function look() {
  try {
    const answer = await fetch(`${address}?language=${now.language}`);
    const body = await answer.json();
    now.answers = true;
    if (answer.ok) {
      if (!now.told) now.refusal = null;
      now.told = body;
    } else now.refusal = `${body.detail} ${body.remedy}`;
  } catch {
    now.answers = false;
  }
  show();
}

function begin() {
  now.secret = person && stored(kept);
  for (const code of Object.keys(WORDS)) {
    const button = Object.assign(document.createElement("button"), { value: code, textContent: code.toUpperCase() });
    button.addEventListener("click", () => chooseLanguage(code));
    byId("languages").append(button);
  }
  byId("make-own").addEventListener("click", makeOwn);
  byId("take-words").addEventListener("click", takeWords);
  byId("hand-in").addEventListener("click", () => send("commitments", { commitment: commitment() }));
  byId("reveal").addEventListener("click", () => send("reveals", { secret: now.secret }));
  const wanted = [stored("language"), navigator.language.slice(0, 2), "en"];
  chooseLanguage(wanted.find((code) => code in WORDS));
  setInterval(look, POLL_MS);
}

begin();
