// The flame graph on a canvas: frames narrower than half a pixel are skipped with all that they call, so what is
// drawn depends on the width of the picture and not on the number of samples.
import {
  button,
  choice,
  duration,
  h,
  header,
  ink,
  line,
  number,
  onTheme,
  onWidth,
  percent,
  plural,
  searchBox,
  visible,
} from "./core.js";

const ROW = 19;
const MOST_ROWS = 34;
const SCALE = { nanoseconds: 1, ns: 1, microseconds: 1e3, us: 1e3, milliseconds: 1e6, ms: 1e6, seconds: 1e9, s: 1e9 };

const SHARES = "percentage points (pp) of the whole, also written in the frames";
const AMOUNTS = "in the unit of the samples, also written in the frames; fair where both sides did the same work";

export function flameGraph(root, data) {
  const { names, depth, name, unit } = data;
  const n = depth.length;
  const both = data.sides.length > 0;
  const sides = both ? [data.value, data.other] : [data.value];
  const totals = sides.map((side) => side[0] || 1);
  const amount = (v) => (SCALE[unit] ? duration(v * SCALE[unit]) : `${number(v)} ${line(unit, 30)}`);

  // The tree: where each frame's callees end (preorder), its parent, and where it starts on the chosen side.
  const last = new Int32Array(n),
    parent = new Int32Array(n).fill(-1);
  const path = [];
  for (let i = 0; i < n; i++) {
    while (path.length > depth[i]) last[path.pop()] = i;
    if (path.length) parent[i] = path.at(-1);
    path.push(i);
  }
  while (path.length) last[path.pop()] = n;

  let side = both ? 1 : 0;
  let amounts = false; // whether a difference is one of amounts, or of shares of the whole
  let left = new Float64Array(n);
  let value = sides[side];
  const lay = () => {
    value = sides[side];
    left = new Float64Array(n);
    const next = new Float64Array(n); // where the next callee of a frame starts
    for (let i = 0; i < n; i++) {
      left[i] = parent[i] < 0 ? 0 : next[parent[i]];
      next[i] = left[i];
      if (parent[i] >= 0) next[parent[i]] += value[i];
    }
  };
  let deepest = 0;
  for (let i = 0; i < n; i++) deepest = Math.max(deepest, depth[i]);

  let top = 0; // the frame that is zoomed to
  let active = 0; // the frame that the keyboard or the pointer is on
  let touched = false; // whether somebody has pointed at a frame yet
  let query = "",
    hit = null,
    inverted = false,
    table = false;

  const find = searchBox(
    "Search functions",
    (text) => {
      query = text;
      hit = text ? new Set(names.flatMap((each, i) => (each.toLowerCase().includes(text) ? [i] : []))) : null;
      let sum = 0;
      if (hit)
        for (let i = 0; i < n; i++)
          if (hit.has(name[i])) {
            sum += value[i];
            i = last[i] - 1;
          }
      find.count.textContent = hit ? percent(sum / totals[side]) : "";
      draw();
      functions();
    },
    (step) => {
      if (!hit) return;
      const order = [];
      for (let i = 0; i < n; i++) if (hit.has(name[i])) order.push(i);
      if (order.length)
        point(
          step > 0 ? (order.find((i) => i > active) ?? order[0]) : (order.findLast((i) => i < active) ?? order.at(-1)),
        );
    },
    () => box.focus(),
  );
  const whole = button("Whole graph", () => zoom(0), "Show the whole graph again (Escape)");
  whole.hidden = true;
  const turn = h(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-pressed": "false",
      title: "Root at the top (i)",
      on: {
        click: () => {
          inverted = !inverted;
          turn.setAttribute("aria-pressed", String(inverted));
          draw();
          if (!inverted) scroller.scrollTop = scroller.scrollHeight;
          else scroller.scrollTop = 0;
        },
      },
    },
    "Root at top",
  );
  const width =
    both &&
    choice(
      "Widths",
      data.sides.map((text, i) => [i, line(text, 20)]),
      side,
      (i) => {
        side = i;
        lay();
        draw();
        functions();
      },
    );
  const basis =
    both &&
    choice(
      "Difference of",
      [
        [false, "Shares"],
        [true, "Amounts"],
      ],
      amounts,
      (on) => {
        amounts = on;
        note.textContent = amounts ? AMOUNTS : SHARES;
        point(active, true);
      },
    );
  const note = h("span", { class: "note" }, SHARES);
  // Inside a waterfall: the way back to the span that these samples belong to.
  const back =
    data.span !== undefined &&
    button(
      `↑ Span ${line(data.span, 40)}`,
      () => back.dispatchEvent(new CustomEvent("otlplab-span", { bubbles: true, composed: true })),
      "Back to the span (b)",
    );
  const face = choice(
    "Face",
    [
      [false, "Graph"],
      [true, "Functions"],
    ],
    false,
    (on) => {
      table = on;
      scroller.hidden = table;
      sheet.hidden = !table;
      functions();
      if (!table) draw();
    },
  );

  const canvas = h("canvas", { "aria-hidden": "true" });
  const item = h("div", { role: "treeitem", id: "frame", class: "hidden" });
  const scroller = h("div", { class: "scroll flames" }, canvas);
  const box = h(
    "div",
    { class: "stage", role: "tree", tabindex: "0", "aria-label": data.label, "aria-activedescendant": "frame" },
    scroller,
    item,
  );
  const sheet = h("div", { class: "scroll", hidden: true });
  const status = h("p", { class: "status", role: "status" });
  const legend =
    both &&
    h(
      "p",
      { class: "legend diverging" },
      h("span", {}, `less in ${line(data.sides[1], 20)}`),
      h("span", { class: "ramp", "aria-hidden": "true" }),
      h("span", {}, "more"),
      note,
    );
  root.append(
    h(
      "div",
      { class: "flame" },
      header(
        [h("strong", {}, both ? `${line(data.sides[0], 20)} → ${line(data.sides[1], 20)}` : "Flame graph")],
        [
          both ? `${amount(totals[0])} → ${amount(totals[1])}` : amount(totals[0]),
          plural(names.length - 1, "function"),
          data.merged > 0 &&
            `${plural(data.merged, "frame")} below ${Number((data.least * 100).toPrecision(1))} % not drawn`,
        ]
          .filter(Boolean)
          .map((fact) => h("span", {}, fact)),
        [back, find.element, basis, width, face, turn, whole],
      ),
      legend,
      box,
      sheet,
      status,
      h(
        "p",
        { class: "keys" },
        "↑ ↓ callers and callees · ← → siblings · Enter zooms · Escape zooms out · / search · i turns it over",
      ),
    ),
  );

  // ---- drawing

  let colours = {};
  const fresh = () => {
    colours = Object.fromEntries(
      ["--bg", "--ink", "--soft", "--accent", "--line", "--path"].map((key) => [key, ink(root, key)]),
    );
    colours.dark = root.dataset.theme === "dark";
    tints.clear();
  };
  const tints = new Map();
  /** A warm colour for each module: what stands before the last dot, slash or colon of the function's name. */
  function tint(i) {
    if (both) return change(i);
    let made = tints.get(name[i]);
    if (!made) {
      const text = names[name[i]];
      const module = /^(.*?)[.:/ (][^.:/]*$/.exec(text)?.[1] ?? text;
      let hash = 7;
      for (let c = 0; c < Math.min(module.length, 60); c++) hash = (hash * 31 + module.charCodeAt(c)) % 9973;
      made = colours.dark
        ? `hsl(${18 + (hash % 36)} ${48 + (hash % 17)}% ${46 + (hash % 13)}%)`
        : `hsl(${22 + (hash % 34)} ${78 + (hash % 14)}% ${66 + (hash % 13)}%)`;
      if (i === 0) made = colours.dark ? "#5a6675" : "#c9d1da";
      tints.set(name[i], made);
    }
    return made;
  }
  const delta = (i) =>
    amounts ? (sides[1][i] - sides[0][i]) / totals[0] : sides[1][i] / totals[1] - sides[0][i] / totals[0];
  /** Blue for less, orange for more: told apart by every kind of colour vision, and by lightness from no change. */
  function change(i) {
    const d = delta(i);
    const strength = Math.min(1, Math.sqrt(Math.abs(d) * 6));
    if (Math.abs(d) < 5e-4) return colours.dark ? "#4a5563" : "#dfe4ea";
    if (colours.dark)
      return d > 0
        ? `hsl(30 ${40 + 50 * strength}% ${38 + 20 * strength}%)`
        : `hsl(210 ${30 + 55 * strength}% ${40 + 22 * strength}%)`;
    return d > 0
      ? `hsl(30 ${60 + 35 * strength}% ${86 - 30 * strength}%)`
      : `hsl(210 ${55 + 30 * strength}% ${88 - 28 * strength}%)`;
  }
  const signed = (i) => {
    const d = delta(i) * 100;
    if (amounts && d) return `${d > 0 ? "+" : "−"}${amount(Math.abs(sides[1][i] - sides[0][i]))} `;
    return Math.abs(d) < 0.05 ? "" : `${d > 0 ? "+" : "−"}${Math.abs(d).toFixed(1)} pp `;
  };

  let rects = []; // what is drawn: frame, left, width; by depth, for the pointer
  function draw() {
    if (table) return;
    const cssWidth = scroller.clientWidth;
    if (!cssWidth) return;
    const ancestors = [];
    for (let up = parent[top]; up >= 0; up = parent[up]) ancestors.unshift(up);
    const span = value[top] || 1;
    const scale = cssWidth / span;
    // Which frames are to be drawn, and how deep they go.
    rects = [];
    let rows = ancestors.length + 1;
    for (let i = top; i < last[top]; i++) {
      const w = value[i] * scale;
      if (w < 0.5) {
        i = last[i] - 1;
        continue;
      }
      const d = depth[i];
      (rects[d] ??= []).push(i);
      rows = Math.max(rows, d + 1);
    }
    for (const up of ancestors) rects[depth[up]] = [up];
    const height = rows * ROW + 2;
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(cssWidth * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${cssWidth}px`;
    canvas.style.height = `${height}px`;
    scroller.style.height = `${Math.min(height, MOST_ROWS * ROW)}px`;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.clearRect(0, 0, cssWidth, height);
    pen.font = "11.5px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
    pen.textBaseline = "middle";
    const letter = 6.4;
    for (let d = 0; d < rects.length; d++) {
      const y = inverted ? d * ROW : height - (d + 1) * ROW - 1;
      for (const i of rects[d] ?? []) {
        const above = d < depth[top];
        const x = above ? 0 : (left[i] - left[top]) * scale;
        const w = above ? cssWidth : value[i] * scale;
        pen.globalAlpha = above ? 0.45 : hit && !hit.has(name[i]) ? 0.3 : 1;
        pen.fillStyle = tint(i);
        pen.fillRect(x, y, Math.max(w - (w > 3 ? 0.8 : 0), 0.4), ROW - 1);
        if (hit?.has(name[i]) && w > 2) {
          pen.strokeStyle = colours["--path"];
          pen.lineWidth = 1.5;
          pen.strokeRect(x + 0.75, y + 0.75, Math.max(w - 2.3, 0.5), ROW - 2.5);
        }
        if (w > 26) {
          const room = Math.floor((w - 7) / letter);
          const text = (both && w > 80 ? signed(i) : "") + line(names[name[i]], 300);
          pen.fillStyle = colours.dark && (i === 0 || (both && Math.abs(delta(i)) < 0.03)) ? "#f2f5f8" : "#10161e";
          if (room > 2)
            pen.fillText(text.length > room ? `${text.slice(0, room - 1)}…` : text, x + 4, y + ROW / 2 + 0.5, w - 6);
        }
        pen.globalAlpha = 1;
      }
    }
    const spot = touched && where(active, scale, height, cssWidth);
    if (spot) {
      pen.strokeStyle = colours["--accent"];
      pen.lineWidth = 2.5;
      pen.strokeRect(spot.x + 1, spot.y + 1, Math.max(2, spot.w - 2.5), ROW - 3);
    }
    whole.hidden = top === 0;
  }

  function where(i, scale, height, cssWidth) {
    if (!rects[depth[i]]?.includes(i)) return null;
    const above = depth[i] < depth[top];
    return {
      x: above ? 0 : (left[i] - left[top]) * scale,
      w: above ? cssWidth : value[i] * scale,
      y: inverted ? depth[i] * ROW : height - (depth[i] + 1) * ROW - 1,
    };
  }

  function describe(i) {
    const text = visible(names[name[i]], 400);
    if (!both)
      return `${text}: ${amount(value[i])}, ${percent(value[i] / totals[0])} of all${i && top ? `, ${percent(value[i] / value[top])} of what is shown` : ""}`;
    return `${text}: ${line(data.sides[0], 20)} ${amount(sides[0][i])} (${((100 * sides[0][i]) / totals[0]).toFixed(1)} %), ${line(data.sides[1], 20)} ${amount(sides[1][i])} (${((100 * sides[1][i]) / totals[1]).toFixed(1)} %), ${signed(i).trim() || "no change"}`;
  }

  function point(i, quiet = false) {
    active = i;
    touched = true;
    status.textContent = describe(i);
    item.textContent = describe(i);
    item.setAttribute("aria-level", depth[i] + 1);
    if (!(i >= top && i < last[top]) && depth[i] >= depth[top]) top = commonTop(i);
    draw();
    if (quiet) return;
    const y = inverted ? depth[i] * ROW : canvas.clientHeight - (depth[i] + 1) * ROW;
    if (y < scroller.scrollTop) scroller.scrollTop = y;
    else if (y + ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = y + ROW - scroller.clientHeight;
  }

  function commonTop(i) {
    let up = top;
    while (up > 0 && !(i >= up && i < last[up])) up = parent[up];
    return up;
  }

  function zoom(i) {
    top = i;
    point(i);
  }

  function callees(i) {
    const found = [];
    for (let c = i + 1; c < last[i]; c = last[c]) if (value[c] > 0) found.push(c);
    return found;
  }

  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const beside = (step) => {
      if (parent[active] < 0) return;
      const all = callees(parent[active]);
      const next = all[all.indexOf(active) + step];
      if (next !== undefined) point(next);
    };
    const down = () => {
      const [first, ...rest] = callees(active);
      if (first !== undefined) point(rest.reduce((a, b) => (value[b] > value[a] ? b : a), first));
    };
    const up = () => parent[active] >= 0 && point(parent[active]);
    const run = {
      ArrowUp: inverted ? up : down,
      ArrowDown: inverted ? down : up,
      ArrowLeft: () => beside(-1),
      ArrowRight: () => beside(1),
      Home: () => point(top),
      Enter: () => zoom(active),
      " ": () => zoom(active),
      Escape: () =>
        top > 0 ? zoom(parent[top]) : query && ((find.input.value = ""), find.input.dispatchEvent(new Event("input"))),
      "/": () => find.input.focus(),
      i: () => turn.click(),
      b: () => back && back.click(),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });

  function under(event) {
    const { left: x0, top: y0, height, width: w0 } = canvas.getBoundingClientRect();
    const row = Math.floor((event.clientY - y0) / ROW);
    const d = inverted ? row : Math.round((height - 2) / ROW) - 1 - row;
    if (d < depth[top]) return rects[d]?.[0];
    const at = left[top] + ((event.clientX - x0) / w0) * value[top];
    return rects[d]?.find((i) => left[i] <= at && at < left[i] + value[i]);
  }
  let moving = false;
  canvas.addEventListener("pointermove", (event) => {
    if (moving) return;
    moving = true;
    requestAnimationFrame(() => {
      moving = false;
      const i = under(event);
      canvas.style.cursor = i === undefined ? "default" : "pointer";
      if (i !== undefined && i !== active) point(i, true);
    });
  });
  canvas.addEventListener("click", (event) => {
    const i = under(event);
    if (i !== undefined) {
      zoom(i);
      box.focus({ preventScroll: true });
    }
  });

  // ---- the functions as a table

  let sums;
  function totalsByFunction() {
    if (sums) return sums;
    const made = new Map();
    const seen = new Set();
    const walk = [];
    for (let i = 0; i < n; i++) {
      while (walk.length > depth[i]) {
        const [f, first] = walk.pop();
        if (first) seen.delete(f);
      }
      const f = name[i];
      const entry = made.get(f) ?? made.set(f, { f, own: [0, 0], all: [0, 0] }).get(f);
      const first = !seen.has(f);
      if (first) seen.add(f);
      walk.push([f, first]);
      sides.forEach((values, k) => {
        entry.own[k] += values[i];
        if (first) entry.all[k] += values[i];
        if (parent[i] >= 0) made.get(name[parent[i]]).own[k] -= values[i];
      });
    }
    made.delete(name[0]);
    sums = [...made.values()];
    return sums;
  }

  function functions() {
    if (!table) return;
    const chosen = totalsByFunction()
      .filter(({ f }) => !hit || hit.has(f))
      .sort((a, b) => b.own[side] - a.own[side]);
    const share = (v, k) => `${((100 * v) / totals[k]).toFixed(1)} %`;
    const heads = both
      ? [
          "Function",
          ...data.sides.map((text) => `Own ${line(text, 16)}`),
          "Change",
          ...data.sides.map((text) => `With callees ${line(text, 16)}`),
        ]
      : ["Function", "Own", "", "With callees", ""];
    const cells = ({ own, all }) =>
      both
        ? [
            share(own[0], 0),
            share(own[1], 1),
            own[1] / totals[1] === own[0] / totals[0]
              ? "–"
              : `${own[1] / totals[1] > own[0] / totals[0] ? "+" : "−"}${Math.abs(100 * (own[1] / totals[1] - own[0] / totals[0])).toFixed(1)} %`,
            share(all[0], 0),
            share(all[1], 1),
          ]
        : [share(own[0], 0), amount(own[0]), share(all[0], 0), amount(all[0])];
    sheet.replaceChildren(
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            heads.map((text, i) => h("th", { scope: "col", class: i ? "digits plain" : "plain" }, text)),
          ),
        ),
        h(
          "tbody",
          {},
          chosen.slice(0, 200).map((each) =>
            h(
              "tr",
              {},
              h("td", { class: "function" }, h("bdi", {}, line(names[each.f], 300))),
              cells(each).map((text) => h("td", { class: "digits" }, text)),
            ),
          ),
        ),
      ),
      chosen.length > 200 && h("p", { class: "note" }, `${number(chosen.length - 200)} more are not listed.`),
    );
  }

  lay();
  status.textContent = describe(0);
  item.textContent = describe(0);
  onTheme(() => {
    fresh();
    draw();
  });
  onWidth(scroller, () => {
    fresh();
    draw();
    if (!inverted) scroller.scrollTop = scroller.scrollHeight;
  });
  return { draw };
}
