"use strict";
// The page of a report: words that are selected become the form of a claim. Offsets are code points of the report's text.
(() => {
  const points = (words) => Array.from(words).length;
  let kept = null; // what was selected last: a button that is pressed may take the selection away

  // Each stretch of text of a line that is the report's own, with where it begins: the numbers of claims are none of it,
  // and a character that is written out is one.
  function* pieces(line) {
    let at = Number(line.dataset.at);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement;
      if (around.closest("sup")) continue;
      const steers = around.classList.contains("steering");
      yield { node, at, steers };
      at += steers ? 1 : points(node.data);
    }
  }

  const selected = () => {
    const selection = getSelection();
    const text = document.getElementById("text");
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    let start = null;
    let end = null;
    const words = [];
    for (const line of text.children) {
      if (!range.intersectsNode(line)) continue;
      const parts = [];
      for (const { node, at, steers } of pieces(line)) {
        if (!range.intersectsNode(node)) continue;
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.data.length;
        if (from >= to) continue;
        start ??= steers ? at : at + points(node.data.slice(0, from));
        end = steers ? at + 1 : at + points(node.data.slice(0, to));
        parts.push(steers ? node.data : node.data.slice(from, to));
      }
      words.push(parts.join(""));
    }
    return start === null ? null : { start, end, words: words.join("\n") };
  };
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now) kept = now;
    else if (getSelection().anchorNode && document.getElementById("text")?.contains(getSelection().anchorNode)) kept = null;
  });

  const form = () => document.getElementById("adding");
  const focus = () => {
    const here = form();
    if (!here) return;
    here.open = true;
    const wrong = here.querySelector("[aria-invalid], [type=radio]");
    const first = here.querySelector("textarea[name=words]").value ? here.querySelector("[name=f-effect]") : here.querySelector("textarea[name=words]");
    (wrong ?? first).focus();
    here.scrollIntoView({ block: "nearest" });
  };
  const fetched = async (asked) => {
    const here = form();
    if (here.dataset.into) asked.set("into", here.dataset.into);
    await htmx.ajax("GET", `${here.dataset.report}?${asked}`, { target: "#adding", swap: "outerHTML" });
    focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-adds]")) {
      const now = selected() ?? kept;
      kept = null;
      if (now && now.words.length <= 4000) fetched(new URLSearchParams({ start: now.start, end: now.end, words: now.words }));
      else focus();
    }
    const link = event.target.closest?.("[data-makes]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const asked = new URL(link.href).searchParams;
      fetched(new URLSearchParams({ start: asked.get("start"), end: asked.get("end") }));
    }
  });
  // Words that are changed by hand stand somewhere else: they are looked for anew.
  document.addEventListener("input", (event) => {
    if (!event.target.matches("#adding textarea[name=words]")) return;
    event.target.form.elements.at.value = "";
    event.target.form.querySelectorAll("[name=chosen]").forEach((one) => { one.checked = false; });
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "main") return;
    show();
    if (document.querySelector("#adding [data-refused]")) focus();
    else document.querySelector("[data-made]")?.focus();
  });
  document.addEventListener("htmx:afterRequest", () => {
    document.querySelectorAll("form[data-sent]").forEach((one) => { delete one.dataset.sent; });
  });
  const show = () => document.querySelectorAll("[data-adds]").forEach((button) => { button.hidden = false; });
  const begin = () => {
    show();
    if (location.hash === "#adding" || form()?.querySelector("[data-refused]")) focus();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
