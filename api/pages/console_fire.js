// From the charged furnace to the seal: steps that cannot be taken back, each asked once more.
import { button, listed, make, reasons, said, sure } from "/pages/console_parts.js";
import { inSession, roleName, station } from "/pages/console_station.js";
import { kilograms, word } from "/pages/console_words.js";

function load() {
  const { packages, batch } = station.standing;
  const inside = packages.filter((each) => each.fate === "charged" && each.batch === batch);
  const mass = kilograms(inside.reduce((sum, each) => sum + each.mass_mg, 0));
  return [`${word("batch")} ${batch}: ${word("loadOf", { count: inside.length, mass })}`, inside.map((each) => each.package).join(", ")];
}

function fire(name, act) {
  const facts = load();
  const go = async () => {
    if (await sure(word(`${name}Sure`), facts, word(name))) await inSession(`/batches/${station.standing.batch}/${act}`);
  };
  return make(
    "section",
    { class: "card" },
    make("h2", {}, `${word("next")}: ${word(`${name}Next`)}`),
    ...facts.map((fact) => make("p", {}, fact)),
    button(act, word(name), go, { kind: "grave" }),
  );
}

export const chargedScreen = () => [fire("fireLit", "burn")];
export const burningScreen = () => [fire("burned", "end")];

export function closedScreen() {
  const { people, quorum_missing, session } = station.standing;
  const met = quorum_missing.length === 0;
  const excuse = said("seal-reason").trim();
  const seal = async () => {
    const facts = [met ? word("quorumMet") : `${word("quorumMissing")} ${excuse}`];
    if (await sure(word("sealSure", { session }), facts, word("sealYes"))) await inSession("/seal", met ? {} : { without_quorum: excuse });
  };
  const state = ({ cosigned, key }) => (cosigned ? `✓ ${word("cosigned")}` : key ? word("notCosigned") : word("noKey"));
  const states = people.map((each) => `${each.person} ${roleName(each.role)}: ${state(each)}`);
  const lacking = quorum_missing.map((group) => group.map(roleName).join(` ${word("or")} `));
  const without = [
    make("p", { class: "doubt" }, word("quorumMissing")),
    listed(lacking),
    make("p", {}, word("sealWithout")),
    ...reasons("seal-reason", [word("reasonLeft"), word("reasonNoKey")]),
  ];
  return [
    make(
      "section",
      { class: "card" },
      make("h2", {}, `${word("next")}: ${word("cosignNext")}`),
      make("p", {}, word("cosignAdvice")),
      listed(states),
      ...(met ? [] : without),
      button("seal", word("sealSession"), seal, { kind: "grave", off: !met && excuse === "" }),
    ),
  ];
}
