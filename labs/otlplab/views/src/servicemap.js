// The service map: a layered graph by dagre, drawn as SVG, with the same figures as a table below it.
import { Graph, layout } from "@dagrejs/dagre";
import { button, codes, duration, h, header, line, number, onWidth, percent, plural, s } from "./core.js";

const NODE = 56; // pixels high
const LABEL = 36;
const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
const pen = document.createElement("canvas").getContext("2d");

/** How wide a text is, in pixels. */
function wide(text, font) {
  pen.font = `${font} ${FAMILY}`;
  return pen.measureText(text).width;
}

/** A duration with two significant digits: a map is for comparing. */
const about = (ns) => duration(ns === undefined ? undefined : Number(ns.toPrecision(2)));

export function serviceMap(root, data) {
  const { nodes, edges, seconds } = data;
  const letters = codes(nodes.map((node) => node.name));
  let chosen = -1;

  const rate = (calls) =>
    seconds > 0 ? `${number(Number((calls / seconds).toPrecision(3)))}/s` : plural(calls, "call");
  const state = ({ calls, errors }) =>
    !errors ? "fine" : errors / calls < 0.01 ? "some" : errors / calls < 0.05 ? "more" : "many";
  const failing = ({ calls, errors }) => (errors ? `✕ ${percent(errors / calls)}` : "no errors");

  const times = (e) => `p50 ${about(e.p50)} · p95 ${about(e.p95)}`;
  const rateOf = (e) => `${rate(e.calls)}${e.errors ? `  ${failing(e)}` : ""}`;
  const nodeSize = nodes.map((node) => ({
    height: NODE,
    width:
      28 +
      Math.max(wide(line(node.name, 20), "650 13px") + 26, wide(`${rate(node.calls)}   ${failing(node)}`, "600 12px")),
  }));
  const labelSize = edges.map((e) => ({
    height: LABEL,
    width: 18 + Math.max(wide(rateOf(e), "600 11.5px"), wide(times(e), "11px")),
  }));

  const picture = h("div", { class: "picture" });
  const body = h("tbody");
  const all = button("Show all", () => choose(-1), "Show all services (Escape)");
  all.hidden = true;
  root.append(
    h(
      "div",
      { class: "map" },
      header(
        [h("strong", {}, "Service map")],
        [
          plural(nodes.length, "node"),
          plural(edges.length, "connection"),
          seconds > 0 && `over ${duration(seconds * 1e9)}`,
        ]
          .filter(Boolean)
          .map((fact) => h("span", {}, fact)),
        [all],
      ),
      picture,
      h(
        "div",
        { class: "scroll" },
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              ["Caller", "Callee", "Calls", "Rate", "Errors", "p50", "p95"].map((name, i) =>
                h("th", { scope: "col", class: i > 1 ? `digits plain nth${i}` : "plain" }, name),
              ),
            ),
          ),
          body,
        ),
      ),
      h("p", { class: "keys" }, "Choose a service to see only its connections · Tab and Enter · Escape shows all"),
    ),
  );

  function choose(i) {
    chosen = i === chosen ? -1 : i;
    all.hidden = chosen < 0;
    const near = new Set([
      chosen,
      ...edges.filter((e) => e.from === chosen || e.to === chosen).flatMap((e) => [e.from, e.to]),
    ]);
    for (const node of picture.querySelectorAll(".node")) {
      const n = Number(node.dataset.node);
      node.classList.toggle("off", chosen >= 0 && !near.has(n));
      node.setAttribute("aria-pressed", String(n === chosen));
    }
    for (const edge of picture.querySelectorAll(".edge")) {
      const e = edges[Number(edge.dataset.edge)];
      edge.classList.toggle("off", chosen >= 0 && e.from !== chosen && e.to !== chosen);
    }
    table();
  }

  function table() {
    const rows = edges.filter((e) => chosen < 0 || e.from === chosen || e.to === chosen);
    body.replaceChildren(
      ...rows.map((e) =>
        h(
          "tr",
          {},
          h("td", {}, h("bdi", {}, line(nodes[e.from].name))),
          h("td", {}, h("bdi", {}, line(nodes[e.to].name))),
          h("td", { class: "digits" }, number(e.calls)),
          h("td", { class: "digits nth3" }, rate(e.calls)),
          h(
            "td",
            { class: `digits ${e.errors ? "error" : ""}` },
            e.errors
              ? [`✕ ${number(e.errors)}`, h("span", { class: "nth5" }, ` (${percent(e.errors / e.calls)})`)]
              : "0",
          ),
          h("td", { class: "digits nth5" }, duration(e.p50)),
          h("td", { class: "digits" }, duration(e.p95)),
        ),
      ),
    );
  }

  /** From left to right where that fits, if need be a little smaller; otherwise from top to bottom. */
  function draw(width) {
    const room = width - 14;
    const across = arrange(false),
      down = arrange(true);
    const fits = (graph) => Math.min(1, room / (graph.graph().width || 1));
    const graph = fits(across) >= 0.78 || fits(across) >= fits(down) ? across : down;
    paint(graph, Math.max(width < 620 ? 0.72 : 0.8, fits(graph)));
  }

  function arrange(narrow) {
    const graph = new Graph({ multigraph: true });
    graph.setGraph({
      rankdir: narrow ? "TB" : "LR",
      nodesep: narrow ? 26 : 34,
      ranksep: narrow ? 26 : 34,
      edgesep: 18,
      marginx: 12,
      marginy: 12,
    });
    graph.setDefaultEdgeLabel(() => ({}));
    nodes.forEach((_, i) => graph.setNode(`n${i}`, { ...nodeSize[i] }));
    edges.forEach(
      (e, i) => e.from !== e.to && graph.setEdge(`n${e.from}`, `n${e.to}`, { ...labelSize[i], labelpos: "c" }, `e${i}`),
    );
    layout(graph);
    return graph;
  }

  function paint(graph, scale) {
    const size = graph.graph();
    const most = Math.max(1, ...edges.map((e) => e.calls));
    const arrow = `arrow${Math.random().toString(36).slice(2)}`;
    const canvas = s(
      "svg",
      {
        viewBox: `0 0 ${size.width || 10} ${size.height || 10}`,
        width: (size.width || 10) * scale,
        height: (size.height || 10) * scale,
        role: "group",
        "aria-label": data.label,
      },
      s(
        "defs",
        {},
        s(
          "marker",
          {
            id: arrow,
            viewBox: "0 0 8 8",
            refX: 7,
            refY: 4,
            markerWidth: 8,
            markerHeight: 8,
            markerUnits: "userSpaceOnUse",
            orient: "auto",
          },
          s("path", { d: "M0 0.5 L8 4 L0 7.5 z", class: "tip" }),
        ),
      ),
      edges.map((e, i) => {
        const laid = e.from !== e.to && graph.edge(`n${e.from}`, `n${e.to}`, `e${i}`);
        if (!laid) return null;
        const y = laid.y - LABEL / 2;
        return s(
          "g",
          { class: `edge ${state(e)}`, "data-edge": i, role: "img", "aria-label": said(e) },
          s("title", {}, said(e)),
          s("path", {
            class: "wire",
            d: curve(laid.points),
            "stroke-width": 1.25 + 2.75 * Math.sqrt(e.calls / most),
            "marker-end": `url(#${arrow})`,
            "aria-hidden": "true",
          }),
          s("rect", {
            class: "plate",
            x: laid.x - labelSize[i].width / 2,
            y,
            width: labelSize[i].width,
            height: LABEL,
            rx: 9,
          }),
          s(
            "text",
            { x: laid.x, y: y + 15, class: "rate" },
            rate(e.calls),
            e.errors ? s("tspan", { class: "bad" }, `  ${failing(e)}`) : null,
          ),
          s("text", { x: laid.x, y: y + 29, class: "times" }, times(e)),
        );
      }),
      nodes.map((node, i) => {
        const { x, y } = graph.node(`n${i}`);
        const { width } = nodeSize[i];
        const [left, top] = [x - width / 2, y - NODE / 2];
        const name = line(node.name, 20);
        const press = (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            event.stopPropagation();
            choose(i);
          }
          if (event.key === "Escape" && chosen >= 0) {
            event.stopPropagation();
            choose(-1);
          }
        };
        return s(
          "g",
          {
            class: `node ${node.kind} ${state(node)}`,
            "data-node": i,
            tabindex: "0",
            role: "button",
            "aria-pressed": "false",
            "aria-label": `${node.kind} ${line(node.name)}: ${rate(node.calls)}, ${failing(node)}, p95 ${duration(node.p95)}`,
            on: { click: () => choose(i), keydown: press },
          },
          s("title", {}, line(node.name)),
          s("rect", { x: left, y: top, width, height: NODE, rx: node.kind === "database" ? 16 : 9 }),
          s("path", { class: "side", d: `M${left + 5} ${top + 12} v${NODE - 24}` }),
          s(
            "text",
            { x: left + 16, y: top + 23, class: "label" },
            s("tspan", { class: "code" }, letters[i]),
            s("tspan", { dx: 7 }, name),
          ),
          s(
            "text",
            { x: left + 16, y: top + 43, class: "facts" },
            node.calls ? `${rate(node.calls)}  ` : "no calls seen",
            node.calls ? s("tspan", { class: node.errors ? "bad" : "" }, failing(node)) : null,
          ),
        );
      }),
    );
    picture.replaceChildren(canvas);
    if (chosen >= 0) {
      const again = chosen;
      chosen = -1;
      choose(again);
    }
  }

  const said = (e) =>
    `${line(nodes[e.from].name)} calls ${line(nodes[e.to].name)}: ${plural(e.calls, "call")}, ${rate(e.calls)}, ${failing(e)}, p50 ${duration(e.p50)}, p95 ${duration(e.p95)}`;

  table();
  onWidth(picture, draw);
  draw(root.clientWidth || 900);
}

/** A smooth line through points. */
function curve(points) {
  if (points.length < 3) return `M${points.map((p) => `${p.x} ${p.y}`).join("L")}`;
  let d = `M${points[0].x} ${points[0].y}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [a, b] = [points[i], points[i + 1]];
    const end = i === points.length - 2 ? b : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    d += ` Q${a.x} ${a.y} ${end.x} ${end.y}`;
  }
  return d;
}
