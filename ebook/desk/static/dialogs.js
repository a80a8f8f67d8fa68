// Dialogs that ask for what a decision needs. Each resolves to the answer, or to null when it is closed.

import { element } from "./panes.js";

const dialog = () => document.getElementById("dialog");

function ask(words, title, content, answer, { buttons = true } = {}) {
  return new Promise((resolve) => {
    const box = dialog();
    const heading = element("h2", { id: "dialog-title", textContent: title });
    const form = element("form", { method: "dialog" }, heading, ...content);
    box.setAttribute("aria-labelledby", "dialog-title");
    if (buttons) {
      form.append(element("div", { className: "buttons" },
        element("button", { type: "button", textContent: words.cancel, onclick: () => box.close("") }),
        element("button", { type: "submit", textContent: words.ok, value: "ok" })));
    } else {
      form.append(element("div", { className: "buttons" },
        element("button", { type: "button", textContent: words.close, onclick: () => box.close("") })));
    }
    form.addEventListener("submit", (event) => { event.preventDefault(); box.close("ok"); });
    form.addEventListener("keydown", (event) => event.stopPropagation());
    box.replaceChildren(form);
    box.onclose = () => resolve(box.returnValue === "" ? null : answer(box.returnValue));
    box.returnValue = "";
    box.showModal();
    form.querySelector("textarea, input, .choices button")?.focus();
  });
}

/** One of several choices, each with a key of its own. */
export function choose(words, title, choices) {
  const keys = "123456789abcdefghijklmnopqrstuvwxyz";
  const buttons = choices.map((choice, at) => element("button", {
    type: "button", onclick: () => dialog().close(`${at}`),
  }, choice.word, element("kbd", { textContent: keys[at] ?? "" })));
  const answer = ask(words, title, [element("div", { className: "choices" }, ...buttons)],
    (value) => choices[Number(value)]?.value ?? null, { buttons: false });
  dialog().querySelector("form").addEventListener("keydown", (event) => {
    const at = event.ctrlKey || event.altKey || event.metaKey ? -1 : keys.indexOf(event.key);
    if (at >= 0 && at < choices.length) { event.preventDefault(); dialog().close(`${at}`); }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); buttons[buttons.indexOf(document.activeElement) + step]?.focus(); }
  });
  return answer;
}

/** A place in a text, where the cursor stands in it. */
export function place(words, title, text, hint, start = 0) {
  const area = element("textarea", { value: text }); // read-only ones have no cursor that arrow keys move
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  const label = element("label", { textContent: hint }, area);
  const answer = ask(words, title, [label], () => area.selectionStart);
  area.setSelectionRange(start, start);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); dialog().close("ok"); }
  });
  return answer;
}

/** A text, changed. */
export function edit(words, title, text, hint = title) {
  const area = element("textarea", { value: text });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); dialog().close("ok"); }
  });
  return ask(words, title, [element("label", { textContent: hint }, area)], () => area.value);
}

/** Several named values; resolves to those that were changed. */
export function fields(words, title, given, hints = []) {
  const inputs = given.map(({ name, word, value }) => ({ name, value, input: element("input", { value: value ?? "" }), word }));
  return ask(words, title, [
    ...hints.map((hint) => element("p", { textContent: hint })),
    ...inputs.map(({ word, input }) => element("label", { textContent: word }, input)),
  ], () => inputs.filter(({ value, input }) => input.value !== (value ?? "")).map(({ name, input }) => ({ name, value: input.value || null })));
}

/** Persons with their roles. */
export function people(words, title, given, roles) {
  const rows = element("div");
  const add = (person) => {
    const name = element("input", { value: person.name });
    name.setAttribute("aria-label", words.name);
    const role = element("select", {}, ...roles.map((one) => element("option", {
      value: one, textContent: words[`person.${one}`], selected: one === person.role,
    })));
    role.setAttribute("aria-label", words.role);
    const row = element("div", { className: "row" }, name, role,
      element("button", { type: "button", textContent: words.remove, onclick: () => row.remove() }));
    rows.append(row);
    return name;
  };
  given.forEach(add);
  const more = element("button", { type: "button", textContent: words.add, onclick: () => add({ name: "", role: "reporter" }).focus() });
  return ask(words, title, [rows, more], () => [...rows.children].map((row) => ({
    role: row.querySelector("select").value, name: row.querySelector("input").value.trim(),
  })).filter((person) => person.name));
}

/** What was changed or left out; resolves to what is to be done with one of it. */
export function dropped(words, title, given, canRestore) {
  const items = given.map((one, at) => element("li", {},
    element("span", { className: "role", textContent: one.what }), " ",
    element("b", { textContent: one.text }), one.result ? ` → ${one.result}` : "", ` ${one.reason} `,
    ...(one.restorable && canRestore ? [element("button", { type: "button", textContent: words.restore, onclick: () => dialog().close(`r${at}`) })] : []),
    ...(one.lost ? [" ", element("button", { type: "button", textContent: words.dismiss, onclick: () => dialog().close(`d${at}`) })] : [])));
  const content = items.length ? element("ol", {}, ...items) : element("p", { textContent: words.nothing_dropped });
  return ask(words, title, [content], (value) => ({ what: value[0], one: given[Number(value.slice(1))] }), { buttons: false });
}

/** A table of keys and what they do. */
export function help(words, rows) {
  const table = element("table", {}, element("tbody", {}, ...rows.map(([key, word]) => element("tr", {},
    element("th", { scope: "row" }, element("kbd", { textContent: key })), element("td", { textContent: word })))));
  return ask(words, words.help, [table], () => null, { buttons: false });
}
