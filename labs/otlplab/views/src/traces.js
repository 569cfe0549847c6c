// The trace list: a table to sort and search; a row opens its waterfall in place.
import { badge, clock, codes, date, duration, h, header, line, marked, number, plural, searchBox } from "./core.js";
import { waterfall } from "./waterfall.js";

const COLUMNS = [
  ["Trace", (t) => `${t.service}\n${t.name}`, 1],
  ["Started", (t) => BigInt(t.start), 1],
  ["Takes", (t) => t.w, -1],
  ["Spans", (t) => t.spans, -1],
  ["Errors", (t) => t.errors, -1],
  ["Services", (t) => t.services.length, -1],
];

export function traceList(root, data, mount) {
  const names = [...new Set(data.traces.flatMap((t) => [t.service, ...t.services]))].sort();
  const letters = codes(names);
  const place = new Map(names.map((name, i) => [name, i]));
  const details = new Map(data.details.map((trace) => [trace.trace, trace]));
  const longest = Math.max(1, ...data.traces.map((t) => t.w));
  const days = new Set(data.traces.map((t) => date(t.start)));

  let column = 2,
    direction = -1,
    query = "";
  let open = null; // the id of the trace whose waterfall is shown

  const find = searchBox(
    "Search traces",
    (text) => {
      query = text;
      draw();
    },
    undefined,
    () => body.querySelector("[tabindex='0']")?.focus(),
  );
  const heads = COLUMNS.map(([label, , first], i) =>
    h(
      "th",
      { scope: "col", class: `column${i}` },
      h(
        "button",
        {
          type: "button",
          on: {
            click: () => {
              direction = i === column ? -direction : first;
              column = i;
              draw();
            },
          },
        },
        label,
      ),
    ),
  );
  const body = h("tbody");
  const failed = data.traces.filter((t) => t.errors).length;
  root.append(
    h(
      "div",
      { class: "traces" },
      header(
        [h("strong", {}, plural(data.total, "trace"))],
        [
          data.traces.length < data.total && `the ${number(data.traces.length)} slowest are listed`,
          failed > 0 && `✕ ${number(failed)} with errors`,
        ]
          .filter(Boolean)
          .map((fact) => h("span", {}, fact)),
        [find.element],
      ),
      h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, heads)), body)),
      h("p", { class: "keys" }, "↑ ↓ move · Enter opens the waterfall · / search · a heading sorts"),
    ),
  );

  function draw() {
    heads.forEach((head, i) => {
      if (i === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    const key = COLUMNS[column][1];
    const chosen = data.traces
      .filter((t) => !query || [t.service, t.name, t.trace, ...t.services].join("\n").toLowerCase().includes(query))
      .map((t) => [key(t), t])
      .sort(([a], [b]) => (a < b ? -direction : a > b ? direction : 0))
      .map(([, t]) => t);
    find.count.textContent = query ? `${number(chosen.length)} of ${number(data.traces.length)}` : "";
    body.replaceChildren(...chosen.flatMap((t, i) => rows(t, i === 0)));
    if (!chosen.length)
      body.append(h("tr", {}, h("td", { colspan: COLUMNS.length, class: "empty" }, "No trace matches.")));
  }

  function rows(t, first) {
    const shown = open === t.trace;
    const row = h(
      "tr",
      {
        class: `trace${shown ? " opened" : ""}`,
        tabindex: first || shown ? "0" : "-1",
        "aria-expanded": String(shown),
        "data-trace": t.trace,
        on: { click: () => flip(t, row) },
      },
      h(
        "td",
        { class: "column0" },
        h("span", { class: "fold", "aria-hidden": "true" }, shown ? "▾" : "▸"),
        badge(place.get(t.service), letters[place.get(t.service)], t.service),
        h("bdi", { class: "service" }, marked(line(t.service), query)),
        " ",
        h("bdi", { class: "text" }, marked(line(t.name), query)),
      ),
      h("td", { class: "column1 digits" }, days.size > 1 && `${date(t.start)} `, clock(t.start)),
      h(
        "td",
        { class: "column2 digits" },
        h(
          "span",
          { class: "gauge", "aria-hidden": "true" },
          h("span", { style: { width: `${(t.w / longest) * 100}%` } }),
        ),
        duration(t.w),
      ),
      h("td", { class: "column3 digits" }, number(t.spans)),
      h(
        "td",
        { class: "column4 digits" },
        t.errors ? h("span", { class: "sign error" }, `✕ ${number(t.errors)}`) : "0",
      ),
      h(
        "td",
        { class: "column5" },
        t.services.slice(0, 8).map((name) => badge(place.get(name), letters[place.get(name)], name)),
        t.services.length > 8 && ` +${t.services.length - 8}`,
        h("span", { class: "hidden" }, t.services.map((name) => line(name)).join(", ")),
      ),
    );
    return shown ? [row, inside(t)] : [row];
  }

  function inside(t) {
    const cell = h("td", { colspan: COLUMNS.length });
    const trace = details.get(t.trace);
    if (trace) waterfall(cell, trace, mount);
    else
      cell.append(
        h(
          "p",
          { class: "note" },
          "This trace is not carried in the page. In a notebook: ",
          h("code", {}, `waterfall(store, "${line(t.trace, 40)}")`),
        ),
      );
    return h("tr", { class: "inside" }, cell);
  }

  function flip(t, row) {
    const focus = row.getRootNode().activeElement === row || open !== t.trace;
    open = open === t.trace ? null : t.trace;
    const top = row.getBoundingClientRect().top;
    draw();
    const fresh = [...body.children].find((each) => each.dataset.trace === t.trace);
    if (focus) fresh?.focus({ preventScroll: true });
    const scroll = body.closest(".scroll");
    if (fresh) scroll.scrollTop += fresh.getBoundingClientRect().top - top;
  }

  body.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("tr.trace");
    if (!row || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...body.querySelectorAll("tr.trace")];
    const at = all.indexOf(row);
    const go = (i) => {
      const next = all[Math.max(0, Math.min(all.length - 1, i))];
      for (const each of all) each.tabIndex = each === next ? 0 : -1;
      next.focus();
    };
    const run = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(all.length - 1),
      Enter: () => row.click(),
      " ": () => row.click(),
      "/": () => find.input.focus(),
      Escape: () => open && row.classList.contains("opened") && row.click(),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });

  draw();
}
