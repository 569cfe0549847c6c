// The log table: records by severity, text and time; each opens its details and, where carried, its trace.
import {
  attributes,
  badge,
  button,
  clock,
  codes,
  date,
  detailsTitle,
  duration,
  h,
  header,
  line,
  marked,
  number,
  onWidth,
  plural,
  s,
  searchBox,
  uid,
  virtual,
  visible,
} from "./core.js";
import { waterfall } from "./waterfall.js";

const ROW = 27;
const ORDER = ["FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

export function logTable(root, data, mount) {
  const { logs } = data;
  const start = BigInt(data.start);
  const at = (log) => String(start + BigInt(Math.round(log.t)));
  const names = [...new Set(logs.map((log) => log.service))].sort();
  const letters = codes(names);
  const place = new Map(names.map((name, i) => [name, i]));
  const details = new Map(data.details.map((trace) => [trace.trace, trace]));
  const levels = [...new Set(logs.map((log) => log.severity))].sort(
    (a, b) => (ORDER.indexOf(a) + 1 || 99) - (ORDER.indexOf(b) + 1 || 99),
  );
  const own = uid("logs");
  const hidden = new Set();
  let query = "",
    rows = [],
    active = 0,
    opened = -1;

  const find = searchBox(
    "Search logs",
    (text) => {
      query = text;
      arrange();
    },
    undefined,
    () => grid.focus(),
  );
  const buttons = levels.map((level) => {
    const count = logs.filter((log) => log.severity === level).length;
    const pressed = h(
      "button",
      {
        type: "button",
        class: "level",
        "aria-pressed": "true",
        title: `Show ${level}`,
        on: {
          click: () => {
            if (!hidden.delete(level)) hidden.add(level);
            pressed.setAttribute("aria-pressed", String(!hidden.has(level)));
            arrange();
          },
        },
      },
      h("span", { class: `severity ${level.toLowerCase()}` }, line(level, 20)),
      number(count),
    );
    return pressed;
  });
  const overview = h("div", { class: "overview", "aria-hidden": "true" });
  const body = h("div", { class: "rows", role: "rowgroup" });
  const grid = h(
    "div",
    { class: "grid", role: "grid", tabindex: "0", "aria-label": "Log records", "aria-readonly": "true" },
    body,
  );
  const panel = h("section", { class: "details", "aria-label": "Details of the log record", hidden: true });
  root.append(
    h(
      "div",
      { class: "logs" },
      header(
        [h("strong", {}, plural(data.total, "log record"))],
        [
          logs.length < data.total && `the newest ${number(logs.length)} are listed`,
          logs.length > 0 && `from ${date(data.start)} ${clock(data.start)} UTC`,
        ]
          .filter(Boolean)
          .map((fact) => h("span", {}, fact)),
        [find.element],
      ),
      h("div", { class: "levels", role: "group", "aria-label": "Severities" }, buttons),
      overview,
      grid,
      panel,
      h("p", { class: "keys" }, "↑ ↓ move · Enter details · t trace · / search · the severities are switches"),
    ),
  );

  const list = virtual(
    grid,
    body,
    ROW,
    () => rows.length,
    (r) => {
      const i = rows[r];
      const log = logs[i];
      return h(
        "div",
        {
          class: `row level-${log.severity.toLowerCase()}${r === active ? " active" : ""}${i === opened ? " opened" : ""}`,
          role: "row",
          id: `${own}-${r}`,
          "aria-rowindex": r + 1,
          "aria-selected": String(i === opened),
          on: {
            click: () => {
              move(r);
              show(i === opened ? -1 : i);
            },
          },
        },
        h("span", { class: "at", role: "gridcell" }, clock(at(log))),
        h(
          "span",
          { class: "cell", role: "gridcell" },
          h("span", { class: `severity ${log.severity.toLowerCase()}` }, line(log.severity, 20)),
        ),
        h(
          "span",
          { class: "cell", role: "gridcell" },
          badge(place.get(log.service), letters[place.get(log.service)], log.service),
          h("span", { class: "hidden" }, line(log.service)),
        ),
        h("bdi", { class: "text", role: "gridcell" }, marked(line(log.body || log.event, 500), query)),
        log.trace &&
          h(
            "span",
            {
              class: "kind",
              role: "gridcell",
              title: details.has(log.trace) ? "Its trace can be opened" : "It belongs to a trace",
            },
            details.has(log.trace) ? "⧉ trace" : "⧉",
          ),
      );
    },
  );

  const texts = new Map();
  function words(i) {
    if (!texts.has(i)) {
      const { body = "", event = "", service, severity, trace = "", attributes: a = [] } = logs[i];
      texts.set(i, [body, event, service, severity, trace, ...a.flat()].join("\n").toLowerCase());
    }
    return texts.get(i);
  }

  function arrange() {
    rows = logs.flatMap((log, i) => (!hidden.has(log.severity) && (!query || words(i).includes(query)) ? [i] : []));
    find.count.textContent = query || hidden.size ? `${number(rows.length)} of ${number(logs.length)}` : "";
    grid.setAttribute("aria-rowcount", rows.length);
    active = Math.max(0, Math.min(active, rows.length - 1));
    list.draw();
    chart();
  }

  function move(r) {
    const before = active;
    active = Math.max(0, Math.min(rows.length - 1, r));
    list.reveal(active);
    list.refresh(before);
    list.refresh(active);
    grid.setAttribute("aria-activedescendant", `${own}-${active}`);
    if (opened >= 0) show(rows[active]);
  }

  function show(i) {
    opened = i;
    list.draw();
    panel.hidden = i < 0;
    if (i < 0) {
      panel.replaceChildren();
      return;
    }
    const log = logs[i];
    const tree = h("div", { class: "tree" });
    panel.replaceChildren(
      detailsTitle(
        close,
        h("span", { class: `severity ${log.severity.toLowerCase()}` }, line(log.severity, 20)),
        h("h3", {}, h("bdi", {}, visible(log.body || log.event))),
        log.trace &&
          details.has(log.trace) &&
          button("Open its trace", () => openTrace(log, tree), "Open its trace (t)"),
      ),
      h(
        "div",
        { class: "columns" },
        attributes("Record", [
          ["Time", `${date(at(log))} ${clock(at(log))} UTC`],
          ["After the first", duration(log.t)],
          ["Service", log.service],
          ["Severity number", log.number],
          ...(log.event ? [["Event name", log.event]] : []),
          ...(log.trace ? [["Trace id", log.trace]] : []),
          ...(log.span ? [["Span id", log.span]] : []),
        ]),
        attributes("Attributes", log.attributes),
      ),
      tree,
    );
  }

  function close() {
    show(-1);
    grid.focus();
  }

  function openTrace(log, tree) {
    if (!details.has(log.trace)) return;
    tree.replaceChildren();
    waterfall(tree, details.get(log.trace), mount);
    tree.scrollIntoView({ block: "nearest" });
  }

  /** How many records at what time, the severe ones at the bottom. */
  function chart() {
    const width = overview.clientWidth || 600;
    const end = Math.max(1, logs.at(-1)?.t ?? 1);
    const bars = Math.max(20, Math.min(160, Math.floor(width / 7)));
    const bins = Array.from({ length: bars }, () => [0, 0, 0]);
    for (const i of rows) {
      const { t, number: level } = logs[i];
      bins[Math.min(bars - 1, Math.floor((t / end) * bars))][level >= 17 ? 0 : level >= 13 ? 1 : 2]++;
    }
    const most = Math.max(1, ...bins.map((b) => b[0] + b[1] + b[2]));
    const wide = width / bars;
    overview.replaceChildren(
      s(
        "svg",
        { width, height: 34, viewBox: `0 0 ${width} 34` },
        bins.flatMap((bin, x) => {
          let y = 34;
          return bin.map((n, kind) => {
            if (!n) return null;
            const tall = Math.max(1.5, (n / most) * 32);
            y -= tall;
            return s("rect", {
              class: ["bad", "warn", "fine"][kind],
              x: x * wide + 0.5,
              y,
              width: Math.max(1, wide - 1.5),
              height: tall,
            });
          });
        }),
      ),
    );
  }

  grid.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== grid) return;
    const run = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      PageDown: () => move(active + list.page()),
      PageUp: () => move(active - list.page()),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      Enter: () => rows.length && show(opened === rows[active] ? -1 : rows[active]),
      " ": () => rows.length && show(opened === rows[active] ? -1 : rows[active]),
      t: () => {
        if (rows.length) {
          show(rows[active]);
          openTrace(logs[rows[active]], panel.querySelector(".tree"));
        }
      },
      "/": () => find.input.focus(),
      Escape: close,
    }[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });

  arrange();
  onWidth(overview, chart);
  onWidth(grid, () => list.draw());
}
