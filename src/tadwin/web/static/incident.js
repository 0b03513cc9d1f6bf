"use strict";
// The page of an incident: its map, and what stays where it was when an act's answer takes the place of the page.
(() => {
  let ground; // the basemap, fetched once for as long as the page stands
  let drawn;
  let chosen = null; // the id of the line that was chosen, and how far the page was scrolled

  const main = () => document.getElementById("main");

  const draw = async () => {
    const element = document.getElementById("map");
    if (!element || typeof tadwinMap !== "function") return;
    ground ??= fetch(element.dataset.basemap, { headers: { "HX-Request": "true" } }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    const basemap = await ground;
    if (!basemap || !element.isConnected) return; // the places stand below in words too
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
    if (event.target.matches("details[open]") && event.target.contains(document.activeElement)) {
      event.target.querySelector("form :is(input:not([type=hidden]), select, textarea)")?.focus();
    }
  }, true);

  const show = () => {
    const wrong = main().querySelector("[data-refused]")?.closest("form")?.querySelector("input:not([type=hidden]), select, textarea");
    const row = chosen && document.getElementById(chosen.row);
    if (wrong) wrong.focus();
    else if (row) (row.querySelector("[data-row-link]") ?? row).focus({ preventScroll: true });
    if (chosen && !wrong) scrollTo({ top: chosen.top, behavior: "instant" });
    chosen = null;
    draw();
  };
  document.addEventListener("htmx:beforeSwap", () => {
    chosen = { row: document.querySelector("[data-row].current")?.id ?? "", top: scrollY };
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "main") return;
    drawn?.remove();
    drawn = undefined;
    show();
  });
  // A form whose act was refused in a word can be sent again.
  document.addEventListener("htmx:afterRequest", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", draw);
  else draw();
})();
