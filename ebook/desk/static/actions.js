// What a sub-editor can do: each action has a key, a word, when it fits, and what it asks the server for.

import * as dialogs from "./dialogs.js";
import { roleWord } from "./panes.js";

const LINE_ROLES = [
  "paragraph", "headline", "kicker", "deck", "column", "byline", "heading", "continuation", "caption", "credit", "list",
  "quote", "note", "verse", "box-title", "box-paragraph", "box-list", "table-row", "table-caption", "table-note", "continued-from",
  "continued-to", "folio", "masthead", "editor", "kicker-and-headline", "web-controls",
];
const MADE_OF = [
  "paragraph", "headline", "kicker", "deck", "column", "byline", "heading", "quote", "note", "verse", "list", "table", "box",
  "continued-from", "continued-to",
];
const OPENS = ["headline", "kicker", "column", "kicker-and-headline", "paragraph", "byline", "deck"];
const ROLES = ["reporter", "correspondent", "photographer", "intern", "columnist", "editor", "agency"];
const LANGUAGES = ["zh-Hans", "zh-Hant", "ja", "ko", "en"];
const FACTS = [
  "name", "publisher", "date", "weekday", "lunar_date", "issue_number", "page_count", "cn_number", "issn", "postal_code",
  "weather", "edition", "price",
];
const TEXTS = ["paragraph", "heading", "quote", "note", "list", "verse"];
const TITLES = ["column", "kicker", "headline", "deck"];

const isBlock = (desk) => desk.text?.field === "block";
const inArticle = (desk) => (desk.text?.article ?? -1) >= 0;
const article = (desk) => desk.state.issue.sections[desk.text.section].articles[desk.text.article];
const siblings = (desk) => desk.state.texts.filter((text) =>
  text.section === desk.text.section && text.article === desk.text.article && text.field === "block");

/** The change between two texts as (old, new, which of the old), with as little around it as tells it apart. */
export function change(before, after) {
  let start = 0, end = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (start === before.length - end) {
    if (start > 0) start -= 1;
    else end -= 1;
  }
  const old = before.slice(start, before.length - end);
  let nth = 1;
  for (let at = before.indexOf(old); at >= 0 && at < start; at = before.indexOf(old, at + 1)) nth += 1;
  return { old, new: after.slice(start, after.length - end), nth };
}

/** Where one part of a text begins again as (its first characters, which of them). */
export function cutAt(text, start) {
  const before = text.slice(start, start + 12);
  let nth = 1;
  for (let at = text.indexOf(before); at >= 0 && at < start; at = text.indexOf(before, at + 1)) nth += 1;
  return { before, nth };
}

async function setRole(desk) {
  const { words } = desk;
  if (desk.choice.kind === "line" && desk.state.reads) {
    const line = desk.line;
    const role = await dialogs.choose(words, `${words.role}: ${line.text.slice(0, 40)}`,
      LINE_ROLES.map((value) => ({ value, word: roleWord(words, value) })));
    if (!role) return;
    const first = OPENS.includes(role) ? await dialogs.choose(words, roleWord(words, role), [
      { value: "same", word: words.same_article }, { value: "new", word: words.new_article },
    ]) : "same";
    if (first) await desk.decide({ do: "line", line: line.id, role, first: first === "new" });
    return;
  }
  const what = await dialogs.choose(words, `${words.role}: ${desk.text.text.slice(0, 40)}`,
    MADE_OF.map((value) => ({ value, word: roleWord(words, value) })));
  if (what) await desk.decide({ do: "make", what, at: desk.range[0], until: desk.range.length > 1 ? desk.range.at(-1) : null });
}

async function split(desk) {
  const { words, text } = desk;
  const at = await dialogs.place(words, words.split, text.text, words.caret);
  if (at) await desk.decide({ do: "split", at: text.id, ...cutAt(text.text, at) });
}

async function correct(desk) {
  const { words, text } = desk;
  const after = await dialogs.edit(words, words.correct, text.text);
  if (after !== null && after !== text.text) await desk.decide({ do: "correct", at: text.id, ...change(text.text, after) });
}

async function dateline(desk) {
  const { words } = desk;
  const given = article(desk).dateline ?? "";
  const first = siblings(desk).find((text) => text.kind === "paragraph");
  const whole = given + (first?.text ?? "");
  const at = await dialogs.place(words, words.dateline, whole, words.caret_dateline, given.length);
  if (at !== null) await desk.decide({ do: "set", field: "dateline", at: desk.text.id, value: whole.slice(0, at).trim() || null });
}

async function people(desk) {
  const found = await dialogs.people(desk.words, desk.words.people, article(desk).byline ?? [], ROLES);
  if (found) await desk.decide({ do: "people", at: desk.text.id, people: found });
}

async function attach(desk) {
  const { words } = desk;
  const figures = siblings(desk).filter((text) => text.kind === "figure");
  if (!figures.length) return desk.say(words.no_pictures);
  const choices = figures.flatMap((figure) => ["caption", "credit"].map((what) => ({
    value: { figure: figure.id, what }, word: `${words[`as_${what}`]}: ${figure.text.slice(0, 24)}`,
  })));
  const chosen = await dialogs.choose(words, words.attach, choices);
  if (chosen) await desk.decide({ do: "attach", at: desk.text.id, ...chosen });
}

async function describe(desk) {
  const { words, text } = desk;
  const path = text.id.split(".").slice(4).map(Number);
  const block = path.reduce((held, at) => held.body[at], article(desk));
  const alt = await dialogs.edit(words, words.alt, block.alt ?? "");
  if (alt !== null) await desk.decide({ do: "set", field: "alt", at: text.id, value: alt });
}

