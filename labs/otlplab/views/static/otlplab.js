/* otlplab views, Apache-2.0; bundled libraries: see LICENSES.txt */
(()=>{var Se=`:host { display: block; margin: 1rem 0; contain: layout style; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }

.view {
  --bg: #ffffff; --raised: #f6f8fa; --hover: #eef3f9; --line: #dfe4ea; --faint: #eceff3;
  --ink: #1b2430; --soft: #566273; --accent: #0b5fc0; --accent-bg: #e4effc;
  --error: #b4231a; --error-bg: #fdeceb; --warn: #8a5a00; --warn-bg: #fff3d6; --ok: #1a7f4b; --mark: #ffe58a; --path: #11161d;
  --hue0: #2f77c9; --hue1: #e09b1f; --hue2: #15967a; --hue3: #c46ca0; --hue4: #5cb3e4; --hue5: #8263c4; --hue6: #a8a22c; --hue7: #7c8898;
  --on0: #fff; --on1: #1b2430; --on2: #fff; --on3: #fff; --on4: #1b2430; --on5: #fff; --on6: #1b2430; --on7: #fff;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --shade: 0 1px 2px rgb(20 30 45 / 6%), 0 4px 14px rgb(20 30 45 / 5%);
  color: var(--ink); background: var(--bg); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shade);
  font: 13px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; text-align: start; overflow: hidden; container: view / inline-size; color-scheme: light;
}
.view[data-theme="dark"] {
  --bg: #14181f; --raised: #1b212a; --hover: #222b37; --line: #2e3744; --faint: #232a34;
  --ink: #e7ecf2; --soft: #9daaba; --accent: #7fb8ff; --accent-bg: #1b3350;
  --error: #ff8f85; --error-bg: #43201f; --warn: #f2c566; --warn-bg: #3d3114; --ok: #63cf97; --mark: #6d5a10; --path: #ffffff;
  --hue0: #4f9be8; --hue1: #eab04a; --hue2: #35b596; --hue3: #dd8fbb; --hue4: #86cdf3; --hue5: #a48be0; --hue6: #c5bf4e; --hue7: #8e9aaa;
  --on0: #0d1117; --on1: #0d1117; --on2: #0d1117; --on3: #0d1117; --on4: #0d1117; --on5: #0d1117; --on6: #0d1117; --on7: #0d1117;
  --shade: none; color-scheme: dark;
}

/* ---- parts ---- */
button, input, select { font: inherit; color: inherit; }
button {
  background: var(--bg); border: 1px solid var(--line); border-radius: 6px; padding: 2px 9px; line-height: 20px; cursor: pointer; white-space: nowrap;
}
button:hover { background: var(--hover); }
button[aria-pressed="true"] { background: var(--accent-bg); border-color: var(--accent); color: var(--accent); }
button.error { color: var(--error); border-color: currentColor; background: var(--error-bg); }
button:disabled { opacity: .5; cursor: default; }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
header { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: center; justify-content: space-between; padding: 9px 12px; background: var(--raised); border-bottom: 1px solid var(--line); }
.title { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; min-width: 0; }
.title strong { font-size: 14px; font-weight: 650; overflow-wrap: anywhere; }
.facts { display: inline-flex; flex-wrap: wrap; gap: 0 14px; color: var(--soft); }
.tools { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.choice { display: inline-flex; }
.choice button { border-radius: 0; margin-inline-start: -1px; }
.choice button:first-child { border-start-start-radius: 6px; border-end-start-radius: 6px; margin: 0; }
.choice button:last-child { border-start-end-radius: 6px; border-end-end-radius: 6px; }
.choice button[aria-pressed="true"] { z-index: 1; position: relative; }
.search { position: relative; display: inline-flex; align-items: center; }
.search input { width: 168px; background: var(--bg); border: 1px solid var(--line); border-radius: 6px; padding: 2px 8px; line-height: 20px; }
.search .count { position: absolute; right: 26px; color: var(--soft); font-size: 11px; pointer-events: none; }
.keys { margin: 0; padding: 5px 12px; color: var(--soft); font-size: 11.5px; border-top: 1px solid var(--line); background: var(--raised); }
.note { color: var(--soft); margin: 8px 12px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
mark { background: var(--mark); color: inherit; border-radius: 2px; }
code { font-family: var(--mono); font-size: 12px; }
bdi { unicode-bidi: isolate; }
.digits { text-align: end; white-space: nowrap; }
.error { color: var(--error); }
.sign { font-weight: 650; }

.hue0 { --hue: var(--hue0); --on: var(--on0); } .hue1 { --hue: var(--hue1); --on: var(--on1); } .hue2 { --hue: var(--hue2); --on: var(--on2); }
.hue3 { --hue: var(--hue3); --on: var(--on3); } .hue4 { --hue: var(--hue4); --on: var(--on4); } .hue5 { --hue: var(--hue5); --on: var(--on5); }
.hue6 { --hue: var(--hue6); --on: var(--on6); } .hue7 { --hue: var(--hue7); --on: var(--on7); }
.badge {
  display: inline-block; flex: none; min-width: 22px; padding: 0 3px; border-radius: 4px; background: var(--hue); color: var(--on);
  font: 650 10px/16px var(--mono); text-align: center; letter-spacing: .02em;
}
.badge + .badge { margin-inline-start: 3px; }
.striped { background-image: repeating-linear-gradient(135deg, transparent 0 4px, rgb(0 0 0 / 22%) 4px 6px); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; list-style: none; margin: 0; padding: 7px 12px; color: var(--soft); font-size: 12px; }
.legend li { display: inline-flex; gap: 6px; align-items: center; }

.attributes h4 { margin: 0 0 4px; font-size: 11px; font-weight: 650; letter-spacing: .05em; text-transform: uppercase; color: var(--soft); }
.attributes h4:empty { display: none; }
.attributes dl, .moments dl { display: grid; grid-template-columns: minmax(90px, max-content) minmax(0, 1fr); margin: 0; font-size: 12px; }
.attributes dt { color: var(--soft); padding: 2px 14px 2px 0; border-top: 1px solid var(--faint); overflow-wrap: anywhere; max-width: 220px; }
.attributes dd { margin: 0; padding: 2px 0; border-top: 1px solid var(--faint); font-family: var(--mono); overflow-wrap: anywhere; white-space: pre-wrap; max-height: 240px; overflow-y: auto; }
.moments ol { list-style: none; margin: 0; padding: 0; }
.moments li { padding: 3px 0; border-top: 1px solid var(--faint); overflow-wrap: anywhere; }
.moments .at { color: var(--soft); display: inline-block; min-width: 64px; }
.moments .body { white-space: pre-wrap; }
.moments dl { margin: 2px 0 4px 64px; }
.severity { font: 650 10.5px/16px var(--mono); padding: 0 4px; border-radius: 4px; border: 1px solid var(--line); margin-inline-end: 6px; color: var(--soft); }
.severity.warn { color: var(--warn); background: var(--warn-bg); border-color: transparent; }
.severity.error, .severity.fatal { color: var(--error); background: var(--error-bg); border-color: transparent; }
.severity.info { color: var(--accent); background: var(--accent-bg); border-color: transparent; }

/* ---- waterfall ---- */
.waterfall { --name: 40%; position: relative; }
.waterfall .legend { padding-bottom: 3px; }
.waterfall .head { display: flex; border-bottom: 1px solid var(--line); color: var(--soft); font-size: 11.5px; line-height: 24px; padding-inline-end: 10px; }
.waterfall .head > span { flex: 0 0 var(--name); padding-inline-start: 12px; }
.ruler { position: relative; flex: 1; height: 24px; cursor: crosshair; touch-action: none; user-select: none; margin-inline-end: 10px; }
.tick { position: absolute; white-space: nowrap; padding-inline-start: 4px; border-inline-start: 1px solid var(--line); pointer-events: none; }
.tick.last { transform: translateX(-100%); border: 0; padding-inline-end: 4px; }
.ruler .area { position: absolute; inset-block: 0; background: var(--accent); opacity: .25; }
.grid { position: relative; max-height: 468px; min-height: 28px; overflow-y: auto; overflow-x: hidden; scrollbar-gutter: stable; }
.grid:focus-visible { outline-width: 1px; outline-offset: -1px; }
.rows { position: relative; overflow: hidden; }
.row { position: absolute; inset-inline: 0; top: 0; height: 28px; display: flex; cursor: pointer; padding-inline-end: 10px; }
.row:hover { background: var(--hover); }
.row.opened { background: var(--accent-bg); }
.grid:focus-visible .row.active, .grid:focus .row.active { box-shadow: inset 3px 0 0 var(--accent); background: var(--hover); }
.row.miss > * { opacity: .35; }
.row .name { flex: 0 0 var(--name); min-width: 0; display: flex; align-items: center; gap: 6px; padding-inline: calc(8px + var(--depth) * 14px) 8px; position: relative; white-space: nowrap; overflow: hidden;
  background-image: repeating-linear-gradient(90deg, transparent 0 13px, var(--line) 13px 14px); background-size: calc(var(--depth) * 14px) 100%; background-repeat: no-repeat; background-position: 2px 0; }
.row .text { overflow: hidden; text-overflow: ellipsis; min-width: 30px; }
.row .fold { flex: none; width: 14px; color: var(--soft); text-align: center; }
.row .kind, .row .more { color: var(--soft); font-size: 11px; flex: none; }
.row .more { background: var(--faint); padding: 0 5px; border-radius: 8px; }
.row .kind.warn { color: var(--warn); }
.waterfall.critical .row.on-path .text { font-weight: 620; }
.row .time { flex: 1; position: relative; min-width: 0; overflow: hidden; margin-inline-end: 10px;
  background-image: linear-gradient(90deg, var(--faint) 1px, transparent 1px); background-size: var(--step, 25%) 100%; }
.bar { position: absolute; top: 7px; height: 13px; min-width: 3px; border-radius: 3px; background-color: var(--hue); }
.bar.failed { outline: 1.5px solid var(--error); outline-offset: 1px; }
.path { position: absolute; top: 22px; height: 3px; min-width: 2px; background: var(--path); border-radius: 1.5px; visibility: hidden; }
.waterfall.critical .path { visibility: visible; }
.event { position: absolute; top: 9px; width: 8px; height: 8px; margin-left: -4px; transform: rotate(45deg); background: var(--bg); border: 1.5px solid var(--ink); border-radius: 1.5px; }
.event.failed { border-color: var(--error); background: var(--error-bg); }
.log { position: absolute; top: 2px; width: 2px; height: 5px; margin-left: -1px; background: var(--soft); }
.log.error, .log.fatal { background: var(--error); } .log.warn { background: var(--warn); }
.took { position: absolute; top: 5px; font-size: 11px; line-height: 17px; padding-inline: 6px; color: var(--soft); white-space: nowrap; pointer-events: none; }
.took.inside { color: var(--on); font-weight: 600; }
.details { border-top: 1px solid var(--line); padding: 10px 12px 14px; max-height: 420px; overflow: auto; background: var(--bg); }
.details > .title { display: flex; flex-wrap: nowrap; align-items: center; gap: 8px; margin-bottom: 10px; }
.details h3 { flex: 1; margin: 0; font-size: 14px; font-weight: 650; overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); gap: 14px 28px; align-items: start; }
@container view (max-width: 560px) {
  .waterfall { --name: 52%; }
  .row .kind, .keys { display: none; }
  .search, .search input { width: 100%; }
  .tools { width: 100%; }
}

/* ---- tables ---- */
.scroll:has(.inside) { max-height: 760px; }
.scroll { max-height: 520px; overflow: auto; scrollbar-gutter: stable; }
table { border-collapse: collapse; width: 100%; }
th { position: sticky; top: 0; z-index: 2; background: var(--bg); box-shadow: inset 0 -1px 0 var(--line); text-align: start; font-weight: 600; padding: 0; }
th button { background: transparent; border: 0; border-radius: 0; width: 100%; padding: 5px 10px; text-align: inherit; color: var(--soft); font-weight: 600; }
th[aria-sort] button { color: var(--ink); }
th[aria-sort="ascending"] button::after { content: " ▲"; font-size: 9px; }
th[aria-sort="descending"] button::after { content: " ▼"; font-size: 9px; }
td { padding: 5px 10px; border-top: 1px solid var(--faint); vertical-align: middle; }
tbody tr:first-child td { border-top: 0; }
.trace { cursor: pointer; }
.trace:hover, .trace:focus-visible { background: var(--hover); }
.trace:focus-visible { outline-offset: -2px; }
.trace.opened { background: var(--accent-bg); }
.traces td.column0 { max-width: 0; width: 46%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.traces .fold { display: inline-block; width: 16px; color: var(--soft); }
.traces .service { color: var(--soft); margin-inline: 7px 3px; }
.traces th:nth-child(n+2):not(:last-child) { text-align: end; }
.gauge { display: inline-block; width: 70px; height: 6px; border-radius: 3px; background: var(--faint); margin-inline-end: 10px; vertical-align: 1px; overflow: hidden; text-align: start; }
.gauge > span { display: block; height: 100%; min-width: 2px; border-radius: 3px; background: var(--accent); }
.column5 { white-space: nowrap; }
.inside .keys { display: none; }
.inside > td { padding: 0; border-block: 1px solid var(--line); }
.empty { color: var(--soft); text-align: center; padding: 24px; }
@container view (max-width: 760px) { .column5, .traces .column1 { display: none; } }
@container view (max-width: 560px) { .gauge, .column3 { display: none; } .traces td.column0 { width: 60%; } }

@media (prefers-reduced-motion: no-preference) {
  .bar, .row, button { transition: background-color .12s; }
}
@media print { .keys, .tools { display: none; } .grid, .scroll { max-height: none; } }
@media (forced-colors: active) { .bar, .badge, .path, .event { forced-color-adjust: none; } }
`;var Ee='.uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: ":";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline "background" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}';function r(e,t={},...o){return Xe(document.createElement(e),t,o)}function Xe(e,t,o){for(let[c,l]of Object.entries(t))if(!(l==null||l===!1))if(c==="on")for(let[d,f]of Object.entries(l))e.addEventListener(d,f);else if(c==="style")for(let[d,f]of Object.entries(l))e.style.setProperty(d,f);else{if(/^(on|href|src|srcdoc|style)/i.test(c))throw new Error(`attribute refused: ${c}`);e.setAttribute(c,l===!0?"":String(l))}return e.append(...o.flat(1/0).filter(c=>c!=null&&c!==!1)),e}var _e=/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;function J(e,t=4e3){let o=String(e??"");return(o.length>t?`${o.slice(0,t)}…`:o).replace(_e,l=>`\\u${l.codePointAt(0).toString(16).padStart(4,"0")}`)}var L=(e,t=200)=>J(String(e??"").slice(0,t*2).replace(/\s+/g," "),t),Me=[["h",36e11],["min",6e10],["s",1e9],["ms",1e6],["µs",1e3],["ns",1]];function A(e){if(e==null)return"–";let[t,o]=Me.find(([,c])=>Math.abs(e)>=c)??Me[5];return`${O(e/o)} ${t}`}function O(e){if(e==null||Number.isNaN(e))return"–";let t=Math.abs(e);return Number.isInteger(e)&&t<1e15?e.toLocaleString("en-GB"):t>=1e15||t<1e-4?e.toExponential(2):t>=100?Math.round(e).toLocaleString("en-GB"):String(Number(e.toPrecision(3)))}var U=(e,t)=>`${O(e)} ${t}${e===1?"":"s"}`;var le=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(11,23),ee=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(0,10);function Le(e,t){if(!(e>0))return[0];let o=e/Math.max(1,t),c=10**Math.floor(Math.log10(o)),l=[1,2,5,10].map(d=>d*c).find(d=>d>=o);return Array.from({length:Math.floor(e/l+1e-9)+1},(d,f)=>f*l)}var ze=matchMedia("(prefers-color-scheme: dark)");function se(){let e=document.documentElement.dataset.theme;if(e==="light"||e==="dark")return e;let t=document.body?.dataset.jpThemeLight;return t?t==="false"?"dark":"light":ze.matches?"dark":"light"}var ve=new Set,Ce=!1;function Ae(e){if(!Ce){Ce=!0;let t=se(),o=()=>{if(se()!==t){t=se();for(let l of ve)l(t)}},c=new MutationObserver(o);c.observe(document.documentElement,{attributeFilter:["data-theme"]}),c.observe(document.body,{attributeFilter:["data-jp-theme-light"]}),ze.addEventListener("change",o)}return ve.add(e),e(se()),()=>ve.delete(e)}function ce(e){let t=new Set;return e.map(o=>{let c=String(o).match(/[\p{L}\p{N}]+/gu)??["?"],l=c.length>1?[...c[0]][0]+[...c[1]][0]:[...c[0]].slice(0,2).join(""),d=l.toUpperCase();for(let f=2;t.has(d);f++)d=`${[...l][0].toUpperCase()}${f}`;return t.add(d),d})}var de=e=>`hue${e%8}${e>=8?" striped":""}`,F=(e,t,o)=>r("span",{class:`badge ${de(e)}`,title:L(o),"aria-hidden":"true"},t);function Y(e,t){return t?.length?r("section",{class:"attributes"},r("h4",{},e),r("dl",{},t.map(([o,c])=>[r("dt",{},r("bdi",{},L(o,300))),r("dd",{},r("bdi",{},J(c===null?"null":c)))]))):null}function pe(e,t,o,c){let l=r("span",{class:"count",role:"status"}),d=r("input",{type:"search",placeholder:e,"aria-label":e,spellcheck:"false",autocomplete:"off",on:{input:()=>t(d.value.trim().toLowerCase()),keydown:f=>{if(f.key==="Enter")o?.(f.shiftKey?-1:1);else if(f.key==="Escape")d.value?(d.value="",t("")):c?.();else return;f.preventDefault(),f.stopPropagation()}}});return{element:r("span",{class:"search"},d,l),input:d,count:l}}function Ne(e,t,o,c){let l=r("button",{type:"button",class:"toggle","aria-pressed":String(t),title:c,on:{click:()=>d(l.getAttribute("aria-pressed")!=="true")}},e),d=f=>{l.setAttribute("aria-pressed",String(f)),o(f)};return l}var te=(e,t,o)=>r("button",{type:"button",title:o,"aria-label":o,on:{click:t}},e);var ue=(e,t,o)=>r("header",{},r("div",{class:"title"},e,r("span",{class:"facts"},t)),r("div",{class:"tools"},o));function re(e,t){if(!t)return[e];let o=[],c=e.toLowerCase(),l=0;for(let d=c.indexOf(t);d>=0;d=c.indexOf(t,l))o.push(e.slice(l,d),r("mark",{},e.slice(d,d+t.length))),l=d+t.length;return[...o,e.slice(l)]}function Re(e,t,o,c,l){let d=new Map,f=!1,k=w=>{if(f=!1,w){for(let y of d.values())y.remove();d.clear()}let m=c();t.style.height=`${m*o}px`;let p=Math.max(0,Math.floor(e.scrollTop/o)-6),M=Math.min(m,Math.ceil((e.scrollTop+(e.clientHeight||480))/o)+6);for(let[y,E]of d)(y<p||y>=M)&&(E.remove(),d.delete(y));for(let y=p;y<M;y++){if(d.has(y))continue;let E=l(y);E.style.transform=`translateY(${y*o}px)`,d.set(y,E),t.append(E)}};return e.addEventListener("scroll",()=>{f||(f=!0,requestAnimationFrame(()=>k(!1)))},{passive:!0}),{draw:()=>k(!0),refresh(w){let m=d.get(w);if(!m)return;let p=l(w);p.style.transform=m.style.transform,m.replaceWith(p),d.set(w,p)},reveal(w,m=0){let p=w*o;p<e.scrollTop?e.scrollTop=p:p+o+m>e.scrollTop+e.clientHeight&&(e.scrollTop=p+o+m-e.clientHeight),k(!1)},page:()=>Math.max(1,Math.floor(e.clientHeight/o)-1)}}function Oe(e,t){let o=0;new ResizeObserver(([c])=>{let l=Math.round(c.contentRect.width);l&&l!==o&&(o=l,t(l))}).observe(e)}var Je=0,Ie=e=>`${e}-${++Je}`;var Ye=28,Te={SERVER:"server",CLIENT:"client",PRODUCER:"producer",CONSUMER:"consumer",INTERNAL:"",UNSPECIFIED:""};function fe(e,t){let{spans:o}=t,c=ce(t.services),l=Ie("waterfall"),d=o.map(()=>[]);o.forEach((n,a)=>{n.parent>=0&&d[n.parent].push(a)});let f=o.flatMap((n,a)=>n.status==="ERROR"?[a]:[]),k=new Set,w=[],m=new Map,p=0,M=-1,y="",E=[],D=new Set,oe=!0,z=0,P=t.duration||1,ae=()=>{w=[];for(let n=0;n<o.length;n++)if(w.push(n),k.has(n))for(;n+1<o.length&&o[n+1].depth>o[w.at(-1)].depth;)n++;m=new Map(w.map((n,a)=>[n,a]))},B=pe("Search spans",n=>{y=n,E=n?o.flatMap((a,i)=>He(i).includes(n)?[i]:[]):[],D=new Set(E),B.count.textContent=n?`${O(E.length)} of ${O(o.length)}`:"",I.draw(),E.length&&Q(E.find(a=>a>=p)??E[0])},n=>V(E,n),()=>j.focus()),s=Ne("Critical path",!0,n=>{oe=n,we.classList.toggle("critical",n)},"The spans that decide how long the trace takes (c)"),h=te("Collapse all",()=>{let n=k.size===0;k.clear(),n&&o.forEach((a,i)=>{a.depth>0&&d[i].length&&k.add(i)}),h.textContent=n?"Expand all":"Collapse all",h.setAttribute("aria-label",h.textContent),me()},"Collapse all"),u=f.length>0&&te(`✕ ${U(f.length,"error")}`,()=>{V(f,1),j.focus()},`Go to the next of ${U(f.length,"error")} (e)`);u&&u.classList.add("error");let $=te("Whole trace",()=>Z(0,t.duration||1),"Show the whole trace again (0)");$.hidden=!0;let g=r("div",{class:"ruler",title:"Drag to look closer"}),H=r("div",{class:"head","aria-hidden":"true"},r("span",{},"Span"),g),K=r("div",{class:"rows",role:"presentation"}),j=r("div",{class:"grid",role:"treegrid",tabindex:"0","aria-label":`Spans of ${L(t.name)}`,"aria-rowcount":o.length,"aria-readonly":"true"},K),q=r("section",{class:"details","aria-label":"Details of the span",hidden:!0}),Be=r("ul",{class:"legend","aria-label":"Services"},t.services.map((n,a)=>r("li",{},F(a,c[a],n),r("bdi",{},L(n))))),we=r("div",{class:"waterfall critical"},ue([r("strong",{},r("bdi",{},L(t.name)))],[A(t.duration),U(o.length,"span"),U(t.services.length,"service"),`${ee(t.start)} ${le(t.start)} UTC`].map(n=>r("span",{},n)),[B.element,u,s,h,$]),Be,H,j,q,r("p",{class:"keys"},"↑ ↓ move · ← → fold · Enter details · / search · e next error · c critical path · drag the ruler to zoom"));e.append(we);let I=Re(j,K,Ye,()=>w.length,Ke),me=()=>{for(ae();!m.has(p);)p=o[p].parent;I.draw(),ie()},ye=new Map;function He(n){let a=ye.get(n);if(a===void 0){let{name:i,id:b,message:S,service:C,kind:N,attributes:R=[],logs:v=[],events:x=[]}=o[n];a=[i,b,S,t.services[C],N,...R.flat(),...v.map(T=>T.body),...x.map(T=>T.name)].join(`
`).toLowerCase(),ye.set(n,a)}return a}let G=n=>(n-z)/(P-z)*100;function Ke(n){let a=w[n],i=o[a],b=d[a].length>0,S=Math.max(-1,Math.min(101,G(i.t))),C=Math.max(-1,Math.min(101,G(i.t+i.w))),N=i.status==="ERROR",R=Math.max(g.clientWidth,1)/100,v=(100-C)*R>64?{left:`max(0px, ${C}%)`}:S*R>64?{right:`${100-S}%`}:null;return r("div",{class:`row${a===p?" active":""}${a===M?" opened":""}${i.critical?" on-path":""}${y&&!D.has(a)?" miss":""}`,role:"row",id:`${l}-${a}`,"aria-level":i.depth+1,"aria-rowindex":a+1,"aria-expanded":b?String(!k.has(a)):void 0,"aria-selected":String(a===M),on:{click:()=>{p=a,X(a)}}},r("div",{class:"name",role:"gridcell",style:{"--depth":Math.min(i.depth,24)}},r("span",{class:`fold${b?"":" leaf"}`,"aria-hidden":"true",on:b?{click:x=>{x.stopPropagation(),p=a,xe(a,!k.has(a))}}:void 0},b?k.has(a)?"▸":"▾":""),F(i.service,c[i.service],t.services[i.service]),N&&r("span",{class:"sign error",title:"Status: error"},"✕"),r("bdi",{class:"text",title:L(i.name)},re(L(i.name),y)),k.has(a)&&r("span",{class:"more"},`+${We(a)}`),Te[i.kind]&&r("span",{class:"kind"},Te[i.kind]),i.orphan&&r("span",{class:"kind warn",title:"Its parent span is not in the data"},"parent missing"),i.links&&r("span",{class:"kind",title:U(i.links.length,"link")},`⇢${i.links.length}`),i.logs&&r("span",{class:"kind",title:U(i.logs.length,"log record")},`≡${i.logs.length}`),r("span",{class:"hidden"},`, service ${L(t.services[i.service])}, ${N?"error, ":""}takes ${A(i.w)}, starts after ${A(i.t)}${i.critical?", on the critical path":""}`)),r("div",{class:"time",role:"gridcell","aria-hidden":"true"},C>=0&&S<=100&&[r("span",{class:`bar ${de(i.service)}${N?" failed":""}`,style:{left:`${S}%`,width:`${C-S}%`}}),(i.critical??[]).map(([x,T])=>{let[W,_]=[Math.max(0,G(x)),Math.min(100,G(T))];return _>W&&r("span",{class:"path",style:{left:`${W}%`,width:`${_-W}%`}})}),(i.events??[]).slice(0,50).map(x=>ke(x.t)&&r("span",{class:`event${x.name==="exception"?" failed":""}`,style:{left:`${G(x.t)}%`},title:`event ${L(x.name)}, at ${A(x.t)}`})),(i.logs??[]).slice(0,50).map(x=>ke(x.t)&&r("span",{class:`log ${x.severity.toLowerCase()}`,style:{left:`${G(x.t)}%`},title:`${x.severity} ${L(x.body,120)}`})),r("span",{class:`took${v?"":` inside ${de(i.service)}`}`,style:v??{left:`max(0px, ${S}%)`}},A(i.w))]))}let ke=n=>n>=z&&n<=P;function We(n){let a=0;for(;n+a+1<o.length&&o[n+a+1].depth>o[n].depth;)a++;return a}function xe(n,a){d[n].length&&(a?k.add(n):k.delete(n),me())}function ie(){j.setAttribute("aria-activedescendant",`${l}-${p}`)}function Q(n){for(let i=o[n].parent;i>=0;i=o[i].parent)k.delete(i);let a=p;p=n,m.has(n)||me(),I.refresh(m.get(a)??-1),I.reveal(m.get(n)),I.refresh(m.get(n)),ie(),M>=0&&X(n)}function V(n,a){if(!n.length)return;let i=a>0?n.find(b=>b>p)??n[0]:n.findLast(b=>b<p)??n.at(-1);Q(i)}function X(n){let a=M;M=n;for(let i of[a,n])m.has(i)&&I.refresh(m.get(i));I.draw(),ie(),q.hidden=n<0,q.replaceChildren(...n<0?[]:Fe(n))}j.addEventListener("keydown",n=>{if(n.ctrlKey||n.metaKey||n.altKey)return;let a=m.get(p),i=S=>Q(w[Math.max(0,Math.min(w.length-1,S))]),b={ArrowDown:()=>i(a+1),ArrowUp:()=>i(a-1),PageDown:()=>i(a+I.page()),PageUp:()=>i(a-I.page()),Home:()=>i(0),End:()=>i(w.length-1),ArrowRight:()=>k.has(p)?xe(p,!1):d[p].length&&Q(d[p][0]),ArrowLeft:()=>d[p].length&&!k.has(p)?xe(p,!0):o[p].parent>=0&&Q(o[p].parent),Enter:()=>X(M===p?-1:p)," ":()=>X(M===p?-1:p),Escape:()=>M>=0?X(-1):y?(B.input.value="",B.input.dispatchEvent(new Event("input"))):Z(0,t.duration||1),"/":()=>B.input.focus(),e:()=>V(f,1),E:()=>V(f,-1),n:()=>V(E,1),N:()=>V(E,-1),c:()=>s.click(),0:()=>Z(0,t.duration||1)}[n.key];b&&(n.preventDefault(),n.stopPropagation(),b())});function $e(n){let a=Le(P-z,Math.max(2,Math.min(8,n/90))),i=P-z;g.replaceChildren(...a.map(b=>r("span",{class:b/i>.9?"tick last":"tick",style:{left:`${b/i*100}%`}},A(z+b)))),K.style.setProperty("--step",`${(a[1]??i)/i*100}%`)}function Z(n,a){z=n,P=a,$.hidden=n===0&&a===(t.duration||1),$e(g.clientWidth),I.draw()}g.addEventListener("pointerdown",n=>{let{left:a,width:i}=g.getBoundingClientRect(),b=v=>Math.max(0,Math.min(1,(v.clientX-a)/i)),S=b(n),C=r("span",{class:"area"});g.append(C),g.setPointerCapture(n.pointerId);let N=v=>{let[x,T]=[S,b(v)].sort((W,_)=>W-_);C.style.left=`${x*100}%`,C.style.width=`${(T-x)*100}%`},R=v=>{g.removeEventListener("pointermove",N),C.remove();let[x,T]=[S,b(v)].sort((W,_)=>W-_);T-x>.01&&Z(z+x*(P-z),z+T*(P-z))};g.addEventListener("pointermove",N),g.addEventListener("pointerup",R,{once:!0}),g.addEventListener("pointercancel",R,{once:!0})}),g.addEventListener("dblclick",()=>Z(0,t.duration||1));function Fe(n){let a=o[n],[i,b,S]=t.resources[a.resource],C=a.w-qe(n),N=(a.critical??[]).reduce((v,[x,T])=>v+T-x,0),R=[["Service",t.services[a.service]],["Kind",a.kind],["Status",a.message?`${a.status}: ${a.message}`:a.status],["Starts after",A(a.t)],["Takes",A(a.w)],["Own work",`${A(C)} (not covered by its children)`],["On the critical path",N?`${A(N)} of the trace's ${A(t.duration)}`:"no"],["Span id",a.id],["Trace id",t.trace]];return[r("div",{class:"title"},F(a.service,c[a.service],t.services[a.service]),r("h3",{},r("bdi",{},J(a.name,500))),te("✕",()=>{X(-1),j.focus()},"Close the details (Escape)")),r("div",{class:"columns"},Y("Span",R),Y("Attributes",a.attributes),a.events&&De("Events",a.events,v=>v.name),a.logs&&De("Logs",a.logs,v=>v.body||v.event,v=>v.severity),a.links&&r("section",{class:"attributes"},r("h4",{},"Links"),a.links.map(v=>Y("",[["trace",v.trace],["span",v.span],...v.attributes??[]]))),Y("Resource",i),Y("Scope",[["name",b],...S?[["version",S]]:[]]))]}function qe(n){let{t:a,w:i}=o[n],b=0,S=a;for(let C of d[n]){let N=Math.max(o[C].t,S),R=Math.min(o[C].t+o[C].w,a+i);R>N&&(b+=R-N,S=R)}return b}ae(),ie(),I.draw(),Oe(j,n=>{H.style.width=`${n}px`,$e(g.clientWidth),I.draw()})}function De(e,t,o,c){return r("section",{class:"attributes moments"},r("h4",{},`${e} (${t.length})`),r("ol",{},t.slice(0,200).map(l=>r("li",{},r("span",{class:"at"},A(l.t)),c&&r("span",{class:`severity ${c(l).toLowerCase()}`},c(l)),r("bdi",{class:"body"},J(o(l))),l.attributes?.length?r("dl",{},l.attributes.map(([d,f])=>[r("dt",{},r("bdi",{},L(d))),r("dd",{},r("bdi",{},J(f)))])):null))),t.length>200&&r("p",{class:"note"},`${O(t.length-200)} more are not listed.`))}var he=[["Trace",e=>`${e.service}
${e.name}`,1],["Started",e=>BigInt(e.start),1],["Takes",e=>e.w,-1],["Spans",e=>e.spans,-1],["Errors",e=>e.errors,-1],["Services",e=>e.services.length,-1]];function je(e,t){let o=[...new Set(t.traces.flatMap(s=>[s.service,...s.services]))].sort(),c=ce(o),l=new Map(o.map((s,h)=>[s,h])),d=new Map(t.details.map(s=>[s.trace,s])),f=Math.max(1,...t.traces.map(s=>s.w)),k=new Set(t.traces.map(s=>ee(s.start))),w=2,m=-1,p="",M=null,y=pe("Search traces",s=>{p=s,z()},void 0,()=>D.querySelector("[tabindex='0']")?.focus()),E=he.map(([s,,h],u)=>r("th",{scope:"col",class:`column${u}`},r("button",{type:"button",on:{click:()=>{m=u===w?-m:h,w=u,z()}}},s))),D=r("tbody"),oe=t.traces.filter(s=>s.errors).length;e.append(r("div",{class:"traces"},ue([r("strong",{},U(t.total,"trace"))],[t.traces.length<t.total&&`the ${O(t.traces.length)} slowest are listed`,oe>0&&`✕ ${O(oe)} with errors`].filter(Boolean).map(s=>r("span",{},s)),[y.element]),r("div",{class:"scroll"},r("table",{},r("thead",{},r("tr",{},E)),D)),r("p",{class:"keys"},"↑ ↓ move · Enter opens the waterfall · / search · a heading sorts")));function z(){E.forEach((u,$)=>{$===w?u.setAttribute("aria-sort",m>0?"ascending":"descending"):u.removeAttribute("aria-sort")});let s=he[w][1],h=t.traces.filter(u=>!p||[u.service,u.name,u.trace,...u.services].join(`
`).toLowerCase().includes(p)).map(u=>[s(u),u]).sort(([u],[$])=>u<$?-m:u>$?m:0).map(([,u])=>u);y.count.textContent=p?`${O(h.length)} of ${O(t.traces.length)}`:"",D.replaceChildren(...h.flatMap((u,$)=>P(u,$===0))),h.length||D.append(r("tr",{},r("td",{colspan:he.length,class:"empty"},"No trace matches.")))}function P(s,h){let u=M===s.trace,$=r("tr",{class:`trace${u?" opened":""}`,tabindex:h||u?"0":"-1","aria-expanded":String(u),"data-trace":s.trace,on:{click:()=>B(s,$)}},r("td",{class:"column0"},r("span",{class:"fold","aria-hidden":"true"},u?"▾":"▸"),F(l.get(s.service),c[l.get(s.service)],s.service),r("bdi",{class:"service"},re(L(s.service),p))," ",r("bdi",{class:"text"},re(L(s.name),p))),r("td",{class:"column1 digits"},k.size>1&&`${ee(s.start)} `,le(s.start)),r("td",{class:"column2 digits"},r("span",{class:"gauge","aria-hidden":"true"},r("span",{style:{width:`${s.w/f*100}%`}})),A(s.w)),r("td",{class:"column3 digits"},O(s.spans)),r("td",{class:"column4 digits"},s.errors?r("span",{class:"sign error"},`✕ ${O(s.errors)}`):"0"),r("td",{class:"column5"},s.services.slice(0,8).map(g=>F(l.get(g),c[l.get(g)],g)),s.services.length>8&&` +${s.services.length-8}`,r("span",{class:"hidden"},s.services.map(g=>L(g)).join(", "))));return u?[$,ae(s)]:[$]}function ae(s){let h=r("td",{colspan:he.length}),u=d.get(s.trace);return u?fe(h,u):h.append(r("p",{class:"note"},"This trace is not carried in the page. In a notebook: ",r("code",{},`waterfall(store, "${L(s.trace,40)}")`))),r("tr",{class:"inside"},h)}function B(s,h){let u=h.getRootNode().activeElement===h||M!==s.trace;M=M===s.trace?null:s.trace;let $=h.getBoundingClientRect().top;z();let g=[...D.children].find(K=>K.dataset.trace===s.trace);u&&g?.focus({preventScroll:!0});let H=D.closest(".scroll");g&&(H.scrollTop+=g.getBoundingClientRect().top-$)}D.addEventListener("keydown",s=>{let h=s.target.closest?.("tr.trace");if(!h||s.target!==h||s.ctrlKey||s.metaKey||s.altKey)return;let u=[...D.querySelectorAll("tr.trace")],$=u.indexOf(h),g=K=>{let j=u[Math.max(0,Math.min(u.length-1,K))];for(let q of u)q.tabIndex=q===j?0:-1;j.focus()},H={ArrowDown:()=>g($+1),ArrowUp:()=>g($-1),Home:()=>g(0),End:()=>g(u.length-1),Enter:()=>h.click()," ":()=>h.click(),"/":()=>y.input.focus(),Escape:()=>M&&h.classList.contains("opened")&&h.click()}[s.key];H&&(s.preventDefault(),s.stopPropagation(),H())}),z()}var Pe={waterfall:fe,trace_list:je},ge;function be(e,t,o){let c=Object.hasOwn(Pe,t)?Pe[t]:void 0;if(!c)throw new Error(`no such picture: ${t}`);ge||(ge=new CSSStyleSheet,ge.replaceSync(Ee+Se));let l=e.shadowRoot??e.attachShadow({mode:"open"});l.adoptedStyleSheets=[ge],e.setAttribute("data-lm-suppress-shortcuts","true"),e.setAttribute("role","group"),o.label&&e.setAttribute("aria-label",o.label);let d=r("div",{class:"view"});l.replaceChildren(d),Ae(f=>{d.dataset.theme=f}),c(d,o,be)}async function Qe(e){let t=JSON.parse(e.textContent);if(!Object.hasOwn(t,"deflate"))return t;let o=Uint8Array.from(atob(t.deflate),l=>l.charCodeAt(0)),c=new Blob([o]).stream().pipeThrough(new DecompressionStream("deflate-raw"));return new Response(c).json()}async function Ue(e){let t=[...e.querySelectorAll(".otlplab-view[data-view]:not([data-alive])")];await Promise.all(t.map(async o=>{let c=o.querySelector(":scope > script[type='application/json']");if(c){o.dataset.alive="";try{be(o,o.dataset.view,await Qe(c))}catch(l){console.error("otlplab: this view stays as it is",l)}}}))}var Ze=Symbol.for("otlplab.views.ready"),ne=globalThis[Ze]??={};if(!ne.loaded){ne.loaded=!0;let e=()=>{Ue(document),new MutationObserver(t=>{t.some(o=>o.addedNodes.length)&&Ue(document)}).observe(document.body,{childList:!0,subtree:!0})};document.readyState==="loading"?document.addEventListener("DOMContentLoaded",e):e()}ne.done?ne.done({mount:be}):ne.promise=Promise.resolve({mount:be});})();
