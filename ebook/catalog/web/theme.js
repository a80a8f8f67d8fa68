/* Light, dark, or as the system has it. Runs before the page is drawn, so that it does not flash. */
(function () {
  "use strict";
  var KEY = "ebook-theme";

  function stored() {
    try {
      return window.localStorage.getItem(KEY) || "auto";
    } catch (_) {
      return "auto"; // a browser that keeps nothing for this page
    }
  }

  function keep(theme) {
    try {
      window.localStorage.setItem(KEY, theme);
    } catch (_) {
      // it holds for this page alone
    }
  }

  function wear(theme) {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  wear(stored());

  document.addEventListener("DOMContentLoaded", function () {
    var choice = document.getElementById("ebook-theme");
    if (!choice) return;
    choice.value = stored();
    choice.closest("label").hidden = false;
    choice.addEventListener("change", function () {
      wear(choice.value);
      keep(choice.value);
    });
  });
})();
