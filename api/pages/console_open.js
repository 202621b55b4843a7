// The way in: the login, and the form that opens a session.
import { begin, button, byId, choice, field, forget, make, said, write } from "/pages/console_parts.js";
import { give, logIn, station } from "/pages/console_station.js";
import { language, term, word } from "/pages/console_words.js";

const MOST_PEOPLE = 30;

export function loginScreen() {
  const enter = async () => {
    const password = said("login-password");
    forget("login-password"); // whether it fits or not, it is not kept
    await logIn(said("login-name"), password);
  };
  return [
    make("h2", {}, word("logIn")),
    make(
      "div",
      { class: "fields" },
      field("login-name", word("operator"), { autocomplete: "username", maxlength: 60 }),
      field("login-password", word("password"), {
        type: "password",
        autocomplete: "current-password",
        enter: () => byId("login").click(),
      }),
    ),
    button("login", word("logIn"), enter, { kind: "do" }),
  ];
}

// The form's people: first one for each seat that the rules ask for.
function rows() {
  begin("open-rows", String(Math.max(station.profile.seats.length, 1)));
  return Array.from({ length: Number(said("open-rows")) }, (_, row) => row);
}

export const roleOptions = () => station.profile.roles.map((role) => [role.code, role[language()]]);

function personRow(row) {
  return [
    choice(`open-role-${row}`, word("role"), roleOptions(), station.profile.seats[row]),
    field(`open-name-${row}`, word("personName"), { maxlength: 500 }),
    field(`open-body-${row}`, word("personBody"), { maxlength: 500 }),
  ];
}

const more = () => write("open-rows", String(rows().length + 1));
const isNamed = (row) => said(`open-name-${row}`).trim() !== "";

function people() {
  return rows().filter(isNamed).map((row) => ({
    role: said(`open-role-${row}`),
    name: said(`open-name-${row}`),
    body: said(`open-body-${row}`),
  }));
}

async function open() {
  const basis = { type: said("open-type"), number: said("open-number"), date: said("open-date"), issuer: said("open-issuer") };
  const where = { place: said("open-place"), furnace: said("open-furnace") };
  const session = { basis, ...where, planned_minutes: Number(said("open-minutes")), people: people() };
  if (await give("/sessions", session)) forget("open-");
}

export function openScreen() {
  const { before, profile } = station;
  const bases = profile.bases.map((basis) => [basis.code, `${basis.code}: ${basis[language()]}`]);
  return [
    before ? make("p", {}, word("sealedBefore", { session: before.session, stage: term(before.stage) })) : null,
    make("h2", {}, word("openSession")),
    make(
      "div",
      { class: "fields" },
      choice("open-type", word("basisType"), bases),
      field("open-number", word("basisNumber"), { maxlength: 500 }),
      field("open-date", word("basisDate"), { type: "date" }),
      field("open-issuer", word("basisIssuer"), { maxlength: 500 }),
      field("open-place", word("place"), { start: typeof before?.place === "string" ? before.place : "", maxlength: 500 }),
      field("open-furnace", word("furnace"), { start: before?.furnace, maxlength: 500 }),
      field("open-minutes", word("minutes"), { type: "number", start: "120", min: 1, max: 1440 }),
    ),
    make("h2", {}, word("people")),
    make("p", {}, word("peopleAdvice")),
    make("div", { class: "fields three" }, rows().map(personRow)),
    make("div", { class: "row" }, button("open-more", word("onePersonMore"), more, { off: rows().length >= MOST_PEOPLE })),
    button("open", word("openSession"), open, { kind: "do" }),
  ];
}
