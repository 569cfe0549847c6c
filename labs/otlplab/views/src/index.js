// The bundle: draws each picture inside a shadow root of its element, on any page that holds such elements.
import css from "./style.css";
import uplotCss from "uplot/dist/uPlot.min.css";
import { h, onTheme } from "./core.js";
import { flameGraph } from "./flame.js";
import { logTable } from "./logs.js";
import { metricChart } from "./metrics.js";
import { quiz } from "./quiz.js";
import { serviceMap } from "./servicemap.js";
import { stepper } from "./stepper.js";
import { traceList } from "./traces.js";
import { waterfall } from "./waterfall.js";

const PICTURES = {
  flame_graph: flameGraph,
  log_table: logTable,
  metric_chart: metricChart,
  quiz,
  service_map: serviceMap,
  stepper,
  trace_list: traceList,
  waterfall,
};

let sheet;

/** Draw a picture in `host`, in place of what it showed before. `steps` of a stepper are drawn by the same function. */
export function mount(host, kind, picture) {
  const draw = Object.hasOwn(PICTURES, kind) ? PICTURES[kind] : undefined;
  if (!draw) throw new Error(`no such picture: ${kind}`);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(uplotCss + css);
  }
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  host.setAttribute("role", "group");
  if (picture.label) host.setAttribute("aria-label", picture.label);
  const root = h("div", { class: "view" });
  shadow.replaceChildren(root);
  onTheme((theme) => {
    root.dataset.theme = theme;
  });
  draw(root, picture, mount);
}

/** The picture's data from the script element of a static view. */
async function read(script) {
  const data = JSON.parse(script.textContent);
  if (!Object.hasOwn(data, "deflate")) return data;
  const bytes = Uint8Array.from(atob(data.deflate), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

/** Bring every static view in `root` alive; each is drawn once. */
async function hydrate(root) {
  const found = [...root.querySelectorAll(".otlplab-view[data-view]:not([data-alive])")];
  await Promise.all(
    found.map(async (host) => {
      const script = host.querySelector(":scope > script[type='application/json']");
      if (!script) return; // sanitised: the fallback stays
      host.dataset.alive = "";
      try {
        mount(host, host.dataset.view, await read(script));
      } catch (error) {
        console.error("otlplab: this view stays as it is", error);
      }
    }),
  );
}

// JupyterLab takes keys before any element does, except below this attribute: plain keys are for the picture that has
// the focus, those with Ctrl or Cmd (save, for instance) stay JupyterLab's.
function claimKeys(event) {
  const host = event.target instanceof Element && event.target.closest(".otlplab-view");
  if (host) host.toggleAttribute("data-lm-suppress-shortcuts", !event.ctrlKey && !event.metaKey);
}

const key = Symbol.for("otlplab.views.ready");
const slot = (globalThis[key] ??= {});
if (!slot.loaded) {
  slot.loaded = true;
  window.addEventListener("keydown", claimKeys, true);
  const start = () => {
    hydrate(document);
    new MutationObserver((changes) => {
      if (changes.some((change) => change.addedNodes.length)) hydrate(document);
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
if (slot.done) slot.done({ mount });
else slot.promise = Promise.resolve({ mount });
