// The list of incidents with its filters and search. What stands in the data is set as text, never as HTML.
"use strict";
(() => {
  const { rows, places, kinds, weapons, parties, grades, groups } = window.tadwin;
  const [ID, TITLE, PLACE, START, END, KIND, WEAPON, BLAMED, GRADE, GROUPS, LOW, BEST, HIGH, OPEN, FIGURES, COUNTED, BY] = Array(17).keys();
  const PART = 60; // rows that are drawn at a time
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const at = (id) => document.getElementById(id);
  const number = (value) => value.toLocaleString("en");
  const incidents = (n) => `${number(n)} incident${n === 1 ? "" : "s"}`;
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  // ---- what is chosen; it stands in the address, so that a view can be sent to someone ---------------------------------

  const CHOICES = { kind: [KIND, kinds], weapon: [WEAPON, weapons], blamed: [BLAMED, parties], grade: [GRADE, grades], group: [GROUPS, groups] };
  const days = rows.flatMap((row) => (row[START] ? [row[START], row[END]] : []));
  const [FIRST, LAST] = [days.reduce((a, b) => (b < a ? b : a), "9999"), days.reduce((a, b) => (b > a ? b : a), "")];
  const STEP = LAST && new Date(LAST) - new Date(FIRST) < 100 * 864e5 ? 10 : 7; // the slider's steps: days or months, by their length in ISO 8601
  const steps = between(FIRST, LAST);
  let chosen = {};
  let shown = [];
  let drawn = 0;
  const watchers = [];

  function between(first, last) {
    const found = [];
    for (const at = new Date(`${first.slice(0, STEP)}${STEP === 7 ? "-01" : ""}T00:00Z`); last && at <= new Date(`${last}T00:00Z`); ) {
      found.push(at.toISOString().slice(0, STEP));
      if (STEP === 7) at.setUTCMonth(at.getUTCMonth() + 1);
      else at.setUTCDate(at.getUTCDate() + 1);
    }
    return found;
  }
  const monthWords = (month) => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${Number(month.slice(0, 4))}`;
  const stepWords = (step) => (STEP === 7 ? monthWords(step) : `${Number(step.slice(8))} ${monthWords(step)}`);

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const found = {};
    for (const name of [...Object.keys(CHOICES), "q", "from", "to", "order", "place", "id"]) if (given.get(name)) found[name] = given.get(name);
    if (found.place && !places[Number(found.place)]) delete found.place;
    return found;
  }
  function choose(changes) {
    chosen = Object.fromEntries(Object.entries({ ...chosen, id: "", ...changes }).filter(([, value]) => value));
    history.replaceState(null, "", `#${new URLSearchParams(chosen)}`);
    update();
  }

  // ---- searching: every word must stand in what the incident's page shows ----------------------------------------------

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let folded = null;
  let asked = false;
  function loadSearch() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = "data/search.js";
    script.onload = () => {
      folded = window.tadwin.search.map(fold);
      if (chosen.q) update();
    };
    document.head.append(script);
  }
  const title = (row) => fold(`${row[TITLE]} ${places[row[PLACE]]?.[1] ?? ""} ${row[BY]}`);
  function finder() {
    const wanted = fold(chosen.q || "").split(/\s+/).filter(Boolean);
    if (wanted.length) loadSearch();
    return wanted.length ? (row, n) => { const text = folded ? folded[n] : title(row); return wanted.every((word) => text.includes(word)); } : () => true;
  }

  function sift() {
    const tests = [finder()];
    for (const [name, [column, values]] of Object.entries(CHOICES)) {
      const wanted = chosen[name] === undefined ? -1 : values.indexOf(chosen[name]);
      if (wanted >= 0) tests.push((row) => (Array.isArray(row[column]) ? row[column].includes(wanted) : row[column] === wanted));
    }
    if (chosen.from || chosen.to) {
      const [from, to] = [chosen.from || steps[0], chosen.to || steps.at(-1)];
      tests.push((row) => row[START] && row[END].slice(0, STEP) >= from && row[START].slice(0, STEP) <= to);
    }
    if (chosen.place) tests.push((row) => row[PLACE] === Number(chosen.place));
    if (chosen.id) tests.push((row) => row[ID] === chosen.id);
    const found = rows.filter((row, n) => tests.every((test) => test(row, n)));
    if (chosen.order === "most") return found.sort((a, b) => (b[BEST] ?? b[LOW] ?? -1) - (a[BEST] ?? a[LOW] ?? -1));
    return chosen.order === "early" ? found : found.reverse();
  }

  // ---- the list, drawn in parts ------------------------------------------------------------------------------------------

  function dayWords(row) {
    if (!row[START]) return "day not given";
    const one = (day) => `${Number(day.slice(8))} ${monthWords(day.slice(0, 7))}`;
    return row[START] === row[END] ? one(row[START]) : `${one(row[START])} to ${one(row[END])}`;
  }
  function item(row) {
    const node = make("li");
    const link = make("a", "", row[TITLE]);
    link.href = `incidents/${row[ID]}.html`;
    link.dir = "auto";
    const place = places[row[PLACE]];
    const first = make("p", "what");
    first.append(link);
    node.append(make("p", "when", dayWords(row)), first, make("p", "figures", row[FIGURES]));
    const rest = make("p", "rest");
    rest.append(Object.assign(make("bdi", "", place ? place[1] : "place not given")), " · ", Object.assign(make("bdi", "", row[BY])), " · ", grades[row[GRADE]]);
    node.append(rest);
    return node;
  }
  function drawMore() {
    const part = shown.slice(drawn, drawn + PART);
    at("list").append(...part.map(item));
    drawn += part.length;
    at("more").hidden = drawn >= shown.length;
    at("more").textContent = `Show ${number(Math.min(PART, shown.length - drawn))} more of ${number(shown.length)}`;
    return part.length;
  }

  function told() {
    const counted = shown.filter((row) => row[COUNTED] && row[LOW] !== null);
    const sum = (column) => counted.reduce((all, row) => all + (row[column] ?? row[LOW]), 0);
    const [low, best, high] = [sum(LOW), sum(BEST), counted.reduce((all, row) => all + (row[HIGH] ?? row[BEST] ?? row[LOW]), 0)];
    const open = counted.some((row) => row[OPEN] || row[HIGH] === null);
    const range = open ? (high > low ? `${number(low)} to ≥ ${number(high)}` : `≥ ${number(low)}`) : low === high ? number(low) : `${number(low)}–${number(high)}`;
    const killed = !counted.length ? "" : `; killed ${low === high || range === `≥ ${number(best)}` ? range : `${number(best)} (${range})`}`;
    const of = shown.length === rows.length ? incidents(rows.length) : `${number(shown.length)} of ${incidents(rows.length)}`;
    return `${of}${killed}.${chosen.from || chosen.to ? " Incidents without a day are left out." : ""}`;
  }

  function update() {
    shown = sift();
    drawn = 0;
    at("list").replaceChildren();
    drawMore();
    at("status").textContent = told();
    at("nowhere").hidden = !(chosen.place || chosen.id);
    at("nowhere").textContent = chosen.place ? `Everywhere, not only ${places[Number(chosen.place)][0]}` : "All incidents, not only this one";
    at("reset").disabled = !Object.keys(chosen).some((name) => name !== "order");
    for (const [name] of Object.entries(CHOICES)) at(name).value = chosen[name] ?? "";
    if (at("search").value !== (chosen.q ?? "")) at("search").value = chosen.q ?? "";
    at("order").value = chosen.order ?? "late";
    sliders();
    for (const watcher of watchers) watcher();
  }

  function sliders() {
    for (const [name, all] of [["from", 0], ["to", steps.length - 1]]) {
      const place = chosen[name] ? steps.indexOf(chosen[name]) : all;
      const input = at(name);
      input.value = place < 0 ? all : place;
      const words = steps.length ? stepWords(steps[Number(input.value)]) : "";
      at(`${name}-words`).textContent = words;
      input.setAttribute("aria-valuetext", words);
    }
  }

  function fill(select, values, column) {
    const counts = new Map();
    for (const row of rows) for (const value of [row[column]].flat()) counts.set(value, (counts.get(value) || 0) + 1);
    const any = make("option", "", "any");
    any.value = "";
    const options = values.map((value, n) => [value, counts.get(n) || 0]).filter(([, n]) => n).sort((a, b) => b[1] - a[1]);
    select.append(any, ...options.map(([value, n]) => Object.assign(make("option", "", `${value} (${number(n)})`), { value })));
  }

  for (const [name, [column, values]] of Object.entries(CHOICES)) {
    fill(at(name), values, column);
    at(name).addEventListener("change", () => choose({ [name]: at(name).value }));
  }
  for (const name of ["from", "to"]) {
    at(name).max = Math.max(0, steps.length - 1);
    at(name).addEventListener("input", () => {
      const [first, last] = [Number(at("from").value), Number(at("to").value)];
      const [a, b] = name === "from" ? [first, Math.max(first, last)] : [Math.min(first, last), last];
      choose({ from: a > 0 ? steps[a] : "", to: b < steps.length - 1 ? steps[b] : "" });
    });
  }
  let waiting = 0;
  at("search").addEventListener("focus", loadSearch);
  at("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => choose({ q: at("search").value.trim() }), 150);
  });
  at("order").addEventListener("change", () => choose({ order: at("order").value === "late" ? "" : at("order").value }));
  at("reset").addEventListener("click", () => { chosen = chosen.order ? { order: chosen.order } : {}; choose({}); at("search").focus(); });
  at("nowhere").addEventListener("click", () => choose({ place: "", id: "" }));
  at("more").addEventListener("click", () => {
    const before = drawn;
    drawMore();
    at("list").children[before]?.querySelector("a").focus();
  });
  addEventListener("hashchange", () => { chosen = read(); update(); });
  at("filters").hidden = false;
  chosen = read();
  update();
  window.tadwin.list = {
    shown: () => shown,
    watch: (watcher) => watchers.push(watcher),
    columns: { ID, TITLE, PLACE, LOW, BEST, HIGH, OPEN, COUNTED, BY },
    dayWords,
    incidents,
  };
})();
