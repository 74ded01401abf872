"use strict";
(function () {
  var form = document.querySelector("#filter form");
  var input = document.getElementById("q");
  var hits = document.getElementById("hits");
  var agenda = document.getElementById("agenda");
  var root = document.documentElement;
  var data = JSON.parse(document.getElementById("data").textContent);
  var words = data.words;
  var fold = function (text) { return text.toLocaleLowerCase(root.lang).trim().replace(/\s+/g, " "); };
  var suffix = " " + fold(words.suffix), and = " " + fold(words.and) + " ";
  var members = data.members.map(function (one, m) { return { m: m, key: fold(one.name), code: fold(one.code) }; });
  var people = data.people.map(function (one, p) { return { p: p, m: one.m, key: fold(one.full), name: fold(one.name), id: fold(one.id) }; });
  // What belongs to people (data-p) or municipalities (data-m), and what holds such things.
  var named = Array.from(document.querySelectorAll("[data-p],[data-m]"));
  var parts = named.map(function (one) { return { one: one, by: one.dataset.p === undefined ? "m" : "p", of: (one.dataset.p || one.dataset.m || "").split(" ").filter(Boolean).map(Number) }; });
  var holders = document.querySelectorAll("[data-holds]");
  var count = function (number, words) { return number.toLocaleString(root.lang) + " " + words[number === 1 ? 0 : 1]; };
  // More than so many at once are shown in the tables only.
  var MOST = 12;
  // Of a municipality with more people than that, somebody's reasons do not list all colleagues.
  var MANY = 30;

  function seek(wanted) {
    var town = wanted.endsWith(suffix) ? wanted.slice(0, -suffix.length) : wanted;
    var found = { members: members.filter(function (one) { return one.key === wanted || one.key === town || one.code === wanted; }), people: [] };
    if (found.members.length) return found;
    found.people = people.filter(function (one) { return one.key === wanted || one.name === wanted || one.id === wanted; });
    if (found.people.length) return found;
    found.members = members.filter(function (one) { return one.key.includes(wanted) || one.key.includes(town); });
    found.people = people.filter(function (one) { return one.name.includes(wanted) || (wanted.includes(",") && one.key.includes(wanted)); });
    return found;
  }

  // A name as it stands; else several names between commas, semicolons or the word for and.
  function find(wanted) {
    var found = seek(wanted);
    if (found.members.length + found.people.length) return found;
    var several = wanted.split(/[,;]/).flatMap(function (part) { return part.split(and); }).map(fold).filter(Boolean);
    if (several.length < 2) return found;
    several.map(seek).forEach(function (one) {
      one.members.forEach(function (member) { if (!found.members.includes(member)) found.members.push(member); });
      one.people.forEach(function (person) { if (!found.people.includes(person)) found.people.push(person); });
    });
    return found;
  }

  function add(parent, name, text, type) {
    var one = document.createElement(name);
    if (text !== undefined) one.textContent = text;
    if (type) one.className = type;
    parent.append(one);
    return one;
  }
  function link(parent, name) {
    var one = add(parent, "a", name);
    one.href = "#filter=" + encodeURIComponent(name);
    return one;
  }
  function shift(list, window, who) {
    var when = data.windows[window], line = add(list, "li");
    add(line, "span", when[0], "day");
    add(line, "span", when[1], "time");
    if (who !== undefined) link(add(line, "span", undefined, "who"), data.people[who].full).textContent = data.people[who].name;
    add(line, "span", words.week + " " + when[2] + (when[3] ? " · " + when[3] : ""), "soft");
    return line;
  }
  // How many days a shift comes after the one before it, and whether it is as wished.
  function between(line, person, n) {
    var gap = person.gaps ? person.gaps[n] : null;
    if (gap !== null) {
      var far = gap === 0 ? words.same_day : count(gap, words.since), close = gap < person.apart;
      add(line, "span", close ? far + " (" + words.close + ")" : far, close ? "close" : "soft");
    }
    if (person.wished) add(line, "span", words.wished[person.wished[n]], "soft");
  }
  // A sentence: the place of its pattern, then what stands in it.
  function said(one) {
    var patterns = data.why.patterns;
    var reason = function (pair) { return patterns[pair[0]] + " (" + pair[1] + ")"; };
    return patterns[one[0]].replace(/\{(\d)\}/g, function (all, n) {
      var value = one[1 + Number(n)];
      return Array.isArray(value) ? value.map(reason).join(", ") : value;
    });
  }
  function reasons(part, lines) {
    var list = add(part, "dl", undefined, "verdict");
    lines.forEach(function (line) {
      var one = add(list, "div");
      add(one, "dt", line[0]);
      add(one, "dd", line[1]);
    });
  }
  // A table that scrolls by itself, like those that stand on the page already.
  function table(part, caption, type, heads, rows) {
    var scroll = add(part, "div", undefined, "scroll"), one = add(scroll, "table", undefined, type);
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "group");
    scroll.setAttribute("aria-label", caption);
    add(one.createCaption(), "span", caption);
    var head = add(one, "thead"), body = add(one, "tbody");
    heads.forEach(function (row) {
      var line = add(head, "tr");
      row.forEach(function (cell) {
        var th = add(line, "th", cell.text);
        th.scope = cell.wide ? "colgroup" : "col";
        if (cell.wide) th.colSpan = cell.wide;
        if (cell.high) th.rowSpan = cell.high;
      });
    });
    rows.forEach(function (row) {
      var line = add(body, "tr", undefined, row.own ? "own" : undefined), first = add(line, "th", row.link ? undefined : row.name);
      first.scope = "row";
      if (row.link) link(first, row.link).textContent = row.name;
      row.cells.forEach(function (cell) { add(line, "td", cell, cell === "0" ? "zero" : undefined); });
    });
  }
  // The turn of a municipality's people; that of the one who is looked for stands out.
  function turns(part, m, own) {
    var of = data.people.map(function (person, p) { return p; }).filter(function (p) { return data.people[p].m === m; });
    of.sort(function (one, other) { return data.people[one].name.localeCompare(data.people[other].name, root.lang); });
    if (!data.people[of[0]] || !data.people[of[0]].why || of.length < 2 || (own !== undefined && of.length > MANY)) return;
    var classes = data.why.classes, high = { text: data.why.person, high: 2 };
    var heads = [[high, { text: data.why.part, high: 2 }], []];
    classes.forEach(function (name) {
      heads[0].push({ text: name, wide: 3 });
      data.why.of_class.forEach(function (text) { heads[1].push({ text: text }); });
    });
    var rows = of.map(function (p) {
      var person = data.people[p], cells = [person.why.part];
      person.why.turn.forEach(function (turn) { turn.forEach(function (cell) { cells.push(String(cell)); }); });
      return { name: person.name, link: p === own ? undefined : person.full, own: p === own, cells: cells };
    });
    table(part, data.why.turns, "numbers turns", heads, rows);
  }
  function windows(part, columns) {
    var heads = data.why.window.concat(columns.map(function (column) { return data.why.columns[column[0]]; }));
    var rows = data.why.kinds.map(function (kind, at) {
      var figures = [kind[1]].concat(columns.map(function (column) { return column[1][at]; }));
      return { name: kind[0], cells: figures.map(function (figure) { return figure.toLocaleString(root.lang); }) };
    });
    table(part, data.why.windows, "numbers wraps", [heads.map(function (text) { return { text: text }; })], rows);
  }
  function whyPerson(part, p) {
    var why = data.people[p].why;
    if (!why) {
      if (data.why.left_out) add(part, "p", data.why.left_out, "soft");
      return;
    }
    add(part, "h3", data.why.title, "why").tabIndex = -1;
    reasons(part, why.lines.map(function (line) { return [said(line[0]), line.slice(1).map(said).join(" ")]; }));
    if (why.ask) add(add(part, "p", data.why.ask + " ", "soft ask"), "code", said(why.ask));
    windows(part, why.kinds);
    turns(part, data.people[p].m, p);
  }
  function whyMember(part, m) {
    if (!data.members[m].why) return;
    add(part, "h3", data.why.title, "why").tabIndex = -1;
    reasons(part, data.members[m].why);
    add(part, "p", data.why.order, "soft");
    turns(part, m);
  }
  // Leads on to the reasons, which stand below a long list.
  function jump(lead) {
    var button = add(lead, "button", data.why.ask_why, "jump");
    button.type = "button";
    button.addEventListener("click", function () {
      var head = button.closest("section").querySelector("h3.why");
      head.scrollIntoView();
      head.focus({ preventScroll: true });
    });
  }
  function tellPerson(part, p) {
    var person = data.people[p], lead = add(part, "p", undefined, "lead");
    link(lead, data.members[person.m].name);
    lead.append(" · " + count(person.windows.length, words.shifts) + (person.wishes ? " · " + person.wishes : ""));
    if (person.calendar) {
      lead.append(" · ");
      add(lead, "a", words.calendar).href = person.calendar.split("/").map(encodeURIComponent).join("/");
    }
    if (person.why) jump(add(lead, "span", " · ", "jumps"));
    strip(part, p);
    var known = (person.gaps || []).filter(function (gap) { return gap !== null; });
    var list = add(part, "ol", undefined, "shifts");
    if (known.length) {
      var span = words.span.replace("{a}", Math.min.apply(null, known)).replace("{b}", Math.max.apply(null, known));
      add(part, "p", span + (person.even ? " · " + count(person.even, words.even) : ""), "soft");
    }
    person.windows.forEach(function (window, n) { between(shift(list, window), person, n); });
    if (!person.windows.length) add(part, "p", words.nothing);
    if (data.why) whyPerson(part, p);
  }
  // The strip of the period, as the list of people has it.
  function strip(part, p) {
    var own = document.querySelector('table.people tr[data-p="' + p + '"] .strip');
    if (!own || !data.people[p].windows.length) return;
    var along = add(part, "div", undefined, "along"), weeks = add(along, "div", undefined, "weeks");
    weeks.setAttribute("aria-hidden", "true");
    own.closest("table").querySelectorAll("th.time").forEach(function (week) { add(weeks, "span", week.textContent); });
    along.append(own.cloneNode(true));
  }
  function tellMember(part, m) {
    data.members[m].says.forEach(function (text) { add(part, "p", text, "says"); });
    if (data.members[m].why) jump(add(part, "p", undefined, "says jumps"));
    shiftsOf(part, m);
    if (data.why) whyMember(part, m);
  }
  function shiftsOf(part, m) {
    var own = [], table = document.querySelector("#people table.people");
    data.people.forEach(function (person, p) { if (person.m === m) person.windows.forEach(function (window) { own.push([window, p]); }); });
    if (!own.length) { add(part, "p", words.nothing); return; }
    var rows = table ? Array.from(table.querySelectorAll("tr[data-p]")).filter(function (row) { return data.people[row.dataset.p].m === m; }) : [];
    if (rows.length) {
      add(part, "h3", words.by_week);
      var scroll = add(part, "div", undefined, "scroll"), copy = add(scroll, "table", undefined, table.className);
      scroll.tabIndex = 0;
      scroll.setAttribute("role", "group");
      scroll.setAttribute("aria-label", words.by_week);
      copy.append(table.caption.cloneNode(true), table.tHead.cloneNode(true));
      var body = add(copy, "tbody");
      rows.forEach(function (row) {
        var own = row.cloneNode(true);
        own.hidden = false;
        delete own.dataset.p;
        body.append(own);
      });
    }
    add(part, "h3", words.by_day);
    own.sort(function (one, other) { return one[0] - other[0]; });
    var list = add(part, "ol", undefined, "shifts");
    own.forEach(function (one) { shift(list, one[0], one[1]); });
  }
  function tell(found) {
    if (!agenda) return;
    agenda.replaceChildren();
    var all = found.members.length + found.people.length;
    agenda.hidden = all === 0 || all > MOST;
    root.classList.toggle("told", !agenda.hidden);
    if (agenda.hidden) return;
    if (data.note) add(agenda, "p", data.note, "bad");
    var part = function (title) {
      var one = add(agenda, "section");
      add(one, "h2", title).tabIndex = -1;
      return one;
    };
    found.people.forEach(function (one) { tellPerson(part(data.people[one.p].name), one.p); });
    found.members.forEach(function (one) { tellMember(part(data.members[one.m].name), one.m); });
  }

  function apply() {
    var wanted = fold(input.value);
    root.classList.toggle("filtered", wanted !== "");
    document.querySelectorAll("details[data-m], details.whole").forEach(function (one) { one.open = wanted !== ""; });
    if (wanted === "") {
      parts.forEach(function (part) { part.one.hidden = false; });
      holders.forEach(function (holder) { holder.hidden = false; });
      hits.textContent = "";
      tell({ members: [], people: [] });
      return;
    }
    var found = find(wanted), m = new Set(), p = new Set();
    found.members.forEach(function (one) { m.add(one.m); });
    people.forEach(function (one) { if (m.has(one.m)) p.add(one.p); });
    found.people.forEach(function (one) { p.add(one.p); m.add(one.m); });
    var shifts = 0;
    p.forEach(function (one) { shifts += data.people[one].windows.length; });
    parts.forEach(function (part) {
      var set = part.by === "p" ? p : m;
      part.one.hidden = !part.of.some(function (one) { return set.has(one); });
    });
    holders.forEach(function (holder) { holder.hidden = !holder.querySelector("[data-p]:not([hidden])"); });
    hits.textContent = p.size + m.size === 0 ? words.none : words.hits
      .replace("{p}", count(p.size, words.people))
      .replace("{m}", count(m.size, words.members))
      .replace("{s}", count(shifts, words.shifts));
    tell(found);
  }

  // The filter stands in the address, so that a link to it can be sent.
  function fromAddress() {
    var written = /^#filter=(.*)$/.exec(location.hash);
    if (!written) return false;
    try { input.value = decodeURIComponent(written[1]); } catch (odd) { return false; }
    apply();
    return true;
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
  // Who follows a link to somebody reads on where the answer begins.
  window.addEventListener("hashchange", function () {
    if (!fromAddress()) return;
    window.scrollTo(0, 0);
    var answer = document.querySelector("#agenda:not([hidden]) h2, details[data-m]:not([hidden]) summary");
    if (answer) answer.focus({ preventScroll: true });
  });

  // A click on the head of a column sorts its rows; numbers by size, the largest first.
  function measure(cell) {
    var text = cell.textContent.replace(/[✗◐✓?]/g, "").trim();
    var digits = text.replace(/\u2212/g, "-").replace(root.lang === "da" ? /\./g : /,/g, "").replace(",", ".");
    var number = parseFloat(digits.replace(/^[^\d+-]+/, ""));
    return { number: number, text: text };
  }
  function sortBy(table, head, column) {
    var up = head.getAttribute("aria-sort") === "descending" || (column === 0 && head.getAttribute("aria-sort") === null);
    table.querySelectorAll("th[aria-sort]").forEach(function (one) { one.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    var rows = Array.from(table.tBodies[0].rows).map(function (row) { return { row: row, by: measure(row.cells[column]) }; });
    var numbers = column > 0 && rows.some(function (one) { return !isNaN(one.by.number); });
    rows.sort(function (one, other) {
      var order = numbers
        ? (isNaN(one.by.number) ? -Infinity : one.by.number) - (isNaN(other.by.number) ? -Infinity : other.by.number)
        : one.by.text.localeCompare(other.by.text, root.lang);
      return (up ? order : -order) || 0;
    });
    rows.forEach(function (one) { table.tBodies[0].append(one.row); });
  }
  document.querySelectorAll("table.sorts").forEach(function (table) {
    // The lowest head of each column, by its place among the cells of a row.
    var taken = [];
    Array.from(table.tHead.rows).forEach(function (row, depth) {
      var column = 0;
      Array.from(row.cells).forEach(function (head) {
        while (taken[depth + ":" + column]) column++;
        for (var down = 0; down < head.rowSpan; down++) for (var right = 0; right < head.colSpan; right++) taken[(depth + down) + ":" + (column + right)] = true;
        if (head.colSpan === 1 && depth + head.rowSpan === table.tHead.rows.length && !/…/.test(head.textContent)) {
          var place = column, button = document.createElement("button");
          button.type = "button";
          button.textContent = head.textContent;
          button.title = words.sort;
          head.replaceChildren(button);
          button.addEventListener("click", function () { sortBy(table, head, place); });
        }
        column += head.colSpan;
      });
    });
  });

  document.querySelectorAll("details.whole").forEach(function (one) { one.open = false; });
  document.getElementById("filter").hidden = false;
  root.classList.add("scripted");
  fromAddress();
})();
