"use strict";
// What pages do besides links, forms and keys. They work without it.
(() => {
  // What was done is said once: it stays on the page, and is gone when the page is loaded again.
  const here = new URL(location.href);
  if (here.searchParams.has("done")) {
    here.searchParams.delete("done");
    history.replaceState(history.state, "", here);
  }
  // A message is put away by its button.
  const dismissible = () => document.querySelectorAll("[data-away][hidden]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => event.target.closest?.("[data-away]")?.closest(".flash").remove());
  document.addEventListener("htmx:afterSettle", dismissible);
  dismissible();
  // htmx hands attributes on to the element that comes in place of one with its id, and styles are forbidden here.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target;
    if (!event.detail.shouldSwap || !target) return;
    for (const element of [target, ...target.querySelectorAll("[id][style]")]) element.removeAttribute("style");
  });
  // A second press of a button that is at work would decide twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));
})();
