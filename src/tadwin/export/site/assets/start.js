// The map beside the list: a mark for each place, of the incidents there that the list shows.
"use strict";
(() => {
  const { rows, places, basemap, list } = window.tadwin;
  const { ID, TITLE, PLACE, LOW, BEST, HIGH, OPEN, COUNTED, BY } = list.columns;
  const MOST = 500; // marks at a time: what a browser moves without a stutter

  /** Figures added up as the totals are: incidents that a toll contains are in the toll alone. */
  function sums(here) {
    const counted = here.filter((row) => row[COUNTED] && row[LOW] !== null);
    if (!counted.length) return {};
    const sum = (value) => counted.reduce((all, row) => all + value(row), 0);
    const high = sum((row) => row[HIGH] ?? row[BEST] ?? row[LOW]);
    return { low: sum((row) => row[LOW]), best: sum((row) => row[BEST] ?? row[LOW]), high, open: counted.some((row) => row[OPEN] || row[HIGH] === null) };
  }
  function label({ low, best, high, open }) {
    if (low === undefined) return undefined;
    // The best figure, as the list gives it first; its range stands in what the mark opens.
    if (best !== undefined) return `${open && !(high > best) ? "≥ " : ""}${best.toLocaleString("en")}`;
    return open ? `≥ ${low.toLocaleString("en")}` : low === high ? low.toLocaleString("en") : `${low.toLocaleString("en")}–${high.toLocaleString("en")}`;
  }
  function mark(n, here) {
    const [, words, lat, lon, precision] = places[n];
    const figures = here.length === 1 && !here[0][COUNTED]
      ? { low: here[0][LOW] ?? undefined, best: here[0][BEST] ?? undefined, high: here[0][HIGH] ?? undefined, open: Boolean(here[0][OPEN]) }
      : sums(here);
    const common = { lat, lon, precision, ...figures, label: label(figures) };
    if (here.length > 1) return { id: `place${n}`, title: words, text: [`${list.incidents(here.length)} here`], href: `#place=${n}`, ...common };
    const [row] = here;
    return { id: row[ID], title: row[TITLE], text: [list.dayWords(row), words, row[BY]], href: `incidents/${row[ID]}.html`, ...common };
  }
  function marks(shown) {
    const inside = new Map();
    let nowhere = 0;
    for (const row of shown) {
      const place = places[row[PLACE]];
      if (!place || place[2] === null || place[3] === null) nowhere += 1;
      else if (inside.has(row[PLACE])) inside.get(row[PLACE]).push(row);
      else inside.set(row[PLACE], [row]);
    }
    const all = [...inside].map(([n, here]) => mark(n, here));
    all.sort((a, b) => (b.best ?? -1) - (a.best ?? -1));
    const words = [];
    if (nowhere) words.push(`${list.incidents(nowhere)} without a place on the map.`);
    if (all.length > MOST) words.push(`The ${MOST} places where most were killed are drawn, of ${all.length.toLocaleString("en")}; filters show others.`);
    document.getElementById("not-drawn").textContent = words.join(" ");
    return all.slice(0, MOST);
  }

  const words = { key: "Area of a disc: best figure of people killed. Rings: low and high.", map: "Map of the incidents in the list" };
  const first = marks(rows);
  const map = window.tadwinMap(document.getElementById("map"), { basemap, places: first, words });
  let waiting = 0;
  const draw = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => map.show(marks(list.shown())));
  };
  list.watch(draw);
  if (list.shown().length !== rows.length) draw();
  window.tadwin.map = map;
})();
