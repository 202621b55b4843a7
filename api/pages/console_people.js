// Who is in the room, and what they say: coming and going, empty seats, keys, the challenge, remarks.
import { button, choice, field, forget, make, reasons, said, sure } from "/pages/console_parts.js";
import { roleOptions } from "/pages/console_open.js";
import { inSession, roleName, station } from "/pages/console_station.js";
import { word } from "/pages/console_words.js";

const present = () => station.standing.people.filter((each) => each.present);
const persons = () => present().map(({ person, role }) => [person, `${person} ${roleName(role)}`]);

async function send(tail, body, prefix) {
  if (await inSession(tail, body)) forget(prefix);
}

export function peopleScreen() {
  const inRoom = station.standing.stage === "closed" ? [] : [...absences(), ...joining(), ...challenge()];
  return [make("h2", {}, word("people")), make("div", { class: "fields" }, present().map(person)), ...inRoom, ...remark(), ...key()];
}

function person({ person: who, role, key: hasKey, cosigned }) {
  const leave = async () => {
    if (await sure(word("leaveSure", { who, role: roleName(role) }), [], word("leave"))) await inSession(`/people/${who}/leave`);
  };
  const state = cosigned ? ` · ✓ ${word("cosigned")}` : hasKey ? ` · ${word("hasKey")}` : "";
  const leaves = station.standing.stage === "closed" ? null : button(`leave-${who}`, word("leave"), leave);
  return make("div", { class: "row" }, make("strong", {}, `${who} ${roleName(role)}${state}`), leaves);
}

function joining() {
  const join = () => send("/people", { role: said("join-role"), name: said("join-name"), body: said("join-body") }, "join-");
  return [
    make("h2", {}, word("someoneComes")),
    make(
      "div",
      { class: "fields" },
      choice("join-role", word("role"), roleOptions(), station.standing.empty_seats[0]),
      field("join-name", word("personName"), { maxlength: 500 }),
      field("join-body", word("personBody"), { maxlength: 500 }),
      button("join", word("join"), join),
    ),
  ];
}

function absences() {
  const { empty_seats } = station.standing;
  if (empty_seats.length === 0) return [];
  const reason = said("absent-reason").trim();
  const record = (role) => () => send("/absences", { role, reason }, "absent-");
  const absent = (role) => button(`absent-${role}`, word("absent", { role: roleName(role) }), record(role), { off: reason === "" });
  return [
    make("h2", {}, word("emptySeats")),
    ...reasons("absent-reason", [word("reasonDidNotCome"), word("reasonNotInvited")]),
    make("div", { class: "row" }, empty_seats.map(absent)),
  ];
}

function challenge() {
  const set = () => send("/challenges", { word: said("challenge-word"), person: said("challenge-person") }, "challenge-");
  return [
    make("h2", {}, word("challenge")),
    make(
      "div",
      { class: "fields" },
      field("challenge-word", word("challengeWord"), { maxlength: 24 }),
      choice("challenge-person", word("challengeBy"), persons()),
      button("challenge-set", word("setChallenge"), set),
    ),
  ];
}

function remark() {
  const say = () => send("/remarks", { person: said("remark-person"), text: said("remark-text") }, "remark-");
  return [
    make("h2", {}, word("remarkTitle")),
    make("p", {}, word("remarkAdvice")),
    make(
      "div",
      { class: "fields" },
      choice("remark-person", word("remarkBy"), persons()),
      field("remark-text", word("remark"), { maxlength: 4000 }),
      button("remark", word("record"), say),
    ),
  ];
}

function key() {
  const without = present().filter((each) => !each.key).map(({ person: who, role }) => [who, `${who} ${roleName(role)}`]);
  if (without.length === 0) return [];
  const show = () => send(`/people/${said("key-person")}/key`, { key: said("key-text").trim() }, "key-");
  return [
    make("h2", {}, word("keyTitle")),
    make("p", {}, word("keyAdvice")),
    make(
      "div",
      { class: "fields" },
      choice("key-person", word("keyOf"), without),
      field("key-text", word("keyText"), { maxlength: 2500 }),
      button("key", word("record"), show),
    ),
  ];
}
