// What every picture uses: elements made without markup, safe text, numbers, themes, colours of services.

/** An element. Text only ever becomes a text node; `on` holds listeners; no attribute may be a listener. */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function s(tag, props = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (name === "style") for (const [key, v] of Object.entries(value)) element.style.setProperty(key, v);
    else if (/^(on|href|src|srcdoc|style)/i.test(name)) throw new Error(`attribute refused: ${name}`);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((c) => c !== undefined && c !== null && c !== false));
  return element;
}

// C0, DEL, C1 and the characters that reorder or hide other text: shown, never obeyed.
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;

/** Text from telemetry as it may be shown: hidden characters written as escapes, and no longer than `limit`. */
export function visible(value, limit = 4000) {
  const text = String(value ?? "");
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(HIDDEN, (c) => `\\u${c.codePointAt(0).toString(16).padStart(4, "0")}`);
}

/** The same on one short line. */
export const line = (value, limit = 200) =>
  visible(
    String(value ?? "")
      .slice(0, limit * 2)
      .replace(/\s+/g, " "),
    limit,
  );

const UNITS = [
  ["h", 3.6e12],
  ["min", 6e10],
  ["s", 1e9],
  ["ms", 1e6],
  ["µs", 1e3],
  ["ns", 1],
];

/** Nanoseconds as three significant digits and a unit. */
export function duration(ns) {
  if (ns === undefined || ns === null) return "–";
  const [unit, size] = UNITS.find(([, size]) => Math.abs(ns) >= size) ?? UNITS[5];
  return `${number(ns / size)} ${unit}`;
}

