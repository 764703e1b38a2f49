"use strict";
// Loaded before the page is drawn. What is changed or pressed before the page's own scripts listen would be shown and
// never heard; it is done again as soon as they do.
(() => {
  const missed = new Map();
  const change = ({ target }) => missed.set(target, () => target.dispatchEvent(new Event("change", { bubbles: true })));
  // Only buttons that do nothing by themselves: a form or a link goes its own way without any script.
  const press = ({ target }) => {
    const button = target.closest("button[type=button]");
    if (button) missed.set(button, () => button.click());
  };
  addEventListener("change", change, true);
  addEventListener("click", press, true);
  // All that waits for the page to be read has its turn first.
  addEventListener("DOMContentLoaded", () => setTimeout(() => {
    removeEventListener("change", change, true);
    removeEventListener("click", press, true);
    for (const [element, again] of missed) if (element.isConnected) again();
  }));
})();
// A form whose answer is on its way is not sent once more by the second click of a double one. Files may follow files.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[data-drop]")) return;
  const now = performance.now();
  if (now - form.sent < 5000) event.preventDefault();
  else form.sent = now;
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.sent; });
