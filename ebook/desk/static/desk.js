// The desk: what is chosen, the keys, and the way to the server and back.

import { ACTIONS } from "./actions.js";
import * as dialogs from "./dialogs.js";
import { element, Panes, roleWord } from "./panes.js";

const POLL = 2000;
const at = (name) => document.getElementById(name);

class Desk {
  constructor(words) {
    this.all = words;
    this.taken = null;
    this.choice = null;
    this.range = [];
    this.doubt = null;
    this.panes = new Panes((choice, extend) => this.choose(choice, { extend, focus: true }));
    const wanted = [localStorage.getItem("language"), ...navigator.languages].filter(Boolean);
    this.setLanguage(wanted.map((tag) => this.languageOf(tag)).find(Boolean) ?? "en");
    document.addEventListener("keydown", (event) => this.onKey(event));
    at("languages").addEventListener("change", (event) => {
      localStorage.setItem("language", event.target.value);
      this.setLanguage(event.target.value);
      this.draw();
    });
  }

  languageOf(tag) {
    if (tag in this.all) return tag;
    if (/^zh-(tw|hk|mo|hant)/i.test(tag)) return "zh-Hant";
    if (/^zh/i.test(tag)) return "zh-Hans";
    return tag.slice(0, 2) in this.all ? tag.slice(0, 2) : null;
  }

  setLanguage(tag) {
    this.words = this.all[tag];
    document.documentElement.lang = tag;
    const names = { en: "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", ja: "日本語", ko: "한국어" };
    at("languages").replaceChildren(...Object.keys(this.all).map((one) => element("option", {
      value: one, textContent: names[one], selected: one === tag, lang: one,
    })));
    for (const one of document.querySelectorAll("[data-word]")) one.textContent = this.words[one.dataset.word];
    for (const name of ["doubts", "source", "structure", "result"]) at(name).setAttribute("aria-label", this.words[name]);
    at("ebook").title = this.words.result;
    at("tools").setAttribute("aria-label", this.words.help);
  }

  get text() {
    return this.panes.byText?.get(this.panes.about(this.choice).text);
  }

  get line() {
    return this.state.lines[this.panes.about(this.choice).lines[0]];
  }

  // --- the server ---

  async ask(path, body) {
    try {
      const answer = await fetch(path, body && {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      });
      if (answer.status === 204) return null;
      return { status: answer.status, ...await answer.json() };
    } catch {
      return { status: 0 };
    }
  }

  async start() {
    const answer = await this.ask("state");
    if (!answer?.state) return this.say(answer?.error ?? this.words.unreachable);
    this.show(answer.state);
    if (this.state.texts.length) this.choose({ kind: "text", id: this.state.texts[0].id }, { focus: true });
    this.poll();
  }

  poll() {
    setTimeout(async () => {
      if (!this.busy && !at("dialog").open) {
        const answer = await this.ask(`state?have=${this.state.revision}`);
        if (answer?.status === 0) this.say(this.words.unreachable);
        else if (answer?.error) this.say(answer.error);
        else if (answer?.state && !this.busy && answer.state.revision > this.state.revision) {
          this.show(answer.state);
          this.say(this.words.changed_outside);
        }
      }
      this.poll();
    }, POLL);
  }

  async change(path, body = {}) {
    this.busy = true;
    const answer = await this.ask(path, { revision: this.state.revision, ...body });
    this.busy = false;
    if (answer.state) this.show(answer.state);
    if (answer.status === 200) {
      this.say("");
      return answer;
    }
    const reasons = { 0: this.words.unreachable, 409: this.words.overtaken, 507: this.words.not_saved.replace("{0}", answer.error) };
    const reason = answer.error === "unfinished" ? this.words.unfinished : this.words.not_possible.replace("{0}", answer.error ?? answer.status);
    this.say(reasons[answer.status] ?? reason);
    return null;
  }

  decide(decision) {
    return this.change("decide", { decision });
  }

  async finish() {
    const answer = await this.change("done");
    if (answer) this.say(this.words.exported.replace("{0}", answer.done.files.join(", ")));
  }

  // --- showing ---

  show(state) {
    const place = this.choice && this.panes.state ? this.panes.neighbour(this.choice, 0) : null;
    const before = place && this.choice.kind === "text" ? this.text?.text : null;
    this.state = state;
    this.doubt = null;
    this.draw();
    if (!this.choice) return;
    const texts = state.texts;
    const same = this.choice.kind === "line" ? this.choice : { kind: "text", id: texts.find((text) => text.text === before)?.id ?? this.choice.id };
    const exists = same.kind === "line" ? Number(same.id) < state.lines.length : this.panes.byText.has(same.id);
    this.choose(exists ? same : { kind: "text", id: texts[0]?.id }, { focus: !at("dialog").open });
  }

  draw() {
    const { state, words } = this;
    this.panes.draw(state, words);
    const name = state.issue.masthead?.name ?? state.source;
    at("title").textContent = document.title = `${name} ${state.issue.masthead?.date ?? ""}`.trim();
    at("title").lang = state.lang;
    at("counts").textContent = [
      words.count_doubts.replace("{0}", state.doubts.length), words.count_lost.replace("{0}", state.lost),
      words.count_decisions.replace("{0}", state.decisions),
    ].join(" · ");
    this.drawViews();
    this.drawTools();
    this.drawDoubt();
    this.panes.mark(this.choice, this.range, false);
  }

