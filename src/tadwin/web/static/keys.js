"use strict";
// Everything by keyboard. Pages say it in attributes, and nothing is registered here, so that parts that htmx puts in work too:
//   data-key="a"      this key clicks the element, or focuses it where it is a field; "g q" is two keys, one after the other.
//   data-key-goes     the key brings the element into view and focuses it, and does not click it: what a slip of the hand
//                     must not do takes Enter besides.
//   data-key-label    what the list of keys says of it; without it, its own words.
//   data-row          a line of a list: j and k go through the lines, Enter opens. A key of an element inside a line
//                     works on the line that is chosen, and never on another.
//   data-row-link     the line's link or button that gets the focus; without it, the first one in the line.
//   data-key="?" data-opens="keys"  opens the list of all keys of the page, which is made when it opens.
(() => {
  const PATIENCE = 1500; // milliseconds between two keys that belong together
  const OFF = "tadwin-keys-off";
  let first = "";
  let waiting;

  const off = () => { try { return localStorage.getItem(OFF) === "yes"; } catch { return false; } };
  const isField = (element) => element.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select");
  const isTyping = (element) => element instanceof HTMLElement && (element.isContentEditable || isField(element));
  const isThere = (element) => !element.disabled && element.getClientRects().length > 0;

  // Where an Arabic or other layout is on, its letters stand for the Latin ones of the same keys.
  const keyOf = (event) => {
    let key = event.key;
    if (key.length === 1 && key > "~") {
      if (/^Key[A-Z]$/.test(event.code)) key = event.code.slice(3);
      else if (event.code === "Slash" && event.shiftKey) key = "?";
    }
    if (/^[A-Za-z]$/.test(key)) key = event.shiftKey ? key.toUpperCase() : key.toLowerCase();
    return key;
  };

  const openDialog = () => document.querySelector("dialog[open]");
  const scope = () => openDialog() ?? document;
  const keyed = () => Array.from(scope().querySelectorAll("[data-key]")).filter(isThere);
  const rows = () => Array.from(scope().querySelectorAll("[data-row]")).filter(isThere);
  const chosen = () => document.activeElement?.closest("[data-row]") ?? document.querySelector("[data-row].current");

  const choose = (row) => {
    document.querySelectorAll("[data-row].current").forEach((other) => other.classList.remove("current"));
    row?.classList.add("current");
  };
  const handle = (row) => row.querySelector("[data-row-link]") ?? row.querySelector("a[href], button") ?? row;
  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(chosen());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    handle(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    choose(next);
  };
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (row) choose(row);
  });

  const target = (keys) => {
    const all = keyed().filter((element) => element.dataset.key === keys);
    const row = chosen();
    return all.find((element) => row?.contains(element)) ?? all.find((element) => !element.closest("[data-row]"));
  };
  const act = (element) => {
    if (isField(element)) element.focus();
    else if (element.dataset.keyGoes !== undefined) {
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "center" });
    } else element.click();
  };
  const forget = () => { clearTimeout(waiting); first = ""; };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      forget();
      if (isTyping(event.target)) event.target.blur();
      return;
    }
    if (isTyping(event.target) || off()) return;
    const key = keyOf(event);
    if (key.length !== 1 || key === " ") return;
    const keys = first ? `${first} ${key}` : key;
    if (!first && (key === "j" || key === "k") && rows().length) {
      event.preventDefault();
      move(key === "j" ? 1 : -1);
      return;
    }
    if (event.repeat) return;
    const element = target(keys);
    const begins = !first && keyed().some((one) => one.dataset.key.startsWith(`${key} `));
    forget();
    if (element) {
      event.preventDefault();
      act(element);
    } else if (begins) {
      event.preventDefault();
      first = key;
      waiting = setTimeout(forget, PATIENCE);
    }
  });

  // the list of keys

  const label = (element) => {
    if (element.dataset.keyLabel) return element.dataset.keyLabel;
    if (element.ariaLabel) return element.ariaLabel;
    if (element.labels?.length) return element.labels[0].textContent.trim();
    const copy = element.cloneNode(true);
    copy.querySelectorAll("kbd").forEach((hint) => hint.remove());
    return copy.textContent.trim();
  };
  const line = (list, keys, words) => {
    const term = document.createElement("dt");
    keys.split(" ").forEach((key, number) => {
      if (number) term.append(" ");
      const hint = document.createElement("kbd");
      hint.textContent = key;
      term.append(hint);
    });
    const told = document.createElement("dd");
    told.dir = "auto";
    told.textContent = words;
    list.append(term, told);
  };
  const list = (dialog) => {
    const made = dialog.querySelector("[data-keys-listed]");
    made.replaceChildren();
    if (rows().length) {
      line(made, "j", made.dataset.down);
      line(made, "k", made.dataset.up);
      line(made, "Enter", made.dataset.open);
    }
    const seen = new Set();
    for (const element of keyed()) {
      const said = `${element.dataset.key} ${label(element)}`;
      if (!seen.has(said)) line(made, element.dataset.key, label(element));
      seen.add(said);
    }
    line(made, "Esc", made.dataset.close);
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
    if (dialog.querySelector("[data-keys-listed]")) list(dialog);
    dialog.showModal();
    dialog.scrollTop = 0;
  });
  document.querySelectorAll("[data-opens][hidden]").forEach((opener) => { opener.hidden = false; });

  // Single keys can be switched off (WCAG 2.1, 2.1.4): some people speak to their computer, and every letter counts.
  document.querySelectorAll("[data-keys-switch]").forEach((box) => {
    box.checked = !off();
    box.addEventListener("change", () => {
      try { if (box.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "yes"); } catch { box.checked = true; }
    });
  });
})();
