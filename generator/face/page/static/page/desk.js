"use strict";
// The screen of a dossier: tabs, fields that save themselves, the grid. One change after another, each on the version
// that the one before has left; where the dossier has moved elsewhere nothing is written and the page says so.
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const saved = document.getElementById("saved");
  let version = desk.dataset.version;
  let queue = Promise.resolve();
  let waiting = 0;

  const say = (text, bad = false) => {
    saved.textContent = text;
    saved.classList.toggle("bad", bad);
  };
  const send = (address, body) => {
    waiting += 1;
    say("Đang ghi …");
    const result = queue.then(async () => {
      const form = typeof body === "function" ? body(version) : body;
      const answer = await reached(address, { method: "POST", body: form });
      const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { said: ["Chưa ghi được; tải lại trang rồi thử lại."] };
      if (!answer.ok) throw new Error(said.said.join(" "));
      version = said.version;
      keepVersion();
    }).finally(() => { waiting -= 1; });
    queue = result.catch(() => {});
    result.then(() => {
      if (waiting) return;
      say("Đã ghi.");
      htmx.trigger(document.body, "ho-so-doi");
    }, (failure) => say(failure.message, true));
    return result;
  };
  const keepVersion = () => {
    desk.dataset.version = version;
    for (const input of document.querySelectorAll("#tables input[name=ban]")) input.value = version;
  };
  // What is typed and not left yet is not written yet.
  desk.addEventListener("focusin", ({ target }) => { target.before = target.value; });
  desk.addEventListener("change", ({ target }) => { target.before = target.value; }, true);
  addEventListener("beforeunload", (event) => {
    const at = document.activeElement;
    if (waiting || (desk.contains(at) && at.value !== at.before)) event.preventDefault();
  });

  // --- tabs, by mouse and by arrow keys ---
  const undo = document.getElementById("undo");
  const tabs = [...desk.querySelectorAll("[role=tab]")];
  const open = (tab, focus = true) => {
    for (const one of tabs) {
      const chosen = one === tab;
      one.setAttribute("aria-selected", String(chosen));
      one.tabIndex = chosen ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = !chosen;
    }
    // The tables have one of their own.
    undo.hidden = tab.id === "tab-tables";
    if (focus) tab.focus();
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) open(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]);
    });
  }

  const parts = { "#dieu-can-xem": "tab-findings", "#van-ban": "tab-fields" };
  if (parts[location.hash]) open(document.getElementById(parts[location.hash]), false);
  // The screen as it is now, at the part that is open.
  const anew = () => {
    const shown = tabs.find((one) => one.getAttribute("aria-selected") === "true").id;
    const hash = Object.keys(parts).find((one) => parts[one] === shown) ?? "";
    history.replaceState(null, "", `${location.pathname}${hash}`);
    location.reload();
  };
  undo.addEventListener("click", () => {
    undo.disabled = true;
    send(undo.dataset.back, (now) => {
      const body = new FormData();
      body.append("ban", now);
      return body;
    }).then(anew, () => { undo.disabled = false; });
  });

  // --- fields: written when one leaves them ---
  desk.addEventListener("change", (event) => {
    const field = event.target.closest("[data-path]");
    if (!field) return;
    const problem = field.closest(".field").querySelector(".problem");
    send(desk.dataset.writes, (now) => {
      const form = new FormData();
      for (const [key, value] of [["truong", field.dataset.path], ["kieu", field.dataset.form], ["gia-tri", field.value], ["ban", now]]) form.append(key, value);
      return form;
    }).then(() => {
      problem.hidden = true;
      field.removeAttribute("aria-invalid");
    }, (failure) => {
      problem.textContent = failure.message;
      problem.hidden = false;
      field.setAttribute("aria-invalid", "true");
    });
  });

  // A line that is picked comes below those that are there, and is written.
  desk.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-adds]");
    const box = pick && document.getElementById(pick.dataset.to);
    if (!box) return;
    const lines = box.value.split("\n").map((line) => line.trim()).filter(Boolean);
    // What is kept stands last: “Lưu: VT” ends the list of addressees.
    const end = lines.length && /^Lưu\b/.test(lines[lines.length - 1]) ? lines.length - 1 : lines.length;
    lines.splice(end, 0, pick.dataset.adds);
    box.value = lines.join("\n");
    pick.closest("li").remove();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // --- a list: a row for each line, to be changed, moved, taken away; the hidden box holds it as it is written ---
  const listed = (box) => {
    const title = document.querySelector(`label[for="${CSS.escape(box.id)}"]`);
    const list = document.createElement("ol");
    list.className = "lines";
    list.setAttribute("aria-label", title.textContent);
    const more = document.createElement("button");
    Object.assign(more, { type: "button", className: "button plain small", textContent: "+ Thêm dòng" });
    const rows = () => [...list.querySelectorAll("textarea")];
    const named = () => [...list.children].forEach((row, at) => {
      row.querySelector("textarea").setAttribute("aria-label", `${title.textContent}, dòng ${at + 1}`);
      const does = { len: "Chuyển lên", xuong: "Chuyển xuống", bo: "Bỏ" };
      for (const button of row.querySelectorAll("button")) {
        button.title = `${does[button.dataset.line]} dòng ${at + 1}`;
        button.setAttribute("aria-label", `${title.textContent}: ${button.title}`);
      }
    });
    const row = (text, after = null) => {
      const made = document.getElementById("line").content.cloneNode(true).firstElementChild;
      made.querySelector("textarea").value = text;
      if (after) after.after(made); else list.append(made);
      named();
      return made.querySelector("textarea");
    };
    const keep = () => {
      const now = rows().map((one) => one.value.trim()).filter(Boolean).join("\n");
      if (now === box.value) return;
      box.value = now;
      mine = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
      mine = false;
    };
    const fill = () => { list.replaceChildren(); for (const line of box.value.split("\n").filter((one) => one.trim())) row(line); };
    const shift = (item, what) => {
      const to = what === "len" ? item.previousElementSibling : item.nextElementSibling;
      if (!to) return;
      if (what === "len") to.before(item); else to.after(item);
      named();
      keep();
    };
    const gone = (item) => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      named();
      keep();
      (next?.querySelector("textarea") ?? more).focus();
    };
    let mine = false;
    box.addEventListener("change", () => { if (!mine) fill(); });
    more.addEventListener("click", () => row("").focus());
    list.addEventListener("change", (event) => { event.stopPropagation(); keep(); });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-line]");
      if (!button) return;
      const item = button.closest("li");
      if (button.dataset.line === "bo") { gone(item); return; }
      shift(item, button.dataset.line);
      button.focus();
    });
    list.addEventListener("keydown", (event) => {
      const text = event.target.closest("textarea");
      if (!text || event.isComposing || event.keyCode === 229) return;
      const item = text.closest("li");
      if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        shift(item, event.key === "ArrowUp" ? "len" : "xuong");
        text.focus();
      } else if (event.key === "Enter") { event.preventDefault(); keep(); row("", item).focus(); }
      else if (event.key === "Backspace" && !text.value && list.children.length > 1) { event.preventDefault(); gone(item); }
    });
    list.addEventListener("paste", (event) => {
      const [first, ...others] = event.clipboardData.getData("text/plain").split(/\r?\n/).map((one) => one.trim()).filter(Boolean);
      if (!others.length) return;
      event.preventDefault();
      const text = event.target;
      text.setRangeText(first, text.selectionStart, text.selectionEnd, "end");
      for (const line of others.reverse()) row(line, text.closest("li"));
      keep();
    });
    box.hidden = true;
    title.addEventListener("click", () => (rows()[0] ?? more).focus());
    box.after(list, more);
    fill();
  };
  for (const box of desk.querySelectorAll("textarea[data-form='danh-sach']:not([data-plain])")) listed(box);

  // --- who signs for whom: what is chosen and what it needs, as the lines above the position ---
  for (const part of desk.querySelectorAll("[data-authority]")) {
    const kind = part.querySelector("[data-kind]");
    const box = part.querySelector("textarea");
    const needs = [...part.querySelectorAll("[data-needs]")];
    const title = desk.querySelector(`[data-path="${CSS.escape(box.dataset.path.replace("quyen_han", "chuc_vu"))}"]`);
    const agency = desk.querySelector("[data-path='co_quan.ten']")?.value ?? "";
    const asked = (one, key) => one.split(" ").find((each) => key.split(" ").includes(each));
    const show = () => {
      box.hidden = kind.value !== "khac";
      for (const one of needs) one.hidden = !asked(one.dataset.needs, kind.value);
      for (const one of part.querySelectorAll("[data-says]")) one.hidden = kind.value !== "TM KT" ? !asked(one.dataset.says, kind.value) : one.dataset.says !== "KT";
    };
    const read = () => {
      const lines = box.value.split("\n").map((one) => one.trim()).filter(Boolean);
      const found = lines.map((one) => /^(TM|KT|TL|TUQ)\.\s*(.+)$/.exec(one));
      const key = found.every(Boolean) ? found.map((one) => one[1]).join(" ") : "khac";
      kind.value = !lines.length && /^Q\.\s/.test(title?.value ?? "") ? "Q" : key;
      if (kind.selectedIndex < 0) kind.value = "khac";
      if (kind.value !== "khac") for (const one of found) needs.find((each) => asked(each.dataset.needs, one[1])).querySelector("input").value = one[2];
      show();
    };
    const put = (field, value) => {
      if (!field || field.value === value) return;
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const keep = () => {
      show();
      if (kind.value === "khac") return;
      const words = kind.value === "Q" ? [] : kind.value.split(" ").filter(Boolean);
      const lines = words.map((one) => {
        const input = needs.find((each) => asked(each.dataset.needs, one)).querySelector("input");
        if (one === "TM" && !input.value) input.value = /^(Ủy ban nhân dân|Hội đồng nhân dân)/i.exec(agency)?.[0].toUpperCase() ?? "";
        return [one, input.value.trim(), input];
      });
      const empty = lines.find((one) => !one[1]);
      if (empty) { empty[2].focus(); return; }
      put(box, lines.map(([one, text]) => `${one}. ${text}`).join("\n"));
      const bare = title?.value.replace(/^Q\.\s+/, "") ?? "";
      put(title, kind.value === "Q" && bare ? `Q. ${bare}` : bare);
    };
    part.addEventListener("change", (event) => { if (event.target !== box) { event.stopPropagation(); keep(); } });
    read();
  }

  // --- mends: written in one, then the whole screen is as it is now ---
  desk.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-mends]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    send(form.getAttribute("action"), (now) => {
      const body = new FormData(form);
      body.append("ban", now);
      return body;
    }).then(anew, () => { button.disabled = false; });
  });

  // --- the grid ---
  const where = (cell) => {
    const row = cell.closest("tr");
    const table = cell.closest("table");
    return {
      row: Number(row.dataset.r),
      column: table.tHead.rows[0].cells[cell.cellIndex].dataset.c,
      table: Number(cell.closest("[data-table]").dataset.table),
    };
  };
  const cellOf = (target) => target.closest?.(".grid tbody td") ?? null;
  const move = (cell, down, right) => {
    const row = cell.parentElement;
    const body = row.parentElement;
    const to = body.rows[Math.min(Math.max(row.sectionRowIndex + down, 0), body.rows.length - 1)];
    const next = to.cells[Math.min(Math.max(cell.cellIndex + right, 1), to.cells.length - 1)];
    focusCell(next);
  };
  const focusCell = (cell) => {
    const table = cell.closest("table");
    for (const one of table.querySelectorAll("td[tabindex='0']")) one.tabIndex = -1;
    for (const one of table.querySelectorAll("tr.chosen")) one.classList.remove("chosen");
    cell.tabIndex = 0;
    cell.parentElement.classList.add("chosen");
    cell.focus();
  };
  // While rows may move nothing else is written into them. (`inert` would have every cell styled anew.)
  let locked = false;
  const edit = (cell, first) => {
    if (locked) { say("Đang ghi …"); return; }
    if (!cell.closest("[data-writable]")) return say(cell.closest("[data-table]").querySelector(".told")?.textContent ?? "Bảng này chỉ đọc.", true);
    const before = cell.textContent;
    const box = document.createElement("textarea");
    const { row, column } = where(cell);
    box.setAttribute("aria-label", `Ô ${column}${row}`);
    box.value = first ?? before;
    // Over the cell and not in it: while one types, no row changes its height.
    cell.classList.add("editing");
    cell.append(box);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    let over = false;
    const end = (keep, down = 0, right = 0) => {
      if (over) return;
      over = true;
      // The table came anew under the box: its rows may be others now.
      if (!cell.isConnected) { if (keep && box.value.trim() !== before.trim()) say("Bảng vừa đổi; ô đang gõ chưa được ghi.", true); return; }
      const text = keep ? box.value.trim() : before;
      cell.classList.remove("editing");
      cell.textContent = text;
      if (keep && text !== before.trim()) write([[cell, text, before]]);
      if (down || right) move(cell, down, right);
    };
    box.addEventListener("blur", () => end(true));
    box.addEventListener("keydown", (event) => {
      // While an input method composes (Telex, VNI), its keys are its own.
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") { end(false); focusCell(cell); }
      else if (event.key === "Enter" && !event.altKey && !event.shiftKey) { event.preventDefault(); end(true, 1); }
      else if (event.key === "Tab") { event.preventDefault(); end(true, 0, event.shiftKey ? -1 : 1); }
      event.stopPropagation();
    });
  };
  // What is changed while another change is being written goes with the next one, all in one.
  let batch = null;
  const write = (changes) => {
    for (const [cell, text] of changes) { cell.textContent = text; cell.classList.add("saving"); }
    const { table } = where(changes[0][0]);
    if (batch?.table === table) { batch.changes.push(...changes); return; }
    const mine = { table, changes: [...changes] };
    batch = mine;
    send(desk.dataset.cells, (now) => {
      if (batch === mine) batch = null;
      const cells = mine.changes.map(([cell, text]) => { const { row, column } = where(cell); return [row, column, text]; });
      return JSON.stringify({ ban: now, bang: table, o: cells });
    }).then(
      () => { for (const [cell] of mine.changes) cell.classList.remove("saving"); },
      (failure) => {
        const [cell, text] = mine.changes[0];
        if (mine.changes.length === 1 && text) say(`${failure.message} Chữ vừa gõ ở ô ${where(cell).column}${where(cell).row}: “${text}”`, true);
        for (const [cell, , before] of mine.changes.reverse()) { cell.textContent = before; cell.classList.remove("saving"); }
      },
    );
  };
  desk.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (cell && event.target === cell && !cell.parentElement.classList.contains("chosen")) focusCell(cell);
  });
  desk.addEventListener("dblclick", (event) => { const cell = cellOf(event.target); if (cell && event.target === cell) edit(cell); });
  desk.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.target !== cell) return;
    if (locked && !event.key.startsWith("Arrow")) { event.preventDefault(); return; }
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageDown: [12, 0], PageUp: [-12, 0] };
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      cell.closest("[data-table]").querySelector("[data-undo]").click();
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "Home" || event.key === "End") { event.preventDefault(); move(cell, event.key === "Home" ? -1e6 : 1e6, 0); }
    } else if (steps[event.key]) { event.preventDefault(); move(cell, ...steps[event.key]); }
    else if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); edit(cell); }
    else if (event.key === "Delete" && cell.closest("[data-writable]") && cell.textContent) write([[cell, "", cell.textContent]]);
    else if (event.key === "Process" || event.keyCode === 229) edit(cell, "");
    else if (event.key.length === 1 && event.key !== "?") { event.preventDefault(); edit(cell, event.key); }
  });
  // What Excel puts on the clipboard: lines and tabs, cells with line breaks in quotes.
  const cellsOf = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const row = rows[rows.length - 1];
      if (quoted) {
        if (sign !== '"') row[row.length - 1] += sign;
        else if (text[at + 1] === '"') { row[row.length - 1] += sign; at += 1; }
        else quoted = false;
      } else if (sign === '"' && !row[row.length - 1]) quoted = true;
      else if (sign === "\t") row.push("");
      else if (sign === "\n") rows.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
    return rows;
  };
  desk.addEventListener("paste", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.target !== cell) return;
    event.preventDefault();
    if (locked || !cell.closest("[data-writable]")) { edit(cell); return; }
    const pasted = cellsOf(event.clipboardData.getData("text/plain"));
    const body = cell.closest("tbody");
    const letters = [...cell.closest("table").tHead.rows[0].cells].map((one) => one.dataset.c);
    const changes = [];
    const added = [];
    let left = 0;
    pasted.forEach((texts, down) => {
      const row = body.rows[cell.parentElement.sectionRowIndex + down];
      const fresh = {};
      texts.forEach((text, right) => {
        const letter = letters[cell.cellIndex + right];
        if (!letter) { left += text.trim() ? 1 : 0; return; }
        if (!row) { if (text.trim()) fresh[letter] = text.trim(); return; }
        const to = row.cells[cell.cellIndex + right];
        if (to.textContent !== text.trim()) changes.push([to, text.trim(), to.textContent]);
      });
      if (Object.keys(fresh).length) added.push(fresh);
    });
    if (left) { say(`Vùng dán rộng hơn bảng: ${left} ô không có cột nào, chưa dán gì.`, true); return; }
    if (!added.length) { if (changes.length) write(changes); return; }
    const form = cell.closest("[data-table]").querySelector("form[data-rows]");
    const cells = changes.map(([to, text]) => { const { row, column } = where(to); return [row, column, text]; });
    changeRows(form, form.action, { dong: cell.parentElement.dataset.r, viec: "dan", o: JSON.stringify(cells), moi: JSON.stringify(added) }, 0);
  });

  // --- rows: one change after another too; while one is under way the tables wait, for their rows may move ---
  const chosen = (section) => section.querySelector("tr.chosen") ?? section.querySelector("tbody tr:last-child");
  const changeRows = (form, address, values, step) => {
    const place = Number(form.elements.bang.value);
    const row = chosen(form.closest("[data-table]"));
    const [line, column] = [row?.sectionRowIndex ?? 0, row?.querySelector("td[tabindex='0']")?.cellIndex ?? 1];
    waiting += 1;
    say("Đang ghi …");
    locked = true;
    for (const one of document.querySelectorAll("#tables .toolbar button")) one.disabled = true;
    document.getElementById("tables").setAttribute("aria-busy", "true");
    queue = queue.then(present).then(() => {
      const asked = { ...Object.fromEntries(new FormData(form)), ...values, ban: version };
      return htmx.ajax("POST", address, { target: "#tables", swap: "outerHTML", values: asked });
    }).catch(() => say("Chưa ghi được; tải lại trang rồi thử lại.", true)).finally(() => {
      waiting -= 1;
      locked = false;
      for (const one of document.querySelectorAll("#tables .toolbar button")) one.disabled = false;
      document.getElementById("tables").removeAttribute("aria-busy");
      // What was typed for a row that could not be written stands in its dialog for the next try.
      if (values["noi-dung"] && document.querySelector("#tables .toast.error")) {
        document.getElementById("new-so").value = values.so;
        document.getElementById("new-noi-dung").value = values["noi-dung"];
      }
      const rows = document.querySelector(`[data-table="${place}"] tbody`)?.rows ?? [];
      const cells = rows[Math.min(Math.max(line + step, 0), rows.length - 1)]?.cells;
      if (cells && document.activeElement === document.body) focusCell(cells[Math.min(column, cells.length - 1)]);
    });
  };
  desk.addEventListener("click", (event) => {
    const button = event.target.closest("[data-row], [data-undo]");
    if (!button || locked) return;
    const form = button.form;
    if (button.dataset.undo) { changeRows(form, button.dataset.undo, {}, 0); return; }
    const row = chosen(button.closest("[data-table]"));
    if (!row) return;
    const what = button.dataset.row;
    const asked = { dong: row.dataset.r, viec: what };
    if (what === "len" || what === "xuong") {
      const to = what === "len" ? row.previousElementSibling : row.nextElementSibling;
      if (!to) return;
      const after = what === "len" ? Number(to.dataset.r) - 1 : to.dataset.r;
      changeRows(form, form.action, { ...asked, viec: "chuyen", sau: after }, what === "len" ? -1 : 1);
    } else if (what === "xoa") changeRows(form, form.action, asked, 0);
    else {
      const dialog = document.getElementById("new-row");
      dialog.querySelector("h2").textContent = what === "muc" ? "Thêm mục dưới dòng đang chọn" : "Thêm dòng dưới dòng đang chọn";
      dialog.returnValue = "";
      dialog.showModal();
      dialog.onclose = () => {
        const content = document.getElementById("new-noi-dung").value.trim();
        if (dialog.returnValue !== "co" || !content) return;
        changeRows(form, form.action, { ...asked, so: document.getElementById("new-so").value.trim(), "noi-dung": content }, 1);
      };
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const tables = document.getElementById("tables");
    if (event.target.id === "tables" || event.detail?.target?.id === "tables") {
      version = tables.dataset.version;
      keepVersion();
      say(tables.querySelector(".toast.error") ? "Chưa ghi được." : "Đã ghi.", Boolean(tables.querySelector(".toast.error")));
    }
    mark();
  });

  // The field of a path, or the row of a list that it names: can_cu[1], noi_dung[0].dieu.
  const toField = (path) => {
    const fields = [...desk.querySelectorAll("[data-path]")];
    const field = fields.find((one) => one.dataset.path === path) ?? fields.find((one) => path.startsWith(one.dataset.path) || one.dataset.path.startsWith(path));
    if (!field) { say("Chỗ này sửa trong tệp của hồ sơ.", true); return; }
    const row = /\[(\d+)\]$/.exec(path.slice(field.dataset.path.length));
    const to = field.hidden ? field.closest(".field").querySelectorAll(".lines textarea")[row ? Number(row[1]) : 0] ?? field.closest(".field") : field;
    open(document.getElementById("tab-fields"), false);
    to.focus();
    to.scrollIntoView({ block: "center" });
  };

  // --- findings beside the cells ---
  const at = (item) => {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(item.dataset.cell) ?? [];
    for (const table of document.querySelectorAll(".grid table")) {
      const { file, sheet } = table.closest("[data-table]").dataset;
      if (file !== item.dataset.file || (sheet && item.dataset.sheet && sheet !== item.dataset.sheet)) continue;
      const head = [...table.tHead.rows[0].cells].findIndex((one) => one.dataset.c === letters);
      const found = head > 0 && table.querySelector(`tr[data-r="${row}"]`)?.cells[head];
      if (found) return found;
    }
    return null;
  };
  const mark = () => {
    for (const one of document.querySelectorAll(".grid td[class*=found-]")) { one.classList.remove("found-error", "found-warning", "found-note"); one.removeAttribute("title"); }
    for (const item of document.querySelectorAll("#findings li[data-cell]")) {
      const cell = at(item);
      if (!cell) continue;
      cell.classList.add(`found-${item.className}`);
      cell.title = [cell.title, item.querySelector(".what").textContent].filter(Boolean).join("\n");
    }
  };
  desk.addEventListener("click", (event) => {
    const named = event.target.closest("[data-field]")?.dataset.field;
    if (named) { toField(named); return; }
    const goes = event.target.closest("[data-goto]");
    const cell = goes && at(goes.closest("li"));
    if (!cell) return;
    open(document.getElementById("tab-tables"), false);
    focusCell(cell);
    cell.scrollIntoView({ block: "center" });
  });
})();
