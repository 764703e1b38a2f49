"use strict";
// Small helps where HTML has none: dropping files, dialogs, the focus after a part of the page has changed.

// --- the program is not there, or lets this window no longer in: what is typed stays until it is back ---
const away = document.getElementById("away");
let back = null;
const isAway = (why) => {
  for (const one of away.querySelectorAll("[data-why]")) one.hidden = one.dataset.why !== why;
  away.hidden = false;
  back ??= new Promise((done) => {
    away.querySelector("button").onclick = async () => {
      const still = await gone();
      if (still) { isAway(still); return; }
      away.hidden = true;
      back = null;
      done();
    };
  });
  return back;
};
// Why an answer is none to a window that is let in; "" where it is one.
const whyNot = (answer) => {
  if (!answer) return "im";
  return answer.type === "opaqueredirect" || answer.status === 403 ? "phien" : "";
};
const asked = (address, options) => fetch(address, { credentials: "same-origin", redirect: "manual", ...options }).catch(() => null);
// Why this window is not let in; else the token that the program knows now goes wherever one is sent.
const gone = async () => {
  const answer = await asked(away.dataset.here);
  const why = whyNot(answer);
  if (why) return why;
  const { token } = await answer.json();
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  for (const one of document.querySelectorAll("[name=csrfmiddlewaretoken]")) one.value = token;
  return "";
};
const present = async () => { for (let why = await gone(); why; why = await gone()) await isAway(why); };
// The answer of the program, however long one waits until this window is let in.
const reached = async (address, options) => {
  for (;;) {
    const answer = await asked(address, { ...options, headers: JSON.parse(document.body.getAttribute("hx-headers")) });
    const why = whyNot(answer);
    if (!why) return answer;
    await isAway(why);
  }
};
if (away) {
  document.addEventListener("het-phien", () => isAway("phien"));
  document.addEventListener("htmx:sendError", () => isAway("im"));
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 403) isAway("phien"); });
  // A form that leads to another page is sent only where there is one: what is typed in it would be lost.
  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    if (form.waits) return;
    form.waits = true;
    present().then(() => { form.waits = false; form.submit(); });
  });
}

// --- files dropped anywhere go into the form that takes them ---
(() => {
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const form = document.querySelector("form[data-drop]");
  if (!form) {
    // Here is no place for files: the browser would leave the page for one that is dropped.
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => { if (carriesFiles(event) && !event.target.matches("input[type=file]")) event.preventDefault(); });
    addEventListener("drop", (event) => { if (event.defaultPrevented && carriesFiles(event)) document.getElementById("elsewhere").showModal(); });
    return;
  }
  const input = form.querySelector("input[type=file]");
  const refused = form.querySelector("[data-refused]");
  const say = (text) => {
    if (!refused) return;
    refused.textContent = text;
    refused.hidden = !text;
  };
  // What the program would refuse is said before it is sent; a request that is too large is broken off without a word.
  const send = () => {
    const files = [...input.files];
    if (!files.length) return;
    const { mostFile, mostAll, mostCount } = form.dataset;
    const size = (count) => `${Math.round(count / 1048576)} MB`;
    const large = files.find((one) => one.size > Number(mostFile));
    const whole = files.reduce((sum, one) => sum + one.size, 0);
    let problem = "";
    if (large) problem = `“${large.name}” nặng ${size(large.size)}; mỗi tệp tối đa ${size(mostFile)}. Chia tệp ấy ra rồi thả lại.`;
    else if (whole > Number(mostAll)) problem = `Các tệp nặng ${size(whole)}; mỗi lần tối đa ${size(mostAll)}. Thả làm nhiều lần.`;
    else if (files.length > Number(mostCount)) problem = `Có ${files.length} tệp; mỗi lần tối đa ${mostCount} tệp. Thả làm nhiều lần.`;
    say(problem);
    if (problem) { input.value = ""; return; }
    form.classList.add("sending");
    form.setAttribute("aria-busy", "true");
    form.requestSubmit();
  };
  input.addEventListener("change", send);
  let depth = 0;
  addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) { depth += 1; document.body.classList.add("dragging"); }
  });
  addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (!depth) document.body.classList.remove("dragging");
  });
  addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    document.body.classList.remove("dragging");
    const given = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
    const taken = event.dataTransfer.files;
    if (!given.some((one) => one.isDirectory)) { input.files = taken; send(); return; }
    // Of a folder: the files in it and below it.
    filesIn(given).then((files) => {
      if (!files.length) { say("Thư mục này không có tệp nào."); return; }
      const all = new DataTransfer();
      for (const one of files) all.items.add(one);
      input.files = all.files;
      send();
    }, () => say("Không đọc được thư mục này. Mở thư mục, chọn các tệp bên trong rồi thả lại."));
  });
  const filesIn = async (entries) => {
    const found = [];
    for (const entry of entries) {
      if (found.length > Number(form.dataset.mostCount)) break;
      if (entry.name.startsWith(".")) continue;
      if (entry.isFile) found.push(await new Promise((done, failed) => { entry.file(done, failed); }));
      else {
        const reader = entry.createReader();
        const next = () => new Promise((done, failed) => { reader.readEntries(done, failed); });
        for (let some = await next(); some.length; some = await next()) found.push(...await filesIn(some));
      }
    }
    return found;
  };
})();

