"use strict";
// The page of an incident: its map, and what stays where it was when an act's answer takes the place of the page.
(() => {
  const SETTLED = 60; // milliseconds after an answer by which it stands on the page: htmx takes 20
  let ground; // the basemap, fetched once for as long as the page stands
  let drawn;
  let chosen = null; // the id of the line that was chosen, and how far the page was scrolled

  const main = () => document.getElementById("main");

  const draw = async () => {
    const element = document.getElementById("map");
    if (!element || typeof tadwinMap !== "function") return;
    ground ??= fetch(element.dataset.basemap, { headers: { "HX-Request": "true" } }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    const basemap = await ground;
    // Without a map the places still stand below it in words.
    if (!basemap || !element.isConnected || !element.hidden) return;
    element.hidden = false;
    drawn = tadwinMap(element, { basemap, places: JSON.parse(element.dataset.places) });
    document.querySelectorAll("[data-picks]").forEach((button) => { button.hidden = false; });
  };

  const pick = (button) => {
    const form = button.closest("form");
    const [lat, lon] = [form.elements.lat, form.elements.lon];
    const at = lat.value && lon.value ? { lat: Number(lat.value), lon: Number(lon.value) } : undefined;
    document.getElementById("map").scrollIntoView({ block: "nearest" });
    drawn?.pick({ at, onPick: (point) => { lat.value = point.lat; lon.value = point.lon; }, onEnd: () => form.elements.name.focus() });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-picks]");
    if (button) pick(button);
  });
  // What opens is there to be typed into.
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details[open]")) event.target.querySelector("form :is(input:not([type=hidden]), select, textarea)")?.focus();
  }, true);

  const show = () => {
    const refusal = main().querySelector("[data-refused]");
    const wrong = refusal?.closest("details")?.querySelector("input:not([type=hidden]), select, textarea") ?? refusal;
    const row = chosen && document.getElementById(chosen.row);
    if (wrong) wrong.focus({ preventScroll: true });
    else if (row) (row.querySelector("[data-row-link]") ?? row).focus({ preventScroll: true });
    // The line stays where the person looks at it, whatever came or went above it.
    if (row) scrollBy({ top: row.getBoundingClientRect().top - chosen.at, behavior: "instant" });
    else if (chosen) scrollTo({ top: chosen.top + main().offsetTop, behavior: "instant" });
    row?.scrollIntoView({ block: "nearest", behavior: "instant" });
    wrong?.scrollIntoView({ block: "nearest" });
    chosen = null;
    draw();
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "main" || !event.detail.shouldSwap) return;
    drawn?.remove();
    drawn = undefined;
    const row = document.querySelector("[data-row].current");
    chosen = { row: row?.id ?? "", at: row?.getBoundingClientRect().top, top: scrollY - main().offsetTop };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "main") show();
  });
  // One act at a time: what a form says was seen is old once the act before it is done.
  let busy = false;
  document.addEventListener("submit", (event) => {
    if (!busy || event.target.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  const decides = (event) => event.detail.requestConfig.verb === "post";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!decides(event)) return;
    busy = true;
    main().ariaBusy = "true";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (decides(event)) setTimeout(() => { busy = false; main().ariaBusy = null; }, SETTLED);
    // A form whose act was refused in a word can be sent again.
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });
  const begin = () => {
    const asked = location.hash === "#place" && document.getElementById("place");
    if (asked) asked.open = true;
    draw().then(() => { if (asked) asked.scrollIntoView({ block: "end" }); });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
