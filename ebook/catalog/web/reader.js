/* The reader: the neighbouring issues, and turning with the arrow keys. */
(function () {
  "use strict";

  /* A browser need not put scripts off in a document that is XML. */
  function whenRead(act) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act);
    else act();
  }

  /* Called by neighbours.js, which stands in the issue's folder: its addresses start from there. */
  window.ebookNeighbours = function (source, neighbours) {
    whenRead(function () {
      show(source, neighbours);
    });
  };

  function show(source, neighbours) {
    var place = document.getElementById("ebook-issues");
    if (!place) return;
    neighbours.forEach(function (issue) {
      var link = document.createElement("a");
      link.href = new URL(issue.href, source).href;
      link.rel = issue.rel;
      [["direction", issue.label], ["title", issue.title]].forEach(function (part) {
        var span = document.createElement("span");
        span.className = part[0];
        span.textContent = part[1];
        link.append(span, " ");
      });
      place.append(link);
    });
    place.hidden = !neighbours.length;
  }

  function isTyping(target) {
    return target.closest("input, select, textarea, [contenteditable]") !== null;
  }

  /* A region that scrolls sideways uses the arrow keys itself. */
  function scrolls(target) {
    var region = target.closest(".edition[tabindex]");
    return region !== null && region.scrollWidth > region.clientWidth;
  }

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    if (isTyping(event.target) || scrolls(event.target)) return;
    var onward = (event.key === "ArrowRight") !== document.body.classList.contains("rightward");
    var link = document.querySelector(".turns a[rel=" + (onward ? "next" : "prev") + "]");
    if (link) {
      event.preventDefault();
      link.click();
    }
  });
})();
