// One trace as a tree of spans on a time axis. A treegrid: the rows in sight exist, the others are numbers.
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
  hue,
  line,
  marked,
  number,
  onWidth,
  plural,
  searchBox,
  ticks,
  toggle,
  uid,
  virtual,
  visible,
} from "./core.js";

const ROW = 28;
const KINDS = {
  SERVER: "server",
  CLIENT: "client",
  PRODUCER: "producer",
  CONSUMER: "consumer",
  INTERNAL: "",
  UNSPECIFIED: "",
};

export function waterfall(root, trace, mount) {
  const { spans } = trace;
  const letters = codes(trace.services);
  const own = uid("waterfall");
  const children = spans.map(() => []);
  spans.forEach((span, i) => {
    if (span.parent >= 0) children[span.parent].push(i);
  });
  const errors = spans.flatMap((span, i) => (span.status === "ERROR" ? [i] : []));

  const closed = new Set();
  let rows = []; // indices of the spans that are not inside a closed one
  let rowOf = new Map();
  let active = 0; // index of the span that the keyboard is on
  let opened = -1; // index of the span whose details are shown
  let query = "";
  let hits = [];
  let hitSet = new Set();
  let critical = true;
  let from = 0,
    to = trace.duration || 1;

  const arrange = () => {
    rows = [];
    for (let i = 0; i < spans.length; i++) {
      rows.push(i);
      if (closed.has(i)) while (i + 1 < spans.length && spans[i + 1].depth > spans[rows.at(-1)].depth) i++;
    }
    rowOf = new Map(rows.map((span, row) => [span, row]));
  };

  // ---- the frame

  const find = searchBox(
    "Search spans",
    (text) => {
      query = text;
      hits = text ? spans.flatMap((span, i) => (words(i).includes(text) ? [i] : [])) : [];
      hitSet = new Set(hits);
      find.count.textContent = text ? `${number(hits.length)} of ${number(spans.length)}` : "";
      list.draw();
      if (hits.length) reach(hits.find((i) => i >= active) ?? hits[0]);
    },
    (step) => leap(hits, step),
    () => grid.focus(),
  );

  const path = toggle(
    "Critical path",
    true,
    (on) => {
      critical = on;
      box.classList.toggle("critical", on);
    },
    "The spans that decide how long the trace takes (c)",
  );
  const folds = button(
    "Collapse all",
    () => {
      const some = closed.size === 0;
      closed.clear();
      if (some)
        spans.forEach((span, i) => {
          if (span.depth > 0 && children[i].length) closed.add(i);
        });
      folds.textContent = some ? "Expand all" : "Collapse all";
      folds.setAttribute("aria-label", folds.textContent);
      rearrange();
    },
    "Collapse all",
  );
  const next =
    errors.length > 0 &&
    button(
      `✕ ${plural(errors.length, "error")}`,
      () => {
        leap(errors, 1);
        grid.focus();
      },
      `Go to the next of ${plural(errors.length, "error")} (e)`,
    );
  if (next) next.classList.add("error");
  const out = button("Whole trace", () => zoom(0, trace.duration || 1), "Show the whole trace again (0)");
  out.hidden = true;

  const ruler = h("div", { class: "ruler", title: "Drag to look closer" });
  const head = h("div", { class: "head", "aria-hidden": "true" }, h("span", {}, "Span"), ruler);
  const body = h("div", { class: "rows", role: "presentation" });
  const grid = h(
    "div",
    {
      class: "grid",
      role: "treegrid",
      tabindex: "0",
      "aria-label": `Spans of ${line(trace.name)}`,
      "aria-rowcount": spans.length,
      "aria-readonly": "true",
    },
    body,
  );
  const details = h("section", { class: "details", "aria-label": "Details of the span", hidden: true });
  const legend = h(
    "ul",
    { class: "legend", "aria-label": "Services" },
    trace.services.map((name, n) => h("li", {}, badge(n, letters[n], name), h("bdi", {}, line(name)))),
  );
  const box = h(
    "div",
    { class: "waterfall critical" },
    header(
      [h("strong", {}, h("bdi", {}, line(trace.name)))],
      [
        duration(trace.duration),
        plural(spans.length, "span"),
        plural(trace.services.length, "service"),
        `${date(trace.start)} ${clock(trace.start)} UTC`,
      ].map((fact) => h("span", {}, fact)),
      [find.element, next, path, folds, out],
    ),
    legend,
    head,
    grid,
    details,
    h(
      "p",
      { class: "keys" },
      "↑ ↓ move · ← → fold · Enter details · / search · e next error · c critical path · drag the ruler to zoom",
    ),
  );
  root.append(box);

  const list = virtual(grid, body, ROW, () => rows.length, row);
  const rearrange = () => {
    arrange();
    while (!rowOf.has(active)) active = spans[active].parent;
    list.draw();
    point();
  };

  // ---- rows

  const texts = new Map();
  function words(i) {
    let text = texts.get(i);
    if (text === undefined) {
      const { name, id, message, service, kind, attributes: a = [], logs = [], events = [] } = spans[i];
      text = [
        name,
        id,
        message,
        trace.services[service],
        kind,
        ...a.flat(),
        ...logs.map((l) => l.body),
        ...events.map((e) => e.name),
      ]
        .join("\n")
        .toLowerCase();
      texts.set(i, text);
    }
    return text;
  }

  const place = (t) => ((t - from) / (to - from)) * 100;

  function row(r) {
    const i = rows[r];
    const span = spans[i];
    const inner = children[i].length > 0;
    const left = Math.max(-1, Math.min(101, place(span.t)));
    const right = Math.max(-1, Math.min(101, place(span.t + span.w)));
    const failed = span.status === "ERROR";
    const room = Math.max(ruler.clientWidth, 1) / 100; // pixels of one per cent
    const spot =
      (100 - right) * room > 64
        ? { left: `max(0px, ${right}%)` }
        : left * room > 64
          ? { right: `${100 - left}%` }
          : null;
    return h(
      "div",
      {
        class: `row${i === active ? " active" : ""}${i === opened ? " opened" : ""}${span.critical ? " on-path" : ""}${query && !hitSet.has(i) ? " miss" : ""}`,
        role: "row",
        id: `${own}-${i}`,
        "aria-level": span.depth + 1,
        "aria-rowindex": i + 1,
        "aria-expanded": inner ? String(!closed.has(i)) : undefined,
        "aria-selected": String(i === opened),
        on: {
          click: () => {
            active = i;
            show(i);
          },
        },
      },
      h(
        "div",
        { class: "name", role: "gridcell", style: { "--depth": Math.min(span.depth, 24) } },
        h(
          "span",
          {
            class: `fold${inner ? "" : " leaf"}`,
            "aria-hidden": "true",
            on: inner
              ? {
                  click: (event) => {
                    event.stopPropagation();
                    active = i;
                    fold(i, !closed.has(i));
                  },
                }
              : undefined,
          },
          inner ? (closed.has(i) ? "▸" : "▾") : "",
        ),
        badge(span.service, letters[span.service], trace.services[span.service]),
        failed && h("span", { class: "sign error", title: "Status: error" }, "✕"),
        h("bdi", { class: "text", title: line(span.name) }, marked(line(span.name), query)),
        closed.has(i) && h("span", { class: "more" }, `+${within(i)}`),
        KINDS[span.kind] && h("span", { class: "kind" }, KINDS[span.kind]),
        span.orphan && h("span", { class: "kind warn", title: "Its parent span is not in the data" }, "parent missing"),
        span.links && h("span", { class: "kind", title: plural(span.links.length, "link") }, `⇢${span.links.length}`),
        span.logs &&
          h("span", { class: "kind", title: plural(span.logs.length, "log record") }, `≡${span.logs.length}`),
        span.profiles && h("span", { class: "kind", title: "A profile has samples of this span" }, "▲ profile"),
        h(
          "span",
          { class: "hidden" },
          `, service ${line(trace.services[span.service])}, ${failed ? "error, " : ""}takes ${duration(span.w)}, starts after ${duration(span.t)}${span.critical ? ", on the critical path" : ""}`,
        ),
      ),
      h(
        "div",
        { class: "time", role: "gridcell", "aria-hidden": "true" },
        right >= 0 &&
          left <= 100 && [
            h("span", {
              class: `bar ${hue(span.service)}${failed ? " failed" : ""}`,
              style: { left: `${left}%`, width: `${right - left}%` },
            }),
            (span.critical ?? []).map(([a, b]) => {
              const [x, y] = [Math.max(0, place(a)), Math.min(100, place(b))];
              return y > x && h("span", { class: "path", style: { left: `${x}%`, width: `${y - x}%` } });
            }),
            (span.events ?? []).slice(0, 50).map(
              (event) =>
                inSight(event.t) &&
                h("span", {
                  class: `event${event.name === "exception" ? " failed" : ""}`,
                  style: { left: `${place(event.t)}%` },
                  title: `event ${line(event.name)}, at ${duration(event.t)}`,
                }),
            ),
            (span.logs ?? []).slice(0, 50).map(
              (log) =>
                inSight(log.t) &&
                h("span", {
                  class: `log ${log.severity.toLowerCase()}`,
                  style: { left: `${place(log.t)}%` },
                  title: `${log.severity} ${line(log.body, 120)}`,
                }),
            ),
            h(
              "span",
              {
                class: `took${spot ? "" : ` inside ${hue(span.service)}`}`,
                style: spot ?? { left: `max(0px, ${left}%)` },
              },
              duration(span.w),
            ),
          ],
      ),
    );
  }

  const inSight = (t) => t >= from && t <= to;

  function within(i) {
    let n = 0;
    while (i + n + 1 < spans.length && spans[i + n + 1].depth > spans[i].depth) n++;
    return n;
  }

  // ---- moving about

  function fold(i, shut) {
    if (!children[i].length) return;
    if (shut) closed.add(i);
    else closed.delete(i);
    rearrange();
  }

  function point() {
    grid.setAttribute("aria-activedescendant", `${own}-${active}`);
  }

  function reach(i) {
    for (let up = spans[i].parent; up >= 0; up = spans[up].parent) closed.delete(up);
    const before = active;
    active = i;
    if (!rowOf.has(i)) rearrange();
    list.refresh(rowOf.get(before) ?? -1);
    list.reveal(rowOf.get(i));
    list.refresh(rowOf.get(i));
    point();
    if (opened >= 0) show(i);
  }

  function leap(targets, step) {
    if (!targets.length) return;
    const found =
      step > 0
        ? (targets.find((i) => i > active) ?? targets[0])
        : (targets.findLast((i) => i < active) ?? targets.at(-1));
    reach(found);
  }

  function show(i) {
    const before = opened;
    opened = i;
    for (const each of [before, i]) if (rowOf.has(each)) list.refresh(rowOf.get(each));
    list.draw();
    point();
    details.hidden = i < 0;
    details.replaceChildren(...(i < 0 ? [] : panel(i)));
  }

  grid.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rowOf.get(active);
    const go = (r) => reach(rows[Math.max(0, Math.min(rows.length - 1, r))]);
    const run = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      PageDown: () => go(at + list.page()),
      PageUp: () => go(at - list.page()),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () =>
        closed.has(active) ? fold(active, false) : children[active].length && reach(children[active][0]),
      ArrowLeft: () =>
        children[active].length && !closed.has(active)
          ? fold(active, true)
          : spans[active].parent >= 0 && reach(spans[active].parent),
      Enter: () => show(opened === active ? -1 : active),
      " ": () => show(opened === active ? -1 : active),
      Escape: () =>
        opened >= 0
          ? show(-1)
          : query
            ? ((find.input.value = ""), find.input.dispatchEvent(new Event("input")))
            : zoom(0, trace.duration || 1),
      "/": () => find.input.focus(),
      e: () => leap(errors, 1),
      E: () => leap(errors, -1),
      n: () => leap(hits, 1),
      N: () => leap(hits, -1),
      c: () => path.click(),
      0: () => zoom(0, trace.duration || 1),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });

  // ---- the time axis

  function drawRuler(width) {
    const marks = ticks(to - from, Math.max(2, Math.min(8, width / 90)));
    const end = to - from;
    ruler.replaceChildren(
      ...marks.map((t) =>
        h(
          "span",
          { class: t / end > 0.9 ? "tick last" : "tick", style: { left: `${(t / end) * 100}%` } },
          duration(from + t),
        ),
      ),
    );
    body.style.setProperty("--step", `${((marks[1] ?? end) / end) * 100}%`);
  }

  function zoom(a, b) {
    from = a;
    to = b;
    out.hidden = a === 0 && b === (trace.duration || 1);
    drawRuler(ruler.clientWidth);
    list.draw();
  }

  ruler.addEventListener("pointerdown", (event) => {
    const { left, width } = ruler.getBoundingClientRect();
    const share = (e) => Math.max(0, Math.min(1, (e.clientX - left) / width));
    const start = share(event);
    const area = h("span", { class: "area" });
    ruler.append(area);
    ruler.setPointerCapture(event.pointerId);
    const move = (e) => {
      const [a, b] = [start, share(e)].sort((x, y) => x - y);
      area.style.left = `${a * 100}%`;
      area.style.width = `${(b - a) * 100}%`;
    };
    const stop = (e) => {
      ruler.removeEventListener("pointermove", move);
      area.remove();
      const [a, b] = [start, share(e)].sort((x, y) => x - y);
      if (b - a > 0.01) zoom(from + a * (to - from), from + b * (to - from));
    };
    ruler.addEventListener("pointermove", move);
    ruler.addEventListener("pointerup", stop, { once: true });
    ruler.addEventListener("pointercancel", stop, { once: true });
  });
  ruler.addEventListener("dblclick", () => zoom(0, trace.duration || 1));

  // ---- details of one span

  function close() {
    show(-1);
    grid.focus();
  }

  function panel(i) {
    const span = spans[i];
    const [resource, scope, version] = trace.resources[span.resource];
    const self = span.w - covered(i);
    const onPath = (span.critical ?? []).reduce((sum, [a, b]) => sum + b - a, 0);
    const facts = [
      ["Service", trace.services[span.service]],
      ["Kind", span.kind],
      ["Status", span.message ? `${span.status}: ${span.message}` : span.status],
      ["Starts after", duration(span.t)],
      ["Takes", duration(span.w)],
      ["Own work", `${duration(self)} (not covered by its children)`],
      ["On the critical path", onPath ? `${duration(onPath)} of the trace's ${duration(trace.duration)}` : "no"],
      ["Span id", span.id],
      ["Trace id", trace.trace],
    ];
    return [
      detailsTitle(
        close,
        badge(span.service, letters[span.service], trace.services[span.service]),
        h("h3", {}, h("bdi", {}, visible(span.name, 500))),
      ),
      h(
        "div",
        { class: "columns" },
        attributes("Span", facts),
        attributes("Attributes", span.attributes),
        span.events && moments("Events", span.events, (event) => event.name),
        span.logs &&
          moments(
            "Logs",
            span.logs,
            (log) => log.body || log.event,
            (log) => log.severity,
          ),
        span.links &&
          h(
            "section",
            { class: "attributes" },
            h("h4", {}, "Links"),
            span.links.map((link) =>
              attributes("", [["trace", link.trace], ["span", link.span], ...(link.attributes ?? [])]),
            ),
          ),
        span.profiles?.map((picture) => flames(i, picture)),
        attributes("Resource", resource),
        attributes("Scope", [["name", scope], ...(version ? [["version", version]] : [])]),
      ),
    ];
  }

  /** The flame graph of a span's samples; its way back leads to the span's row. */
  function flames(i, picture) {
    const host = h("div", {});
    mount(host, "flame_graph", { ...picture, span: spans[i].name });
    host.addEventListener("otlplab-span", () => {
      list.reveal(rowOf.get(i));
      grid.focus({ preventScroll: true });
      box.scrollIntoView({ block: "nearest" });
    });
    return h("section", { class: "attributes profile" }, h("h4", {}, `Profile: ${line(picture.type, 60)}`), host);
  }

  /** How many nanoseconds of a span are covered by its children. */
  function covered(i) {
    const { t, w } = spans[i];
    let sum = 0,
      reached = t;
    for (const c of children[i]) {
      // children are in order of their start
      const a = Math.max(spans[c].t, reached),
        b = Math.min(spans[c].t + spans[c].w, t + w);
      if (b > a) {
        sum += b - a;
        reached = b;
      }
    }
    return sum;
  }

  arrange();
  point();
  list.draw();
  onWidth(grid, (width) => {
    head.style.width = `${width}px`; // the scroll bar belongs to the rows alone
    drawRuler(ruler.clientWidth);
    list.draw();
  });
}

/** Things with a time, in their order: span events and log records. */
function moments(title, things, name, severity) {
  return h(
    "section",
    { class: "attributes moments" },
    h("h4", {}, `${title} (${things.length})`),
    h(
      "ol",
      {},
      things.slice(0, 200).map((thing) =>
        h(
          "li",
          {},
          h("span", { class: "at" }, duration(thing.t)),
          severity && h("span", { class: `severity ${severity(thing).toLowerCase()}` }, severity(thing)),
          h("bdi", { class: "body" }, visible(name(thing))),
          thing.attributes?.length
            ? h(
                "dl",
                {},
                thing.attributes.map(([key, value]) => [
                  h("dt", {}, h("bdi", {}, line(key))),
                  h("dd", {}, h("bdi", {}, visible(value))),
                ]),
              )
            : null,
        ),
      ),
    ),
    things.length > 200 && h("p", { class: "note" }, `${number(things.length - 200)} more are not listed.`),
  );
}