  drawViews() {
    const { state, words } = this;
    at("views").hidden = !state.pages.length;
    this.view ??= state.pages.length ? "page" : "lines";
    at("lines").hidden = this.view !== "lines";
    at("facsimile").hidden = this.view !== "page";
    at("views").replaceChildren(...["page", "lines"].map((name) => {
      const button = element("button", { textContent: words[name], onclick: () => { this.view = name; this.draw(); } });
      button.setAttribute("aria-pressed", `${this.view === name}`);
      return button;
    }));
  }

  drawTools() {
    const focused = at("tools").contains(document.activeElement) ? document.activeElement.dataset.action : null;
    at("tools").replaceChildren(...ACTIONS.map((action) => {
      const fits = Boolean(action.fits(this));
      const button = element("button", { type: "button", onclick: () => this.run(action) },
        this.words[action.id], element("kbd", { textContent: action.key.replace("Arrow", "") }));
      button.dataset.action = action.id;
      button.setAttribute("aria-disabled", `${!fits}`);
      button.setAttribute("aria-keyshortcuts", action.key);
      return button;
    }));
    if (focused) at("tools").querySelector(`[data-action=${focused}]`)?.focus();
  }

  drawDoubt() {
    const { words } = this;
    const doubt = this.doubt ?? this.doubtHere();
    const parts = [];
    if (!this.state.doubts.length) parts.push(words.no_doubts);
    else if (doubt) {
      parts.push(element("b", { textContent: doubt.text.slice(0, 60), lang: this.state.lang }));
      if (doubt.message) parts.push(element("span", { textContent: doubt.message }));
      parts.push(...this.alternatives(doubt).map((option, number) =>
        element("button", { type: "button", onclick: () => option.take() }, option.word, element("kbd", { textContent: number + 1 }))));
    }
    at("doubt").replaceChildren(...parts);
    this.shownDoubt = doubt;
  }

  doubtHere() {
    const { text, lines } = this.panes.about(this.choice);
    return this.state.doubts.find((doubt) => (doubt.line !== null && lines.includes(doubt.line)) || (doubt.text_id && doubt.text_id === text));
  }

  alternatives(doubt) {
    if (doubt.kind !== "line") {
      const text = doubt.line === null && doubt.kind === "problem" ? doubt.message : doubt.text;
      return [{ word: this.words.as_read, take: () => this.decide({ do: "accept", code: doubt.code, text }) }];
    }
    return doubt.options.map((option) => ({
      word: `${roleWord(this.words, option.role)}${option.first ? ` · ${this.words.new_article}` : ""} ${Math.round(option.share * 100)} %`,
      take: () => this.decide({ do: "line", line: doubt.line, role: option.role, first: option.first }),
    }));
  }

  say(message) {
    at("message").textContent = message;
  }

  // --- choosing ---

  choose(choice, { extend = false, focus = false } = {}) {
    const start = this.range[0];
    this.choice = choice;
    const { text } = this.panes.about(choice);
    this.range = text ? [text] : [];
    if (extend && start && choice.kind === "text") {
      const ids = this.state.texts.map((one) => one.id);
      const [from, to] = [ids.indexOf(this.origin ?? start), ids.indexOf(choice.id)].sort((a, b) => a - b);
      this.range = ids.slice(from, to + 1);
    } else this.origin = text;
    this.panes.mark(choice, this.range.length > 1 ? this.range : [], focus);
    this.drawTools();
    this.drawDoubt();
  }

  take() {
    this.taken = this.text.id;
    this.say(this.words.put);
    this.drawTools();
  }

  nextDoubt(step) {
    const { doubts } = this.state;
    const here = doubts.indexOf(this.doubt ?? this.shownDoubt);
    const doubt = doubts[here < 0 ? 0 : (here + step + doubts.length) % doubts.length];
    this.doubt = doubt;
    if (doubt.line !== null) {
      if (this.view === "page") this.panes.about({ kind: "line", id: `${doubt.line}` });
      this.choose({ kind: "line", id: `${doubt.line}` }, { focus: this.view === "lines" });
    }
    this.doubt = doubt;
    this.drawDoubt();
  }

  help() {
    return dialogs.help(this.words, [
      ...ACTIONS.map((action) => [action.key, this.words[action.id]]),
      ["1 – 5", this.words.take_alternative], ["Shift+↓", this.words.range], ["Tab", this.words.panes],
    ]);
  }

  async run(action) {
    if (!action.fits(this)) return this.say(this.words.not_here);
    if (action.id !== "take" && action.id !== "put") this.taken = action.id === "next" ? this.taken : null;
    await action.run(this);
    if (action.id === "put") this.taken = null;
    this.drawTools();
  }

  // --- keys ---

  onKey(event) {
    if (at("dialog").open || event.target.closest("select, input, textarea") || !this.state) return;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      return this.run(ACTIONS.find((action) => action.id === (event.shiftKey ? "redo" : "undo")));
    }
    const option = isPlain && /^[1-9]$/.test(event.key) && this.shownDoubt && this.alternatives(this.shownDoubt)[Number(event.key) - 1];
    if (option) {
      event.preventDefault();
      return option.take();
    }
    const step = isPlain && { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.choice && event.target.closest("[role=listbox]")) {
      event.preventDefault();
      const id = this.panes.neighbour(this.choice, step);
      if (id !== null) this.choose({ kind: this.choice.kind, id }, { extend: event.shiftKey, focus: true });
      return null;
    }
    const key = `${event.altKey ? "Alt+" : ""}${event.shiftKey && /^[A-Z]$/i.test(event.key) ? "Shift+" : ""}${event.key}`;
    const action = !event.ctrlKey && !event.metaKey && ACTIONS.find((one) => one.key === key);
    if (action) {
      event.preventDefault();
      return this.run(action);
    }
    return null;
  }
}

new Desk(await (await fetch("words.json")).json()).start();
