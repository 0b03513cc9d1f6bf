"use strict";
// Sorts and filters the tables; opens what a link points into; opens what is folded for printing. The page is whole without it.
(() => {
  const compare = (a, b) => a.localeCompare(b, undefined, { numeric: true });
  document.querySelectorAll("table[data-sortable]").forEach((table) => {
    const heads = table.querySelectorAll("thead th");
    heads.forEach((head, column) => {
      if (head.querySelector(".unseen")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent.trim();
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const down = now === "ascending" || (!now && head.classList.contains("n"));
        const body = table.tBodies[0];
        const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
        const rows = Array.from(body.rows, (row) => [key(row), row]);
        rows.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
        body.append(...rows.map(([, row]) => row));
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
      });
    });
  });
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  document.querySelectorAll(".filter").forEach((box) => {
    const table = document.getElementById(box.dataset.filters);
    if (!table) return;
    const rows = Array.from(table.tBodies[0].rows, (row) => [row, plain(row.textContent), document.getElementById(row.dataset.of ?? "")]);
    const input = box.querySelector("input[type=search]");
    const grade = box.querySelector("[data-key=grade]");
    const aside = box.querySelector("[data-key=aside]");
    const said = box.querySelector("output");
    const apply = () => {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      let left = 0;
      for (const [row, words, told] of rows) {
        const passes = wanted.every((word) => words.includes(word))
          && (!grade?.value || row.dataset.grade === grade.value) && !(aside?.checked && row.dataset.aside);
        row.hidden = !passes;
        if (told) told.hidden = !passes;
        left += passes;
      }
      said.textContent = left === rows.length ? "" : `${left.toLocaleString("en")} of ${rows.length.toLocaleString("en")} ${box.dataset.what}`;
    };
    let waiting;
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
    box.hidden = false;
    apply();
  });
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; box.hidden = false; }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  addEventListener("beforeprint", () => document.querySelectorAll(".incident, .report").forEach((box) => { box.open = true; }));
})();