async function language(desk) {
  const { words } = desk;
  const tag = await dialogs.choose(words, words.lang, [...LANGUAGES, null].map((value) => ({ value: value ?? "none", word: value ?? words.none })));
  if (tag) await desk.decide({ do: "set", field: "lang", at: desk.text.id, value: tag === "none" ? null : tag });
}

async function facts(desk) {
  const { words, state } = desk;
  const masthead = state.issue.masthead ?? {};
  const given = FACTS.map((name) => ({ name, word: words[`fact.${name}`], value: masthead[name]?.toString() }));
  const hints = state.calendar.length ? [words.calendar_says.replace("{0}", state.calendar.join(" · "))] : [];
  for (const { name, value } of (await dialogs.fields(words, words.facts, given, hints)) ?? []) {
    await desk.decide({ do: "set", field: name, value });
  }
}

async function moveBlock(desk, step) {
  const own = siblings(desk).filter((text) => text.depth === desk.text.depth);
  const all = desk.state.texts.filter((text) => text.section === desk.text.section && text.article === desk.text.article);
  const at = own.findIndex((text) => text.id === desk.text.id);
  if (step > 0) {
    if (own[at + 1]) return desk.decide({ do: "move", at: desk.text.id, after: own[at + 1].id });
  } else if (at > 0) {
    const above = own[at - 2] ?? all.find((text) => text.field !== "block" && text.field !== "continued_to");
    if (above) return desk.decide({ do: "move", at: desk.text.id, after: above.id });
    return desk.decide({ do: "move", at: own[at - 1].id, after: desk.text.id });
  }
  return desk.say(desk.words.not_here);
}

async function moveArticle(desk, step) {
  const firsts = [];
  for (const text of desk.state.texts) {
    const last = firsts.at(-1);
    if (text.article >= 0 && (text.section !== last?.section || text.article !== last?.article)) firsts.push(text);
  }
  const at = firsts.findIndex((text) => text.section === desk.text.section && text.article === desk.text.article);
  const to = firsts[at + step];
  if (!to) return desk.say(desk.words.not_here);
  const crosses = to.section !== desk.text.section;
  const place = (step < 0) !== crosses ? "before" : "after";
  return desk.decide({ do: "move-article", at: desk.text.id, to: to.id, place });
}

async function droppedList(desk) {
  const { words, state } = desk;
  const answer = await dialogs.dropped(words, words.dropped_list, state.dropped, inArticle(desk));
  if (answer?.what === "r") await desk.decide({ do: "restore", text: answer.one.text, after: desk.text.id });
  if (answer?.what === "d") await desk.decide({ do: "accept", code: "TXT-006", text: answer.one.text });
}

export const ACTIONS = [
  { id: "next", key: "n", run: (desk) => desk.nextDoubt(1), fits: (desk) => desk.state.doubts.length > 0 },
  { id: "previous", key: "p", run: (desk) => desk.nextDoubt(-1), fits: (desk) => desk.state.doubts.length > 0 },
  { id: "role", key: "r", run: setRole, fits: (desk) => (desk.choice?.kind === "line" && desk.state.reads) || inArticle(desk) },
  { id: "split", key: "s", run: split, fits: (desk) => (isBlock(desk) && TEXTS.includes(desk.text.kind)) || TITLES.includes(desk.text?.field) },
  { id: "join", key: "j", run: (desk) => desk.decide({ do: "join", at: desk.text.id }), fits: isBlock },
  { id: "begin", key: "b", run: (desk) => desk.decide({ do: "begin", at: desk.text.id }), fits: (desk) => isBlock(desk) && desk.text.depth === 1 },
  { id: "merge", key: "m", run: (desk) => desk.decide({ do: "merge", at: desk.text.id }), fits: inArticle },
  { id: "up", key: "Alt+ArrowUp", run: (desk) => moveBlock(desk, -1), fits: isBlock },
  { id: "down", key: "Alt+ArrowDown", run: (desk) => moveBlock(desk, 1), fits: isBlock },
  { id: "article_up", key: "Alt+PageUp", run: (desk) => moveArticle(desk, -1), fits: inArticle },
  { id: "article_down", key: "Alt+PageDown", run: (desk) => moveArticle(desk, 1), fits: inArticle },
  { id: "take", key: "x", run: (desk) => desk.take(), fits: isBlock },
  {
    id: "put", key: "v", run: (desk) => desk.decide({ do: "move", at: desk.taken, after: desk.text.id }),
    fits: (desk) => desk.taken !== null && inArticle(desk) && desk.text.id !== desk.taken,
  },
  { id: "correct", key: "e", run: correct, fits: (desk) => desk.text !== undefined },
  { id: "dateline", key: "d", run: dateline, fits: inArticle },
  { id: "people", key: "w", run: people, fits: inArticle },
  { id: "attach", key: "c", run: attach, fits: (desk) => isBlock(desk) && desk.text.kind !== "figure" },
  { id: "alt", key: "a", run: describe, fits: (desk) => desk.text?.kind === "figure" },
  { id: "lang", key: "l", run: language, fits: inArticle },
  { id: "facts", key: "f", run: facts, fits: () => true },
  { id: "drop", key: "Delete", run: (desk) => desk.decide({ do: "drop", at: desk.text.id }), fits: (desk) => inArticle(desk) && desk.text.field !== "dateline" },
  { id: "dropped_list", key: "q", run: droppedList, fits: () => true },
  { id: "undo", key: "u", run: (desk) => desk.change("undo"), fits: (desk) => desk.state.undo },
  { id: "redo", key: "Shift+U", run: (desk) => desk.change("redo"), fits: (desk) => desk.state.redo },
  { id: "done", key: "Shift+D", run: (desk) => desk.finish(), fits: () => true },
  { id: "help", key: "?", run: (desk) => desk.help(), fits: () => true },
];
