"use strict";
(function () {
  var form = document.querySelector("#filter form");
  var input = document.getElementById("q");
  var hits = document.getElementById("hits");
  var fold = function (text) { return text.toLocaleLowerCase(document.documentElement.lang).trim().replace(/\s+/g, " "); };
  var members = [], people = [];
  document.querySelectorAll("#choices option").forEach(function (option) {
    var one = { key: fold(option.value), m: option.dataset.m, p: option.dataset.p };
    (one.p === undefined ? members : people).push(one);
  });
  // What belongs to people (data-p) or municipalities (data-m), and what holds such things.
  var named = Array.from(document.querySelectorAll("[data-p],[data-m]")).filter(function (one) { return one.localName !== "option"; });
  var parts = named.map(function (one) { return { one: one, by: one.dataset.p === undefined ? "m" : "p", of: (one.dataset.p || one.dataset.m || "").split(" ") }; });
  var holders = document.querySelectorAll("[data-holds]");
  var count = function (number, words) { return number + " " + words.split("|")[number === 1 ? 0 : 1]; };

  function apply() {
    var wanted = fold(input.value);
    document.documentElement.classList.toggle("filtered", wanted !== "");
    if (wanted === "") {
      parts.forEach(function (part) { part.one.hidden = false; });
      holders.forEach(function (holder) { holder.hidden = false; });
      hits.textContent = "";
      return;
    }
    var exact = function (one) { return one.key === wanted; };
    var like = function (one) { return one.key.includes(wanted); };
    var m = new Set(), p = new Set(), whole = members.filter(exact), single = people.filter(exact);
    if (whole.length) {
      whole.forEach(function (one) { m.add(one.m); });
      people.forEach(function (one) { if (m.has(one.m)) p.add(one.p); });
    } else {
      (single.length ? single : people.filter(like)).forEach(function (one) { p.add(one.p); m.add(one.m); });
      members.filter(like).forEach(function (one) { m.add(one.m); });
    }
    var shifts = 0;
    parts.forEach(function (part) {
      var set = part.by === "p" ? p : m;
      var shown = part.of.some(function (one) { return set.has(one); });
      part.one.hidden = !shown;
      if (shown && part.one.localName === "li") shifts += Number(part.one.dataset.n || 1);
    });
    holders.forEach(function (holder) { holder.hidden = !holder.querySelector("[data-p]:not([hidden])"); });
    hits.textContent = p.size + m.size === 0 ? hits.dataset.none : hits.dataset.hits
      .replace("{p}", count(p.size, hits.dataset.people))
      .replace("{m}", count(m.size, hits.dataset.members))
      .replace("{s}", count(shifts, hits.dataset.shifts));
  }

  // The filter stands in the address, so that a link to it can be sent.
  function fromAddress() {
    var written = /^#filter=(.*)$/.exec(location.hash);
    if (!written) return;
    try { input.value = decodeURIComponent(written[1]); } catch (odd) { return; }
    apply();
  }
  function toAddress() {
    var wanted = input.value.trim();
    history.replaceState(null, "", wanted ? "#filter=" + encodeURIComponent(wanted) : location.pathname + location.search);
  }
  var waiting;
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(function () { apply(); toAddress(); }, 150);
  }
  input.addEventListener("input", soon);
  form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(waiting); apply(); toAddress(); });
  form.addEventListener("reset", function () { setTimeout(function () { apply(); toAddress(); input.focus(); }, 0); });
  window.addEventListener("hashchange", fromAddress);
  document.getElementById("filter").hidden = false;
  fromAddress();
})();
