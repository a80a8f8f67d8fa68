// The three panes: the source's lines or pages, the structure, and the e-book. They show the state; they change nothing.

const NAMES = {
  byline_text: "byline", continued_from: "continued-from", continued_to: "continued-to", aside: "box", figure: "picture",
};

export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

export const roleWord = (words, role) => words[`role.${NAMES[role] ?? role}`] ?? role;

export class Panes {
  constructor(choose) {
    this.choose = choose;
    this.kept = { lines: new Map(), texts: new Map() };
    this.lines = document.getElementById("lines");
    this.texts = document.getElementById("texts");
    this.facsimile = document.getElementById("facsimile");
    this.ebook = document.getElementById("ebook");
    for (const [pane, kind] of [[this.lines, "line"], [this.texts, "text"]]) {
      pane.setAttribute("role", "listbox");
      pane.addEventListener("click", (event) => {
        const item = event.target.closest("[role=option]");
        if (item) this.choose({ kind, id: item.dataset.id }, event.shiftKey);
      });
      pane.addEventListener("focusin", (event) => {
        const item = event.target.closest("[role=option]");
        if (item && item.getAttribute("aria-selected") !== "true") this.choose({ kind, id: item.dataset.id }, false);
      });
    }
    this.ebook.addEventListener("load", () => this.listenToEbook());
  }

  // --- drawing ---

  draw(state, words) {
    this.state = state;
    this.words = words;
    this.byText = new Map(state.texts.map((text) => [text.id, text]));
    this.byLine = new Map();
    for (const text of state.texts) for (const line of text.lines) if (!this.byLine.has(line)) this.byLine.set(line, text);
    const doubtful = new Set(state.doubts.filter((doubt) => doubt.line !== null).map((doubt) => doubt.line));
    this.fill(this.lines, "lines", state.lines.map((line) => ({
      id: `${line.id}`, number: line.number ?? "", text: line.text, lang: state.lang,
      role: roleWord(words, line.role) + (line.first ? ` · ${words.new_article}` : ""),
      marks: [line.decided && "decided", doubtful.has(line.id) && "doubtful", line.role === "dropped" && "dropped"],
    })));
    this.fill(this.texts, "texts", this.items(state, words));
    this.drawFacsimile(state, words);
  }

  items(state, words) {
    const items = [];
    let section = -1, article = -1;
    for (const text of state.texts) {
      const isPage = text.section !== section, isHead = isPage || text.article !== article;
      [section, article] = [text.section, text.article];
      const page = state.issue.sections?.[section]?.page;
      items.push({
        id: text.id, number: isPage && page ? page : "", text: text.text, lang: this.langOf(state, text),
        role: roleWord(words, text.kind),
        marks: [isHead && article >= 0 && "head", isPage && section >= 0 && "page", text.depth > 1 && "deeper"],
      });
    }
    return items;
  }

  langOf(state, text) {
    return state.issue.sections?.[text.section]?.articles?.[text.article]?.lang ?? state.lang;
  }

  fill(pane, name, items) {
    const before = this.kept[name], now = new Map();
    pane.setAttribute("aria-label", this.words[name === "lines" ? "source" : "structure"]);
    for (const item of items) {
      const key = JSON.stringify(item), kept = before.get(item.id);
      now.set(item.id, kept?.key === key ? kept : { key, row: this.row(item) });
    }
    this.kept[name] = now;
    const focused = pane.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    pane.replaceChildren(...[...now.values()].map((kept) => kept.row));
    if (focused && now.has(focused)) now.get(focused).row.focus({ preventScroll: true });
    if (items.length && !pane.querySelector("[tabindex='0']")) pane.firstElementChild.tabIndex = 0;
  }

  row(item) {
    const row = element("div", { className: item.marks.filter(Boolean).join(" "), tabIndex: -1 },
      element("span", { className: "number", textContent: item.number }),
      element("span", { className: "role", textContent: item.role }),
      element("span", { className: "text", textContent: item.text, lang: item.lang }));
    row.dataset.id = item.id;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    return row;
  }