/** Three significant digits, thousands grouped. */
export function number(value) {
  if (value === undefined || value === null || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return value.toLocaleString("en-GB");
  if (size >= 1e15 || size < 1e-4) return value.toExponential(2);
  if (size >= 100) return Math.round(value).toLocaleString("en-GB");
  return String(Number(value.toPrecision(3)));
}

export const plural = (n, noun) => `${number(n)} ${noun}${n === 1 ? "" : "s"}`;

/** A share as whole percent that never rounds a little to nothing or almost all to all. */
export function percent(share) {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share < 1 && share > 0.99) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** Nanoseconds since 1970, as text, as a clock time in UTC with milliseconds. */
export const clock = (ns) => new Date(Number(BigInt(ns) / 1000000n)).toISOString().slice(11, 23);
export const date = (ns) => new Date(Number(BigInt(ns) / 1000000n)).toISOString().slice(0, 10);

/** Round values that divide [0, span] into about `wanted` parts. */
export function ticks(span, wanted) {
  if (!(span > 0)) return [0];
  const raw = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((m) => m >= raw);
  return Array.from({ length: Math.floor(span / step + 1e-9) + 1 }, (_, i) => i * step);
}

// ---- themes -------------------------------------------------------------------------------------------------------

const media = matchMedia("(prefers-color-scheme: dark)");

/** "light" or "dark": the book's html[data-theme], else JupyterLab's body[data-jp-theme-light], else the system's. */
export function theme() {
  const book = document.documentElement.dataset.theme;
  if (book === "light" || book === "dark") return book;
  const lab = document.body?.dataset.jpThemeLight;
  if (lab) return lab === "false" ? "dark" : "light";
  return media.matches ? "dark" : "light";
}

const themed = new Set();
let watching = false;

/** Run `change(theme)` now and whenever the page's theme changes; returns how to stop. */
export function onTheme(change) {
  if (!watching) {
    watching = true;
    let last = theme();
    const look = () => {
      if (theme() === last) return;
      last = theme();
      for (const run of themed) run(last);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
    media.addEventListener("change", look);
  }
  themed.add(change);
  change(theme());
  return () => themed.delete(change);
}

/** The value of a CSS custom property, for canvases. */
export const ink = (element, name) => getComputedStyle(element).getPropertyValue(name).trim();

// ---- services -----------------------------------------------------------------------------------------------------

/** A short code for each name, all different, so that a colour is never the only sign. */
export function codes(names) {
  const taken = new Set();
  return names.map((name) => {
    const words = String(name).match(/[\p{L}\p{N}]+/gu) ?? ["?"];
    const letters = words.length > 1 ? [...words[0]][0] + [...words[1]][0] : [...words[0]].slice(0, 2).join("");
    let code = letters.toUpperCase();
    for (let n = 2; taken.has(code); n++) code = `${[...letters][0].toUpperCase()}${n}`;
    taken.add(code);
    return code;
  });
}

/** Class of the colour of the nth service; from the ninth on with stripes. */
export const hue = (n) => `hue${n % 8}${n >= 8 ? " striped" : ""}`;

/** The coloured letters of a service. */
export const badge = (n, code, name) =>
  h("span", { class: `badge ${hue(n)}`, title: line(name), "aria-hidden": "true" }, code);

// ---- parts --------------------------------------------------------------------------------------------------------

/** Attributes as a table; `rows` are [key, value]. */
export function attributes(title, rows) {
  if (!rows?.length) return null;
  return h(
    "section",
    { class: "attributes" },
    h("h4", {}, title),
    h(
      "dl",
      {},
      rows.map(([key, value]) => [
        h("dt", {}, h("bdi", {}, line(key, 300))),
        h("dd", {}, h("bdi", {}, visible(value === null ? "null" : value))),
      ]),
    ),
  );
}

/** A search field; `change(text)` as one types, `next(step)` on Enter, `leave()` on Escape. */
export function searchBox(label, change, next, leave) {
  const count = h("span", { class: "count", role: "status" });
  const input = h("input", {
    type: "search",
    placeholder: label,
    "aria-label": label,
    spellcheck: "false",
    autocomplete: "off",
    on: {
      input: () => change(input.value.trim().toLowerCase()),
      keydown: (event) => {
        if (event.key === "Enter") next?.(event.shiftKey ? -1 : 1);
        else if (event.key === "Escape") {
          if (input.value) {
            input.value = "";
            change("");
          } else leave?.();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  });
  return { element: h("span", { class: "search" }, input, count), input, count };
}

/** A button that stays pressed. */
export function toggle(label, pressed, change, title) {
  const button = h(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-pressed": String(pressed),
      title,
      on: { click: () => set(button.getAttribute("aria-pressed") !== "true") },
    },
    label,
  );
  const set = (on) => {
    button.setAttribute("aria-pressed", String(on));
    change(on);
  };
  return button;
}

export const button = (label, run, title) =>
  h("button", { type: "button", title, "aria-label": title, on: { click: run } }, label);

/** The first line of a panel of details: what it is about, and a button (and Escape) that closes it. */
export const detailsTitle = (close, ...about) =>
  h("div", { class: "title" }, ...about, button("✕", close, "Close the details (Escape)"));

/** Radio-like buttons; `options` are [value, label]. */
export function choice(label, options, value, change) {
  const buttons = options.map(([key, text]) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": String(key === value),
        on: {
          click: () => {
            buttons.forEach((b, i) => b.setAttribute("aria-pressed", String(options[i][0] === key)));
            change(key);
          },
        },
      },
      text,
    ),
  );
  return h("span", { class: "choice", role: "group", "aria-label": label }, buttons);
}

/** The picture's frame: a heading, tools at its side. */
export const header = (title, facts, tools) =>
  h(
    "header",
    {},
    h("div", { class: "title" }, title, h("span", { class: "facts" }, facts)),
    h("div", { class: "tools" }, tools),
  );

/** Text with the parts that match `query` marked. */
export function marked(text, query) {
  if (!query) return [text];
  const parts = [];
  const lower = text.toLowerCase();
  let at = 0;
  for (let hit = lower.indexOf(query); hit >= 0; hit = lower.indexOf(query, at)) {
    parts.push(text.slice(at, hit), h("mark", {}, text.slice(hit, hit + query.length)));
    at = hit + query.length;
  }
  return [...parts, text.slice(at)];
}

/**
 * A list that only has elements for what is in sight: `rows()` says how many there are, `make(i)` builds one.
 * Every row is `height` pixels high.
 */
export function virtual(scroller, body, height, count, make) {
  const shown = new Map();
  let waiting = false;
  const draw = (fresh) => {
    waiting = false;
    if (fresh) {
      for (const row of shown.values()) row.remove();
      shown.clear();
    }
    const total = count();
    body.style.height = `${total * height}px`;
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - 6);
    const last = Math.min(total, Math.ceil((scroller.scrollTop + (scroller.clientHeight || 480)) / height) + 6);
    for (const [i, row] of shown)
      if (i < first || i >= last) {
        row.remove();
        shown.delete(i);
      }
    for (let i = first; i < last; i++) {
      if (shown.has(i)) continue;
      const row = make(i);
      row.style.transform = `translateY(${i * height}px)`;
      shown.set(i, row);
      body.append(row);
    }
  };
  scroller.addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => draw(false));
    },
    { passive: true },
  );
  return {
    draw: () => draw(true),
    /** Build row i again, if it is in sight. */
    refresh(i) {
      const old = shown.get(i);
      if (!old) return;
      const row = make(i);
      row.style.transform = old.style.transform;
      old.replaceWith(row);
      shown.set(i, row);
    },
    reveal(i, top = 0) {
      const y = i * height;
      if (y < scroller.scrollTop) scroller.scrollTop = y;
      else if (y + height + top > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = y + height + top - scroller.clientHeight;
      draw(false);
    },
    page: () => Math.max(1, Math.floor(scroller.clientHeight / height) - 1),
  };
}

/** Call `changed(width)` when the element's width has changed. */
export function onWidth(element, changed) {
  let last = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width && width !== last) {
      last = width;
      changed(width);
    }
  }).observe(element);
}

let ids = 0;
export const uid = (name) => `${name}-${++ids}`;
