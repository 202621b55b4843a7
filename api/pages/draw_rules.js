"use strict";
// What a draw follows from: docs/sampling.md, sections 4 and 5, computed on the reader's own device.

const SPAN = 2 ** 32;
const lines = (...each) => each.map((line) => `${line}\n`).join("");

function commitmentOf(session, draw, person, secret) {
  return sha256(lines("station/draw-commitment/v1", session, draw, person, secret));
}

// The seed of all secrets, {person: secret}; in order of the persons' numbers.
function seedOf(session, draw, secrets) {
  const people = Object.keys(secrets).sort((one, other) => one.slice(1) - other.slice(1));
  return sha256(lines("station/draw-seed/v1", session, draw, ...people.map((person) => `${person} ${secrets[person]}`)));
}

// Shorter numbers first, those of one length by their bytes.
function inOrder(packages) {
  const hex = (text) => Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const keyed = packages.map((each) => [hex(each), each]);
  keyed.sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1));
  return keyed.map(([, each]) => each);
}

function select(seed, packages, size) {
  const list = inOrder(packages);
  let counter = 0;
  for (let place = 0; place < size; place++) {
    const left = list.length - place;
    let number;
    do number = parseInt(sha256(lines("station/draw-selection/v1", seed, counter++)).slice(0, 8), 16);
    while (number >= SPAN - (SPAN % left));
    const other = place + (number % left);
    [list[place], list[other]] = [list[other], list[place]];
  }
  return list.slice(0, size);
}

// Whether a draw that was made follows from what was revealed: every secret fits, none is missing, the same packages.
function followsFrom(told) {
  const secrets = Object.fromEntries(told.reveals.map((each) => [each.person, each.secret]));
  for (const { person, commitment } of told.commitments) {
    if (person in secrets && commitmentOf(told.session, told.draw, person, secrets[person]) !== commitment) return false;
  }
  const withheld = told.commitments.map((each) => each.person).filter((person) => !(person in secrets));
  if (String(withheld) !== String(told.withheld)) return false;
  const seed = withheld.length ? null : seedOf(told.session, told.draw, secrets);
  const drawn = seed ? select(seed, told.population, told.size) : inOrder(told.population);
  return seed === told.seed && JSON.stringify(drawn) === JSON.stringify(told.drawn);
}
