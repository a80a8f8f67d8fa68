/* The search over headlines. Its index comes as scripts, one a year, when it is first needed: a page
   that is read from a disk can load nothing else. */
(function () {
  "use strict";
  var STEP = 50;

  var form = document.querySelector("form.search");
  var field = document.getElementById("ebook-query");
  var results = document.getElementById("ebook-results");
  if (!form || !field || !results) return;

  var told = results.dataset;
  var years = told.years ? told.years.split(" ") : [];
  var yearChoice = document.getElementById("ebook-year");
  var paperChoice = document.getElementById("ebook-paper");
  var count = results.querySelector(".count");
  var list = results.querySelector(".found");
  var more = results.querySelector(".more");

  var chunks = {};
  var waiting = {};
  var asked = 0;
  var hits = [];
  var shown = 0;

  /* Wide and narrow, large and small letters are alike. */
  function folded(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  window.ebookChunk = function (year, data) {
    chunks[year] = data.issues.map(function (issue) {
      var headlines = [];
      issue[3].forEach(function (page) {
        for (var i = 0; i < page[1].length; i += 2) {
          headlines.push({ page: page[0], text: page[1][i], href: page[1][i + 1], key: folded(page[1][i]) });
        }
      });
      return { key: issue[0], day: issue[1], paper: data.papers[issue[2]], headlines: headlines };
    });
    (waiting[year] || []).forEach(function (done) {
      done();
    });
    delete waiting[year];
  };

  function load(year) {
    if (chunks[year]) return Promise.resolve();
    return new Promise(function (resolve) {
      if (waiting[year]) {
        waiting[year].push(resolve);
        return;
      }
      waiting[year] = [resolve];
      var script = document.createElement("script");
      script.src = told.chunks + year + ".js";
      script.onerror = function () {
        window.ebookChunk(year, { papers: [], issues: [] });
      };
      document.head.append(script);
    });
  }

  function found(year, words, paper) {
    var some = [];
    chunks[year].forEach(function (issue) {
      if (paper && issue.paper[0] !== paper) return;
      issue.headlines.forEach(function (headline) {
        if (
          words.every(function (word) {
            return headline.key.indexOf(word) >= 0;
          })
        ) {
          some.push({ issue: issue, headline: headline });
        }
      });
    });
    return some;
  }

  /* The headline with the words that were asked for marked, where folding has not moved them. */
  function marked(text, words) {
    var parts = document.createDocumentFragment();
    var key = folded(text);
    var at = 0;
    while (key.length === text.length && at < text.length) {
      var next = { place: -1, length: 0 };
      words.forEach(function (word) {
        var place = key.indexOf(word, at);
        if (place >= 0 && (next.place < 0 || place < next.place)) next = { place: place, length: word.length };
      });
      if (next.place < 0) break;
      var mark = document.createElement("mark");
      mark.textContent = text.slice(next.place, next.place + next.length);
      parts.append(text.slice(at, next.place), mark);
      at = next.place + next.length;
    }
    parts.append(text.slice(at));
    return parts;
  }

  function line(hit, words) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = told.issues + hit.issue.key + "/" + hit.headline.href;
    link.lang = hit.issue.paper[1];
    link.append(marked(hit.headline.text, words));
    var place = document.createElement("span");
    place.className = "place";
    place.lang = hit.issue.paper[1];
    place.textContent = [hit.issue.paper[0], hit.issue.day, hit.headline.page].filter(Boolean).join(" · ");
    item.append(link, " ", place);
    return item;
  }

  function show(words) {
    hits.slice(shown, shown + STEP).forEach(function (hit) {
      list.append(line(hit, words));
    });
    shown = Math.min(hits.length, shown + STEP);
    more.hidden = shown >= hits.length;
  }

  function search() {
    var mine = (asked += 1);
    var words = folded(field.value).split(/\s+/).filter(Boolean);
    hits = [];
    shown = 0;
    list.textContent = "";
    more.hidden = true;
    results.hidden = !words.length;
    document.body.classList.toggle("searching", words.length > 0);
    if (!words.length) return;
    count.textContent = told.searching;
    var wanted = yearChoice.value ? [yearChoice.value] : years;
    more.onclick = function () {
      show(words);
    };
    wanted
      .reduce(function (before, year) {
        return before.then(function () {
          if (mine !== asked) return undefined;
          return load(year).then(function () {
            if (mine !== asked) return;
            hits = hits.concat(found(year, words, paperChoice.value));
            if (shown < STEP) show(words);
          });
        });
      }, Promise.resolve())
      .then(function () {
        if (mine !== asked) return;
        more.hidden = shown >= hits.length;
        count.textContent = hits.length ? told.results.replace("{}", hits.length) : told.none;
      });
  }

  var soon = 0;
  field.addEventListener("input", function () {
    window.clearTimeout(soon);
    soon = window.setTimeout(search, 150);
  });
  [yearChoice, paperChoice].forEach(function (choice) {
    choice.addEventListener("change", search);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });

  var query = new URLSearchParams(window.location.search);
  field.value = query.get("query") || query.get("q") || "";
  if (field.value) search();
})();
