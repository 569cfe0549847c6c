// Metrics with uPlot: lines for numbers and percentiles, a heatmap for histograms, exemplars as dots.
import uPlot from "uplot";
import {
  button,
  choice,
  clock,
  date,
  duration,
  h,
  header,
  ink,
  line,
  number,
  onTheme,
  onWidth,
  plural,
} from "./core.js";
import { waterfall } from "./waterfall.js";

const unitless = (unit) => unit.replace(/[{}]/g, "");
const SCALE = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, min: 6e10, h: 3.6e12 };
const LEVELS = [50, 90, 95, 99];
const HEIGHT = 290;
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

export function metricChart(root, data, mount) {
  const { groups, shape, unit, bins, step } = data;
  const histogram = shape === "histogram";
  const start = Number(BigInt(data.start) / 1000000n) / 1000; // seconds since 1970
  const middle = Array.from({ length: bins }, (_, i) => start + (i + 0.5) * step);
  const details = new Map(data.details.map((trace) => [trace.trace, trace]));
  const exemplars = data.exemplars ?? [];
  const measure = (v) => (v === null || v === undefined ? "–" : SCALE[unit] ? duration(v * SCALE[unit]) : number(v));
  const written = (v) =>
    shape === "rate"
      ? `${number(v)}${unit && unit !== "1" && !/^\{/.test(unit) ? ` ${line(unit, 12)}` : ""}/s`
      : measure(v);

  let face = histogram ? "heat" : "lines";
  let group = 0; // of the heatmap and of the percentiles
  let level = 2; // of the comparison: p95
  let plot = null;

  const stage = h("div", { class: "plot" });
  const legend = h("ul", { class: "legend series" });
  const says = h("p", { class: "status", role: "status" });
  const doors = h("div", { class: "doors" });
  const tree = h("div", { class: "tree" });

  const many = histogram && groups.length > 1;
  const picker =
    many &&
    h(
      "select",
      {
        "aria-label": "Series",
        on: {
          change: () => {
            group = Number(picker.value);
            draw();
          },
        },
      },
      groups.map((name, i) => h("option", { value: i }, line(name, 60))),
    );
  const levels =
    many &&
    choice(
      "Percentile",
      LEVELS.map((p, i) => [i, `p${p}`]),
      level,
      (i) => {
        level = i;
        draw();
      },
    );
  const faces =
    histogram &&
    choice(
      "Picture",
      [["heat", "Heatmap"], ["levels", "Percentiles"], ...(many ? [["compare", "Compare"]] : [])],
      face,
      (name) => {
        face = name;
        draw();
      },
    );

  root.append(
    h(
      "div",
      { class: "metric" },
      header(
        [h("strong", {}, h("bdi", {}, line(data.metric)))],
        [
          data.type.replace("_", " "),
          data.temporality.toLowerCase(),
          unit && unit !== "1" && `in ${line(unitless(unit), 30)}`,
          data.by && `by ${line(data.by, 60)}`,
          plural(data.streams, "stream"),
        ]
          .filter(Boolean)
          .map((fact) => h("span", {}, fact)),
        [picker, levels, faces],
      ),
      data.description && h("p", { class: "note about" }, h("bdi", {}, line(data.description, 500))),
      stage,
      legend,
      says,
      doors,
      tree,
    ),
  );

  // ---- what is drawn

  function lines() {
    if (face === "levels") return LEVELS.map((p, i) => ({ name: `p${p}`, values: data.percentiles[group][i] }));
    if (face === "compare")
      return groups.flatMap((name, i) =>
        name === "all" && i === 0 ? [] : [{ name, values: data.percentiles[i][level] }],
      );
    return groups.map((name, i) => ({ name, values: data.series[i] }));
  }

  const hueOf = (i) => ink(root, `--hue${i % 8}`);

  function draw() {
    plot?.destroy();
    stage.replaceChildren();
    if (picker) picker.hidden = face === "compare";
    if (levels) levels.hidden = face !== "compare";
    const width = Math.max(240, stage.clientWidth || 640);
    const soft = ink(root, "--soft"),
      faint = ink(root, "--faint");
    const font = "11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
    const axis = { stroke: soft, font, grid: { stroke: faint, width: 1 }, ticks: { stroke: faint, width: 1, size: 4 } };
    const heat = face === "heat";
    const rows = data.edges?.length ?? 0;
    const drawn = heat ? [] : lines();
    const series = drawn.map((each, i) => ({
      label: line(each.name, 60),
      stroke: hueOf(i),
      width: 2,
      dash: DASHES[Math.floor(i / 8) % 4].length
        ? DASHES[Math.floor(i / 8) % 4]
        : face === "levels"
          ? DASHES[i]
          : undefined,
      points: { show: each.values.filter((v) => v !== null).length < 40, size: 5, fill: hueOf(i) },
      spanGaps: false,
    }));
    plot = new uPlot(
      {
        width,
        height: HEIGHT,
        legend: { show: false },
        padding: [12, 26, 0, 4],
        cursor: { drag: { x: !heat, y: false }, points: { show: !heat }, y: true },
        scales: {
          x: { time: true, range: () => [start, start + bins * step] }, // dragging sets others
          y: heat
            ? { range: [0, Math.max(1, rows)] }
            : { range: (u, a, b) => [Math.min(0, a ?? 0), b > 0 ? b * 1.08 : 1] },
        },
        series: [{}, ...(heat ? [{ show: false }] : series)],
        axes: [
          { ...axis, values: (u, marks) => marks.map((t) => clockOf(t)), space: 80, size: 30 },
          heat
            ? {
                ...axis,
                size: 72,
                splits: () => edgeMarks(rows),
                values: (u, marks) => marks.map(bound),
                grid: { show: false },
              }
            : { ...axis, size: 72, values: (u, marks) => marks.map(written) },
        ],
        hooks: { drawAxes: heat ? [paint] : [], draw: [dots], setCursor: [hover] },
      },
      heat ? [middle, middle.map(() => null)] : [middle, ...drawn.map((each) => each.values)],
      stage,
    );
    plot.over.addEventListener("click", choose);
    plot.over.addEventListener("dblclick", () => draw());
    const over = plot.over;
    over.setAttribute("role", "img");
    over.setAttribute("aria-label", alternative(drawn));
    key(drawn, heat);
  }

  const clockOf = (t) =>
    clock(BigInt(Math.round(t * 1000)) * 1000000n).slice(0, bins * step > 600 ? 5 : bins * step > 15 ? 8 : 10);

  // ---- the heatmap

  const low = (row) => data.edges[row]?.[0];
  const high = (row) => data.edges[row]?.[1];
  function edgeMarks(rows) {
    const every = Math.max(1, Math.ceil(rows / 11));
    return Array.from({ length: Math.floor(rows / every) + 1 }, (_, i) => i * every);
  }
  /** The value at the lower edge of a row. */
  function bound(row) {
    if (row < data.edges.length) return low(row) === null ? (high(row) > 0 ? "0" : "−∞") : measure(low(row));
    return high(row - 1) === null || high(row - 1) === undefined ? "∞" : measure(high(row - 1));
  }
  const range = (row) =>
    `${low(row) === null ? "up" : `${measure(low(row))}`} to ${high(row) === null ? "∞" : measure(high(row))}`;
  /** Where a value lies on the row scale. */
  function rowOf(value) {
    for (let i = 0; i < data.edges.length; i++) {
      const a = low(i) ?? Math.min(0, high(i)),
        b = high(i);
      if (b === null) return value > a ? i + 0.5 : undefined;
      if (value <= b && value >= a) return i + (b > a ? (value - a) / (b - a) : 0.5);
    }
    return undefined;
  }

  const RAMPS = {
    light: ["#e4eef6", "#b9d6ea", "#7fb4d8", "#4a8dbf", "#2a669c", "#14406e", "#081f3d"],
    dark: ["#17324a", "#1d4a6e", "#226a94", "#2e8eb0", "#56b3bd", "#9ad5c0", "#f1f5c8"],
  };
  const shade = (share) =>
    RAMPS[root.dataset.theme === "dark" ? "dark" : "light"][Math.min(6, Math.floor(share ** 0.5 * 7))];

  function paint(u) {
    const { ctx } = u;
    const most = Math.max(1, ...data.cells[group].map(([, , n]) => n));
    ctx.save();
    for (const [bin, row, count] of data.cells[group]) {
      const x0 = u.valToPos(start + bin * step, "x", true),
        x1 = u.valToPos(start + (bin + 1) * step, "x", true);
      const y0 = u.valToPos(row, "y", true),
        y1 = u.valToPos(row + 1, "y", true);
      ctx.fillStyle = shade(count / most);
      ctx.fillRect(
        Math.round(x0),
        Math.round(y1),
        Math.max(1, Math.round(x1) - Math.round(x0) - 1),
        Math.max(1, Math.round(y0) - Math.round(y1) - 1),
      );
    }
    ctx.restore();
  }

  // ---- exemplars

  const shownExemplars = () =>
    exemplars.filter(
      (e) =>
        !histogram || face === "compare" || groups[group] === "all" || groups.length === 1 || e.group === groups[group],
    );
  function spot(u, e) {
    const y = face === "heat" ? rowOf(e.value) : e.value;
    if (y === undefined || shape === "rate") return null;
    const at = [u.valToPos(start + e.t, "x"), u.valToPos(y, "y")];
    return at[0] >= 0 && at[0] <= u.over.clientWidth && at[1] >= 0 && at[1] <= u.over.clientHeight ? at : null;
  }
  function dots(u) {
    const { ctx } = u;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    for (const e of shownExemplars()) {
      const at = spot(u, e);
      if (!at) continue;
      ctx.beginPath();
      ctx.arc(at[0] * ratio + u.bbox.left, at[1] * ratio + u.bbox.top, 4 * ratio, 0, 7);
      ctx.fillStyle = ink(root, details.has(e.trace) ? "--exemplar" : "--bg");
      ctx.fill();
      ctx.lineWidth = 1.5 * ratio;
      ctx.strokeStyle = ink(root, "--path");
      ctx.stroke();
    }
    ctx.restore();
  }
  function nearest(u, x, y) {
    let best = null,
      distance = 12;
    for (const e of shownExemplars()) {
      const at = spot(u, e);
      const d = at ? Math.hypot(at[0] - x, at[1] - y) : 99;
      if (d < distance) {
        best = e;
        distance = d;
      }
    }
    return best;
  }
  function choose(event) {
    const { left, top } = plot.over.getBoundingClientRect();
    const e = nearest(plot, event.clientX - left, event.clientY - top);
    if (e) open(e);
  }
  function open(e) {
    tree.replaceChildren();
    for (const door of doors.querySelectorAll("button"))
      door.setAttribute("aria-pressed", String(door.dataset.trace === e.trace));
    const trace = details.get(e.trace);
    if (trace) waterfall(tree, trace, mount);
    else
      tree.append(
        h(
          "p",
          { class: "note" },
          e.trace
            ? [
                "This trace is not carried in the page. In a notebook: ",
                h("code", {}, `waterfall(store, "${line(e.trace, 40)}")`),
              ]
            : "This exemplar carries no trace.",
        ),
      );
  }

  // ---- what is said

  function hover(u) {
    const { left, top, idx } = u.cursor;
    if (left < 0 || idx === null || idx === undefined) {
      says.textContent = resting();
      u.over.style.cursor = "default";
      return;
    }
    const e = nearest(u, left, top);
    u.over.style.cursor = e ? "pointer" : "crosshair";
    if (e) {
      says.textContent = `Exemplar ${measure(e.value)} at ${clockOf(start + e.t)}${e.trace ? (details.has(e.trace) ? ": opens its trace" : `, trace ${line(e.trace, 40)}`) : ""}`;
      return;
    }
    if (face === "heat") {
      const bin = Math.floor((u.posToVal(left, "x") - start) / step),
        row = Math.floor(u.posToVal(top, "y"));
      const cell = data.cells[group].find(([b, r]) => b === bin && r === row);
      says.textContent = data.edges[row]
        ? `${clockOf(start + bin * step)}: ${range(row)}, ${number(cell ? Math.round(cell[2]) : 0)} of ${number(Math.round(data.cells[group].reduce((sum, [b, , n]) => (b === bin ? sum + n : sum), 0)))}`
        : "";
      return;
    }
    says.textContent = `${clockOf(middle[idx])}: ${lines()
      .slice(0, 12)
      .map((each) => `${line(each.name, 40)} ${written(each.values[idx] ?? null)}`)
      .join(" · ")}`;
  }

  function resting() {
    if (!histogram)
      return `${data.hidden > 0 ? `${number(data.hidden)} more series are not drawn. ` : ""}Move over the picture for values; drag to look closer, double-click for all.`;
    return `${line(groups[group], 60)}: ${number(data.totals[group])} measurements, ${LEVELS.map((p, i) => `p${p} ${measure(data.whole[group][i])}`).join(", ")}`;
  }

  const alternative = (drawn) =>
    `${data.label}. ${
      face === "heat"
        ? `Heatmap. ${resting()}`
        : drawn
            .map((each) => {
              const known = each.values.filter((v) => v !== null);
              return known.length
                ? `${line(each.name, 60)} from ${written(Math.min(...known))} to ${written(Math.max(...known))}`
                : `${line(each.name, 60)} without values`;
            })
            .join("; ")
    }`;

  function key(drawn, heat) {
    legend.replaceChildren(
      ...(heat
        ? [
            h(
              "li",
              {},
              "fewer",
              RAMPS[root.dataset.theme === "dark" ? "dark" : "light"].map((colour) =>
                h("span", { class: "swatch wide", style: { background: colour } }),
              ),
              "more",
            ),
          ]
        : drawn.map((each, i) =>
            h(
              "li",
              {},
              h("span", {
                class: `swatch dash${(face === "levels" ? i : Math.floor(i / 8)) % 4}`,
                style: { "--hue": hueOf(i) },
              }),
              h("bdi", {}, line(each.name, 60)),
              h("span", { class: "last" }, written(each.values.findLast((v) => v !== null) ?? null)),
            ),
          )),
      ...(exemplars.length ? [h("li", {}, h("span", { class: "swatch dot" }), "exemplar")] : []),
    );
    says.textContent = resting();
    const list = shownExemplars().filter((e) => e.trace);
    doors.replaceChildren(
      ...(list.length
        ? [
            h("span", { class: "note" }, `Exemplars (${number(list.length)}), the largest first:`),
            ...list.slice(0, 8).map((e) => {
              const door = button(
                `${measure(e.value)} · ${clockOf(start + e.t)}`,
                () => open(e),
                `Open the trace of ${measure(e.value)}`,
              );
              door.dataset.trace = e.trace;
              return door;
            }),
          ]
        : []),
    );
  }

  onTheme(() => {
    if (root.isConnected || plot) draw();
  });
  onWidth(stage, draw);
}
