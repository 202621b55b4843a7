// Which language the console speaks, and its words. Each language has all the words of the others.
import terms from "/pages/console_terms.js";
import en from "/pages/console_words_en.js";
import kk from "/pages/console_words_kk.js";
import ru from "/pages/console_words_ru.js";

const WORDS = { en, ru, kk };
const KEPT = "language"; // shared with the page of the draw
const wanted = [localStorage.getItem(KEPT), navigator.language.slice(0, 2), "en"];
let chosen = wanted.find((code) => code in WORDS);

export const languages = Object.keys(WORDS);
export const language = () => chosen;

export function choose(code) {
  chosen = code;
  localStorage.setItem(KEPT, code);
}

export function word(name, facts = {}) {
  return WORDS[chosen][name].replace(/{(\w+)}/g, (_, fact) => facts[fact]);
}

// A word of the rules (a stage, a fate, a doubt), which the service tells in English.
export function term(text) {
  return terms[chosen][text] ?? text;
}

// Exact: milligrams are whole numbers, and the point is only set.
export function kilograms(mg) {
  const digits = String(Math.abs(mg)).padStart(7, "0");
  const grams = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/0{1,3}$/, "");
  return `${mg < 0 ? "−" : ""}${grams} ${word("kg")}`;
}