  drawFacsimile(state, words) {
    const key = JSON.stringify([state.pages, state.lines.map((line) => line.boxes)]);
    if (key === this.facsimileKey) return;
    this.facsimileKey = key;
    this.boxes = new Map();
    this.facsimile.replaceChildren(...state.pages.map((page) => {
      const name = words.page_n.replace("{0}", page.label || page.number);
      const figure = element("figure", {}, element("img", { src: `page/${page.number}.jpg`, alt: name, loading: "lazy" }));
      for (const line of state.lines) {
        for (const [number, left, top, right, bottom] of line.boxes) {
          if (number !== page.number) continue;
          const box = element("button", { className: "box", tabIndex: -1 });
          box.setAttribute("aria-label", line.text);
          Object.assign(box.style, {
            left: `${left * 100}%`, top: `${top * 100}%`,
            width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%`,
          });
          box.addEventListener("click", (event) => this.choose({ kind: "line", id: `${line.id}` }, event.shiftKey));
          this.boxes.set(line.id, [...(this.boxes.get(line.id) ?? []), box]);
          figure.append(box);
        }
      }
      return figure;
    }));
  }

  // --- choosing ---

  /** The id of the text and of the lines that a choice is about. */
  about(choice) {
    if (choice?.kind === "line") return { text: this.byLine.get(Number(choice.id))?.id ?? null, lines: [Number(choice.id)] };
    return { text: choice?.id ?? null, lines: this.byText.get(choice?.id)?.lines ?? [] };
  }

  /** Marks what is chosen and its counterparts; `range` holds the ids of texts chosen together. */
  mark(choice, range, focus) {
    const { text, lines } = this.about(choice);
    for (const row of document.querySelectorAll(".linked, .ranged, [aria-selected=true], .chosen")) {
      row.classList.remove("linked", "ranged", "chosen");
      if (row.hasAttribute("aria-selected")) row.setAttribute("aria-selected", "false");
    }
    for (const id of range) this.kept.texts.get(id)?.row.classList.add("ranged");
    const rows = { line: this.kept.lines, text: this.kept.texts };
    const own = choice && rows[choice.kind].get(choice.id)?.row;
    const others = choice?.kind === "line" ? [this.kept.texts.get(text)?.row] : lines.map((line) => this.kept.lines.get(`${line}`)?.row);
    others.filter(Boolean).forEach((row, at) => {
      row.classList.add("linked");
      if (at === 0) row.scrollIntoView({ block: "nearest" });
    });
    for (const line of lines) for (const box of this.boxes?.get(line) ?? []) {
      box.classList.add("chosen");
      if (!this.facsimile.hidden) box.scrollIntoView({ block: "nearest" });
    }
    if (own) {
      own.setAttribute("aria-selected", "true");
      for (const row of own.parentElement.querySelectorAll("[tabindex='0']")) row.tabIndex = -1;
      own.tabIndex = 0;
      own.scrollIntoView({ block: "nearest" });
      if (focus) own.focus({ preventScroll: true });
    }
    this.showEbook(text);
  }

  /** The id of the neighbour of a choice in its pane. */
  neighbour(choice, step) {
    const ids = [...this.kept[choice.kind === "line" ? "lines" : "texts"].keys()];
    return ids[ids.indexOf(choice.id) + step] ?? null;
  }

  // --- the e-book ---

  articleNumber(text) {
    const sections = this.state.issue.sections ?? [];
    return sections.slice(0, text.section).reduce((sum, section) => sum + (section.articles?.length ?? 0), 0) + text.article;
  }

  showEbook(id) {
    const text = this.byText.get(id);
    this.shown = text;
    if (!text || text.article < 0) return;
    const path = `ebook/${this.state.articles[this.articleNumber(text)]}`;
    const [file, place] = path.split("#");
    const address = `${file}?${this.state.revision}${place ? `#${place}` : ""}`;
    if (this.address === address) this.markEbook();
    else {
      this.address = address;
      this.ebook.src = address;
      this.ebook.title = this.words.result;
    }
  }

  squeezed(text) {
    return text.replace(/\s+/g, "");
  }

  listenToEbook() {
    const page = this.ebook.contentDocument;
    if (!page?.body) return;
    page.body.addEventListener("click", (event) => {
      event.preventDefault();
      for (let at = event.target; at && at !== page.body; at = at.parentElement) {
        const found = this.textOf(this.squeezed(at.textContent));
        if (found) return this.choose({ kind: "text", id: found.id }, false);
      }
    });
    this.markEbook();
  }

  textOf(wanted) {
    if (!wanted || !this.shown) return null;
    const own = this.state.texts.filter((text) => text.section === this.shown.section && text.article === this.shown.article);
    return own.find((text) => this.squeezed(text.text) === wanted) ?? own.find((text) => wanted.endsWith(this.squeezed(text.text)));
  }

  markEbook() {
    const page = this.ebook.contentDocument;
    if (!page?.body || !this.shown) return;
    for (const one of page.querySelectorAll("[data-chosen]")) {
      one.style.outline = "";
      delete one.dataset.chosen;
    }
    const wanted = this.squeezed(this.shown.text);
    const found = [...page.body.querySelectorAll("h1, h2, h3, p, li, td, figcaption, blockquote, div")]
      .reverse().find((one) => this.squeezed(one.textContent).includes(wanted));
    if (!found) return;
    found.dataset.chosen = "";
    found.style.outline = "2px solid #0b57a4";
    found.scrollIntoView({ block: "nearest" });
  }
}