// --- dialogs: data-opens names one, data-closes stands in one; "?" opens the help ---
document.addEventListener("click", (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens)?.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement) event.target.close();
});
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "?" && !writing && !event.isComposing) document.getElementById("help")?.showModal();
});

// --- a select or input with data-submits sends its form as soon as it is changed ---
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});
// A button with data-sets puts values into fields of its form first: {"dau": 5, "cuoi": 5}.
document.addEventListener("click", (event) => {
  const sets = event.target.closest("[data-sets]");
  if (!sets) return;
  const form = document.getElementById(sets.getAttribute("form")) ?? sets.form;
  for (const [name, value] of Object.entries(JSON.parse(sets.dataset.sets))) form.elements[name].value = value;
  form.requestSubmit();
});

// --- what changed is where the keyboard was, and as far down as one had read ---
const places = new Map();
let had = null;
// By name where it has none of its own: the same control of the part that comes anew.
const alike = (one) => {
  const typed = one.matches("select, textarea, input:not([type=checkbox], [type=radio])");
  const said = (each) => [each.name, typed ? "" : each.value, each.getAttribute("aria-label") ?? (typed ? "" : each.textContent.trim())].join("\n");
  return one.id ? [document.getElementById(one.id)].filter(Boolean) : [...document.querySelectorAll(one.tagName)].filter((each) => said(each) === said(one));
};
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const at = document.activeElement;
  // The grid has a way of its own.
  had = at.matches("a, button, input, select, textarea, summary") && !at.closest("[data-table]") ? { at, nth: alike(at).indexOf(at), near: detail.target.parentElement } : null;
  for (const one of document.querySelectorAll("[data-keeps-place]")) places.set(one.id, [one.scrollTop, one.scrollLeft]);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const one of document.querySelectorAll("[data-keeps-place]")) [one.scrollTop, one.scrollLeft] = places.get(one.id) ?? [0, 0];
});
document.addEventListener("htmx:afterOnLoad", ({ detail }) => {
  if (!had || had.at.isConnected) return;
  const { at, nth, near } = had;
  had = null;
  const found = alike(at);
  const same = found[Math.min(nth, found.length - 1)];
  // Where it is gone, the part that came for it: the keyboard does not begin at the top of the page again.
  const part = [detail.target, document.getElementById(detail.target.id), near].find((one) => one?.isConnected) ?? document.getElementById("main");
  const to = same && !same.disabled ? same : part;
  if (document.activeElement === document.body) {
    if (to === part && !part.hasAttribute("tabindex")) part.tabIndex = -1;
    to.focus({ preventScroll: true });
  }
  if (document.activeElement === to && to === same) to.scrollIntoView({ block: "nearest" });
});

// --- a line that leads to a place of the pages shows it; the keyboard stays at the line, the next one is a Tab away ---
document.addEventListener("click", (event) => {
  const line = event.target.closest(".findings a[href^='#'], .changes a[href^='#']");
  if (!line) return;
  event.preventDefault();
  location.hash = line.hash;
  document.getElementById(line.hash.slice(1))?.scrollIntoView();
  line.focus({ preventScroll: true });
});

// --- a form with data-with sends what is chosen in another one too, as it stands now ---
document.addEventListener("formdata", (event) => {
  const other = document.getElementById(event.target.dataset.with);
  if (other) for (const [name, value] of new FormData(other)) event.formData.set(name, value);
});

// --- a file that was chosen is named beside its button ---
document.addEventListener("change", ({ target }) => {
  const named = target.type === "file" && target.closest(".choose")?.querySelector("[data-chosen]");
  if (named) named.textContent = target.files[0]?.name ?? named.dataset.chosen;
});

// --- the tour of a sample: one step after another, what is meant is marked ---
(() => {
  const tour = document.getElementById("tour");
  if (!tour) return;
  const steps = [...tour.querySelectorAll("li")].filter((one) => document.querySelector(one.dataset.at));
  let at = 0;
  const mark = (on) => document.querySelector(steps[at]?.dataset.at)?.classList.toggle("toured", on);
  const show = (next) => {
    mark(false);
    at = Math.min(Math.max(next, 0), steps.length - 1);
    steps.forEach((one, number) => { one.hidden = number !== at; });
    mark(true);
    tour.querySelector("[data-count]").textContent = `${at + 1}/${steps.length}`;
    tour.querySelector("[data-tour='-1']").disabled = at === 0;
    tour.querySelector("[data-tour='1']").textContent = at === steps.length - 1 ? "Xong" : "Bước sau";
  };
  const end = () => { mark(false); tour.remove(); history.replaceState(null, "", location.pathname); };
  tour.addEventListener("click", (event) => {
    const step = Number(event.target.closest("[data-tour]")?.dataset.tour ?? NaN);
    if (step === 0 || (step === 1 && at === steps.length - 1)) end();
    else if (step) show(at + step);
  });
  tour.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
  show(0);
  tour.focus();
})();
