"use strict";
// Marks what belongs together while one is hovered or focused, and moves with the arrow keys.
(() => {
  const counterparts = (item) =>
    (item.dataset.for || "").split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);

  const clear = () => document.querySelectorAll(".mark").forEach((item) => item.classList.remove("mark"));

  // What became of a line also marks the other lines that it was made of.
  const mark = (item, show) => {
    clear();
    const others = counterparts(item);
    const beside = item.closest(".source") ? others.flatMap(counterparts) : [];
    [item, ...others, ...beside].forEach((one) => one.classList.add("mark"));
    if (show && others.length) others[0].scrollIntoView({ block: "nearest" });
  };

  const itemOf = (event) => event.target instanceof Element ? event.target.closest("[data-for]") : null;

  document.addEventListener("mouseover", (event) => {
    const item = itemOf(event);
    if (item) mark(item, false); else clear();
  });
  document.addEventListener("focusin", (event) => {
    const item = itemOf(event);
    if (item) mark(item, true);
  });
  document.addEventListener("click", (event) => {
    const item = itemOf(event);
    if (item) mark(item, true);
  });

  // One tab stop a list; the arrow keys move within it.
  for (const list of document.querySelectorAll(".doubts, .source, .articles, .repairs")) {
    const links = [...list.querySelectorAll("li > a, svg a")];
    links.forEach((link, index) => link.setAttribute("tabindex", index ? "-1" : "0"));
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const index = links.indexOf(document.activeElement);
      const next = step && index >= 0 ? links[index + step] : undefined;
      if (!next) return;
      event.preventDefault();
      links[index].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }
})();
