"use strict";
// Sorts the incidents; opens what a link points into; opens every report for printing. The page is whole without it.
(() => {
  const table = document.getElementById("incidents-table");
  const compare = (a, b) => a.localeCompare(b, undefined, { numeric: true });
  if (table) {
    table.querySelectorAll("thead th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent.trim();
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        const body = table.tBodies[0];
        const rows = Array.from(body.rows);
        const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
        rows.sort((a, b) => (down ? compare(key(b), key(a)) : compare(key(a), key(b))));
        body.append(...rows);
        table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
      });
    });
  }
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  addEventListener("beforeprint", () => document.querySelectorAll(".report").forEach((box) => { box.open = true; }));
})();
