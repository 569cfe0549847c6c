/* otlplab views, Apache-2.0; bundled libraries: see LICENSES.txt */
(()=>{var oi=`:host {
  display: block;
  margin: 1rem 0;
  contain: layout style;
}
* {
  box-sizing: border-box;
}
[hidden] {
  display: none !important;
}

.view {
  --bg: #ffffff;
  --raised: #f6f8fa;
  --hover: #eef3f9;
  --line: #dfe4ea;
  --faint: #eceff3;
  --ink: #1b2430;
  --soft: #566273;
  --accent: #0b5fc0;
  --accent-bg: #e4effc;
  --error: #b4231a;
  --error-bg: #fdeceb;
  --warn: #8a5a00;
  --warn-bg: #fff3d6;
  --ok: #1a7f4b;
  --mark: #ffe58a;
  --path: #11161d;
  --hue0: #2f77c9;
  --hue1: #e09b1f;
  --hue2: #15967a;
  --hue3: #c46ca0;
  --hue4: #5cb3e4;
  --hue5: #8263c4;
  --hue6: #a8a22c;
  --hue7: #7c8898;
  --on0: #fff;
  --on1: #1b2430;
  --on2: #fff;
  --on3: #fff;
  --on4: #1b2430;
  --on5: #fff;
  --on6: #1b2430;
  --on7: #fff;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --shade: 0 1px 2px rgb(20 30 45 / 6%), 0 4px 14px rgb(20 30 45 / 5%);
  color: var(--ink);
  background: var(--bg);
  border: 1px solid var(--line);
  border-radius: 10px;
  box-shadow: var(--shade);
  font:
    13px/1.45 system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Helvetica Neue",
    "Noto Sans",
    "Liberation Sans",
    sans-serif;
  font-variant-numeric: tabular-nums;
  text-align: start;
  overflow: hidden;
  container: view / inline-size;
  color-scheme: light;
}
.view[data-theme="dark"] {
  --bg: #14181f;
  --raised: #1b212a;
  --hover: #222b37;
  --line: #2e3744;
  --faint: #232a34;
  --ink: #e7ecf2;
  --soft: #9daaba;
  --accent: #7fb8ff;
  --accent-bg: #1b3350;
  --error: #ff8f85;
  --error-bg: #43201f;
  --warn: #f2c566;
  --warn-bg: #3d3114;
  --ok: #63cf97;
  --mark: #6d5a10;
  --path: #ffffff;
  --hue0: #4f9be8;
  --hue1: #eab04a;
  --hue2: #35b596;
  --hue3: #dd8fbb;
  --hue4: #86cdf3;
  --hue5: #a48be0;
  --hue6: #c5bf4e;
  --hue7: #8e9aaa;
  --on0: #0d1117;
  --on1: #0d1117;
  --on2: #0d1117;
  --on3: #0d1117;
  --on4: #0d1117;
  --on5: #0d1117;
  --on6: #0d1117;
  --on7: #0d1117;
  --shade: none;
  color-scheme: dark;
}

/* ---- parts ---- */
button,
input,
select {
  font: inherit;
  color: inherit;
}
button {
  background: var(--bg);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 2px 9px;
  line-height: 20px;
  cursor: pointer;
  white-space: nowrap;
}
button:hover {
  background: var(--hover);
}
button[aria-pressed="true"] {
  background: var(--accent-bg);
  border-color: var(--accent);
  color: var(--accent);
}
button.error {
  color: var(--error);
  border-color: currentColor;
  background: var(--error-bg);
}
button:disabled {
  opacity: 0.5;
  cursor: default;
}
:focus {
  outline: none;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}
header {
  display: flex;
  flex-wrap: wrap;
  gap: 6px 16px;
  align-items: center;
  justify-content: space-between;
  padding: 9px 12px;
  background: var(--raised);
  border-bottom: 1px solid var(--line);
}
.title {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 12px;
  min-width: 0;
}
.title strong {
  font-size: 14px;
  font-weight: 650;
  overflow-wrap: anywhere;
}
.facts {
  display: inline-flex;
  flex-wrap: wrap;
  gap: 0 14px;
  color: var(--soft);
}
.tools {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  align-items: center;
}
.choice {
  display: inline-flex;
}
.choice button {
  border-radius: 0;
  margin-inline-start: -1px;
}
.choice button:first-child {
  border-start-start-radius: 6px;
  border-end-start-radius: 6px;
  margin: 0;
}
.choice button:last-child {
  border-start-end-radius: 6px;
  border-end-end-radius: 6px;
}
.choice button[aria-pressed="true"] {
  z-index: 1;
  position: relative;
}
.search {
  position: relative;
  display: inline-flex;
  align-items: center;
}
.search input {
  width: 168px;
  background: var(--bg);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 2px 8px;
  line-height: 20px;
}
.search .count {
  position: absolute;
  right: 26px;
  color: var(--soft);
  font-size: 11px;
  pointer-events: none;
}
.keys {
  margin: 0;
  padding: 5px 12px;
  color: var(--soft);
  font-size: 11.5px;
  border-top: 1px solid var(--line);
  background: var(--raised);
}
.note {
  color: var(--soft);
  margin: 8px 12px;
}
.hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
mark {
  background: var(--mark);
  color: inherit;
  border-radius: 2px;
}
code {
  font-family: var(--mono);
  font-size: 12px;
}
bdi {
  unicode-bidi: isolate;
}
.digits {
  text-align: end;
  white-space: nowrap;
}
.error {
  color: var(--error);
}
.sign {
  font-weight: 650;
}

.hue0 {
  --hue: var(--hue0);
  --on: var(--on0);
}
.hue1 {
  --hue: var(--hue1);
  --on: var(--on1);
}
.hue2 {
  --hue: var(--hue2);
  --on: var(--on2);
}
.hue3 {
  --hue: var(--hue3);
  --on: var(--on3);
}
.hue4 {
  --hue: var(--hue4);
  --on: var(--on4);
}
.hue5 {
  --hue: var(--hue5);
  --on: var(--on5);
}
.hue6 {
  --hue: var(--hue6);
  --on: var(--on6);
}
.hue7 {
  --hue: var(--hue7);
  --on: var(--on7);
}
.badge {
  display: inline-block;
  flex: none;
  min-width: 22px;
  padding: 0 3px;
  border-radius: 4px;
  background: var(--hue);
  color: var(--on);
  font: 650 10px/16px var(--mono);
  text-align: center;
  letter-spacing: 0.02em;
}
.badge + .badge {
  margin-inline-start: 3px;
}
.striped {
  background-image: repeating-linear-gradient(135deg, transparent 0 4px, rgb(0 0 0 / 22%) 4px 6px);
}
.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 14px;
  list-style: none;
  margin: 0;
  padding: 7px 12px;
  color: var(--soft);
  font-size: 12px;
}
.legend li {
  display: inline-flex;
  gap: 6px;
  align-items: center;
}

.attributes h4 {
  margin: 0 0 4px;
  font-size: 11px;
  font-weight: 650;
  letter-spacing: 0.05em;
  text-transform: uppercase;
  color: var(--soft);
}
.attributes h4:empty {
  display: none;
}
.attributes dl,
.moments dl {
  display: grid;
  grid-template-columns: minmax(90px, max-content) minmax(0, 1fr);
  margin: 0;
  font-size: 12px;
}
.attributes dt {
  color: var(--soft);
  padding: 2px 14px 2px 0;
  border-top: 1px solid var(--faint);
  overflow-wrap: anywhere;
  max-width: 220px;
}
.attributes dd {
  margin: 0;
  padding: 2px 0;
  border-top: 1px solid var(--faint);
  font-family: var(--mono);
  overflow-wrap: anywhere;
  white-space: pre-wrap;
  max-height: 240px;
  overflow-y: auto;
}
.moments ol {
  list-style: none;
  margin: 0;
  padding: 0;
}
.moments li {
  padding: 3px 0;
  border-top: 1px solid var(--faint);
  overflow-wrap: anywhere;
}
.moments .at {
  color: var(--soft);
  display: inline-block;
  min-width: 64px;
}
.moments .body {
  white-space: pre-wrap;
}
.moments dl {
  margin: 2px 0 4px 64px;
}
.severity {
  font: 650 10.5px/16px var(--mono);
  padding: 0 4px;
  border-radius: 4px;
  border: 1px solid var(--line);
  margin-inline-end: 6px;
  color: var(--soft);
}
.severity.warn {
  color: var(--warn);
  background: var(--warn-bg);
  border-color: transparent;
}
.severity.error,
.severity.fatal {
  color: var(--error);
  background: var(--error-bg);
  border-color: transparent;
}
.severity.info {
  color: var(--accent);
  background: var(--accent-bg);
  border-color: transparent;
}

/* ---- waterfall ---- */
.waterfall {
  --name: 40%;
  position: relative;
}
.waterfall .legend {
  padding-bottom: 3px;
}
.waterfall .head {
  display: flex;
  border-bottom: 1px solid var(--line);
  color: var(--soft);
  font-size: 11.5px;
  line-height: 24px;
  padding-inline-end: 10px;
}
.waterfall .head > span {
  flex: 0 0 var(--name);
  padding-inline-start: 12px;
}
.ruler {
  position: relative;
  flex: 1;
  height: 24px;
  cursor: crosshair;
  touch-action: none;
  user-select: none;
  margin-inline-end: 10px;
}
.tick {
  position: absolute;
  white-space: nowrap;
  padding-inline-start: 4px;
  border-inline-start: 1px solid var(--line);
  pointer-events: none;
}
.tick.last {
  transform: translateX(-100%);
  border: 0;
  padding-inline-end: 4px;
}
.ruler .area {
  position: absolute;
  inset-block: 0;
  background: var(--accent);
  opacity: 0.25;
}
.grid {
  position: relative;
  max-height: 468px;
  min-height: 28px;
  overflow-y: auto;
  overflow-x: hidden;
  scrollbar-gutter: stable;
}
.grid:focus-visible {
  outline-width: 1px;
  outline-offset: -1px;
}
.rows {
  position: relative;
  overflow: hidden;
}
.row {
  position: absolute;
  inset-inline: 0;
  top: 0;
  height: 28px;
  display: flex;
  cursor: pointer;
  padding-inline-end: 10px;
}
.row:hover {
  background: var(--hover);
}
.row.opened {
  background: var(--accent-bg);
}
.grid:focus-visible .row.active,
.grid:focus .row.active {
  box-shadow: inset 3px 0 0 var(--accent);
  background: var(--hover);
}
.row.miss > * {
  opacity: 0.35;
}
.row .name {
  flex: 0 0 var(--name);
  min-width: 0;
  display: flex;
  align-items: center;
  gap: 6px;
  padding-inline: calc(8px + var(--depth) * 14px) 8px;
  position: relative;
  white-space: nowrap;
  overflow: hidden;
  background-image: repeating-linear-gradient(90deg, transparent 0 13px, var(--line) 13px 14px);
  background-size: calc(var(--depth) * 14px) 100%;
  background-repeat: no-repeat;
  background-position: 2px 0;
}
.row .text {
  overflow: hidden;
  text-overflow: ellipsis;
  min-width: 30px;
}
.row .fold {
  flex: none;
  width: 14px;
  color: var(--soft);
  text-align: center;
}
.row .kind,
.row .more {
  color: var(--soft);
  font-size: 11px;
  flex: none;
}
.row .more {
  background: var(--faint);
  padding: 0 5px;
  border-radius: 8px;
}
.row .kind.warn {
  color: var(--warn);
}
.waterfall.critical .row.on-path .text {
  font-weight: 620;
}
.row .time {
  flex: 1;
  position: relative;
  min-width: 0;
  overflow: hidden;
  margin-inline-end: 10px;
  background-image: linear-gradient(90deg, var(--faint) 1px, transparent 1px);
  background-size: var(--step, 25%) 100%;
}
.bar {
  position: absolute;
  top: 7px;
  height: 13px;
  min-width: 3px;
  border-radius: 3px;
  background-color: var(--hue);
}
.bar.failed {
  outline: 1.5px solid var(--error);
  outline-offset: 1px;
}
.path {
  position: absolute;
  top: 22px;
  height: 3px;
  min-width: 2px;
  background: var(--path);
  border-radius: 1.5px;
  visibility: hidden;
}
.waterfall.critical .path {
  visibility: visible;
}
.event {
  position: absolute;
  top: 9px;
  width: 8px;
  height: 8px;
  margin-left: -4px;
  transform: rotate(45deg);
  background: var(--bg);
  border: 1.5px solid var(--ink);
  border-radius: 1.5px;
}
.event.failed {
  border-color: var(--error);
  background: var(--error-bg);
}
.log {
  position: absolute;
  top: 2px;
  width: 2px;
  height: 5px;
  margin-left: -1px;
  background: var(--soft);
}
.log.error,
.log.fatal {
  background: var(--error);
}
.log.warn {
  background: var(--warn);
}
.took {
  position: absolute;
  top: 5px;
  font-size: 11px;
  line-height: 17px;
  padding-inline: 6px;
  color: var(--soft);
  white-space: nowrap;
  pointer-events: none;
}
.took.inside {
  color: var(--on);
  font-weight: 600;
}
.details {
  border-top: 1px solid var(--line);
  padding: 10px 12px 14px;
  max-height: 420px;
  overflow: auto;
  background: var(--bg);
}
.details > .title {
  display: flex;
  flex-wrap: nowrap;
  align-items: center;
  gap: 8px;
  margin-bottom: 10px;
}
.details h3 {
  flex: 1;
  margin: 0;
  font-size: 14px;
  font-weight: 650;
  overflow-wrap: anywhere;
}
.columns {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr));
  gap: 14px 28px;
  align-items: start;
}
@container view (max-width: 560px) {
  .waterfall {
    --name: 52%;
  }
  .row .kind,
  .keys {
    display: none;
  }
  .search,
  .search input {
    width: 100%;
  }
  .tools {
    width: 100%;
  }
}

/* ---- tables ---- */
.scroll:has(.inside) {
  max-height: 760px;
}
.scroll {
  max-height: 520px;
  overflow: auto;
  scrollbar-gutter: stable;
}
table {
  border-collapse: collapse;
  width: 100%;
}
th {
  position: sticky;
  top: 0;
  z-index: 2;
  background: var(--bg);
  box-shadow: inset 0 -1px 0 var(--line);
  text-align: start;
  font-weight: 600;
  padding: 0;
}
th button {
  background: transparent;
  border: 0;
  border-radius: 0;
  width: 100%;
  padding: 5px 10px;
  text-align: inherit;
  color: var(--soft);
  font-weight: 600;
}
th[aria-sort] button {
  color: var(--ink);
}
th[aria-sort="ascending"] button::after {
  content: " ▲";
  font-size: 9px;
}
th[aria-sort="descending"] button::after {
  content: " ▼";
  font-size: 9px;
}
td {
  padding: 5px 10px;
  border-top: 1px solid var(--faint);
  vertical-align: middle;
}
tbody tr:first-child td {
  border-top: 0;
}
.trace {
  cursor: pointer;
}
.trace:hover,
.trace:focus-visible {
  background: var(--hover);
}
.trace:focus-visible {
  outline-offset: -2px;
}
.trace.opened {
  background: var(--accent-bg);
}
.traces td.column0 {
  max-width: 0;
  width: 46%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.traces .fold {
  display: inline-block;
  width: 16px;
  color: var(--soft);
}
.traces .service {
  color: var(--soft);
  margin-inline: 7px 3px;
}
.traces th:nth-child(n + 2):not(:last-child) {
  text-align: end;
}
.gauge {
  display: inline-block;
  width: 70px;
  height: 6px;
  border-radius: 3px;
  background: var(--faint);
  margin-inline-end: 10px;
  vertical-align: 1px;
  overflow: hidden;
  text-align: start;
}
.gauge > span {
  display: block;
  height: 100%;
  min-width: 2px;
  border-radius: 3px;
  background: var(--accent);
}
.column5 {
  white-space: nowrap;
}
.inside .keys {
  display: none;
}
.inside > td {
  padding: 0;
  border-block: 1px solid var(--line);
}
.empty {
  color: var(--soft);
  text-align: center;
  padding: 24px;
}
@container view (max-width: 760px) {
  .column5,
  .traces .column1 {
    display: none;
  }
}
@container view (max-width: 560px) {
  .gauge,
  .column3 {
    display: none;
  }
  .traces td.column0 {
    width: 60%;
  }
}

@media (prefers-reduced-motion: no-preference) {
  .bar,
  .row,
  button {
    transition: background-color 0.12s;
  }
}
@media print {
  .keys,
  .tools {
    display: none;
  }
  .grid,
  .scroll {
    max-height: none;
  }
}
@media (forced-colors: active) {
  .bar,
  .badge,
  .path,
  .event {
    forced-color-adjust: none;
  }
}

/* ---- service map ---- */
.map .picture {
  overflow: auto;
  max-height: 640px;
  padding: 6px;
  background: var(--bg);
}
.map .picture svg {
  display: block;
  margin: 0 auto;
  max-width: none;
}
.map .scroll {
  max-height: 260px;
  border-top: 1px solid var(--line);
}
th.plain {
  padding: 5px 10px;
  color: var(--soft);
}
th.digits {
  text-align: end;
}
.node {
  cursor: pointer;
}
.node rect {
  fill: var(--raised);
  stroke: var(--line);
  stroke-width: 1.5;
}
.node.database rect {
  stroke-dasharray: 5 3;
}
.node:hover rect {
  fill: var(--hover);
}
.node:focus-visible {
  outline: none;
}
.node:focus-visible rect,
.node[aria-pressed="true"] rect {
  stroke: var(--accent);
  stroke-width: 2.5;
}
.node .side {
  stroke: var(--ok);
  stroke-width: 5;
  stroke-linecap: round;
  fill: none;
}
.node.some .side {
  stroke: var(--hue1);
}
.node.more .side {
  stroke: var(--hue1);
}
.node.many .side {
  stroke: var(--error);
}
.node.many rect {
  fill: var(--error-bg);
}
.node.more rect {
  fill: var(--warn-bg);
}
svg text {
  font:
    12px system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Liberation Sans",
    sans-serif;
  fill: var(--ink);
}
.node .label {
  font-weight: 650;
  font-size: 13px;
}
.node .code {
  font: 650 10.5px var(--mono);
  fill: var(--soft);
}
.node .facts {
  fill: var(--soft);
  font-size: 12px;
  white-space: pre;
}
.edge text {
  text-anchor: middle;
  white-space: pre;
}
.plate {
  fill: var(--bg);
  stroke: var(--line);
}
.edge.many .plate,
.edge.more .plate {
  stroke: var(--error);
}
@container view (max-width: 560px) {
  .nth3,
  .nth5 {
    display: none;
  }
  .map td,
  .map th.plain {
    padding-inline: 6px;
    font-size: 12px;
  }
}
.edge .rate {
  font-weight: 600;
  font-size: 11.5px;
}
.edge .times {
  fill: var(--soft);
  font-size: 11px;
}
.bad {
  fill: var(--error);
  font-weight: 600;
}
.wire {
  fill: none;
  stroke: var(--soft);
  opacity: 0.75;
}
.edge.many .wire,
.edge.more .wire {
  stroke: var(--error);
  opacity: 1;
}
.tip {
  fill: var(--soft);
}
.off {
  opacity: 0.18;
}

/* ---- logs ---- */
.levels {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  padding: 8px 12px 6px;
}
.level {
  display: inline-flex;
  align-items: center;
  color: var(--soft) !important;
  background: var(--bg) !important;
  border-color: var(--line) !important;
}
.level[aria-pressed="false"] {
  opacity: 0.45;
  text-decoration: line-through;
}
.level .severity {
  margin-inline-end: 6px;
}
.overview {
  height: 34px;
  margin: 0 12px 6px;
}
.overview .bad {
  fill: var(--error);
}
.overview .warn {
  fill: var(--hue1);
}
.overview .fine {
  fill: var(--hue4);
}
.logs .grid {
  border-top: 1px solid var(--line);
  max-height: 440px;
}
.logs .row {
  height: 27px;
  align-items: center;
  gap: 9px;
  padding-inline: 12px 10px;
  border-bottom: 1px solid var(--faint);
}
.logs .row .at {
  flex: none;
  color: var(--soft);
  font: 11.5px var(--mono);
}
.logs .row .cell {
  flex: none;
}
.logs .row .cell:nth-child(2) {
  width: 50px;
}
.logs .row .severity {
  margin: 0;
}
.logs .row .text {
  flex: 1;
  white-space: pre;
  font: 12px var(--mono);
}
.logs .row.level-error,
.logs .row.level-fatal {
  box-shadow: inset 3px 0 0 var(--error);
}
.logs .row.level-warn {
  box-shadow: inset 3px 0 0 var(--hue1);
}
.logs .details h3 {
  font: 600 13px/1.5 var(--mono);
  white-space: pre-wrap;
}
.tree:not(:empty) {
  margin-top: 14px;
  border-top: 1px solid var(--line);
}
.details .tree:not(:empty) {
  border: 1px solid var(--line);
  border-radius: 8px;
  overflow: hidden;
}
.logs .details {
  max-height: 760px;
}
@container view (max-width: 560px) {
  .logs .row .at {
    display: none;
  }
}

/* ---- flame graph ---- */
.flames {
  overflow-x: hidden;
  max-height: none;
  scrollbar-gutter: auto;
}
.flames canvas {
  display: block;
}
.stage {
  position: relative;
  padding: 8px 8px 4px;
}
.stage:focus-visible {
  outline-width: 1px;
  outline-offset: -1px;
}
.status {
  margin: 0;
  padding: 6px 12px;
  min-height: 32px;
  font-size: 12px;
  color: var(--ink);
  overflow-wrap: anywhere;
  border-top: 1px solid var(--faint);
}
.diverging {
  align-items: center;
}
.ramp {
  display: inline-block;
  width: 130px;
  height: 11px;
  border-radius: 3px;
  background: linear-gradient(90deg, hsl(210 85% 60%), #dfe4ea, hsl(30 95% 56%));
}
[data-theme="dark"] .ramp {
  background: linear-gradient(90deg, hsl(210 85% 62%), #4a5563, hsl(30 90% 58%));
}
.diverging .note {
  margin: 0;
}
.function {
  font: 12px var(--mono);
  overflow-wrap: anywhere;
  min-width: 140px;
}

/* ---- metrics ---- */
.view {
  --exemplar: #d4267d;
}
.view[data-theme="dark"] {
  --exemplar: #ff7ab8;
}
.metric .about {
  margin: 8px 12px 0;
}
.plot {
  padding: 6px 4px 0;
  min-height: 296px;
  overflow: hidden;
}
.plot .u-axis {
  cursor: default;
}
.u-cursor-x,
.u-cursor-y {
  border-color: var(--soft) !important;
}
.u-select {
  background: color-mix(in srgb, var(--accent) 18%, transparent);
}
.series {
  padding-bottom: 8px;
}
.swatch {
  display: inline-block;
  width: 18px;
  height: 3px;
  border-radius: 1.5px;
  background: var(--hue);
}
.swatch.dash1 {
  background: repeating-linear-gradient(90deg, var(--hue) 0 6px, transparent 6px 9px);
}
.swatch.dash2 {
  background: repeating-linear-gradient(90deg, var(--hue) 0 2px, transparent 2px 4px);
}
.swatch.dash3 {
  background: repeating-linear-gradient(
    90deg,
    var(--hue) 0 8px,
    transparent 8px 10px,
    var(--hue) 10px 12px,
    transparent 12px 14px
  );
}
.swatch.wide {
  width: 20px;
  height: 11px;
  border-radius: 0;
  margin: 0 -6px 0 0;
}
.swatch.wide + .swatch.wide {
  margin-inline-start: 0;
}
.swatch.wide:last-of-type {
  margin-inline-end: 0;
}
.swatch.dot {
  width: 10px;
  height: 10px;
  border-radius: 50%;
  background: var(--exemplar);
  border: 1.5px solid var(--path);
}
.series .last {
  color: var(--ink);
  font-weight: 600;
}
.series li {
  max-width: 100%;
  overflow-wrap: anywhere;
}
.doors {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  padding: 0 12px 10px;
  align-items: center;
}
.doors .note {
  margin: 0;
}
.doors:empty {
  display: none;
}
.metric select {
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--bg);
  padding: 3px 6px;
  max-width: 220px;
}

/* ---- stepper ---- */
.stepper .tools {
  flex: 1 1 260px;
  justify-content: flex-end;
  flex-wrap: nowrap;
}
.stepper input[type="range"] {
  flex: 1;
  min-width: 80px;
  max-width: 420px;
  accent-color: var(--accent);
}
.stepper .note {
  margin: 0;
  white-space: nowrap;
}
output.step {
  font-weight: 600;
  color: var(--accent);
  overflow-wrap: anywhere;
}
.steps {
  padding: 12px;
}
.steps pre {
  margin: 0;
  font: 12px/1.5 var(--mono);
  overflow: auto;
}
.steps .step {
  margin: 0;
}

/* ---- quiz ---- */
.quiz ol {
  margin: 0;
  padding: 4px 20px 12px;
  list-style: none;
}
.quiz li {
  padding: 12px 0 4px;
}
.quiz .number {
  color: var(--soft);
  margin-inline-end: 8px;
}
.quiz li + li {
  border-top: 1px solid var(--faint);
}
fieldset {
  border: 0;
  margin: 0;
  padding: 0;
  min-width: 0;
}
legend {
  padding: 0;
  margin-bottom: 8px;
  font-weight: 600;
  font-size: 14px;
}
legend .note {
  font-weight: 400;
  margin: 0;
}
.option {
  border: 1px solid var(--line);
  border-radius: 8px;
  margin: 6px 0;
}
.option label {
  display: flex;
  gap: 10px;
  align-items: baseline;
  padding: 7px 11px;
  cursor: pointer;
}
.option label:hover {
  background: var(--hover);
  border-radius: 8px;
}
.option input {
  accent-color: var(--accent);
  flex: none;
}
.option .why {
  margin: 0;
  padding: 0 11px 9px 34px;
  color: var(--soft);
}
.option.right {
  border-color: var(--ok);
  box-shadow: inset 3px 0 0 var(--ok);
}
.option.wrong {
  border-color: var(--error);
  box-shadow: inset 3px 0 0 var(--error);
}
.option.right .why b,
.verdict.right {
  color: var(--ok);
}
.option.wrong .why b,
.verdict.wrong {
  color: var(--error);
}
.verdict {
  margin: 0;
  font-weight: 600;
}
.quiz form .tools {
  margin: 8px 0 6px;
}
`;var ii='.uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: ":";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline "background" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}';function w(e,t={},...r){return ci(document.createElement(e),t,r)}function qe(e,t={},...r){return ci(document.createElementNS("http://www.w3.org/2000/svg",e),t,r)}function ci(e,t,r){for(let[n,l]of Object.entries(t))if(!(l==null||l===!1))if(n==="on")for(let[o,i]of Object.entries(l))e.addEventListener(o,i);else if(n==="style")for(let[o,i]of Object.entries(l))e.style.setProperty(o,i);else{if(/^(on|href|src|srcdoc|style)/i.test(n))throw new Error(`attribute refused: ${n}`);e.setAttribute(n,l===!0?"":String(l))}return e.append(...r.flat(1/0).filter(n=>n!=null&&n!==!1)),e}var Sc=/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;function $t(e,t=4e3){let r=String(e??"");return(r.length>t?`${r.slice(0,t)}…`:r).replace(Sc,l=>`\\u${l.codePointAt(0).toString(16).padStart(4,"0")}`)}var re=(e,t=200)=>$t(String(e??"").slice(0,t*2).replace(/\s+/g," "),t),si=[["h",36e11],["min",6e10],["s",1e9],["ms",1e6],["µs",1e3],["ns",1]];function Re(e){if(e==null)return"–";let[t,r]=si.find(([,n])=>Math.abs(e)>=n)??si[5];return`${$e(e/r)} ${t}`}function $e(e){if(e==null||Number.isNaN(e))return"–";let t=Math.abs(e);return Number.isInteger(e)&&t<1e15?e.toLocaleString("en-GB"):t>=1e15||t<1e-4?e.toExponential(2):t>=100?Math.round(e).toLocaleString("en-GB"):String(Number(e.toPrecision(3)))}var Ke=(e,t)=>`${$e(e)} ${t}${e===1?"":"s"}`;function Cn(e){return e>0&&e<.01?"<1 %":e<1&&e>.99?">99 %":`${Math.round(e*100)} %`}var Xt=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(11,23),gn=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(0,10);function ui(e,t){if(!(e>0))return[0];let r=e/Math.max(1,t),n=10**Math.floor(Math.log10(r)),l=[1,2,5,10].map(o=>o*n).find(o=>o>=r);return Array.from({length:Math.floor(e/l+1e-9)+1},(o,i)=>i*l)}var di=matchMedia("(prefers-color-scheme: dark)");function Dr(){let e=document.documentElement.dataset.theme;if(e==="light"||e==="dark")return e;let t=document.body?.dataset.jpThemeLight;return t?t==="false"?"dark":"light":di.matches?"dark":"light"}var Pl=new Set,ai=!1;function er(e){if(!ai){ai=!0;let t=Dr(),r=()=>{if(Dr()!==t){t=Dr();for(let l of Pl)l(t)}},n=new MutationObserver(r);n.observe(document.documentElement,{attributeFilter:["data-theme"]}),n.observe(document.body,{attributeFilter:["data-jp-theme-light"]}),di.addEventListener("change",r)}return Pl.add(e),e(Dr()),()=>Pl.delete(e)}var mn=(e,t)=>getComputedStyle(e).getPropertyValue(t).trim();function wn(e){let t=new Set;return e.map(r=>{let n=String(r).match(/[\p{L}\p{N}]+/gu)??["?"],l=n.length>1?[...n[0]][0]+[...n[1]][0]:[...n[0]].slice(0,2).join(""),o=l.toUpperCase();for(let i=2;t.has(o);i++)o=`${[...l][0].toUpperCase()}${i}`;return t.add(o),o})}var jr=e=>`hue${e%8}${e>=8?" striped":""}`,ln=(e,t,r)=>w("span",{class:`badge ${jr(e)}`,title:re(r),"aria-hidden":"true"},t);function on(e,t){return t?.length?w("section",{class:"attributes"},w("h4",{},e),w("dl",{},t.map(([r,n])=>[w("dt",{},w("bdi",{},re(r,300))),w("dd",{},w("bdi",{},$t(n===null?"null":n)))]))):null}function vn(e,t,r,n){let l=w("span",{class:"count",role:"status"}),o=w("input",{type:"search",placeholder:e,"aria-label":e,spellcheck:"false",autocomplete:"off",on:{input:()=>t(o.value.trim().toLowerCase()),keydown:i=>{if(i.key==="Enter")r?.(i.shiftKey?-1:1);else if(i.key==="Escape")o.value?(o.value="",t("")):n?.();else return;i.preventDefault(),i.stopPropagation()}}});return{element:w("span",{class:"search"},o,l),input:o,count:l}}function fi(e,t,r,n){let l=w("button",{type:"button",class:"toggle","aria-pressed":String(t),title:n,on:{click:()=>o(l.getAttribute("aria-pressed")!=="true")}},e),o=i=>{l.setAttribute("aria-pressed",String(i)),r(i)};return l}var gt=(e,t,r)=>w("button",{type:"button",title:r,"aria-label":r,on:{click:t}},e),zr=(e,...t)=>w("div",{class:"title"},...t,gt("✕",e,"Close the details (Escape)"));function Nn(e,t,r,n){let l=t.map(([o,i])=>w("button",{type:"button","aria-pressed":String(o===r),on:{click:()=>{l.forEach((s,u)=>s.setAttribute("aria-pressed",String(t[u][0]===o))),n(o)}}},i));return w("span",{class:"choice",role:"group","aria-label":e},l)}var xt=(e,t,r)=>w("header",{},w("div",{class:"title"},e,w("span",{class:"facts"},t)),w("div",{class:"tools"},r));function Tn(e,t){if(!t)return[e];let r=[],n=e.toLowerCase(),l=0;for(let o=n.indexOf(t);o>=0;o=n.indexOf(t,l))r.push(e.slice(l,o),w("mark",{},e.slice(o,o+t.length))),l=o+t.length;return[...r,e.slice(l)]}function Fr(e,t,r,n,l){let o=new Map,i=!1,s=u=>{if(i=!1,u){for(let g of o.values())g.remove();o.clear()}let c=n();t.style.height=`${c*r}px`;let f=Math.max(0,Math.floor(e.scrollTop/r)-6),h=Math.min(c,Math.ceil((e.scrollTop+(e.clientHeight||480))/r)+6);for(let[g,b]of o)(g<f||g>=h)&&(b.remove(),o.delete(g));for(let g=f;g<h;g++){if(o.has(g))continue;let b=l(g);b.style.transform=`translateY(${g*r}px)`,o.set(g,b),t.append(b)}};return e.addEventListener("scroll",()=>{i||(i=!0,requestAnimationFrame(()=>s(!1)))},{passive:!0}),{draw:()=>s(!0),refresh(u){let c=o.get(u);if(!c)return;let f=l(u);f.style.transform=c.style.transform,c.replaceWith(f),o.set(u,f)},reveal(u,c=0){let f=u*r;f<e.scrollTop?e.scrollTop=f:f+r+c>e.scrollTop+e.clientHeight&&(e.scrollTop=f+r+c-e.clientHeight),s(!1)},page:()=>Math.max(1,Math.floor(e.clientHeight/r)-1)}}function Ht(e,t){let r=0;new ResizeObserver(([n])=>{let l=Math.round(n.contentRect.width);l&&l!==r&&(r=l,t(l))}).observe(e)}var Mc=0,bn=e=>`${e}-${++Mc}`;var yt=19,$c=34,hi={nanoseconds:1,ns:1,microseconds:1e3,us:1e3,milliseconds:1e6,ms:1e6,seconds:1e9,s:1e9},pi="percentage points (pp) of the whole, also written in the frames",Oc="in the unit of the samples, also written in the frames; fair where both sides did the same work";function gi(e,t){let{names:r,depth:n,name:l,unit:o}=t,i=n.length,s=t.sides.length>0,u=s?[t.value,t.other]:[t.value],c=u.map(S=>S[0]||1),f=S=>hi[o]?Re(S*hi[o]):`${$e(S)} ${re(o,30)}`,h=new Int32Array(i),g=new Int32Array(i).fill(-1),b=[];for(let S=0;S<i;S++){for(;b.length>n[S];)h[b.pop()]=S;b.length&&(g[S]=b.at(-1)),b.push(S)}for(;b.length;)h[b.pop()]=i;let _=s?1:0,N=!1,z=new Float64Array(i),C=u[_],y=()=>{C=u[_],z=new Float64Array(i);let S=new Float64Array(i);for(let V=0;V<i;V++)z[V]=g[V]<0?0:S[g[V]],S[V]=z[V],g[V]>=0&&(S[g[V]]+=C[V])},P=0;for(let S=0;S<i;S++)P=Math.max(P,n[S]);let E=0,k=0,A=!1,M="",O=null,I=!1,G=!1,R=vn("Search functions",S=>{M=S,O=S?new Set(r.flatMap((ie,_e)=>ie.toLowerCase().includes(S)?[_e]:[])):null;let V=0;if(O)for(let ie=0;ie<i;ie++)O.has(l[ie])&&(V+=C[ie],ie=h[ie]-1);R.count.textContent=O?Cn(V/c[_]):"",Ze(),q()},S=>{if(!O)return;let V=[];for(let ie=0;ie<i;ie++)O.has(l[ie])&&V.push(ie);V.length&&F(S>0?V.find(ie=>ie>k)??V[0]:V.findLast(ie=>ie<k)??V.at(-1))},()=>te.focus()),Y=gt("Whole graph",()=>oe(0),"Show the whole graph again (Escape)");Y.hidden=!0;let D=w("button",{type:"button",class:"toggle","aria-pressed":"false",title:"Root at the top (i)",on:{click:()=>{I=!I,D.setAttribute("aria-pressed",String(I)),Ze(),I?ce.scrollTop=0:ce.scrollTop=ce.scrollHeight}}},"Root at top"),H=s&&Nn("Widths",t.sides.map((S,V)=>[V,re(S,20)]),_,S=>{_=S,y(),Ze(),q()}),W=s&&Nn("Difference of",[[!1,"Shares"],[!0,"Amounts"]],N,S=>{N=S,L.textContent=N?Oc:pi,F(k,!0)}),L=w("span",{class:"note"},pi),j=t.span!==void 0&&gt(`↑ Span ${re(t.span,40)}`,()=>j.dispatchEvent(new CustomEvent("otlplab-span",{bubbles:!0,composed:!0})),"Back to the span (b)"),ue=Nn("Face",[[!1,"Graph"],[!0,"Functions"]],!1,S=>{G=S,ce.hidden=G,ee.hidden=!G,q(),G||Ze()}),de=w("canvas",{"aria-hidden":"true"}),fe=w("div",{role:"treeitem",id:"frame",class:"hidden"}),ce=w("div",{class:"scroll flames"},de),te=w("div",{class:"stage",role:"tree",tabindex:"0","aria-label":t.label,"aria-activedescendant":"frame"},ce,fe),ee=w("div",{class:"scroll",hidden:!0}),Me=w("p",{class:"status",role:"status"}),Pe=s&&w("p",{class:"legend diverging"},w("span",{},`less in ${re(t.sides[1],20)}`),w("span",{class:"ramp","aria-hidden":"true"}),w("span",{},"more"),L);e.append(w("div",{class:"flame"},xt([w("strong",{},s?`${re(t.sides[0],20)} → ${re(t.sides[1],20)}`:"Flame graph")],[s?`${f(c[0])} → ${f(c[1])}`:f(c[0]),Ke(r.length-1,"function"),t.merged>0&&`${Ke(t.merged,"frame")} below ${Number((t.least*100).toPrecision(1))} % not drawn`].filter(Boolean).map(S=>w("span",{},S)),[j,R.element,W,H,ue,D,Y]),Pe,te,ee,Me,w("p",{class:"keys"},"↑ ↓ callers and callees · ← → siblings · Enter zooms · Escape zooms out · / search · i turns it over")));let ge={},me=()=>{ge=Object.fromEntries(["--bg","--ink","--soft","--accent","--line","--path"].map(S=>[S,mn(e,S)])),ge.dark=e.dataset.theme==="dark",Ve.clear()},Ve=new Map;function et(S){if(s)return wt(S);let V=Ve.get(l[S]);if(!V){let ie=r[l[S]],_e=/^(.*?)[.:/ (][^.:/]*$/.exec(ie)?.[1]??ie,le=7;for(let be=0;be<Math.min(_e.length,60);be++)le=(le*31+_e.charCodeAt(be))%9973;V=ge.dark?`hsl(${18+le%36} ${48+le%17}% ${46+le%13}%)`:`hsl(${22+le%34} ${78+le%14}% ${66+le%13}%)`,S===0&&(V=ge.dark?"#5a6675":"#c9d1da"),Ve.set(l[S],V)}return V}let Ee=S=>N?(u[1][S]-u[0][S])/c[0]:u[1][S]/c[1]-u[0][S]/c[0];function wt(S){let V=Ee(S),ie=Math.min(1,Math.sqrt(Math.abs(V)*6));return Math.abs(V)<5e-4?ge.dark?"#4a5563":"#dfe4ea":ge.dark?V>0?`hsl(30 ${40+50*ie}% ${38+20*ie}%)`:`hsl(210 ${30+55*ie}% ${40+22*ie}%)`:V>0?`hsl(30 ${60+35*ie}% ${86-30*ie}%)`:`hsl(210 ${55+30*ie}% ${88-28*ie}%)`}let it=S=>{let V=Ee(S)*100;return N&&V?`${V>0?"+":"−"}${f(Math.abs(u[1][S]-u[0][S]))} `:Math.abs(V)<.05?"":`${V>0?"+":"−"}${Math.abs(V).toFixed(1)} pp `},We=[];function Ze(){if(G)return;let S=ce.clientWidth;if(!S)return;let V=[];for(let Fe=g[E];Fe>=0;Fe=g[Fe])V.unshift(Fe);let ie=C[E]||1,_e=S/ie;We=[];let le=V.length+1;for(let Fe=E;Fe<h[E];Fe++){if(C[Fe]*_e<.5){Fe=h[Fe]-1;continue}let rt=n[Fe];(We[rt]??=[]).push(Fe),le=Math.max(le,rt+1)}for(let Fe of V)We[n[Fe]]=[Fe];let be=le*yt+2,Ne=devicePixelRatio||1;de.width=Math.round(S*Ne),de.height=Math.round(be*Ne),de.style.width=`${S}px`,de.style.height=`${be}px`,ce.style.height=`${Math.min(be,$c*yt)}px`;let ve=de.getContext("2d");ve.scale(Ne,Ne),ve.clearRect(0,0,S,be),ve.font="11.5px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",ve.textBaseline="middle";let Ie=6.4;for(let Fe=0;Fe<We.length;Fe++){let nn=I?Fe*yt:be-(Fe+1)*yt-1;for(let rt of We[Fe]??[]){let Ft=Fe<n[E],cn=Ft?0:(z[rt]-z[E])*_e,Xe=Ft?S:C[rt]*_e;if(ve.globalAlpha=Ft?.45:O&&!O.has(l[rt])?.3:1,ve.fillStyle=et(rt),ve.fillRect(cn,nn,Math.max(Xe-(Xe>3?.8:0),.4),yt-1),O?.has(l[rt])&&Xe>2&&(ve.strokeStyle=ge["--path"],ve.lineWidth=1.5,ve.strokeRect(cn+.75,nn+.75,Math.max(Xe-2.3,.5),yt-2.5)),Xe>26){let En=Math.floor((Xe-7)/Ie),zn=(s&&Xe>80?it(rt):"")+re(r[l[rt]],300);ve.fillStyle=ge.dark&&(rt===0||s&&Math.abs(Ee(rt))<.03)?"#f2f5f8":"#10161e",En>2&&ve.fillText(zn.length>En?`${zn.slice(0,En-1)}…`:zn,cn+4,nn+yt/2+.5,Xe-6)}ve.globalAlpha=1}}let vt=A&&v(k,_e,be,S);vt&&(ve.strokeStyle=ge["--accent"],ve.lineWidth=2.5,ve.strokeRect(vt.x+1,vt.y+1,Math.max(2,vt.w-2.5),yt-3)),Y.hidden=E===0}function v(S,V,ie,_e){if(!We[n[S]]?.includes(S))return null;let le=n[S]<n[E];return{x:le?0:(z[S]-z[E])*V,w:le?_e:C[S]*V,y:I?n[S]*yt:ie-(n[S]+1)*yt-1}}function $(S){let V=$t(r[l[S]],400);return s?`${V}: ${re(t.sides[0],20)} ${f(u[0][S])} (${(100*u[0][S]/c[0]).toFixed(1)} %), ${re(t.sides[1],20)} ${f(u[1][S])} (${(100*u[1][S]/c[1]).toFixed(1)} %), ${it(S).trim()||"no change"}`:`${V}: ${f(C[S])}, ${Cn(C[S]/c[0])} of all${S&&E?`, ${Cn(C[S]/C[E])} of what is shown`:""}`}function F(S,V=!1){if(k=S,A=!0,Me.textContent=$(S),fe.textContent=$(S),fe.setAttribute("aria-level",n[S]+1),!(S>=E&&S<h[E])&&n[S]>=n[E]&&(E=J(S)),Ze(),V)return;let ie=I?n[S]*yt:de.clientHeight-(n[S]+1)*yt;ie<ce.scrollTop?ce.scrollTop=ie:ie+yt>ce.scrollTop+ce.clientHeight&&(ce.scrollTop=ie+yt-ce.clientHeight)}function J(S){let V=E;for(;V>0&&!(S>=V&&S<h[V]);)V=g[V];return V}function oe(S){E=S,F(S)}function se(S){let V=[];for(let ie=S+1;ie<h[S];ie=h[ie])C[ie]>0&&V.push(ie);return V}te.addEventListener("keydown",S=>{if(S.ctrlKey||S.metaKey||S.altKey)return;let V=be=>{if(g[k]<0)return;let Ne=se(g[k]),ve=Ne[Ne.indexOf(k)+be];ve!==void 0&&F(ve)},ie=()=>{let[be,...Ne]=se(k);be!==void 0&&F(Ne.reduce((ve,Ie)=>C[Ie]>C[ve]?Ie:ve,be))},_e=()=>g[k]>=0&&F(g[k]),le={ArrowUp:I?_e:ie,ArrowDown:I?ie:_e,ArrowLeft:()=>V(-1),ArrowRight:()=>V(1),Home:()=>F(E),Enter:()=>oe(k)," ":()=>oe(k),Escape:()=>E>0?oe(g[E]):M&&(R.input.value="",R.input.dispatchEvent(new Event("input"))),"/":()=>R.input.focus(),i:()=>D.click(),b:()=>j&&j.click()}[S.key];le&&(S.preventDefault(),S.stopPropagation(),le())});function ye(S){let{left:V,top:ie,height:_e,width:le}=de.getBoundingClientRect(),be=Math.floor((S.clientY-ie)/yt),Ne=I?be:Math.round((_e-2)/yt)-1-be;if(Ne<n[E])return We[Ne]?.[0];let ve=z[E]+(S.clientX-V)/le*C[E];return We[Ne]?.find(Ie=>z[Ie]<=ve&&ve<z[Ie]+C[Ie])}let xe=!1;de.addEventListener("pointermove",S=>{xe||(xe=!0,requestAnimationFrame(()=>{xe=!1;let V=ye(S);de.style.cursor=V===void 0?"default":"pointer",V!==void 0&&V!==k&&F(V,!0)}))}),de.addEventListener("click",S=>{let V=ye(S);V!==void 0&&(oe(V),te.focus({preventScroll:!0}))});let pe;function Q(){if(pe)return pe;let S=new Map,V=new Set,ie=[];for(let _e=0;_e<i;_e++){for(;ie.length>n[_e];){let[ve,Ie]=ie.pop();Ie&&V.delete(ve)}let le=l[_e],be=S.get(le)??S.set(le,{f:le,own:[0,0],all:[0,0]}).get(le),Ne=!V.has(le);Ne&&V.add(le),ie.push([le,Ne]),u.forEach((ve,Ie)=>{be.own[Ie]+=ve[_e],Ne&&(be.all[Ie]+=ve[_e]),g[_e]>=0&&(S.get(l[g[_e]]).own[Ie]-=ve[_e])})}return S.delete(l[0]),pe=[...S.values()],pe}function q(){if(!G)return;let S=Q().filter(({f:le})=>!O||O.has(le)).sort((le,be)=>be.own[_]-le.own[_]),V=(le,be)=>`${(100*le/c[be]).toFixed(1)} %`,ie=s?["Function",...t.sides.map(le=>`Own ${re(le,16)}`),"Change",...t.sides.map(le=>`With callees ${re(le,16)}`)]:["Function","Own","","With callees",""],_e=({own:le,all:be})=>s?[V(le[0],0),V(le[1],1),le[1]/c[1]===le[0]/c[0]?"–":`${le[1]/c[1]>le[0]/c[0]?"+":"−"}${Math.abs(100*(le[1]/c[1]-le[0]/c[0])).toFixed(1)} %`,V(be[0],0),V(be[1],1)]:[V(le[0],0),f(le[0]),V(be[0],0),f(be[0])];ee.replaceChildren(w("table",{},w("thead",{},w("tr",{},ie.map((le,be)=>w("th",{scope:"col",class:be?"digits plain":"plain"},le)))),w("tbody",{},S.slice(0,200).map(le=>w("tr",{},w("td",{class:"function"},w("bdi",{},re(r[le.f],300))),_e(le).map(be=>w("td",{class:"digits"},be)))))),S.length>200&&w("p",{class:"note"},`${$e(S.length-200)} more are not listed.`))}return y(),Me.textContent=$(0),fe.textContent=$(0),er(()=>{me(),Ze()}),Ht(ce,()=>{me(),Ze(),I||(ce.scrollTop=ce.scrollHeight)}),{draw:Ze}}var Cc=28,mi={SERVER:"server",CLIENT:"client",PRODUCER:"producer",CONSUMER:"consumer",INTERNAL:"",UNSPECIFIED:""};function xn(e,t,r){let{spans:n}=t,l=wn(t.services),o=bn("waterfall"),i=n.map(()=>[]);n.forEach((v,$)=>{v.parent>=0&&i[v.parent].push($)});let s=n.flatMap((v,$)=>v.status==="ERROR"?[$]:[]),u=new Set,c=[],f=new Map,h=0,g=-1,b="",_=[],N=new Set,z=!0,C=0,y=t.duration||1,P=()=>{c=[];for(let v=0;v<n.length;v++)if(c.push(v),u.has(v))for(;v+1<n.length&&n[v+1].depth>n[c.at(-1)].depth;)v++;f=new Map(c.map((v,$)=>[v,$]))},E=vn("Search spans",v=>{b=v,_=v?n.flatMap(($,F)=>de(F).includes(v)?[F]:[]):[],N=new Set(_),E.count.textContent=v?`${$e(_.length)} of ${$e(n.length)}`:"",L.draw(),_.length&&ge(_.find($=>$>=h)??_[0])},v=>me(_,v),()=>Y.focus()),k=fi("Critical path",!0,v=>{z=v,W.classList.toggle("critical",v)},"The spans that decide how long the trace takes (c)"),A=gt("Collapse all",()=>{let v=u.size===0;u.clear(),v&&n.forEach(($,F)=>{$.depth>0&&i[F].length&&u.add(F)}),A.textContent=v?"Expand all":"Collapse all",A.setAttribute("aria-label",A.textContent),j()},"Collapse all"),M=s.length>0&&gt(`✕ ${Ke(s.length,"error")}`,()=>{me(s,1),Y.focus()},`Go to the next of ${Ke(s.length,"error")} (e)`);M&&M.classList.add("error");let O=gt("Whole trace",()=>Ee(0,t.duration||1),"Show the whole trace again (0)");O.hidden=!0;let I=w("div",{class:"ruler",title:"Drag to look closer"}),G=w("div",{class:"head","aria-hidden":"true"},w("span",{},"Span"),I),R=w("div",{class:"rows",role:"presentation"}),Y=w("div",{class:"grid",role:"treegrid",tabindex:"0","aria-label":`Spans of ${re(t.name)}`,"aria-rowcount":n.length,"aria-readonly":"true"},R),D=w("section",{class:"details","aria-label":"Details of the span",hidden:!0}),H=w("ul",{class:"legend","aria-label":"Services"},t.services.map((v,$)=>w("li",{},ln($,l[$],v),w("bdi",{},re(v))))),W=w("div",{class:"waterfall critical"},xt([w("strong",{},w("bdi",{},re(t.name)))],[Re(t.duration),Ke(n.length,"span"),Ke(t.services.length,"service"),`${gn(t.start)} ${Xt(t.start)} UTC`].map(v=>w("span",{},v)),[E.element,M,k,A,O]),H,G,Y,D,w("p",{class:"keys"},"↑ ↓ move · ← → fold · Enter details · / search · e next error · c critical path · drag the ruler to zoom"));e.append(W);let L=Fr(Y,R,Cc,()=>c.length,ce),j=()=>{for(P();!f.has(h);)h=n[h].parent;L.draw(),Pe()},ue=new Map;function de(v){let $=ue.get(v);if($===void 0){let{name:F,id:J,message:oe,service:se,kind:ye,attributes:xe=[],logs:pe=[],events:Q=[]}=n[v];$=[F,J,oe,t.services[se],ye,...xe.flat(),...pe.map(q=>q.body),...Q.map(q=>q.name)].join(`
`).toLowerCase(),ue.set(v,$)}return $}let fe=v=>(v-C)/(y-C)*100;function ce(v){let $=c[v],F=n[$],J=i[$].length>0,oe=Math.max(-1,Math.min(101,fe(F.t))),se=Math.max(-1,Math.min(101,fe(F.t+F.w))),ye=F.status==="ERROR",xe=Math.max(I.clientWidth,1)/100,pe=(100-se)*xe>64?{left:`max(0px, ${se}%)`}:oe*xe>64?{right:`${100-oe}%`}:null;return w("div",{class:`row${$===h?" active":""}${$===g?" opened":""}${F.critical?" on-path":""}${b&&!N.has($)?" miss":""}`,role:"row",id:`${o}-${$}`,"aria-level":F.depth+1,"aria-rowindex":$+1,"aria-expanded":J?String(!u.has($)):void 0,"aria-selected":String($===g),on:{click:()=>{h=$,Ve($)}}},w("div",{class:"name",role:"gridcell",style:{"--depth":Math.min(F.depth,24)}},w("span",{class:`fold${J?"":" leaf"}`,"aria-hidden":"true",on:J?{click:Q=>{Q.stopPropagation(),h=$,Me($,!u.has($))}}:void 0},J?u.has($)?"▸":"▾":""),ln(F.service,l[F.service],t.services[F.service]),ye&&w("span",{class:"sign error",title:"Status: error"},"✕"),w("bdi",{class:"text",title:re(F.name)},Tn(re(F.name),b)),u.has($)&&w("span",{class:"more"},`+${ee($)}`),mi[F.kind]&&w("span",{class:"kind"},mi[F.kind]),F.orphan&&w("span",{class:"kind warn",title:"Its parent span is not in the data"},"parent missing"),F.links&&w("span",{class:"kind",title:Ke(F.links.length,"link")},`⇢${F.links.length}`),F.logs&&w("span",{class:"kind",title:Ke(F.logs.length,"log record")},`≡${F.logs.length}`),F.profiles&&w("span",{class:"kind",title:"A profile has samples of this span"},"▲ profile"),w("span",{class:"hidden"},`, service ${re(t.services[F.service])}, ${ye?"error, ":""}takes ${Re(F.w)}, starts after ${Re(F.t)}${F.critical?", on the critical path":""}`)),w("div",{class:"time",role:"gridcell","aria-hidden":"true"},se>=0&&oe<=100&&[w("span",{class:`bar ${jr(F.service)}${ye?" failed":""}`,style:{left:`${oe}%`,width:`${se-oe}%`}}),(F.critical??[]).map(([Q,q])=>{let[S,V]=[Math.max(0,fe(Q)),Math.min(100,fe(q))];return V>S&&w("span",{class:"path",style:{left:`${S}%`,width:`${V-S}%`}})}),(F.events??[]).slice(0,50).map(Q=>te(Q.t)&&w("span",{class:`event${Q.name==="exception"?" failed":""}`,style:{left:`${fe(Q.t)}%`},title:`event ${re(Q.name)}, at ${Re(Q.t)}`})),(F.logs??[]).slice(0,50).map(Q=>te(Q.t)&&w("span",{class:`log ${Q.severity.toLowerCase()}`,style:{left:`${fe(Q.t)}%`},title:`${Q.severity} ${re(Q.body,120)}`})),w("span",{class:`took${pe?"":` inside ${jr(F.service)}`}`,style:pe??{left:`max(0px, ${oe}%)`}},Re(F.w))]))}let te=v=>v>=C&&v<=y;function ee(v){let $=0;for(;v+$+1<n.length&&n[v+$+1].depth>n[v].depth;)$++;return $}function Me(v,$){i[v].length&&($?u.add(v):u.delete(v),j())}function Pe(){Y.setAttribute("aria-activedescendant",`${o}-${h}`)}function ge(v){for(let F=n[v].parent;F>=0;F=n[F].parent)u.delete(F);let $=h;h=v,f.has(v)||j(),L.refresh(f.get($)??-1),L.reveal(f.get(v)),L.refresh(f.get(v)),Pe(),g>=0&&Ve(v)}function me(v,$){if(!v.length)return;let F=$>0?v.find(J=>J>h)??v[0]:v.findLast(J=>J<h)??v.at(-1);ge(F)}function Ve(v){let $=g;g=v;for(let F of[$,v])f.has(F)&&L.refresh(f.get(F));L.draw(),Pe(),D.hidden=v<0,D.replaceChildren(...v<0?[]:it(v))}Y.addEventListener("keydown",v=>{if(v.ctrlKey||v.metaKey||v.altKey)return;let $=f.get(h),F=oe=>ge(c[Math.max(0,Math.min(c.length-1,oe))]),J={ArrowDown:()=>F($+1),ArrowUp:()=>F($-1),PageDown:()=>F($+L.page()),PageUp:()=>F($-L.page()),Home:()=>F(0),End:()=>F(c.length-1),ArrowRight:()=>u.has(h)?Me(h,!1):i[h].length&&ge(i[h][0]),ArrowLeft:()=>i[h].length&&!u.has(h)?Me(h,!0):n[h].parent>=0&&ge(n[h].parent),Enter:()=>Ve(g===h?-1:h)," ":()=>Ve(g===h?-1:h),Escape:()=>g>=0?Ve(-1):b?(E.input.value="",E.input.dispatchEvent(new Event("input"))):Ee(0,t.duration||1),"/":()=>E.input.focus(),e:()=>me(s,1),E:()=>me(s,-1),n:()=>me(_,1),N:()=>me(_,-1),c:()=>k.click(),0:()=>Ee(0,t.duration||1)}[v.key];J&&(v.preventDefault(),v.stopPropagation(),J())});function et(v){let $=ui(y-C,Math.max(2,Math.min(8,v/90))),F=y-C;I.replaceChildren(...$.map(J=>w("span",{class:J/F>.9?"tick last":"tick",style:{left:`${J/F*100}%`}},Re(C+J)))),R.style.setProperty("--step",`${($[1]??F)/F*100}%`)}function Ee(v,$){C=v,y=$,O.hidden=v===0&&$===(t.duration||1),et(I.clientWidth),L.draw()}I.addEventListener("pointerdown",v=>{let{left:$,width:F}=I.getBoundingClientRect(),J=pe=>Math.max(0,Math.min(1,(pe.clientX-$)/F)),oe=J(v),se=w("span",{class:"area"});I.append(se),I.setPointerCapture(v.pointerId);let ye=pe=>{let[Q,q]=[oe,J(pe)].sort((S,V)=>S-V);se.style.left=`${Q*100}%`,se.style.width=`${(q-Q)*100}%`},xe=pe=>{I.removeEventListener("pointermove",ye),se.remove();let[Q,q]=[oe,J(pe)].sort((S,V)=>S-V);q-Q>.01&&Ee(C+Q*(y-C),C+q*(y-C))};I.addEventListener("pointermove",ye),I.addEventListener("pointerup",xe,{once:!0}),I.addEventListener("pointercancel",xe,{once:!0})}),I.addEventListener("dblclick",()=>Ee(0,t.duration||1));function wt(){Ve(-1),Y.focus()}function it(v){let $=n[v],[F,J,oe]=t.resources[$.resource],se=$.w-Ze(v),ye=($.critical??[]).reduce((pe,[Q,q])=>pe+q-Q,0),xe=[["Service",t.services[$.service]],["Kind",$.kind],["Status",$.message?`${$.status}: ${$.message}`:$.status],["Starts after",Re($.t)],["Takes",Re($.w)],["Own work",`${Re(se)} (not covered by its children)`],["On the critical path",ye?`${Re(ye)} of the trace's ${Re(t.duration)}`:"no"],["Span id",$.id],["Trace id",t.trace]];return[zr(wt,ln($.service,l[$.service],t.services[$.service]),w("h3",{},w("bdi",{},$t($.name,500)))),w("div",{class:"columns"},on("Span",xe),on("Attributes",$.attributes),$.events&&wi("Events",$.events,pe=>pe.name),$.logs&&wi("Logs",$.logs,pe=>pe.body||pe.event,pe=>pe.severity),$.links&&w("section",{class:"attributes"},w("h4",{},"Links"),$.links.map(pe=>on("",[["trace",pe.trace],["span",pe.span],...pe.attributes??[]]))),$.profiles?.map(pe=>We(v,pe)),on("Resource",F),on("Scope",[["name",J],...oe?[["version",oe]]:[]]))]}function We(v,$){let F=w("div",{});return r(F,"flame_graph",{...$,span:n[v].name}),F.addEventListener("otlplab-span",()=>{L.reveal(f.get(v)),Y.focus({preventScroll:!0}),W.scrollIntoView({block:"nearest"})}),w("section",{class:"attributes profile"},w("h4",{},`Profile: ${re($.type,60)}`),F)}function Ze(v){let{t:$,w:F}=n[v],J=0,oe=$;for(let se of i[v]){let ye=Math.max(n[se].t,oe),xe=Math.min(n[se].t+n[se].w,$+F);xe>ye&&(J+=xe-ye,oe=xe)}return J}P(),Pe(),L.draw(),Ht(Y,v=>{G.style.width=`${v}px`,et(I.clientWidth),L.draw()})}function wi(e,t,r,n){return w("section",{class:"attributes moments"},w("h4",{},`${e} (${t.length})`),w("ol",{},t.slice(0,200).map(l=>w("li",{},w("span",{class:"at"},Re(l.t)),n&&w("span",{class:`severity ${n(l).toLowerCase()}`},n(l)),w("bdi",{class:"body"},$t(r(l))),l.attributes?.length?w("dl",{},l.attributes.map(([o,i])=>[w("dt",{},w("bdi",{},re(o))),w("dd",{},w("bdi",{},$t(i)))])):null))),t.length>200&&w("p",{class:"note"},`${$e(t.length-200)} more are not listed.`))}var Nc=27,vi=["FATAL","ERROR","WARN","INFO","DEBUG","TRACE"];function bi(e,t,r){let{logs:n}=t,l=BigInt(t.start),o=L=>String(l+BigInt(Math.round(L.t))),i=[...new Set(n.map(L=>L.service))].sort(),s=wn(i),u=new Map(i.map((L,j)=>[L,j])),c=new Map(t.details.map(L=>[L.trace,L])),f=[...new Set(n.map(L=>L.severity))].sort((L,j)=>(vi.indexOf(L)+1||99)-(vi.indexOf(j)+1||99)),h=bn("logs"),g=new Set,b="",_=[],N=0,z=-1,C=vn("Search logs",L=>{b=L,G()},void 0,()=>k.focus()),y=f.map(L=>{let j=n.filter(de=>de.severity===L).length,ue=w("button",{type:"button",class:"level","aria-pressed":"true",title:`Show ${L}`,on:{click:()=>{g.delete(L)||g.add(L),ue.setAttribute("aria-pressed",String(!g.has(L))),G()}}},w("span",{class:`severity ${L.toLowerCase()}`},re(L,20)),$e(j));return ue}),P=w("div",{class:"overview","aria-hidden":"true"}),E=w("div",{class:"rows",role:"rowgroup"}),k=w("div",{class:"grid",role:"grid",tabindex:"0","aria-label":"Log records","aria-readonly":"true"},E),A=w("section",{class:"details","aria-label":"Details of the log record",hidden:!0});e.append(w("div",{class:"logs"},xt([w("strong",{},Ke(t.total,"log record"))],[n.length<t.total&&`the newest ${$e(n.length)} are listed`,n.length>0&&`from ${gn(t.start)} ${Xt(t.start)} UTC`].filter(Boolean).map(L=>w("span",{},L)),[C.element]),w("div",{class:"levels",role:"group","aria-label":"Severities"},y),P,k,A,w("p",{class:"keys"},"↑ ↓ move · Enter details · t trace · / search · the severities are switches")));let M=Fr(k,E,Nc,()=>_.length,L=>{let j=_[L],ue=n[j];return w("div",{class:`row level-${ue.severity.toLowerCase()}${L===N?" active":""}${j===z?" opened":""}`,role:"row",id:`${h}-${L}`,"aria-rowindex":L+1,"aria-selected":String(j===z),on:{click:()=>{R(L),Y(j===z?-1:j)}}},w("span",{class:"at",role:"gridcell"},Xt(o(ue))),w("span",{class:"cell",role:"gridcell"},w("span",{class:`severity ${ue.severity.toLowerCase()}`},re(ue.severity,20))),w("span",{class:"cell",role:"gridcell"},ln(u.get(ue.service),s[u.get(ue.service)],ue.service),w("span",{class:"hidden"},re(ue.service))),w("bdi",{class:"text",role:"gridcell"},Tn(re(ue.body||ue.event,500),b)),ue.trace&&w("span",{class:"kind",role:"gridcell",title:c.has(ue.trace)?"Its trace can be opened":"It belongs to a trace"},c.has(ue.trace)?"⧉ trace":"⧉"))}),O=new Map;function I(L){if(!O.has(L)){let{body:j="",event:ue="",service:de,severity:fe,trace:ce="",attributes:te=[]}=n[L];O.set(L,[j,ue,de,fe,ce,...te.flat()].join(`
`).toLowerCase())}return O.get(L)}function G(){_=n.flatMap((L,j)=>!g.has(L.severity)&&(!b||I(j).includes(b))?[j]:[]),C.count.textContent=b||g.size?`${$e(_.length)} of ${$e(n.length)}`:"",k.setAttribute("aria-rowcount",_.length),N=Math.max(0,Math.min(N,_.length-1)),M.draw(),W()}function R(L){let j=N;N=Math.max(0,Math.min(_.length-1,L)),M.reveal(N),M.refresh(j),M.refresh(N),k.setAttribute("aria-activedescendant",`${h}-${N}`),z>=0&&Y(_[N])}function Y(L){if(z=L,M.draw(),A.hidden=L<0,L<0){A.replaceChildren();return}let j=n[L],ue=w("div",{class:"tree"});A.replaceChildren(zr(D,w("span",{class:`severity ${j.severity.toLowerCase()}`},re(j.severity,20)),w("h3",{},w("bdi",{},$t(j.body||j.event))),j.trace&&c.has(j.trace)&&gt("Open its trace",()=>H(j,ue),"Open its trace (t)")),w("div",{class:"columns"},on("Record",[["Time",`${gn(o(j))} ${Xt(o(j))} UTC`],["After the first",Re(j.t)],["Service",j.service],["Severity number",j.number],...j.event?[["Event name",j.event]]:[],...j.trace?[["Trace id",j.trace]]:[],...j.span?[["Span id",j.span]]:[]]),on("Attributes",j.attributes)),ue)}function D(){Y(-1),k.focus()}function H(L,j){c.has(L.trace)&&(j.replaceChildren(),xn(j,c.get(L.trace),r),j.scrollIntoView({block:"nearest"}))}function W(){let L=P.clientWidth||600,j=Math.max(1,n.at(-1)?.t??1),ue=Math.max(20,Math.min(160,Math.floor(L/7))),de=Array.from({length:ue},()=>[0,0,0]);for(let te of _){let{t:ee,number:Me}=n[te];de[Math.min(ue-1,Math.floor(ee/j*ue))][Me>=17?0:Me>=13?1:2]++}let fe=Math.max(1,...de.map(te=>te[0]+te[1]+te[2])),ce=L/ue;P.replaceChildren(qe("svg",{width:L,height:34,viewBox:`0 0 ${L} 34`},de.flatMap((te,ee)=>{let Me=34;return te.map((Pe,ge)=>{if(!Pe)return null;let me=Math.max(1.5,Pe/fe*32);return Me-=me,qe("rect",{class:["bad","warn","fine"][ge],x:ee*ce+.5,y:Me,width:Math.max(1,ce-1.5),height:me})})})))}k.addEventListener("keydown",L=>{if(L.ctrlKey||L.metaKey||L.altKey||L.target!==k)return;let j={ArrowDown:()=>R(N+1),ArrowUp:()=>R(N-1),PageDown:()=>R(N+M.page()),PageUp:()=>R(N-M.page()),Home:()=>R(0),End:()=>R(_.length-1),Enter:()=>_.length&&Y(z===_[N]?-1:_[N])," ":()=>_.length&&Y(z===_[N]?-1:_[N]),t:()=>{_.length&&(Y(_[N]),H(n[_[N]],A.querySelector(".tree")))},"/":()=>C.input.focus(),Escape:D}[L.key];j&&(L.preventDefault(),L.stopPropagation(),j())}),G(),Ht(P,W),Ht(k,()=>M.draw())}var Tc="uplot",Lc="u-hz",Ac="u-vt",Pc="u-title",Ic="u-wrap",Rc="u-under",Dc="u-over",jc="u-axis",Pn="u-off",zc="u-select",Fc="u-cursor-x",Vc="u-cursor-y",Wc="u-cursor-pt",Bc="u-legend",Hc="u-live",Yc="u-inline",Gc="u-series",Uc="u-marker",xi="u-label",qc="u-value",yr="width",kr="height";var yi="bottom",tr="left",Il="right",Zl="#000",ki=Zl+"0",Rl="mousemove",Ei="mousedown",Dl="mouseup",_i="mouseenter",Si="mouseleave",Mi="dblclick",Kc="resize",Jc="scroll",$i="change",Yr="dppxchange",Xl="--",ar=typeof window<"u",Wl=ar?document:null,rr=ar?window:null,Qc=ar?navigator:null,Le,Vr;function Bl(){let e=devicePixelRatio;Le!=e&&(Le=e,Vr&&Yl($i,Vr,Bl),Vr=matchMedia(`(min-resolution: ${Le-.001}dppx) and (max-resolution: ${Le+.001}dppx)`),In($i,Vr,Bl),rr.dispatchEvent(new CustomEvent(Yr)))}function Tt(e,t){if(t!=null){let r=e.classList;!r.contains(t)&&r.add(t)}}function Hl(e,t){let r=e.classList;r.contains(t)&&r.remove(t)}function Ge(e,t,r){e.style[t]=r+"px"}function Yt(e,t,r,n){let l=Wl.createElement(e);return t!=null&&Tt(l,t),r?.insertBefore(l,n),l}function Dt(e,t){return Yt("div",e,t)}var Oi=new WeakMap;function en(e,t,r,n,l){let o="translate("+t+"px,"+r+"px)",i=Oi.get(e);o!=i&&(e.style.transform=o,Oi.set(e,o),t<0||r<0||t>n||r>l?Tt(e,Pn):Hl(e,Pn))}var Ci=new WeakMap;function Ni(e,t,r){let n=t+r,l=Ci.get(e);n!=l&&(Ci.set(e,n),e.style.background=t,e.style.borderColor=r)}var Ti=new WeakMap;function Li(e,t,r,n){let l=t+""+r,o=Ti.get(e);l!=o&&(Ti.set(e,l),e.style.height=r+"px",e.style.width=t+"px",e.style.marginLeft=n?-t/2+"px":0,e.style.marginTop=n?-r/2+"px":0)}var eo={passive:!0},Zc={...eo,capture:!0};function In(e,t,r,n){t.addEventListener(e,r,n?Zc:eo)}function Yl(e,t,r,n){t.removeEventListener(e,r,eo)}ar&&Bl();function Gt(e,t,r,n){let l;r=r||0,n=n||t.length-1;let o=n<=2147483647;for(;n-r>1;)l=o?r+n>>1:Lt((r+n)/2),t[l]<e?r=l:n=l;return e-t[r]<=t[n]-e?r:n}function is(e){return(r,n,l)=>{let o=-1,i=-1;for(let s=n;s<=l;s++)if(e(r[s])){o=s;break}for(let s=l;s>=n;s--)if(e(r[s])){i=s;break}return[o,i]}}var ss=e=>e!=null,as=e=>e!=null&&e>0,qr=is(ss),Xc=is(as);function eu(e,t,r,n=0,l=!1){let o=l?Xc:qr,i=l?as:ss;[t,r]=o(e,t,r);let s=e[t],u=e[t];if(t>-1)if(n==1)s=e[t],u=e[r];else if(n==-1)s=e[r],u=e[t];else for(let c=t;c<=r;c++){let f=e[c];i(f)&&(f<s?s=f:f>u&&(u=f))}return[s??je,u??-je]}function Kr(e,t,r,n){let l=Ii(e),o=Ii(t);e==t&&(l==-1?(e*=r,t/=r):(e/=r,t*=r));let i=r==10?sn:cs,s=l==1?Lt:jt,u=o==1?jt:Lt,c=s(i(ot(e))),f=u(i(ot(t))),h=lr(r,c),g=lr(r,f);return r==10&&(c<0&&(h=ze(h,-c)),f<0&&(g=ze(g,-f))),n||r==2?(e=h*l,t=g*o):(e=hs(e,h),t=Jr(t,g)),[e,t]}function to(e,t,r,n){let l=Kr(e,t,r,n);return e==0&&(l[0]=0),t==0&&(l[1]=0),l}var no=.1,Ai={mode:3,pad:no},_r={pad:0,soft:null,mode:0},tu={min:_r,max:_r};function Gr(e,t,r,n){return Qr(r)?Pi(e,t,r):(_r.pad=r,_r.soft=n?0:null,_r.mode=n?3:0,Pi(e,t,tu))}function Ce(e,t){return e??t}function nu(e,t,r){for(t=Ce(t,0),r=Ce(r,e.length-1);t<=r;){if(e[t]!=null)return!0;t++}return!1}function Pi(e,t,r){let n=r.min,l=r.max,o=Ce(n.pad,0),i=Ce(l.pad,0),s=Ce(n.hard,-je),u=Ce(l.hard,je),c=Ce(n.soft,je),f=Ce(l.soft,-je),h=Ce(n.mode,0),g=Ce(l.mode,0),b=t-e,_=sn(b),N=St(ot(e),ot(t)),z=sn(N),C=ot(z-_);(b<1e-24||C>10)&&(b=0,(e==0||t==0)&&(b=1e-24,h==2&&c!=je&&(o=0),g==2&&f!=-je&&(i=0)));let y=b||N||1e3,P=sn(y),E=lr(10,Lt(P)),k=y*(b==0?e==0?.1:1:o),A=ze(hs(e-k,E/10),24),M=e>=c&&(h==1||h==3&&A<=c||h==2&&A>=c)?c:je,O=St(s,A<M&&e>=M?M:Ut(M,A)),I=y*(b==0?t==0?.1:1:i),G=ze(Jr(t+I,E/10),24),R=t<=f&&(g==1||g==3&&G>=f||g==2&&G<=f)?f:-je,Y=Ut(u,G>R&&t<=R?R:St(R,G));return O==Y&&O==0&&(Y=100),[O,Y]}var ru=new Intl.NumberFormat(ar?Qc.language:"en-US"),ro=e=>ru.format(e),At=Math,Hr=At.PI,ot=At.abs,Lt=At.floor,lt=At.round,jt=At.ceil,Ut=At.min,St=At.max,lr=At.pow,Ii=At.sign,sn=At.log10,cs=At.log2,lu=(e,t=1)=>At.sinh(e)*t,jl=(e,t=1)=>At.asinh(e/t),je=1/0;function Ri(e){return(sn((e^e>>31)-(e>>31))|0)+1}function Gl(e,t,r){return Ut(St(e,t),r)}function us(e){return typeof e=="function"}function Se(e){return us(e)?e:()=>e}var ou=()=>{},ds=e=>e,fs=(e,t)=>t,iu=e=>null,Di=e=>!0,ji=(e,t)=>e==t,su=/\.\d*?(?=9{6,}|0{6,})/gm,Rn=e=>{if(gs(e)||kn.has(e))return e;let t=`${e}`,r=t.match(su);if(r==null)return e;let n=r[0].length-1;if(t.indexOf("e-")!=-1){let[l,o]=t.split("e");return+`${Rn(l)}e${o}`}return ze(e,n)};function Ln(e,t){return Rn(ze(Rn(e/t))*t)}function Jr(e,t){return Rn(jt(Rn(e/t))*t)}function hs(e,t){return Rn(Lt(Rn(e/t))*t)}function ze(e,t=0){if(gs(e))return e;let r=10**t,n=e*r*(1+Number.EPSILON);return lt(n)/r}var kn=new Map;function ps(e){return((""+e).split(".")[1]||"").length}function Mr(e,t,r,n){let l=[],o=n.map(ps);for(let i=t;i<r;i++){let s=ot(i),u=ze(lr(e,i),s);for(let c=0;c<n.length;c++){let f=e==10?+`${n[c]}e${i}`:n[c]*u,h=(i>=0?0:s)+(i>=o[c]?0:o[c]),g=e==10?f:ze(f,h);l.push(g),kn.set(g,h)}}return l}var Sr={},lo=[],or=[null,null],yn=Array.isArray,gs=Number.isInteger,au=e=>e===void 0;function zi(e){return typeof e=="string"}function Qr(e){let t=!1;if(e!=null){let r=e.constructor;t=r==null||r==Object}return t}function cu(e){return e!=null&&typeof e=="object"}var uu=Object.getPrototypeOf(Uint8Array),ms="__proto__";function ir(e,t=Qr){let r;if(yn(e)){let n=e.find(l=>l!=null);if(yn(n)||t(n)){r=Array(e.length);for(let l=0;l<e.length;l++)r[l]=ir(e[l],t)}else r=e.slice()}else if(e instanceof uu)r=e.slice();else if(t(e)){r={};for(let n in e)n!=ms&&(r[n]=ir(e[n],t))}else r=e;return r}function nt(e){let t=arguments;for(let r=1;r<t.length;r++){let n=t[r];for(let l in n)l!=ms&&(Qr(e[l])?nt(e[l],ir(n[l])):e[l]=ir(n[l]))}return e}var du=0,fu=1,hu=2;function pu(e,t,r){for(let n=0,l,o=-1;n<t.length;n++){let i=t[n];if(i>o){for(l=i-1;l>=0&&e[l]==null;)e[l--]=null;for(l=i+1;l<r&&e[l]==null;)e[o=l++]=null}}}function gu(e,t){if(vu(e)){let i=e[0].slice();for(let s=1;s<e.length;s++)i.push(...e[s].slice(1));return bu(i[0])||(i=wu(i)),i}let r=new Set;for(let i=0;i<e.length;i++){let u=e[i][0],c=u.length;for(let f=0;f<c;f++)r.add(u[f])}let n=[Array.from(r).sort((i,s)=>i-s)],l=n[0].length,o=new Map;for(let i=0;i<l;i++)o.set(n[0][i],i);for(let i=0;i<e.length;i++){let s=e[i],u=s[0];for(let c=1;c<s.length;c++){let f=s[c],h=Array(l).fill(void 0),g=t?t[i][c]:fu,b=[];for(let _=0;_<f.length;_++){let N=f[_],z=o.get(u[_]);N===null?g!=du&&(h[z]=N,g==hu&&b.push(z)):h[z]=N}pu(h,b,l),n.push(h)}}return n}var mu=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function wu(e){let t=e[0],r=t.length,n=Array(r);for(let o=0;o<n.length;o++)n[o]=o;n.sort((o,i)=>t[o]-t[i]);let l=[];for(let o=0;o<e.length;o++){let i=e[o],s=Array(r);for(let u=0;u<r;u++)s[u]=i[n[u]];l.push(s)}return l}function vu(e){let t=e[0][0],r=t.length;for(let n=1;n<e.length;n++){let l=e[n][0];if(l.length!=r)return!1;if(l!=t){for(let o=0;o<r;o++)if(l[o]!=t[o])return!1}}return!0}function bu(e,t=100){let r=e.length;if(r<=1)return!0;let n=0,l=r-1;for(;n<=l&&e[n]==null;)n++;for(;l>=n&&e[l]==null;)l--;if(l<=n)return!0;let o=St(1,Lt((l-n+1)/t));for(let i=e[n],s=n+o;s<=l;s+=o){let u=e[s];if(u!=null){if(u<=i)return!1;i=u}}return!0}var ws=["January","February","March","April","May","June","July","August","September","October","November","December"],vs=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function bs(e){return e.slice(0,3)}var xu=vs.map(bs),yu=ws.map(bs),ku={MMMM:ws,MMM:yu,WWWW:vs,WWW:xu};function xr(e){return(e<10?"0":"")+e}function Eu(e){return(e<10?"00":e<100?"0":"")+e}var _u={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>xr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>xr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>xr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>xr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>xr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Eu(e.getMilliseconds())};function oo(e,t){t=t||ku;let r=[],n=/\{([a-z]+)\}|[^{]+/gi,l;for(;l=n.exec(e);)r.push(l[0][0]=="{"?_u[l[1]]:l[0]);return o=>{let i="";for(let s=0;s<r.length;s++)i+=typeof r[s]=="string"?r[s]:r[s](o,t);return i}}var Su=new Intl.DateTimeFormat().resolvedOptions().timeZone;function Mu(e,t){let r;return t=="UTC"||t=="Etc/UTC"?r=new Date(+e+e.getTimezoneOffset()*6e4):t==Su?r=e:(r=new Date(e.toLocaleString("en-US",{timeZone:t})),r.setMilliseconds(e.getMilliseconds())),r}var xs=e=>e%1==0,Ur=[1,2,2.5,5],$u=Mr(10,-32,0,Ur),ys=Mr(10,0,32,Ur),Ou=ys.filter(xs),An=$u.concat(ys),io=`
`,ks="{YYYY}",Fi=io+ks,Es="{M}/{D}",Er=io+Es,Wr=Er+"/{YY}",_s="{aa}",Cu="{h}:{mm}",nr=Cu+_s,Vi=io+nr,Wi=":{ss}",Ae=null;function Ss(e){let t=e*1e3,r=t*60,n=r*60,l=n*24,o=l*30,i=l*365,u=(e==1?Mr(10,0,3,Ur).filter(xs):Mr(10,-3,0,Ur)).concat([t,t*5,t*10,t*15,t*30,r,r*5,r*10,r*15,r*30,n,n*2,n*3,n*4,n*6,n*8,n*12,l,l*2,l*3,l*4,l*5,l*6,l*7,l*8,l*9,l*10,l*15,o,o*2,o*3,o*4,o*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),c=[[i,ks,Ae,Ae,Ae,Ae,Ae,Ae,1],[l*28,"{MMM}",Fi,Ae,Ae,Ae,Ae,Ae,1],[l,Es,Fi,Ae,Ae,Ae,Ae,Ae,1],[n,"{h}"+_s,Wr,Ae,Er,Ae,Ae,Ae,1],[r,nr,Wr,Ae,Er,Ae,Ae,Ae,1],[t,Wi,Wr+" "+nr,Ae,Er+" "+nr,Ae,Vi,Ae,1],[e,Wi+".{fff}",Wr+" "+nr,Ae,Er+" "+nr,Ae,Vi,Ae,1]];function f(h){return(g,b,_,N,z,C)=>{let y=[],P=z>=i,E=z>=o&&z<i,k=h(_),A=ze(k*e,3),M=zl(k.getFullYear(),P?0:k.getMonth(),E||P?1:k.getDate()),O=ze(M*e,3);if(E||P){let I=E?z/o:0,G=P?z/i:0,R=A==O?A:ze(zl(M.getFullYear()+G,M.getMonth()+I,1)*e,3),Y=new Date(lt(R/e)),D=Y.getFullYear(),H=Y.getMonth();for(let W=0;R<=N;W++){let L=zl(D+G*W,H+I*W,1),j=L-h(ze(L*e,3));R=ze((+L+j)*e,3),R<=N&&y.push(R)}}else{let I=z>=l?l:z,G=Lt(_)-Lt(A),R=O+G+Jr(A-O,I);y.push(R);let Y=h(R),D=Y.getHours()+Y.getMinutes()/r+Y.getSeconds()/n,H=z/n,W=g.axes[b]._space,L=C/W;for(;R=ze(R+z,e==1?0:3),!(R>N);)if(H>1){let j=Lt(ze(D+H,6))%24,fe=h(R).getHours()-j;fe>1&&(fe=-1),R-=fe*n,D=(D+H)%24;let ce=y[y.length-1];ze((R-ce)/z,3)*L>=.7&&y.push(R)}else y.push(R)}return y}}return[u,c,f]}var[Nu,Tu,Lu]=Ss(1),[Au,Pu,Iu]=Ss(.001);Mr(2,-53,53,[1]);function Bi(e,t){return e.map(r=>r.map((n,l)=>l==0||l==8||n==null?n:t(l==1||r[8]==0?n:r[1]+n)))}function Hi(e,t){return(r,n,l,o,i)=>{let s=t.find(_=>i>=_[0])||t[t.length-1],u,c,f,h,g,b;return n.map(_=>{let N=e(_),z=N.getFullYear(),C=N.getMonth(),y=N.getDate(),P=N.getHours(),E=N.getMinutes(),k=N.getSeconds(),A=z!=u&&s[2]||C!=c&&s[3]||y!=f&&s[4]||P!=h&&s[5]||E!=g&&s[6]||k!=b&&s[7]||s[1];return u=z,c=C,f=y,h=P,g=E,b=k,A(N)})}}function Ru(e,t){let r=oo(t);return(n,l,o,i,s)=>l.map(u=>r(e(u)))}function zl(e,t,r){return new Date(e,t,r)}function Yi(e,t){return t(e)}var Du="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Gi(e,t){return(r,n,l,o)=>o==null?Xl:t(e(n))}function ju(e,t){let r=e.series[t];return r.width?r.stroke(e,t):r.points.width?r.points.stroke(e,t):null}function zu(e,t){return e.series[t].fill(e,t)}var Fu={show:!0,live:!0,isolate:!1,mount:ou,markers:{show:!0,width:2,stroke:ju,fill:zu,dash:"solid"},idx:null,idxs:null,values:[]};function Vu(e,t){let r=e.cursor.points,n=Dt(),l=r.size(e,t);Ge(n,yr,l),Ge(n,kr,l);let o=l/-2;Ge(n,"marginLeft",o),Ge(n,"marginTop",o);let i=r.width(e,t,l);return i&&Ge(n,"borderWidth",i),n}function Wu(e,t){let r=e.series[t].points;return r._fill||r._stroke}function Bu(e,t){let r=e.series[t].points;return r._stroke||r._fill}function Hu(e,t){return e.series[t].points.size}var Fl=[0,0];function Yu(e,t,r){return Fl[0]=t,Fl[1]=r,Fl}function Br(e,t,r,n=!0){return l=>{l.button==0&&(!n||l.target==t)&&r(l)}}function Vl(e,t,r,n=!0){return l=>{(!n||l.target==t)&&r(l)}}var Gu={show:!0,x:!0,y:!0,lock:!1,move:Yu,points:{one:!1,show:Vu,size:Hu,width:0,stroke:Bu,fill:Wu},bind:{mousedown:Br,mouseup:Br,click:Br,dblclick:Br,mousemove:Vl,mouseleave:Vl,mouseenter:Vl},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,r,n,l)=>n-l,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Ms={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},so=nt({},Ms,{filter:fs}),$s=nt({},so,{size:10}),Os=nt({},Ms,{show:!1}),ao='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Cs="bold "+ao,Ns=1.5,Ui={show:!0,scale:"x",stroke:Zl,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Cs,side:2,grid:so,ticks:$s,border:Os,font:ao,lineGap:Ns,rotate:0},Uu="Value",qu="Time",qi={show:!0,scale:"x",auto:!1,sorted:1,min:je,max:-je,idxs:[]};function Ku(e,t,r,n,l){return t.map(o=>o==null?"":ro(o))}function Ju(e,t,r,n,l,o,i){let s=[],u=kn.get(l)||0;r=i?r:ze(Jr(r,l),u);for(let c=r;c<=n;c=ze(c+l,u))s.push(Object.is(c,-0)?0:c);return s}function Ul(e,t,r,n,l,o,i){let s=[],u=e.scales[e.axes[t].scale].log,c=u==10?sn:cs,f=Lt(c(r));l=lr(u,f),u==10&&(l=An[Gt(l,An)]);let h=r,g=l*u;u==10&&(g=An[Gt(g,An)]);do s.push(h),h=h+l,u==10&&!kn.has(h)&&(h=ze(h,kn.get(l))),h>=g&&(l=h,g=l*u,u==10&&(g=An[Gt(g,An)]));while(h<=n);return s}function Qu(e,t,r,n,l,o,i){let u=e.scales[e.axes[t].scale].asinh,c=n>u?Ul(e,t,St(u,r),n,l):[u],f=n>=0&&r<=0?[0]:[];return(r<-u?Ul(e,t,St(u,-n),-r,l):[u]).reverse().map(g=>-g).concat(f,c)}var Ts=/./,Zu=/[12357]/,Xu=/[125]/,Ki=/1/,ql=(e,t,r,n)=>e.map((l,o)=>t==4&&l==0||o%n==0&&r.test(l.toExponential()[l<0?1:0])?l:null);function ed(e,t,r,n,l){let o=e.axes[r],i=o.scale,s=e.scales[i],u=e.valToPos,c=o._space,f=u(10,i),h=u(9,i)-f>=c?Ts:u(7,i)-f>=c?Zu:u(5,i)-f>=c?Xu:Ki;if(h==Ki){let g=ot(u(1,i)-f);if(g<c)return ql(t.slice().reverse(),s.distr,h,jt(c/g)).reverse()}return ql(t,s.distr,h,1)}function td(e,t,r,n,l){let o=e.axes[r],i=o.scale,s=o._space,u=e.valToPos,c=ot(u(1,i)-u(2,i));return c<s?ql(t.slice().reverse(),3,Ts,jt(s/c)).reverse():t}function nd(e,t,r,n){return n==null?Xl:t==null?"":ro(t)}var Ji={show:!0,scale:"y",stroke:Zl,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Cs,side:3,grid:so,ticks:$s,border:Os,font:ao,lineGap:Ns,rotate:0};function rd(e,t){let r=3+(e||1)*2;return ze(r*t,3)}function ld(e,t){let{scale:r,idxs:n}=e.series[0],l=e._data[0],o=e.valToPos(l[n[0]],r,!0),i=e.valToPos(l[n[1]],r,!0),s=ot(i-o),u=e.series[t],c=s/(u.points.space*Le);return n[1]-n[0]<=c}var Qi={scale:null,auto:!0,sorted:0,min:je,max:-je},Ls=(e,t,r,n,l)=>l,Zi={show:!0,auto:!0,sorted:0,gaps:Ls,alpha:1,facets:[nt({},Qi,{scale:"x"}),nt({},Qi,{scale:"y"})]},Xi={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Ls,alpha:1,points:{show:ld,filter:null},values:null,min:je,max:-je,idxs:[],path:null,clip:null};function od(e,t,r,n,l){return r/10}var As={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},id=nt({},As,{time:!1,ori:1}),es={};function Ps(e,t){let r=es[e];return r||(r={key:e,plots:[],sub(n){r.plots.push(n)},unsub(n){r.plots=r.plots.filter(l=>l!=n)},pub(n,l,o,i,s,u,c){for(let f=0;f<r.plots.length;f++)r.plots[f]!=l&&r.plots[f].pub(n,l,o,i,s,u,c)}},e!=null&&(es[e]=r)),r}var sr=1,Kl=2;function Dn(e,t,r){let n=e.mode,l=e.series[t],o=n==2?e._data[t]:e._data,i=e.scales,s=e.bbox,u=o[0],c=n==2?o[1]:o[t],f=n==2?i[l.facets[0].scale]:i[e.series[0].scale],h=n==2?i[l.facets[1].scale]:i[l.scale],g=s.left,b=s.top,_=s.width,N=s.height,z=e.valToPosH,C=e.valToPosV;return f.ori==0?r(l,u,c,f,h,z,C,g,b,_,N,Xr,cr,tl,Rs,js):r(l,u,c,f,h,C,z,b,g,N,_,el,ur,fo,Ds,zs)}function co(e,t){let r=0,n=0,l=Ce(e.bands,lo);for(let o=0;o<l.length;o++){let i=l[o];i.series[0]==t?r=i.dir:i.series[1]==t&&(i.dir==1?n|=1:n|=2)}return[r,n==1?-1:n==2?1:n==3?2:0]}function sd(e,t,r,n,l){let o=e.mode,i=e.series[t],s=o==2?i.facets[1].scale:i.scale,u=e.scales[s];return l==-1?u.min:l==1?u.max:u.distr==3?u.dir==1?u.min:u.max:0}function an(e,t,r,n,l,o){return Dn(e,t,(i,s,u,c,f,h,g,b,_,N,z)=>{let C=i.pxRound,y=c.dir*(c.ori==0?1:-1),P=c.ori==0?cr:ur,E,k;y==1?(E=r,k=n):(E=n,k=r);let A=C(h(s[E],c,N,b)),M=C(g(u[E],f,z,_)),O=C(h(s[k],c,N,b)),I=C(g(o==1?f.max:f.min,f,z,_)),G=new Path2D(l);return P(G,O,I),P(G,A,I),P(G,A,M),G})}function Zr(e,t,r,n,l,o){let i=null;if(e.length>0){i=new Path2D;let s=t==0?tl:fo,u=r;for(let h=0;h<e.length;h++){let g=e[h];if(g[1]>g[0]){let b=g[0]-u;b>0&&s(i,u,n,b,n+o),u=g[1]}}let c=r+l-u,f=10;c>0&&s(i,u,n-f/2,c,n+o+f)}return i}function ad(e,t,r){let n=e[e.length-1];n&&n[0]==t?n[1]=r:e.push([t,r])}function uo(e,t,r,n,l,o,i){let s=[],u=e.length;for(let c=l==1?r:n;c>=r&&c<=n;c+=l)if(t[c]===null){let h=c,g=c;if(l==1)for(;++c<=n&&t[c]===null;)g=c;else for(;--c>=r&&t[c]===null;)g=c;let b=o(e[h]),_=g==h?b:o(e[g]),N=h-l;b=i<=0&&N>=0&&N<u?o(e[N]):b;let C=g+l;_=i>=0&&C>=0&&C<u?o(e[C]):_,_>=b&&s.push([b,_])}return s}function ts(e){return e==0?ds:e==1?lt:t=>Ln(t,e)}function Is(e){let t=e==0?Xr:el,r=e==0?(l,o,i,s,u,c)=>{l.arcTo(o,i,s,u,c)}:(l,o,i,s,u,c)=>{l.arcTo(i,o,u,s,c)},n=e==0?(l,o,i,s,u)=>{l.rect(o,i,s,u)}:(l,o,i,s,u)=>{l.rect(i,o,u,s)};return(l,o,i,s,u,c=0,f=0)=>{c==0&&f==0?n(l,o,i,s,u):(c=Ut(c,s/2,u/2),f=Ut(f,s/2,u/2),t(l,o+c,i),r(l,o+s,i,o+s,i+u,c),r(l,o+s,i+u,o,i+u,f),r(l,o,i+u,o,i,f),r(l,o,i,o+s,i,c),l.closePath())}}var Xr=(e,t,r)=>{e.moveTo(t,r)},el=(e,t,r)=>{e.moveTo(r,t)},cr=(e,t,r)=>{e.lineTo(t,r)},ur=(e,t,r)=>{e.lineTo(r,t)},tl=Is(0),fo=Is(1),Rs=(e,t,r,n,l,o)=>{e.arc(t,r,n,l,o)},Ds=(e,t,r,n,l,o)=>{e.arc(r,t,n,l,o)},js=(e,t,r,n,l,o,i)=>{e.bezierCurveTo(t,r,n,l,o,i)},zs=(e,t,r,n,l,o,i)=>{e.bezierCurveTo(r,t,l,n,i,o)};function Fs(e){return(t,r,n,l,o)=>Dn(t,r,(i,s,u,c,f,h,g,b,_,N,z)=>{let{pxRound:C,points:y}=i,P,E;c.ori==0?(P=Xr,E=Rs):(P=el,E=Ds);let k=ze(y.width*Le,3),A=(y.size-y.width)/2*Le,M=ze(A*2,3),O=new Path2D,I=new Path2D,{left:G,top:R,width:Y,height:D}=t.bbox;tl(I,G-M,R-M,Y+M*2,D+M*2);let H=W=>{if(u[W]!=null){let L=C(h(s[W],c,N,b)),j=C(g(u[W],f,z,_));P(O,L+A,j),E(O,L,j,A,0,Hr*2)}};if(o)o.forEach(H);else for(let W=n;W<=l;W++)H(W);return{stroke:k>0?O:null,fill:O,clip:I,flags:sr|Kl}})}function Vs(e){return(t,r,n,l,o,i)=>{n!=l&&(o!=n&&i!=n&&e(t,r,n),o!=l&&i!=l&&e(t,r,l),e(t,r,i))}}var cd=Vs(cr),ud=Vs(ur);function Ws(e){let t=Ce(e?.alignGaps,0);return(r,n,l,o)=>Dn(r,n,(i,s,u,c,f,h,g,b,_,N,z)=>{[l,o]=qr(u,l,o);let C=i.pxRound,y=D=>C(h(D,c,N,b)),P=D=>C(g(D,f,z,_)),E,k;c.ori==0?(E=cr,k=cd):(E=ur,k=ud);let A=c.dir*(c.ori==0?1:-1),M={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:sr},O=M.stroke,I=!1;if(o-l>=N*4){let D=ee=>r.posToVal(ee,c.key,!0),H=null,W=null,L,j,ue,de=y(s[A==1?l:o]),fe=y(s[l]),ce=y(s[o]),te=D(A==1?fe+1:ce-1);for(let ee=A==1?l:o;ee>=l&&ee<=o;ee+=A){let Me=s[ee],ge=(A==1?Me<te:Me>te)?de:y(Me),me=u[ee];ge==de?me!=null?(j=me,H==null?(E(O,ge,P(j)),L=H=W=j):j<H?H=j:j>W&&(W=j)):me===null&&(I=!0):(H!=null&&k(O,de,P(H),P(W),P(L),P(j)),me!=null?(j=me,E(O,ge,P(j)),H=W=L=j):(H=W=null,me===null&&(I=!0)),de=ge,te=D(de+A))}H!=null&&H!=W&&ue!=de&&k(O,de,P(H),P(W),P(L),P(j))}else for(let D=A==1?l:o;D>=l&&D<=o;D+=A){let H=u[D];H===null?I=!0:H!=null&&E(O,y(s[D]),P(H))}let[R,Y]=co(r,n);if(i.fill!=null||R!=0){let D=M.fill=new Path2D(O),H=i.fillTo(r,n,i.min,i.max,R),W=P(H),L=y(s[l]),j=y(s[o]);A==-1&&([j,L]=[L,j]),E(D,j,W),E(D,L,W)}if(!i.spanGaps){let D=[];I&&D.push(...uo(s,u,l,o,A,y,t)),M.gaps=D=i.gaps(r,n,l,o,D),M.clip=Zr(D,c.ori,b,_,N,z)}return Y!=0&&(M.band=Y==2?[an(r,n,l,o,O,-1),an(r,n,l,o,O,1)]:an(r,n,l,o,O,Y)),M})}function dd(e){let t=Ce(e.align,1),r=Ce(e.ascDesc,!1),n=Ce(e.alignGaps,0),l=Ce(e.extend,!1);return(o,i,s,u)=>Dn(o,i,(c,f,h,g,b,_,N,z,C,y,P)=>{[s,u]=qr(h,s,u);let E=c.pxRound,{left:k,width:A}=o.bbox,M=fe=>E(_(fe,g,y,z)),O=fe=>E(N(fe,b,P,C)),I=g.ori==0?cr:ur,G={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:sr},R=G.stroke,Y=g.dir*(g.ori==0?1:-1),D=O(h[Y==1?s:u]),H=M(f[Y==1?s:u]),W=H,L=H;l&&t==-1&&(L=k,I(R,L,D)),I(R,H,D);for(let fe=Y==1?s:u;fe>=s&&fe<=u;fe+=Y){let ce=h[fe];if(ce==null)continue;let te=M(f[fe]),ee=O(ce);t==1?I(R,te,D):I(R,W,ee),I(R,te,ee),D=ee,W=te}let j=W;l&&t==1&&(j=k+A,I(R,j,D));let[ue,de]=co(o,i);if(c.fill!=null||ue!=0){let fe=G.fill=new Path2D(R),ce=c.fillTo(o,i,c.min,c.max,ue),te=O(ce);I(fe,j,te),I(fe,L,te)}if(!c.spanGaps){let fe=[];fe.push(...uo(f,h,s,u,Y,M,n));let ce=c.width*Le/2,te=r||t==1?ce:-ce,ee=r||t==-1?-ce:ce;fe.forEach(Me=>{Me[0]+=te,Me[1]+=ee}),G.gaps=fe=c.gaps(o,i,s,u,fe),G.clip=Zr(fe,g.ori,z,C,y,P)}return de!=0&&(G.band=de==2?[an(o,i,s,u,R,-1),an(o,i,s,u,R,1)]:an(o,i,s,u,R,de)),G})}function ns(e,t,r,n,l,o,i=je){if(e.length>1){let s=null;for(let u=0,c=1/0;u<e.length;u++)if(t[u]!==void 0){if(s!=null){let f=ot(e[u]-e[s]);f<c&&(c=f,i=ot(r(e[u],n,l,o)-r(e[s],n,l,o)))}s=u}}return i}function fd(e){e=e||Sr;let t=Ce(e.size,[.6,je,1]),r=e.align||0,n=e.gap||0,l=e.radius;l=l==null?[0,0]:typeof l=="number"?[l,0]:l;let o=Se(l),i=1-t[0],s=Ce(t[1],je),u=Ce(t[2],1),c=Ce(e.disp,Sr),f=Ce(e.each,b=>{}),{fill:h,stroke:g}=c;return(b,_,N,z)=>Dn(b,_,(C,y,P,E,k,A,M,O,I,G,R)=>{let Y=C.pxRound,D=r,H=n*Le,W=s*Le,L=u*Le,j,ue;E.ori==0?[j,ue]=o(b,_):[ue,j]=o(b,_);let de=E.dir*(E.ori==0?1:-1),fe=E.ori==0?tl:fo,ce=E.ori==0?f:(q,S,V,ie,_e,le,be)=>{f(q,S,V,_e,ie,be,le)},te=Ce(b.bands,lo).find(q=>q.series[0]==_),ee=te!=null?te.dir:0,Me=C.fillTo(b,_,C.min,C.max,ee),Pe=Y(M(Me,k,R,I)),ge,me,Ve,et=G,Ee=Y(C.width*Le),wt=!1,it=null,We=null,Ze=null,v=null;h!=null&&(Ee==0||g!=null)&&(wt=!0,it=h.values(b,_,N,z),We=new Map,new Set(it).forEach(q=>{q!=null&&We.set(q,new Path2D)}),Ee>0&&(Ze=g.values(b,_,N,z),v=new Map,new Set(Ze).forEach(q=>{q!=null&&v.set(q,new Path2D)})));let{x0:$,size:F}=c;if($!=null&&F!=null){D=1,y=$.values(b,_,N,z),$.unit==2&&(y=y.map(V=>b.posToVal(O+V*G,E.key,!0)));let q=F.values(b,_,N,z);F.unit==2?me=q[0]*G:me=A(q[0],E,G,O)-A(0,E,G,O),et=ns(y,P,A,E,G,O,et),Ve=et-me+H}else et=ns(y,P,A,E,G,O,et),Ve=et*i+H,me=et-Ve;Ve<1&&(Ve=0),Ee>=me/2&&(Ee=0),Ve<5&&(Y=ds);let J=Ve>0,oe=et-Ve-(J?Ee:0);me=Y(Gl(oe,L,W)),ge=(D==0?me/2:D==de?0:me)-D*de*((D==0?H/2:0)+(J?Ee/2:0));let se={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},ye=wt?null:new Path2D,xe=null;if(te!=null)xe=b.data[te.series[1]];else{let{y0:q,y1:S}=c;q!=null&&S!=null&&(P=S.values(b,_,N,z),xe=q.values(b,_,N,z))}let pe=j*me,Q=ue*me;for(let q=de==1?N:z;q>=N&&q<=z;q+=de){let S=P[q];if(S==null)continue;if(xe!=null){let Ie=xe[q]??0;if(S-Ie==0)continue;Pe=M(Ie,k,R,I)}let V=E.distr!=2||c!=null?y[q]:q,ie=A(V,E,G,O),_e=M(Ce(S,Me),k,R,I),le=Y(ie-ge),be=Y(St(_e,Pe)),Ne=Y(Ut(_e,Pe)),ve=be-Ne;if(S!=null){let Ie=S<0?Q:pe,vt=S<0?pe:Q;wt?(Ee>0&&Ze[q]!=null&&fe(v.get(Ze[q]),le,Ne+Lt(Ee/2),me,St(0,ve-Ee),Ie,vt),it[q]!=null&&fe(We.get(it[q]),le,Ne+Lt(Ee/2),me,St(0,ve-Ee),Ie,vt)):fe(ye,le,Ne+Lt(Ee/2),me,St(0,ve-Ee),Ie,vt),ce(b,_,q,le-Ee/2,Ne,me+Ee,ve)}}return Ee>0?se.stroke=wt?v:ye:wt||(se._fill=C.width==0?C._fill:C._stroke??C._fill,se.width=0),se.fill=wt?We:ye,se})}function hd(e,t){let r=Ce(t?.alignGaps,0);return(n,l,o,i)=>Dn(n,l,(s,u,c,f,h,g,b,_,N,z,C)=>{[o,i]=qr(c,o,i);let y=s.pxRound,P=j=>y(g(j,f,z,_)),E=j=>y(b(j,h,C,N)),k,A,M;f.ori==0?(k=Xr,M=cr,A=js):(k=el,M=ur,A=zs);let O=f.dir*(f.ori==0?1:-1),I=P(u[O==1?o:i]),G=I,R=[],Y=[];for(let j=O==1?o:i;j>=o&&j<=i;j+=O)if(c[j]!=null){let de=u[j],fe=P(de);R.push(G=fe),Y.push(E(c[j]))}let D={stroke:e(R,Y,k,M,A,y),fill:null,clip:null,band:null,gaps:null,flags:sr},H=D.stroke,[W,L]=co(n,l);if(s.fill!=null||W!=0){let j=D.fill=new Path2D(H),ue=s.fillTo(n,l,s.min,s.max,W),de=E(ue);M(j,G,de),M(j,I,de)}if(!s.spanGaps){let j=[];j.push(...uo(u,c,o,i,O,P,r)),D.gaps=j=s.gaps(n,l,o,i,j),D.clip=Zr(j,f.ori,_,N,z,C)}return L!=0&&(D.band=L==2?[an(n,l,o,i,H,-1),an(n,l,o,i,H,1)]:an(n,l,o,i,H,L)),D})}function pd(e){return hd(gd,e)}function gd(e,t,r,n,l,o){let i=e.length;if(i<2)return null;let s=new Path2D;if(r(s,e[0],t[0]),i==2)n(s,e[1],t[1]);else{let u=Array(i),c=Array(i-1),f=Array(i-1),h=Array(i-1);for(let g=0;g<i-1;g++)f[g]=t[g+1]-t[g],h[g]=e[g+1]-e[g],c[g]=f[g]/h[g];u[0]=c[0];for(let g=1;g<i-1;g++)c[g]===0||c[g-1]===0||c[g-1]>0!=c[g]>0?u[g]=0:(u[g]=3*(h[g-1]+h[g])/((2*h[g]+h[g-1])/c[g-1]+(h[g]+2*h[g-1])/c[g]),isFinite(u[g])||(u[g]=0));u[i-1]=c[i-2];for(let g=0;g<i-1;g++)l(s,e[g]+h[g]/3,t[g]+u[g]*h[g]/3,e[g+1]-h[g]/3,t[g+1]-u[g+1]*h[g]/3,e[g+1],t[g+1])}return s}var Jl=new Set;function rs(){for(let e of Jl)e.syncRect(!0)}ar&&(In(Kc,rr,rs),In(Jc,rr,rs,!0),In(Yr,rr,()=>{mt.pxRatio=Le}));var md=Ws(),wd=Fs();function ls(e,t,r,n){return(n?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((o,i)=>Ql(o,i,t,r))}function vd(e,t){return e.map((r,n)=>n==0?{}:nt({},t,r))}function Ql(e,t,r,n){return nt({},t==0?r:n,e)}function Bs(e,t,r){return t==null?or:[t,r]}var bd=Bs;function xd(e,t,r){return t==null?or:Gr(t,r,no,!0)}function Hs(e,t,r,n){return t==null?or:Kr(t,r,e.scales[n].log,!1)}var yd=Hs;function Ys(e,t,r,n){return t==null?or:to(t,r,e.scales[n].log,!1)}var kd=Ys;function Ed(e,t,r,n,l){let o=St(Ri(e),Ri(t)),i=t-e,s=Gt(l/n*i,r);do{let u=r[s],c=n*u/i;if(c>=l&&o+(u<5?kn.get(u):0)<=17)return[u,c]}while(++s<r.length);return[0,0]}function os(e){let t,r;return e=e.replace(/(\d+)px/,(n,l)=>(t=lt((r=+l)*Le))+"px"),[e,t,r]}function _d(e){e.show&&[e.font,e.labelFont].forEach(t=>{let r=ze(t[2]*Le,1);t[0]=t[0].replace(/[0-9.]+px/,r+"px"),t[1]=r})}function mt(e,t,r){let n={mode:Ce(e.mode,1)},l=n.mode;function o(a,d,p,m){let x=d.valToPct(a);return m+p*(d.dir==-1?1-x:x)}function i(a,d,p,m){let x=d.valToPct(a);return m+p*(d.dir==-1?x:1-x)}function s(a,d,p,m){return d.ori==0?o(a,d,p,m):i(a,d,p,m)}n.valToPosH=o,n.valToPosV=i;let u=!1;n.status=0;let c=n.root=Dt(Tc);if(e.id!=null&&(c.id=e.id),Tt(c,e.class),e.title){let a=Dt(Pc,c);a.textContent=e.title}let f=Yt("canvas"),h=n.ctx=f.getContext("2d"),g=Dt(Ic,c);In("click",g,a=>{a.target===_&&(Be!=Kn||Ue!=Jn)&&pt.click(n,a)},!0);let b=n.under=Dt(Rc,g);g.appendChild(f);let _=n.over=Dt(Dc,g);e=ir(e);let N=+Ce(e.pxAlign,1),z=ts(N);(e.plugins||[]).forEach(a=>{a.opts&&(e=a.opts(n,e)||e)});let C=e.ms||.001,y=n.series=l==1?ls(e.series||[],qi,Xi,!1):vd(e.series||[null],Zi),P=n.axes=ls(e.axes||[],Ui,Ji,!0),E=n.scales={},k=n.bands=e.bands||[];k.forEach(a=>{a.fill=Se(a.fill||null),a.dir=Ce(a.dir,-1)});let A=l==2?y[1].facets[0].scale:y[0].scale,M={axes:ac,series:rc},O=(e.drawOrder||["axes","series"]).map(a=>M[a]);function I(a){let d=a.distr==3?p=>sn(p>0?p:a.clamp(n,p,a.min,a.max,a.key)):a.distr==4?p=>jl(p,a.asinh):a.distr==100?p=>a.fwd(p):p=>p;return p=>{let m=d(p),{_min:x,_max:T}=a,B=T-x;return(m-x)/B}}function G(a){let d=E[a];if(d==null){let p=(e.scales||Sr)[a]||Sr;if(p.from!=null){G(p.from);let m=nt({},E[p.from],p,{key:a});m.valToPct=I(m),E[a]=m}else{d=E[a]=nt({},a==A?As:id,p),d.key=a;let m=d.time,x=d.range,T=yn(x);if((a!=A||l==2&&!m)&&(T&&(x[0]==null||x[1]==null)&&(x={min:x[0]==null?Ai:{mode:1,hard:x[0],soft:x[0]},max:x[1]==null?Ai:{mode:1,hard:x[1],soft:x[1]}},T=!1),!T&&Qr(x))){let B=x;x=(U,K,Z)=>K==null?or:Gr(K,Z,B)}d.range=Se(x||(m?bd:a==A?d.distr==3?yd:d.distr==4?kd:Bs:d.distr==3?Hs:d.distr==4?Ys:xd)),d.auto=Se(T?!1:d.auto),d.clamp=Se(d.clamp||od),d._min=d._max=null,d.valToPct=I(d)}}}G("x"),G("y"),l==1&&y.forEach(a=>{G(a.scale)}),P.forEach(a=>{G(a.scale)});for(let a in e.scales)G(a);let R=E[A],Y=R.distr,D,H;R.ori==0?(Tt(c,Lc),D=o,H=i):(Tt(c,Ac),D=i,H=o);let W={};for(let a in E){let d=E[a];(d.min!=null||d.max!=null)&&(W[a]={min:d.min,max:d.max},d.min=d.max=null)}let L=e.tzDate||(a=>new Date(lt(a/C))),j=e.fmtDate||oo,ue=C==1?Lu(L):Iu(L),de=Hi(L,Bi(C==1?Tu:Pu,j)),fe=Gi(L,Yi(Du,j)),ce=[],te=n.legend=nt({},Fu,e.legend),ee=n.cursor=nt({},Gu,{drag:{y:l==2}},e.cursor),Me=te.show,Pe=ee.show,ge=te.markers;te.idxs=ce,ge.width=Se(ge.width),ge.dash=Se(ge.dash),ge.stroke=Se(ge.stroke),ge.fill=Se(ge.fill);let me,Ve,et,Ee=[],wt=[],it,We=!1,Ze={};if(te.live){let a=y[1]?y[1].values:null;We=a!=null,it=We?a(n,1,0):{_:0};for(let d in it)Ze[d]=Xl}if(Me)if(me=Yt("table",Bc,c),et=Yt("tbody",null,me),te.mount(n,me),We){Ve=Yt("thead",null,me,et);let a=Yt("tr",null,Ve);Yt("th",null,a);for(var v in it)Yt("th",xi,a).textContent=v}else Tt(me,Yc),te.live&&Tt(me,Hc);let $={show:!0},F={show:!1};function J(a,d){if(d==0&&(We||!te.live||l==2))return or;let p=[],m=Yt("tr",Gc,et,et.childNodes[d]);Tt(m,a.class),a.show||Tt(m,Pn);let x=Yt("th",null,m);if(ge.show){let U=Dt(Uc,x);if(d>0){let K=ge.width(n,d);K&&(U.style.border=K+"px "+ge.dash(n,d)+" "+ge.stroke(n,d)),U.style.background=ge.fill(n,d)}}let T=Dt(xi,x);a.label instanceof HTMLElement?T.appendChild(a.label):T.textContent=a.label,d>0&&(ge.show||(T.style.color=a.width>0?ge.stroke(n,d):ge.fill(n,d)),se("click",x,U=>{if(ee._lock)return;_n(U);let K=y.indexOf(a);if((U.ctrlKey||U.metaKey)!=te.isolate){let Z=y.some((X,ne)=>ne>0&&ne!=K&&X.show);y.forEach((X,ne)=>{ne>0&&Kt(ne,Z?ne==K?$:F:$,!0,tt.setSeries)})}else Kt(K,{show:!a.show},!0,tt.setSeries)},!1),Fn&&se(_i,x,U=>{ee._lock||(_n(U),Kt(y.indexOf(a),Zn,!0,tt.setSeries))},!1));for(var B in it){let U=Yt("td",qc,m);U.textContent="--",p.push(U)}return[m,p]}let oe=new Map;function se(a,d,p,m=!0){let x=oe.get(d)||{},T=ee.bind[a](n,d,p,m);T&&(In(a,d,x[a]=T),oe.set(d,x))}function ye(a,d,p){let m=oe.get(d)||{};for(let x in m)(a==null||x==a)&&(Yl(x,d,m[x]),delete m[x]);a==null&&oe.delete(d)}let xe=0,pe=0,Q=0,q=0,S=0,V=0,ie=S,_e=V,le=Q,be=q,Ne=0,ve=0,Ie=0,vt=0;n.bbox={};let Fe=!1,nn=!1,rt=!1,Ft=!1,cn=!1,Xe=!1;function En(a,d,p){(p||a!=n.width||d!=n.height)&&zn(a,d),Yn(!1),rt=!0,nn=!0,Gn()}function zn(a,d){n.width=xe=Q=a,n.height=pe=q=d,S=V=0,Ja(),Qa();let p=n.bbox;Ne=p.left=Ln(S*Le,.5),ve=p.top=Ln(V*Le,.5),Ie=p.width=Ln(Q*Le,.5),vt=p.height=Ln(q*Le,.5)}let Ua=3;function qa(){let a=!1,d=0;for(;!a;){d++;let p=ic(d),m=sc(d);a=d==Ua||p&&m,a||(zn(n.width,n.height),nn=!0)}}function Ka({width:a,height:d}){En(a,d)}n.setSize=Ka;function Ja(){let a=!1,d=!1,p=!1,m=!1;P.forEach((x,T)=>{if(x.show&&x._show){let{side:B,_size:U}=x,K=B%2,Z=x.label!=null?x.labelSize:0,X=U+Z;X>0&&(K?(Q-=X,B==3?(S+=X,m=!0):p=!0):(q-=X,B==0?(V+=X,a=!0):d=!0))}}),Sn[0]=a,Sn[1]=p,Sn[2]=d,Sn[3]=m,Q-=un[1]+un[3],S+=un[3],q-=un[2]+un[0],V+=un[0]}function Qa(){let a=S+Q,d=V+q,p=S,m=V;function x(T,B){switch(T){case 1:return a+=B,a-B;case 2:return d+=B,d-B;case 3:return p-=B,p+B;case 0:return m-=B,m+B}}P.forEach((T,B)=>{if(T.show&&T._show){let U=T.side;T._pos=x(U,T._size),T.label!=null&&(T._lpos=x(U,T.labelSize))}})}if(ee.dataIdx==null){let a=ee.hover,d=a.skip=new Set(a.skip??[]);d.add(void 0);let p=a.prox=Se(a.prox),m=a.bias??=0;ee.dataIdx=(x,T,B,U)=>{if(T==0)return B;let K=B,Z=p(x,T,B,U)??je,X=Z>=0&&Z<je,ne=R.ori==0?Q:q,we=ee.left,Te=t[0],Oe=t[T];if(d.has(Oe[B])){K=null;let ke=null,he=null,ae;if(m==0||m==-1)for(ae=B;ke==null&&ae-- >0;)d.has(Oe[ae])||(ke=ae);if(m==0||m==1)for(ae=B;he==null&&ae++<Oe.length;)d.has(Oe[ae])||(he=ae);if(ke!=null||he!=null)if(X){let Ye=ke==null?-1/0:D(Te[ke],R,ne,0),Je=he==null?1/0:D(Te[he],R,ne,0),ft=we-Ye,De=Je-we;ft<=De?ft<=Z&&(K=ke):De<=Z&&(K=he)}else K=he==null?ke:ke==null?he:B-ke<=he-B?ke:he}else X&&ot(we-D(Te[B],R,ne,0))>Z&&(K=null);return K}}let _n=a=>{ee.event=a};ee.idxs=ce,ee._lock=!1;let bt=ee.points;bt.show=Se(bt.show),bt.size=Se(bt.size),bt.stroke=Se(bt.stroke),bt.width=Se(bt.width),bt.fill=Se(bt.fill);let qt=n.focus=nt({},e.focus||{alpha:.3},ee.focus),Fn=qt.prox>=0,Vn=Fn&&bt.one,Pt=[],Wn=[],Bn=[];function No(a,d){let p=bt.show(n,d);if(p instanceof HTMLElement)return Tt(p,Wc),Tt(p,a.class),en(p,-10,-10,Q,q),_.insertBefore(p,Pt[d]),p}function To(a,d){if(l==1||d>0){let p=l==1&&E[a.scale].time,m=a.value;a.value=p?zi(m)?Gi(L,Yi(m,j)):m||fe:m||nd,a.label=a.label||(p?qu:Uu)}if(Vn||d>0){a.width=a.width==null?1:a.width,a.paths=a.paths||md||iu,a.fillTo=Se(a.fillTo||sd),a.pxAlign=+Ce(a.pxAlign,N),a.pxRound=ts(a.pxAlign),a.stroke=Se(a.stroke||null),a.fill=Se(a.fill||null),a._stroke=a._fill=a._paths=a._focus=null;let p=rd(St(1,a.width),1),m=a.points=nt({},{size:p,width:St(1,p*.2),stroke:a.stroke,space:p*2,paths:wd,_stroke:null,_fill:null},a.points);m.show=Se(m.show),m.filter=Se(m.filter),m.fill=Se(m.fill),m.stroke=Se(m.stroke),m.paths=Se(m.paths),m.pxAlign=a.pxAlign}if(Me){let p=J(a,d);Ee.splice(d,0,p[0]),wt.splice(d,0,p[1]),te.values.push(null)}if(Pe){ce.splice(d,0,null);let p=null;Vn?d==0&&(p=No(a,d)):d>0&&(p=No(a,d)),Pt.splice(d,0,p),Wn.splice(d,0,0),Bn.splice(d,0,0)}dt("addSeries",d)}function Za(a,d){d=d??y.length,a=l==1?Ql(a,d,qi,Xi):Ql(a,d,{},Zi),y.splice(d,0,a),To(y[d],d)}n.addSeries=Za;function Xa(a){if(y.splice(a,1),Me){te.values.splice(a,1),wt.splice(a,1);let d=Ee.splice(a,1)[0];ye(null,d.firstChild),d.remove()}Pe&&(ce.splice(a,1),Pt.splice(a,1)[0].remove(),Wn.splice(a,1),Bn.splice(a,1)),dt("delSeries",a)}n.delSeries=Xa;let Sn=[!1,!1,!1,!1];function ec(a,d){if(a._show=a.show,a.show){let p=a.side%2,m=E[a.scale];m==null&&(a.scale=p?y[1].scale:A,m=E[a.scale]);let x=m.time;a.size=Se(a.size),a.space=Se(a.space),a.rotate=Se(a.rotate),yn(a.incrs)&&a.incrs.forEach(B=>{!kn.has(B)&&kn.set(B,ps(B))}),a.incrs=Se(a.incrs||(m.distr==2?Ou:x?C==1?Nu:Au:An)),a.splits=Se(a.splits||(x&&m.distr==1?ue:m.distr==3?Ul:m.distr==4?Qu:Ju)),a.stroke=Se(a.stroke),a.grid.stroke=Se(a.grid.stroke),a.ticks.stroke=Se(a.ticks.stroke),a.border.stroke=Se(a.border.stroke);let T=a.values;a.values=yn(T)&&!yn(T[0])?Se(T):x?yn(T)?Hi(L,Bi(T,j)):zi(T)?Ru(L,T):T||de:T||Ku,a.filter=Se(a.filter||(m.distr>=3&&m.log==10?ed:m.distr==3&&m.log==2?td:fs)),a.font=os(a.font),a.labelFont=os(a.labelFont),a._size=a.size(n,null,d,0),a._space=a._rotate=a._incrs=a._found=a._splits=a._values=null,a._size>0&&(Sn[d]=!0,a._el=Dt(jc,g))}}function hr(a,d,p,m){let[x,T,B,U]=p,K=d%2,Z=0;return K==0&&(U||T)&&(Z=d==0&&!x||d==2&&!B?lt(Ui.size/3):0),K==1&&(x||B)&&(Z=d==1&&!T||d==3&&!U?lt(Ji.size/2):0),Z}let Lo=n.padding=(e.padding||[hr,hr,hr,hr]).map(a=>Se(Ce(a,hr))),un=n._padding=Lo.map((a,d)=>a(n,d,Sn,0)),ht,st=null,at=null,Nr=l==1?y[0].idxs:null,Vt=null,pr=!1;function Ao(a,d){if(t=a??[],n.data=n._data=t,l==2){ht=0;for(let p=1;p<y.length;p++)ht+=t[p][0].length}else{t.length==0&&(n.data=n._data=t=[[]]),Vt=t[0],ht=Vt.length;let p=t;if(Y==2){p=t.slice();let m=p[0]=Array(ht);for(let x=0;x<ht;x++)m[x]=x}n._data=t=p}if(Yn(!0),dt("setData"),Y==2&&(rt=!0),d!==!1){let p=R;p.auto(n,pr)?hl():fn(A,p.min,p.max),Ft=Ft||ee.left>=0,Xe=!0,Gn()}}n.setData=Ao;function hl(){pr=!0;let a,d;l==1&&(ht>0?(st=Nr[0]=0,at=Nr[1]=ht-1,a=t[0][st],d=t[0][at],Y==2?(a=st,d=at):a==d&&(Y==3?[a,d]=Kr(a,a,R.log,!1):Y==4?[a,d]=to(a,a,R.log,!1):R.time?d=a+lt(86400/C):[a,d]=Gr(a,d,no,!0))):(st=Nr[0]=a=null,at=Nr[1]=d=null)),fn(A,a,d)}let Tr,Hn,pl,gl,ml,wl,vl,bl,xl,Mt;function Po(a,d,p,m,x,T){a??=ki,p??=lo,m??="butt",x??=ki,T??="round",a!=Tr&&(h.strokeStyle=Tr=a),x!=Hn&&(h.fillStyle=Hn=x),d!=pl&&(h.lineWidth=pl=d),T!=ml&&(h.lineJoin=ml=T),m!=wl&&(h.lineCap=wl=m),p!=gl&&h.setLineDash(gl=p)}function Io(a,d,p,m){d!=Hn&&(h.fillStyle=Hn=d),a!=vl&&(h.font=vl=a),p!=bl&&(h.textAlign=bl=p),m!=xl&&(h.textBaseline=xl=m)}function yl(a,d,p,m,x=0){if(m.length>0&&a.auto(n,pr)&&(d==null||d.min==null)){let T=Ce(st,0),B=Ce(at,m.length-1),U=p.min==null?eu(m,T,B,x,a.distr==3):[p.min,p.max];a.min=Ut(a.min,p.min=U[0]),a.max=St(a.max,p.max=U[1])}}let Ro={min:null,max:null};function tc(){for(let m in E){let x=E[m];W[m]==null&&(x.min==null||W[A]!=null&&x.auto(n,pr))&&(W[m]=Ro)}for(let m in E){let x=E[m];W[m]==null&&x.from!=null&&W[x.from]!=null&&(W[m]=Ro)}W[A]!=null&&Yn(!0);let a={};for(let m in W){let x=W[m];if(x!=null){let T=a[m]=ir(E[m],cu);if(x.min!=null)nt(T,x);else if(m!=A||l==2)if(ht==0&&T.from==null){let B=T.range(n,null,null,m);T.min=B[0],T.max=B[1]}else T.min=je,T.max=-je}}if(ht>0){y.forEach((m,x)=>{if(l==1){let T=m.scale,B=W[T];if(B==null)return;let U=a[T];if(x==0){let K=U.range(n,U.min,U.max,T);U.min=K[0],U.max=K[1],st=Gt(U.min,t[0]),at=Gt(U.max,t[0]),at-st>1&&(t[0][st]<U.min&&st++,t[0][at]>U.max&&at--),m.min=Vt[st],m.max=Vt[at]}else m.show&&m.auto&&yl(U,B,m,t[x],m.sorted);m.idxs[0]=st,m.idxs[1]=at}else if(x>0&&m.show&&m.auto){let[T,B]=m.facets,U=T.scale,K=B.scale,[Z,X]=t[x],ne=a[U],we=a[K];ne!=null&&yl(ne,W[U],T,Z,T.sorted),we!=null&&yl(we,W[K],B,X,B.sorted),m.min=B.min,m.max=B.max}});for(let m in a){let x=a[m],T=W[m];if(x.from==null&&(T==null||T.min==null)){let B=x.range(n,x.min==je?null:x.min,x.max==-je?null:x.max,m);x.min=B[0],x.max=B[1]}}}for(let m in a){let x=a[m];if(x.from!=null){let T=a[x.from];if(T.min==null)x.min=x.max=null;else{let B=x.range(n,T.min,T.max,m);x.min=B[0],x.max=B[1]}}}let d={},p=!1;for(let m in a){let x=a[m],T=E[m];if(T.min!=x.min||T.max!=x.max){T.min=x.min,T.max=x.max;let B=T.distr;T._min=B==3?sn(T.min):B==4?jl(T.min,T.asinh):B==100?T.fwd(T.min):T.min,T._max=B==3?sn(T.max):B==4?jl(T.max,T.asinh):B==100?T.fwd(T.max):T.max,d[m]=p=!0}}if(p){y.forEach((m,x)=>{l==2?x>0&&d.y&&(m._paths=null):d[m.scale]&&(m._paths=null)});for(let m in d)rt=!0,dt("setScale",m);Pe&&ee.left>=0&&(Ft=Xe=!0)}for(let m in W)W[m]=null}function nc(a){let d=Gl(st-1,0,ht-1),p=Gl(at+1,0,ht-1);for(;a[d]==null&&d>0;)d--;for(;a[p]==null&&p<ht-1;)p++;return[d,p]}function rc(){if(ht>0){let a=y.some(d=>d._focus)&&Mt!=qt.alpha;a&&(h.globalAlpha=Mt=qt.alpha),y.forEach((d,p)=>{if(p>0&&d.show&&(Do(p,!1),Do(p,!0),d._paths==null)){let m=Mt;Mt!=d.alpha&&(h.globalAlpha=Mt=d.alpha);let x=l==2?[0,t[p][0].length-1]:nc(t[p]);d._paths=d.paths(n,p,x[0],x[1]),Mt!=m&&(h.globalAlpha=Mt=m)}}),y.forEach((d,p)=>{if(p>0&&d.show){let m=Mt;Mt!=d.alpha&&(h.globalAlpha=Mt=d.alpha),d._paths!=null&&jo(p,!1);{let x=d._paths!=null?d._paths.gaps:null,T=d.points.show(n,p,st,at,x),B=d.points.filter(n,p,T,x);(T||B)&&(d.points._paths=d.points.paths(n,p,st,at,B),jo(p,!0))}Mt!=m&&(h.globalAlpha=Mt=m),dt("drawSeries",p)}}),a&&(h.globalAlpha=Mt=1)}}function Do(a,d){let p=d?y[a].points:y[a];p._stroke=p.stroke(n,a),p._fill=p.fill(n,a)}function jo(a,d){let p=d?y[a].points:y[a],{stroke:m,fill:x,clip:T,flags:B,_stroke:U=p._stroke,_fill:K=p._fill,_width:Z=p.width}=p._paths;Z=ze(Z*Le,3);let X=null,ne=Z%2/2;d&&K==null&&(K=Z>0?"#fff":U);let we=p.pxAlign==1&&ne>0;if(we&&h.translate(ne,ne),!d){let Te=Ne-Z/2,Oe=ve-Z/2,ke=Ie+Z,he=vt+Z;X=new Path2D,X.rect(Te,Oe,ke,he)}d?kl(U,Z,p.dash,p.cap,K,m,x,B,T):lc(a,U,Z,p.dash,p.cap,K,m,x,B,X,T),we&&h.translate(-ne,-ne)}function lc(a,d,p,m,x,T,B,U,K,Z,X){let ne=!1;K!=0&&k.forEach((we,Te)=>{if(we.series[0]==a){let Oe=y[we.series[1]],ke=t[we.series[1]],he=(Oe._paths||Sr).band;yn(he)&&(he=we.dir==1?he[0]:he[1]);let ae,Ye=null;Oe.show&&he&&nu(ke,st,at)?(Ye=we.fill(n,Te)||T,ae=Oe._paths.clip):he=null,kl(d,p,m,x,Ye,B,U,K,Z,X,ae,he),ne=!0}}),ne||kl(d,p,m,x,T,B,U,K,Z,X)}let zo=sr|Kl;function kl(a,d,p,m,x,T,B,U,K,Z,X,ne){Po(a,d,p,m,x),(K||Z||ne)&&(h.save(),K&&h.clip(K),Z&&h.clip(Z)),ne?(U&zo)==zo?(h.clip(ne),X&&h.clip(X),Ar(x,B),Lr(a,T,d)):U&Kl?(Ar(x,B),h.clip(ne),Lr(a,T,d)):U&sr&&(h.save(),h.clip(ne),X&&h.clip(X),Ar(x,B),h.restore(),Lr(a,T,d)):(Ar(x,B),Lr(a,T,d)),(K||Z||ne)&&h.restore()}function Lr(a,d,p){p>0&&(d instanceof Map?d.forEach((m,x)=>{h.strokeStyle=Tr=x,h.stroke(m)}):d!=null&&a&&h.stroke(d))}function Ar(a,d){d instanceof Map?d.forEach((p,m)=>{h.fillStyle=Hn=m,h.fill(p)}):d!=null&&a&&h.fill(d)}function oc(a,d,p,m){let x=P[a],T;if(m<=0)T=[0,0];else{let B=x._space=x.space(n,a,d,p,m),U=x._incrs=x.incrs(n,a,d,p,m,B);T=Ed(d,p,U,m,B)}return x._found=T}function El(a,d,p,m,x,T,B,U,K,Z){let X=B%2/2;N==1&&h.translate(X,X),Po(U,B,K,Z,U),h.beginPath();let ne,we,Te,Oe,ke=x+(m==0||m==3?-T:T);p==0?(we=x,Oe=ke):(ne=x,Te=ke);for(let he=0;he<a.length;he++)d[he]!=null&&(p==0?ne=Te=a[he]:we=Oe=a[he],h.moveTo(ne,we),h.lineTo(Te,Oe));h.stroke(),N==1&&h.translate(-X,-X)}function ic(a){let d=!0;return P.forEach((p,m)=>{if(!p.show)return;let x=E[p.scale];if(x.min==null){p._show&&(d=!1,p._show=!1,Yn(!1));return}else p._show||(d=!1,p._show=!0,Yn(!1));let T=p.side,B=T%2,{min:U,max:K}=x,[Z,X]=oc(m,U,K,B==0?Q:q);if(X==0)return;let ne=x.distr==2,we=p._splits=p.splits(n,m,U,K,Z,X,ne),Te=x.distr==2?we.map(ae=>Vt[ae]):we,Oe=x.distr==2?Vt[we[1]]-Vt[we[0]]:Z,ke=p._values=p.values(n,p.filter(n,Te,m,X,Oe),m,X,Oe);p._rotate=T==2?p.rotate(n,ke,m,X):0;let he=p._size;p._size=jt(p.size(n,ke,m,a)),he!=null&&p._size!=he&&(d=!1)}),d}function sc(a){let d=!0;return Lo.forEach((p,m)=>{let x=p(n,m,Sn,a);x!=un[m]&&(d=!1),un[m]=x}),d}function ac(){for(let a=0;a<P.length;a++){let d=P[a];if(!d.show||!d._show)continue;let p=d.side,m=p%2,x,T,B=d.stroke(n,a),U=p==0||p==3?-1:1,[K,Z]=d._found;if(d.label!=null){let Et=d.labelGap*U,Nt=lt((d._lpos+Et)*Le);Io(d.labelFont[0],B,"center",p==2?"top":yi),h.save(),m==1?(x=T=0,h.translate(Nt,lt(ve+vt/2)),h.rotate((p==3?-Hr:Hr)/2)):(x=lt(Ne+Ie/2),T=Nt);let On=us(d.label)?d.label(n,a,K,Z):d.label;h.fillText(On,x,T),h.restore()}if(Z==0)continue;let X=E[d.scale],ne=m==0?Ie:vt,we=m==0?Ne:ve,Te=d._splits,Oe=X.distr==2?Te.map(Et=>Vt[Et]):Te,ke=X.distr==2?Vt[Te[1]]-Vt[Te[0]]:K,he=d.ticks,ae=d.border,Ye=he.show?he.size:0,Je=lt(Ye*Le),ft=lt((d.alignTo==2?d._size-Ye-d.gap:d.gap)*Le),De=d._rotate*-Hr/180,Qe=z(d._pos*Le),Ot=(Je+ft)*U,kt=Qe+Ot;T=m==0?kt:0,x=m==1?kt:0;let It=d.font[0],Wt=d.align==1?tr:d.align==2?Il:De>0?tr:De<0?Il:m==0?"center":p==3?Il:tr,Qt=De||m==1?"middle":p==2?"top":yi;Io(It,B,Wt,Qt);let Ct=d.font[1]*d.lineGap,Rt=Te.map(Et=>z(s(Et,X,ne,we))),Bt=d._values;for(let Et=0;Et<Bt.length;Et++){let Nt=Bt[Et];if(Nt!=null){m==0?x=Rt[Et]:T=Rt[Et],Nt=""+Nt;let On=Nt.indexOf(`
`)==-1?[Nt]:Nt.split(/\n/gm);for(let _t=0;_t<On.length;_t++){let li=On[_t];De?(h.save(),h.translate(x,T+_t*Ct),h.rotate(De),h.fillText(li,0,0),h.restore()):h.fillText(li,x,T+_t*Ct)}}}he.show&&El(Rt,he.filter(n,Oe,a,Z,ke),m,p,Qe,Je,ze(he.width*Le,3),he.stroke(n,a),he.dash,he.cap);let Zt=d.grid;Zt.show&&El(Rt,Zt.filter(n,Oe,a,Z,ke),m,m==0?2:1,m==0?ve:Ne,m==0?vt:Ie,ze(Zt.width*Le,3),Zt.stroke(n,a),Zt.dash,Zt.cap),ae.show&&El([Qe],[1],m==0?1:0,m==0?1:2,m==1?ve:Ne,m==1?vt:Ie,ze(ae.width*Le,3),ae.stroke(n,a),ae.dash,ae.cap)}dt("drawAxes")}function Yn(a){y.forEach((d,p)=>{p>0&&(d._paths=null,a&&(l==1?(d.min=null,d.max=null):d.facets.forEach(m=>{m.min=null,m.max=null})))})}let Pr=!1,_l=!1,gr=[];function cc(){_l=!1;for(let a=0;a<gr.length;a++)dt(...gr[a]);gr.length=0}function Gn(){Pr||(mu(Fo),Pr=!0)}function uc(a,d=!1){Pr=!0,_l=d,a(n),Fo(),d&&gr.length>0&&queueMicrotask(cc)}n.batch=uc;function Fo(){if(Fe&&(tc(),Fe=!1),rt&&(qa(),rt=!1),nn){if(Ge(b,tr,S),Ge(b,"top",V),Ge(b,yr,Q),Ge(b,kr,q),Ge(_,tr,S),Ge(_,"top",V),Ge(_,yr,Q),Ge(_,kr,q),Ge(g,yr,xe),Ge(g,kr,pe),f.width=lt(xe*Le),f.height=lt(pe*Le),P.forEach(({_el:a,_show:d,_size:p,_pos:m,side:x})=>{if(a!=null)if(d){let T=x===3||x===0?p:0,B=x%2==1;Ge(a,B?"left":"top",m-T),Ge(a,B?"width":"height",p),Ge(a,B?"top":"left",B?V:S),Ge(a,B?"height":"width",B?q:Q),Hl(a,Pn)}else Tt(a,Pn)}),Tr=Hn=pl=ml=wl=vl=bl=xl=gl=null,Mt=1,vr(!0),S!=ie||V!=_e||Q!=le||q!=be){Yn(!1);let a=Q/le,d=q/be;if(Pe&&!Ft&&ee.left>=0){ee.left*=a,ee.top*=d,Un&&en(Un,lt(ee.left),0,Q,q),qn&&en(qn,0,lt(ee.top),Q,q);for(let p=0;p<Pt.length;p++){let m=Pt[p];m!=null&&(Wn[p]*=a,Bn[p]*=d,en(m,jt(Wn[p]),jt(Bn[p]),Q,q))}}if(He.show&&!cn&&He.left>=0&&He.width>0){He.left*=a,He.width*=a,He.top*=d,He.height*=d;for(let p in Nl)Ge(Qn,p,He[p])}ie=S,_e=V,le=Q,be=q}dt("setSize"),nn=!1}xe>0&&pe>0&&(h.clearRect(0,0,f.width,f.height),dt("drawClear"),O.forEach(a=>a()),dt("draw")),He.show&&cn&&(Ir(He),cn=!1),Pe&&Ft&&($n(null,!0,!1),Ft=!1),te.show&&te.live&&Xe&&(Ol(),Xe=!1),u||(u=!0,n.status=1,dt("ready")),pr=!1,Pr=!1}n.redraw=(a,d)=>{rt=d||!1,a!==!1?fn(A,R.min,R.max):Gn()};function Sl(a,d){let p=E[a];if(p.from==null){if(ht==0){let m=p.range(n,d.min,d.max,a);d.min=m[0],d.max=m[1]}if(d.min>d.max){let m=d.min;d.min=d.max,d.max=m}if(ht>1&&d.min!=null&&d.max!=null&&d.max-d.min<1e-16)return;a==A&&p.distr==2&&ht>0&&(d.min=Gt(d.min,t[0]),d.max=Gt(d.max,t[0]),d.min==d.max&&d.max++),W[a]=d,Fe=!0,Gn()}}n.setScale=Sl;let Ml,$l,Un,qn,Vo,Wo,Kn,Jn,Bo,Ho,Be,Ue,dn=!1,pt=ee.drag,ct=pt.x,ut=pt.y;Pe&&(ee.x&&(Ml=Dt(Fc,_)),ee.y&&($l=Dt(Vc,_)),R.ori==0?(Un=Ml,qn=$l):(Un=$l,qn=Ml),Be=ee.left,Ue=ee.top);let He=n.select=nt({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Qn=He.show?Dt(zc,He.over?_:b):null;function Ir(a,d){if(He.show){for(let p in a)He[p]=a[p],p in Nl&&Ge(Qn,p,a[p]);d!==!1&&dt("setSelect")}}n.setSelect=Ir;function dc(a){if(y[a].show)Me&&Hl(Ee[a],Pn);else if(Me&&Tt(Ee[a],Pn),Pe){let p=Vn?Pt[0]:Pt[a];p!=null&&en(p,-10,-10,Q,q)}}function fn(a,d,p){Sl(a,{min:d,max:p})}function Kt(a,d,p,m){d.focus!=null&&mc(a),d.show!=null&&y.forEach((x,T)=>{T>0&&(a==T||a==null)&&(x.show=d.show,dc(T),l==2?(fn(x.facets[0].scale,null,null),fn(x.facets[1].scale,null,null)):fn(x.scale,null,null),Gn())}),p!==!1&&dt("setSeries",a,d),m&&br("setSeries",n,a,d)}n.setSeries=Kt;function fc(a,d){nt(k[a],d)}function hc(a,d){a.fill=Se(a.fill||null),a.dir=Ce(a.dir,-1),d=d??k.length,k.splice(d,0,a)}function pc(a){a==null?k.length=0:k.splice(a,1)}n.addBand=hc,n.setBand=fc,n.delBand=pc;function gc(a,d){y[a].alpha=d,Pe&&Pt[a]!=null&&(Pt[a].style.opacity=d),Me&&Ee[a]&&(Ee[a].style.opacity=d)}let rn,hn,Mn,Zn={focus:!0};function mc(a){if(a!=Mn){let d=a==null,p=qt.alpha!=1;y.forEach((m,x)=>{if(l==1||x>0){let T=d||x==0||x==a;m._focus=d?null:T,p&&gc(x,T?1:qt.alpha)}}),Mn=a,p&&Gn()}}Me&&Fn&&se(Si,me,a=>{ee._lock||(_n(a),Mn!=null&&Kt(null,Zn,!0,tt.setSeries))});function Jt(a,d,p){let m=E[d];p&&(a=a/Le-(m.ori==1?V:S));let x=Q;m.ori==1&&(x=q,a=x-a),m.dir==-1&&(a=x-a);let T=m._min,B=m._max,U=a/x,K=T+(B-T)*U,Z=m.distr;return Z==3?lr(10,K):Z==4?lu(K,m.asinh):Z==100?m.bwd(K):K}function wc(a,d){let p=Jt(a,A,d);return Gt(p,t[0],st,at)}n.valToIdx=a=>Gt(a,t[0]),n.posToIdx=wc,n.posToVal=Jt,n.valToPos=(a,d,p)=>E[d].ori==0?o(a,E[d],p?Ie:Q,p?Ne:0):i(a,E[d],p?vt:q,p?ve:0),n.setCursor=(a,d,p)=>{Be=a.left,Ue=a.top,$n(null,d,p)};function Yo(a,d){Ge(Qn,tr,He.left=a),Ge(Qn,yr,He.width=d)}function Go(a,d){Ge(Qn,"top",He.top=a),Ge(Qn,kr,He.height=d)}let mr=R.ori==0?Yo:Go,wr=R.ori==1?Yo:Go;function vc(){if(Me&&te.live)for(let a=l==2?1:0;a<y.length;a++){if(a==0&&We)continue;let d=te.values[a],p=0;for(let m in d)wt[a][p++].firstChild.nodeValue=d[m]}}function Ol(a,d){if(a!=null&&(a.idxs?a.idxs.forEach((p,m)=>{ce[m]=p}):au(a.idx)||ce.fill(a.idx),te.idx=ce[0]),Me&&te.live){for(let p=0;p<y.length;p++)(p>0||l==1&&!We)&&bc(p,ce[p]);vc()}Xe=!1,d!==!1&&dt("setLegend")}n.setLegend=Ol;function bc(a,d){let p=y[a],m=a==0&&Y==2?Vt:t[a],x;We?x=p.values(n,a,d)??Ze:(x=p.value(n,d==null?null:m[d],a,d),x=x==null?Ze:{_:x}),te.values[a]=x}function $n(a,d,p){Bo=Be,Ho=Ue,[Be,Ue]=ee.move(n,Be,Ue),ee.left=Be,ee.top=Ue,Pe&&(Un&&en(Un,lt(Be),0,Q,q),qn&&en(qn,0,lt(Ue),Q,q));let m,x=st>at;rn=je,hn=null;let T=R.ori==0?Q:q,B=R.ori==1?Q:q;if(Be<0||ht==0||x){m=ee.idx=null;for(let U=0;U<y.length;U++){let K=Pt[U];K!=null&&en(K,-10,-10,Q,q)}Fn&&Kt(null,Zn,!0,a==null&&tt.setSeries),te.live&&(ce.fill(m),Xe=!0)}else{let U,K,Z;l==1&&(U=R.ori==0?Be:Ue,K=Jt(U,A),m=ee.idx=Gt(K,t[0],st,at),Z=D(t[0][m],R,T,0));let X=-10,ne=-10,we=0,Te=0,Oe=!0,ke="",he="";for(let ae=l==2?1:0;ae<y.length;ae++){let Ye=y[ae],Je=ce[ae],ft=Je==null?null:l==1?t[ae][Je]:t[ae][1][Je],De=ee.dataIdx(n,ae,m,K),Qe=De==null?null:l==1?t[ae][De]:t[ae][1][De];if(Xe=Xe||Qe!=ft||De!=Je,ce[ae]=De,ae>0&&Ye.show){let Ot=De==null?-10:De==m?Z:D(l==1?t[0][De]:t[ae][0][De],R,T,0),kt=Qe==null?-10:H(Qe,l==1?E[Ye.scale]:E[Ye.facets[1].scale],B,0);if(Fn&&Qe!=null){let It=R.ori==1?Be:Ue,Wt=ot(qt.dist(n,ae,De,kt,It));if(Wt<rn){let Qt=qt.bias;if(Qt!=0){let Ct=Jt(It,Ye.scale),Rt=Qe>=0?1:-1,Bt=Ct>=0?1:-1;Bt==Rt&&(Bt==1?Qt==1?Qe>=Ct:Qe<=Ct:Qt==1?Qe<=Ct:Qe>=Ct)&&(rn=Wt,hn=ae)}else rn=Wt,hn=ae}}if(Xe||Vn){let It,Wt;R.ori==0?(It=Ot,Wt=kt):(It=kt,Wt=Ot);let Qt,Ct,Rt,Bt,Zt,Et,Nt=!0,On=bt.bbox;if(On!=null){Nt=!1;let _t=On(n,ae);Rt=_t.left,Bt=_t.top,Qt=_t.width,Ct=_t.height}else Rt=It,Bt=Wt,Qt=Ct=bt.size(n,ae);if(Et=bt.fill(n,ae),Zt=bt.stroke(n,ae),Vn)ae==hn&&rn<=qt.prox&&(X=Rt,ne=Bt,we=Qt,Te=Ct,Oe=Nt,ke=Et,he=Zt);else{let _t=Pt[ae];_t!=null&&(Wn[ae]=Rt,Bn[ae]=Bt,Li(_t,Qt,Ct,Nt),Ni(_t,Et,Zt),en(_t,jt(Rt),jt(Bt),Q,q))}}}}if(Vn){let ae=qt.prox,Ye=Mn==null?rn<=ae:rn>ae||hn!=Mn;if(Xe||Ye){let Je=Pt[0];Je!=null&&(Wn[0]=X,Bn[0]=ne,Li(Je,we,Te,Oe),Ni(Je,ke,he),en(Je,jt(X),jt(ne),Q,q))}}}if(He.show&&dn)if(a!=null){let[U,K]=tt.scales,[Z,X]=tt.match,[ne,we]=a.cursor.sync.scales,Te=a.cursor.drag;if(ct=Te._x,ut=Te._y,ct||ut){let{left:Oe,top:ke,width:he,height:ae}=a.select,Ye=a.scales[ne].ori,Je=a.posToVal,ft,De,Qe,Ot,kt,It=U!=null&&Z(U,ne),Wt=K!=null&&X(K,we);It&&ct?(Ye==0?(ft=Oe,De=he):(ft=ke,De=ae),Qe=E[U],Ot=D(Je(ft,ne),Qe,T,0),kt=D(Je(ft+De,ne),Qe,T,0),mr(Ut(Ot,kt),ot(kt-Ot))):mr(0,T),Wt&&ut?(Ye==1?(ft=Oe,De=he):(ft=ke,De=ae),Qe=E[K],Ot=H(Je(ft,we),Qe,B,0),kt=H(Je(ft+De,we),Qe,B,0),wr(Ut(Ot,kt),ot(kt-Ot))):wr(0,B)}else Tl()}else{let U=ot(Bo-Vo),K=ot(Ho-Wo);if(R.ori==1){let we=U;U=K,K=we}ct=pt.x&&U>=pt.dist,ut=pt.y&&K>=pt.dist;let Z=pt.uni;Z!=null?ct&&ut&&(ct=U>=Z,ut=K>=Z,!ct&&!ut&&(K>U?ut=!0:ct=!0)):pt.x&&pt.y&&(ct||ut)&&(ct=ut=!0);let X,ne;ct&&(R.ori==0?(X=Kn,ne=Be):(X=Jn,ne=Ue),mr(Ut(X,ne),ot(ne-X)),ut||wr(0,B)),ut&&(R.ori==1?(X=Kn,ne=Be):(X=Jn,ne=Ue),wr(Ut(X,ne),ot(ne-X)),ct||mr(0,T)),!ct&&!ut&&(mr(0,0),wr(0,0))}if(pt._x=ct,pt._y=ut,a==null){if(p){if(ri!=null){let[U,K]=tt.scales;tt.values[0]=U!=null?Jt(R.ori==0?Be:Ue,U):null,tt.values[1]=K!=null?Jt(R.ori==1?Be:Ue,K):null}br(Rl,n,Be,Ue,Q,q,m)}if(Fn){let U=p&&tt.setSeries,K=qt.prox;Mn==null?rn<=K&&Kt(hn,Zn,!0,U):rn>K?Kt(null,Zn,!0,U):hn!=Mn&&Kt(hn,Zn,!0,U)}}Xe&&(te.idx=m,Ol()),d!==!1&&dt("setCursor")}let pn=null;Object.defineProperty(n,"rect",{get(){return pn==null&&vr(!1),pn}});function vr(a=!1){a?pn=null:(pn=_.getBoundingClientRect(),dt("syncRect",pn))}function Uo(a,d,p,m,x,T,B){ee._lock||dn&&a!=null&&a.movementX==0&&a.movementY==0||(Cl(a,d,p,m,x,T,B,!1,a!=null),a!=null?$n(null,!0,!0):$n(d,!0,!1))}function Cl(a,d,p,m,x,T,B,U,K){if(pn==null&&vr(!1),_n(a),a!=null)p=a.clientX-pn.left,m=a.clientY-pn.top;else{if(p<0||m<0){Be=-10,Ue=-10;return}let[Z,X]=tt.scales,ne=d.cursor.sync,[we,Te]=ne.values,[Oe,ke]=ne.scales,[he,ae]=tt.match,Ye=d.axes[0].side%2==1,Je=R.ori==0?Q:q,ft=R.ori==1?Q:q,De=Ye?T:x,Qe=Ye?x:T,Ot=Ye?m:p,kt=Ye?p:m;if(Oe!=null?p=he(Z,Oe)?s(we,E[Z],Je,0):-10:p=Je*(Ot/De),ke!=null?m=ae(X,ke)?s(Te,E[X],ft,0):-10:m=ft*(kt/Qe),R.ori==1){let It=p;p=m,m=It}}K&&(d==null||d.cursor.event.type==Rl)&&((p<=1||p>=Q-1)&&(p=Ln(p,Q)),(m<=1||m>=q-1)&&(m=Ln(m,q))),U?(Vo=p,Wo=m,[Kn,Jn]=ee.move(n,p,m)):(Be=p,Ue=m)}let Nl={width:0,height:0,left:0,top:0};function Tl(){Ir(Nl,!1)}let qo,Ko,Jo,Qo;function Zo(a,d,p,m,x,T,B){dn=!0,ct=ut=pt._x=pt._y=!1,Cl(a,d,p,m,x,T,B,!0,!1),a!=null&&(se(Dl,Wl,Xo,!1),br(Ei,n,Kn,Jn,Q,q,null));let{left:U,top:K,width:Z,height:X}=He;qo=U,Ko=K,Jo=Z,Qo=X}function Xo(a,d,p,m,x,T,B){dn=pt._x=pt._y=!1,Cl(a,d,p,m,x,T,B,!1,!0);let{left:U,top:K,width:Z,height:X}=He,ne=Z>0||X>0,we=qo!=U||Ko!=K||Jo!=Z||Qo!=X;if(ne&&we&&Ir(He),pt.setScale&&ne&&we){let Te=U,Oe=Z,ke=K,he=X;if(R.ori==1&&(Te=K,Oe=X,ke=U,he=Z),ct&&fn(A,Jt(Te,A),Jt(Te+Oe,A)),ut)for(let ae in E){let Ye=E[ae];ae!=A&&Ye.from==null&&Ye.min!=je&&fn(ae,Jt(ke+he,ae),Jt(ke,ae))}Tl()}else ee.lock&&(ee._lock=!ee._lock,$n(d,!0,a!=null));a!=null&&(ye(Dl,Wl),br(Dl,n,Be,Ue,Q,q,null))}function xc(a,d,p,m,x,T,B){if(ee._lock)return;_n(a);let U=dn;if(dn){let K=!0,Z=!0,X=10,ne,we;R.ori==0?(ne=ct,we=ut):(ne=ut,we=ct),ne&&we&&(K=Be<=X||Be>=Q-X,Z=Ue<=X||Ue>=q-X),ne&&K&&(Be=Be<Kn?0:Q),we&&Z&&(Ue=Ue<Jn?0:q),$n(null,!0,!0),dn=!1}Be=-10,Ue=-10,ce.fill(null),$n(null,!0,!0),U&&(dn=U)}function ei(a,d,p,m,x,T,B){ee._lock||(_n(a),hl(),Tl(),a!=null&&br(Mi,n,Be,Ue,Q,q,null))}function ti(){P.forEach(_d),En(n.width,n.height,!0)}In(Yr,rr,ti);let Xn={};Xn.mousedown=Zo,Xn.mousemove=Uo,Xn.mouseup=Xo,Xn.dblclick=ei,Xn.setSeries=(a,d,p,m)=>{let x=tt.match[2];p=x(n,d,p),p!=-1&&Kt(p,m,!0,!1)},Pe&&(se(Ei,_,Zo),se(Rl,_,Uo),se(_i,_,a=>{_n(a),vr(!1)}),se(Si,_,xc),se(Mi,_,ei),Jl.add(n),n.syncRect=vr);let Rr=n.hooks=e.hooks||{};function dt(a,d,p){_l?gr.push([a,d,p]):a in Rr&&Rr[a].forEach(m=>{m.call(null,n,d,p)})}(e.plugins||[]).forEach(a=>{for(let d in a.hooks)Rr[d]=(Rr[d]||[]).concat(a.hooks[d])});let ni=(a,d,p)=>p,tt=nt({key:null,setSeries:!1,filters:{pub:Di,sub:Di},scales:[A,y[1]?y[1].scale:null],match:[ji,ji,ni],values:[null,null]},ee.sync);tt.match.length==2&&tt.match.push(ni),ee.sync=tt;let ri=tt.key,Ll=Ps(ri);function br(a,d,p,m,x,T,B){tt.filters.pub(a,d,p,m,x,T,B)&&Ll.pub(a,d,p,m,x,T,B)}Ll.sub(n);function yc(a,d,p,m,x,T,B){tt.filters.sub(a,d,p,m,x,T,B)&&Xn[a](null,d,p,m,x,T,B)}n.pub=yc;function kc(){Ll.unsub(n),Jl.delete(n),oe.clear(),Yl(Yr,rr,ti),c.remove(),me?.remove(),dt("destroy")}n.destroy=kc;function Al(){dt("init",e,t),Ao(t||e.data,!1),W[A]?Sl(A,W[A]):hl(),cn=He.show&&(He.width>0||He.height>0),Ft=Xe=!0,En(e.width,e.height)}return y.forEach(To),P.forEach(ec),r?r instanceof HTMLElement?(r.appendChild(c),Al()):r(n,Al):Al(),n}mt.assign=nt;mt.fmtNum=ro;mt.rangeNum=Gr;mt.rangeLog=Kr;mt.rangeAsinh=to;mt.orient=Dn;mt.pxRatio=Le;mt.join=gu;mt.fmtDate=oo,mt.tzDate=Mu;mt.sync=Ps;{mt.addGap=ad,mt.clipGaps=Zr;let e=mt.paths={points:Fs};e.linear=Ws,e.stepped=dd,e.bars=fd,e.spline=pd}var Sd=e=>e.replace(/[{}]/g,""),Gs={ns:1,us:1e3,µs:1e3,ms:1e6,s:1e9,min:6e10,h:36e11},ho=[50,90,95,99],Md=290,po=[[],[7,4],[2,3],[10,3,2,3]];function Us(e,t,r){let{groups:n,shape:l,unit:o,bins:i,step:s}=t,u=l==="histogram",c=Number(BigInt(t.start)/1000000n)/1e3,f=Array.from({length:i},(v,$)=>c+($+.5)*s),h=new Map(t.details.map(v=>[v.trace,v])),g=t.exemplars??[],b=v=>v==null?"–":Gs[o]?Re(v*Gs[o]):$e(v),_=v=>l==="rate"?`${$e(v)}${o&&o!=="1"&&!/^\{/.test(o)?` ${re(o,12)}`:""}/s`:b(v),N=u?"heat":"lines",z=0,C=2,y=null,P=w("div",{class:"plot"}),E=w("ul",{class:"legend series"}),k=w("p",{class:"status",role:"status"}),A=w("div",{class:"doors"}),M=w("div",{class:"tree"}),O=u&&n.length>1,I=O&&w("select",{"aria-label":"Series",on:{change:()=>{z=Number(I.value),H()}}},n.map((v,$)=>w("option",{value:$},re(v,60)))),G=O&&Nn("Percentile",ho.map((v,$)=>[$,`p${v}`]),C,v=>{C=v,H()}),R=u&&Nn("Picture",[["heat","Heatmap"],["levels","Percentiles"],...O?[["compare","Compare"]]:[]],N,v=>{N=v,H()});e.append(w("div",{class:"metric"},xt([w("strong",{},w("bdi",{},re(t.metric)))],[t.type.replace("_"," "),t.temporality.toLowerCase(),o&&o!=="1"&&`in ${re(Sd(o),30)}`,t.by&&`by ${re(t.by,60)}`,Ke(t.streams,"stream")].filter(Boolean).map(v=>w("span",{},v)),[I,G,R]),t.description&&w("p",{class:"note about"},w("bdi",{},re(t.description,500))),P,E,k,A,M));function Y(){return N==="levels"?ho.map((v,$)=>({name:`p${v}`,values:t.percentiles[z][$]})):N==="compare"?n.flatMap((v,$)=>v==="all"&&$===0?[]:[{name:v,values:t.percentiles[$][C]}]):n.map((v,$)=>({name:v,values:t.series[$]}))}let D=v=>mn(e,`--hue${v%8}`);function H(){y?.destroy(),P.replaceChildren(),I&&(I.hidden=N==="compare"),G&&(G.hidden=N!=="compare");let v=Math.max(240,P.clientWidth||640),$=mn(e,"--soft"),F=mn(e,"--faint"),oe={stroke:$,font:"11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",grid:{stroke:F,width:1},ticks:{stroke:F,width:1,size:4}},se=N==="heat",ye=t.edges?.length??0,xe=se?[]:Y(),pe=xe.map((q,S)=>({label:re(q.name,60),stroke:D(S),width:2,dash:po[Math.floor(S/8)%4].length?po[Math.floor(S/8)%4]:N==="levels"?po[S]:void 0,points:{show:q.values.filter(V=>V!==null).length<40,size:5,fill:D(S)},spanGaps:!1}));y=new mt({width:v,height:Md,legend:{show:!1},padding:[12,26,0,4],cursor:{drag:{x:!se,y:!1},points:{show:!se},y:!0},scales:{x:{time:!0,range:()=>[c,c+i*s]},y:se?{range:[0,Math.max(1,ye)]}:{range:(q,S,V)=>[Math.min(0,S??0),V>0?V*1.08:1]}},series:[{},...se?[{show:!1}]:pe],axes:[{...oe,values:(q,S)=>S.map(V=>W(V)),space:80,size:30},se?{...oe,size:72,splits:()=>ue(ye),values:(q,S)=>S.map(de),grid:{show:!1}}:{...oe,size:72,values:(q,S)=>S.map(_)}],hooks:{drawAxes:se?[Me]:[],draw:[me],setCursor:[wt]}},se?[f,f.map(()=>null)]:[f,...xe.map(q=>q.values)],P),y.over.addEventListener("click",et),y.over.addEventListener("dblclick",()=>H());let Q=y.over;Q.setAttribute("role","img"),Q.setAttribute("aria-label",We(xe)),Ze(xe,se)}let W=v=>Xt(BigInt(Math.round(v*1e3))*1000000n).slice(0,i*s>600?5:i*s>15?8:10),L=v=>t.edges[v]?.[0],j=v=>t.edges[v]?.[1];function ue(v){let $=Math.max(1,Math.ceil(v/11));return Array.from({length:Math.floor(v/$)+1},(F,J)=>J*$)}function de(v){return v<t.edges.length?L(v)===null?j(v)>0?"0":"−∞":b(L(v)):j(v-1)===null||j(v-1)===void 0?"∞":b(j(v-1))}let fe=v=>`${L(v)===null?"up":`${b(L(v))}`} to ${j(v)===null?"∞":b(j(v))}`;function ce(v){for(let $=0;$<t.edges.length;$++){let F=L($)??Math.min(0,j($)),J=j($);if(J===null)return v>F?$+.5:void 0;if(v<=J&&v>=F)return $+(J>F?(v-F)/(J-F):.5)}}let te={light:["#e4eef6","#b9d6ea","#7fb4d8","#4a8dbf","#2a669c","#14406e","#081f3d"],dark:["#17324a","#1d4a6e","#226a94","#2e8eb0","#56b3bd","#9ad5c0","#f1f5c8"]},ee=v=>te[e.dataset.theme==="dark"?"dark":"light"][Math.min(6,Math.floor(v**.5*7))];function Me(v){let{ctx:$}=v,F=Math.max(1,...t.cells[z].map(([,,J])=>J));$.save();for(let[J,oe,se]of t.cells[z]){let ye=v.valToPos(c+J*s,"x",!0),xe=v.valToPos(c+(J+1)*s,"x",!0),pe=v.valToPos(oe,"y",!0),Q=v.valToPos(oe+1,"y",!0);$.fillStyle=ee(se/F),$.fillRect(Math.round(ye),Math.round(Q),Math.max(1,Math.round(xe)-Math.round(ye)-1),Math.max(1,Math.round(pe)-Math.round(Q)-1))}$.restore()}let Pe=()=>g.filter(v=>!u||N==="compare"||n[z]==="all"||n.length===1||v.group===n[z]);function ge(v,$){let F=N==="heat"?ce($.value):$.value;if(F===void 0||l==="rate")return null;let J=[v.valToPos(c+$.t,"x"),v.valToPos(F,"y")];return J[0]>=0&&J[0]<=v.over.clientWidth&&J[1]>=0&&J[1]<=v.over.clientHeight?J:null}function me(v){let{ctx:$}=v,F=devicePixelRatio||1;$.save();for(let J of Pe()){let oe=ge(v,J);oe&&($.beginPath(),$.arc(oe[0]*F+v.bbox.left,oe[1]*F+v.bbox.top,4*F,0,7),$.fillStyle=mn(e,h.has(J.trace)?"--exemplar":"--bg"),$.fill(),$.lineWidth=1.5*F,$.strokeStyle=mn(e,"--path"),$.stroke())}$.restore()}function Ve(v,$,F){let J=null,oe=12;for(let se of Pe()){let ye=ge(v,se),xe=ye?Math.hypot(ye[0]-$,ye[1]-F):99;xe<oe&&(J=se,oe=xe)}return J}function et(v){let{left:$,top:F}=y.over.getBoundingClientRect(),J=Ve(y,v.clientX-$,v.clientY-F);J&&Ee(J)}function Ee(v){M.replaceChildren();for(let F of A.querySelectorAll("button"))F.setAttribute("aria-pressed",String(F.dataset.trace===v.trace));let $=h.get(v.trace);$?xn(M,$,r):M.append(w("p",{class:"note"},v.trace?["This trace is not carried in the page. In a notebook: ",w("code",{},`waterfall(store, "${re(v.trace,40)}")`)]:"This exemplar carries no trace."))}function wt(v){let{left:$,top:F,idx:J}=v.cursor;if($<0||J===null||J===void 0){k.textContent=it(),v.over.style.cursor="default";return}let oe=Ve(v,$,F);if(v.over.style.cursor=oe?"pointer":"crosshair",oe){k.textContent=`Exemplar ${b(oe.value)} at ${W(c+oe.t)}${oe.trace?h.has(oe.trace)?": opens its trace":`, trace ${re(oe.trace,40)}`:""}`;return}if(N==="heat"){let se=Math.floor((v.posToVal($,"x")-c)/s),ye=Math.floor(v.posToVal(F,"y")),xe=t.cells[z].find(([pe,Q])=>pe===se&&Q===ye);k.textContent=t.edges[ye]?`${W(c+se*s)}: ${fe(ye)}, ${$e(xe?Math.round(xe[2]):0)} of ${$e(Math.round(t.cells[z].reduce((pe,[Q,,q])=>Q===se?pe+q:pe,0)))}`:"";return}k.textContent=`${W(f[J])}: ${Y().slice(0,12).map(se=>`${re(se.name,40)} ${_(se.values[J]??null)}`).join(" · ")}`}function it(){return u?`${re(n[z],60)}: ${$e(t.totals[z])} measurements, ${ho.map((v,$)=>`p${v} ${b(t.whole[z][$])}`).join(", ")}`:`${t.hidden>0?`${$e(t.hidden)} more series are not drawn. `:""}Move over the picture for values; drag to look closer, double-click for all.`}let We=v=>`${t.label}. ${N==="heat"?`Heatmap. ${it()}`:v.map($=>{let F=$.values.filter(J=>J!==null);return F.length?`${re($.name,60)} from ${_(Math.min(...F))} to ${_(Math.max(...F))}`:`${re($.name,60)} without values`}).join("; ")}`;function Ze(v,$){E.replaceChildren(...$?[w("li",{},"fewer",te[e.dataset.theme==="dark"?"dark":"light"].map(J=>w("span",{class:"swatch wide",style:{background:J}})),"more")]:v.map((J,oe)=>w("li",{},w("span",{class:`swatch dash${(N==="levels"?oe:Math.floor(oe/8))%4}`,style:{"--hue":D(oe)}}),w("bdi",{},re(J.name,60)),w("span",{class:"last"},_(J.values.findLast(se=>se!==null)??null)))),...g.length?[w("li",{},w("span",{class:"swatch dot"}),"exemplar")]:[]),k.textContent=it();let F=Pe().filter(J=>J.trace);A.replaceChildren(...F.length?[w("span",{class:"note"},`Exemplars (${$e(F.length)}), the largest first:`),...F.slice(0,8).map(J=>{let oe=gt(`${b(J.value)} · ${W(c+J.t)}`,()=>Ee(J),`Open the trace of ${b(J.value)}`);return oe.dataset.trace=J.trace,oe})]:[])}er(()=>{(e.isConnected||y)&&H()}),Ht(P,H)}function qs(e,t){let r=new Map,n=w("span",{role:"status"}),l=()=>{let i=[...r.values()].filter(Boolean).length;n.textContent=r.size?`${i} of ${t.questions.length} right`:""};e.append(w("div",{class:"quiz"},xt([w("strong",{},"Quiz")],[w("span",{},Ke(t.questions.length,"question")),n],[]),w("ol",{},t.questions.map((i,s)=>w("li",{},o(i,s+1))))));function o(i,s){let u=i.kind==="multiple",c=bn("question"),f=w("p",{class:"verdict",role:"status"}),h=i.options.map((C,y)=>{let P=w("input",{type:u?"checkbox":"radio",name:c,value:y,id:`${c}-${y}`}),E=w("p",{class:"why",hidden:!0}),k=w("div",{class:"option"},w("label",{for:`${c}-${y}`},P,w("span",{},go(C.text))),E);return{option:C,input:P,why:E,row:k}}),g=w("button",{type:"submit",class:"toggle",disabled:!0},"Check"),b=w("button",{type:"reset",hidden:!0},"Try again"),_=w("form",{on:{change:()=>{g.disabled=!h.some(C=>C.input.checked)},submit:C=>{C.preventDefault(),N()},reset:()=>z(),keydown:C=>C.stopPropagation()}},w("fieldset",{},w("legend",{},w("span",{class:"number"},`${s}.`),go(i.text),u&&w("span",{class:"note"}," Several may be right.")),h.map(C=>C.row)),w("div",{class:"tools"},g,b,f));function N(){let C=h.every(({option:E,input:k})=>k.checked===!!E.correct);r.set(i.id,C);for(let{option:E,input:k,why:A,row:M}of h){k.disabled=!0;let O=k.checked||C;M.classList.toggle("right",O&&!!E.correct),M.classList.toggle("wrong",k.checked&&!E.correct),A.hidden=!O||!E.why,A.hidden||A.replaceChildren(w("b",{},E.correct?"✓ Right. ":"✕ Wrong. "),...go(E.why))}let y=!C&&h.every(({option:E,input:k})=>!k.checked||E.correct);f.textContent=C?"✓ Right.":y?"Right so far, but not all of it.":"Not yet.",f.className=`verdict ${C?"right":"wrong"}`,g.hidden=!0,b.hidden=C,C||b.focus(),l();let P={question:i.id,right:C};_.dispatchEvent(new CustomEvent("otlplab:answered",{bubbles:!0,composed:!0,detail:P}))}function z(){for(let{input:C,why:y,row:P}of h)C.disabled=!1,y.hidden=!0,y.replaceChildren(),P.classList.remove("right","wrong");f.textContent="",g.hidden=!1,g.disabled=!0,b.hidden=!0,h[0].input.focus()}return _}}function go(e){return $t(e,1e4).split(/(`[^`]+`)/).map(t=>t.length>2&&t.startsWith("`")&&t.endsWith("`")?w("code",{},t.slice(1,-1)):t)}var ga=Object.defineProperty,$d=(e,t,r)=>t in e?ga(e,t,{enumerable:!0,configurable:!0,writable:!0,value:r}):e[t]=r,Od=(e,t)=>{for(var r in t)ga(e,r,{get:t[r],enumerable:!0})},Cd=(e,t,r)=>$d(e,typeof t!="symbol"?t+"":t,r),Nd={};Od(Nd,{Graph:()=>zt,alg:()=>_o});var Td=Object.defineProperty,ma=(e,t)=>{for(var r in t)Td(e,r,{get:t[r],enumerable:!0})},Eo=class{constructor(e){this._isDirected=!0,this._isMultigraph=!1,this._isCompound=!1,this._nodes={},this._in={},this._preds={},this._out={},this._sucs={},this._edgeObjs={},this._edgeLabels={},this._nodeCount=0,this._edgeCount=0,this._defaultNodeLabelFn=()=>{},this._defaultEdgeLabelFn=()=>{},e&&(this._isDirected="directed"in e?e.directed:!0,this._isMultigraph="multigraph"in e?e.multigraph:!1,this._isCompound="compound"in e?e.compound:!1),this._isCompound&&(this._parent={},this._children={},this._children["\0"]={})}isDirected(){return this._isDirected}isMultigraph(){return this._isMultigraph}isCompound(){return this._isCompound}setGraph(e){return this._label=e,this}graph(){return this._label}setDefaultNodeLabel(e){return typeof e!="function"?this._defaultNodeLabelFn=()=>e:this._defaultNodeLabelFn=e,this}nodeCount(){return this._nodeCount}nodes(){return Object.keys(this._nodes)}sources(){return this.nodes().filter(e=>Object.keys(this._in[e]).length===0)}sinks(){return this.nodes().filter(e=>Object.keys(this._out[e]).length===0)}setNodes(e,t){return e.forEach(r=>{t!==void 0?this.setNode(r,t):this.setNode(r)}),this}setNode(e,t){return e in this._nodes?(arguments.length>1&&(this._nodes[e]=t),this):(this._nodes[e]=arguments.length>1?t:this._defaultNodeLabelFn(e),this._isCompound&&(this._parent[e]="\0",this._children[e]={},this._children["\0"][e]=!0),this._in[e]={},this._preds[e]={},this._out[e]={},this._sucs[e]={},++this._nodeCount,this)}node(e){return this._nodes[e]}hasNode(e){return e in this._nodes}removeNode(e){if(e in this._nodes){let t=r=>this.removeEdge(this._edgeObjs[r]);delete this._nodes[e],this._isCompound&&(this._removeFromParentsChildList(e),delete this._parent[e],this.children(e).forEach(r=>{this.setParent(r)}),delete this._children[e]),Object.keys(this._in[e]).forEach(t),delete this._in[e],delete this._preds[e],Object.keys(this._out[e]).forEach(t),delete this._out[e],delete this._sucs[e],--this._nodeCount}return this}setParent(e,t){if(!this._isCompound)throw new Error("Cannot set parent in a non-compound graph");if(t===void 0)t="\0";else{t+="";for(let r=t;r!==void 0;r=this.parent(r))if(r===e)throw new Error("Setting "+t+" as parent of "+e+" would create a cycle");this.setNode(t)}return this.setNode(e),this._removeFromParentsChildList(e),this._parent[e]=t,this._children[t][e]=!0,this}parent(e){if(this._isCompound){let t=this._parent[e];if(t!=="\0")return t}}children(e="\0"){if(this._isCompound){let t=this._children[e];if(t)return Object.keys(t)}else{if(e==="\0")return this.nodes();if(this.hasNode(e))return[]}return[]}predecessors(e){let t=this._preds[e];if(t)return Object.keys(t)}successors(e){let t=this._sucs[e];if(t)return Object.keys(t)}neighbors(e){let t=this.predecessors(e);if(t){let r=new Set(t),n=this.successors(e);if(n)for(let l of n)r.add(l);return Array.from(r.values())}}isLeaf(e){var t;let r;return this.isDirected()?r=this.successors(e):r=this.neighbors(e),((t=r?.length)!=null?t:0)===0}filterNodes(e){let t=new this.constructor({directed:this._isDirected,multigraph:this._isMultigraph,compound:this._isCompound});t.setGraph(this.graph()),Object.entries(this._nodes).forEach(([l,o])=>{e(l)&&t.setNode(l,o)}),Object.values(this._edgeObjs).forEach(l=>{t.hasNode(l.v)&&t.hasNode(l.w)&&t.setEdge(l,this.edge(l))});let r={},n=l=>{let o=this.parent(l);return!o||t.hasNode(o)?(r[l]=o,o):o in r?r[o]:n(o)};return this._isCompound&&t.nodes().forEach(l=>t.setParent(l,n(l))),t}setDefaultEdgeLabel(e){return typeof e!="function"?this._defaultEdgeLabelFn=()=>e:this._defaultEdgeLabelFn=e,this}edgeCount(){return this._edgeCount}edges(){return Object.values(this._edgeObjs)}setPath(e,t){return e.reduce((r,n)=>(t!==void 0?this.setEdge(r,n,t):this.setEdge(r,n),n)),this}setEdge(e,t,r,n){let l,o,i,s,u=!1;typeof e=="object"&&e!==null&&"v"in e?(l=e.v,o=e.w,i=e.name,arguments.length===2&&(s=t,u=!0)):(l=e,o=t,i=n,arguments.length>2&&(s=r,u=!0)),l=""+l,o=""+o,i!==void 0&&(i=""+i);let c=$r(this._isDirected,l,o,i);if(c in this._edgeLabels)return u&&(this._edgeLabels[c]=s),this;if(i!==void 0&&!this._isMultigraph)throw new Error("Cannot set a named edge when isMultigraph = false");this.setNode(l),this.setNode(o),this._edgeLabels[c]=u?s:this._defaultEdgeLabelFn(l,o,i);let f=Ld(this._isDirected,l,o,i);return l=f.v,o=f.w,Object.freeze(f),this._edgeObjs[c]=f,Ks(this._preds[o],l),Ks(this._sucs[l],o),this._in[o][c]=f,this._out[l][c]=f,this._edgeCount++,this}edge(e,t,r){let n=arguments.length===1?mo(this._isDirected,e):$r(this._isDirected,e,t,r);return this._edgeLabels[n]}edgeAsObj(e,t,r){let n=arguments.length===1?this.edge(e):this.edge(e,t,r);return typeof n!="object"||n===null?{label:n}:n}hasEdge(e,t,r){return(arguments.length===1?mo(this._isDirected,e):$r(this._isDirected,e,t,r))in this._edgeLabels}removeEdge(e,t,r){let n=arguments.length===1?mo(this._isDirected,e):$r(this._isDirected,e,t,r),l=this._edgeObjs[n];if(l){let o=l.v,i=l.w;delete this._edgeLabels[n],delete this._edgeObjs[n],Js(this._preds[i],o),Js(this._sucs[o],i),delete this._in[i][n],delete this._out[o][n],this._edgeCount--}return this}inEdges(e,t){return this.isDirected()?this.filterEdges(this._in[e],e,t):this.nodeEdges(e,t)}outEdges(e,t){return this.isDirected()?this.filterEdges(this._out[e],e,t):this.nodeEdges(e,t)}nodeEdges(e,t){if(e in this._nodes)return this.filterEdges({...this._in[e],...this._out[e]},e,t)}_removeFromParentsChildList(e){delete this._children[this._parent[e]][e]}filterEdges(e,t,r){if(!e)return;let n=Object.values(e);return r?n.filter(l=>l.v===t&&l.w===r||l.v===r&&l.w===t):n}};function Ks(e,t){e[t]?e[t]++:e[t]=1}function Js(e,t){e[t]!==void 0&&!--e[t]&&delete e[t]}function $r(e,t,r,n){let l=""+t,o=""+r;if(!e&&l>o){let i=l;l=o,o=i}return l+""+o+""+(n===void 0?"\0":n)}function Ld(e,t,r,n){let l=""+t,o=""+r;if(!e&&l>o){let s=l;l=o,o=s}let i={v:l,w:o};return n&&(i.name=n),i}function mo(e,t){return $r(e,t.v,t.w,t.name)}var Ad={};ma(Ad,{read:()=>Dd,write:()=>Pd});function Pd(e){let t={options:{directed:e.isDirected(),multigraph:e.isMultigraph(),compound:e.isCompound()},nodes:Id(e),edges:Rd(e)},r=e.graph();return r!==void 0&&(t.value=structuredClone(r)),t}function Id(e){return e.nodes().map(t=>{let r=e.node(t),n=e.parent(t),l={v:t};return r!==void 0&&(l.value=r),n!==void 0&&(l.parent=n),l})}function Rd(e){return e.edges().map(t=>{let r=e.edge(t),n={v:t.v,w:t.w};return t.name!==void 0&&(n.name=t.name),r!==void 0&&(n.value=r),n})}function Dd(e){let t=new Eo(e.options);return e.value!==void 0&&t.setGraph(e.value),e.nodes.forEach(r=>{t.setNode(r.v,r.value),r.parent&&t.setParent(r.v,r.parent)}),e.edges.forEach(r=>{t.setEdge({v:r.v,w:r.w,name:r.name},r.value)}),t}var _o={};ma(_o,{CycleException:()=>rl,bellmanFord:()=>wa,components:()=>Fd,dijkstra:()=>nl,dijkstraAll:()=>Bd,findCycles:()=>Hd,floydWarshall:()=>Gd,isAcyclic:()=>qd,postorder:()=>Jd,preorder:()=>Qd,prim:()=>Zd,shortestPaths:()=>Xd,tarjan:()=>ba,topsort:()=>xa});var jd=()=>1;function wa(e,t,r,n){return zd(e,String(t),r||jd,n||function(l){var o;return(o=e.outEdges(l))!=null?o:[]})}function zd(e,t,r,n){let l={},o,i=0,s=e.nodes(),u=function(h){let g=l[h.v],b=l[h.w];if(!g||!b)return;let _=r(h);g.distance+_<b.distance&&(l[h.w]={distance:g.distance+_,predecessor:h.v},o=!0)},c=function(){s.forEach(function(h){n(h).forEach(function(g){let b=g.v===h?g.v:g.w,_=b===g.v?g.w:g.v;u({v:b,w:_})})})};s.forEach(function(h){let g=h===t?0:Number.POSITIVE_INFINITY;l[h]={distance:g,predecessor:""}});let f=s.length;for(let h=1;h<f&&(o=!1,i++,c(),!!o);h++);if(i===f-1&&(o=!1,c(),o))throw new Error("The graph contains a negative weight cycle");return l}function Fd(e){let t={},r=[],n;function l(o){var i,s;o in t||(t[o]=!0,n.push(o),(i=e.successors(o))==null||i.forEach(l),(s=e.predecessors(o))==null||s.forEach(l))}return e.nodes().forEach(function(o){n=[],l(o),n.length&&r.push(n)}),r}var va=class{constructor(){this._arr=[],this._keyIndices={}}size(){return this._arr.length}keys(){return this._arr.map(e=>e.key)}has(e){return e in this._keyIndices}priority(e){let t=this._keyIndices[e];if(t!==void 0)return this._arr[t].priority}min(){if(this.size()===0)throw new Error("Queue underflow");return this._arr[0].key}add(e,t){let r=this._keyIndices,n=String(e);if(!(n in r)){let l=this._arr,o=l.length;return r[n]=o,l.push({key:n,priority:t}),this._decrease(o),!0}return!1}removeMin(){if(this.size()===0)throw new Error("Queue underflow");this._swap(0,this._arr.length-1);let e=this._arr.pop();return delete this._keyIndices[e.key],this._heapify(0),e.key}decrease(e,t){let r=this._keyIndices[e];if(r===void 0)throw new Error(`Key not found: ${e}`);let n=this._arr[r].priority;if(t>n)throw new Error(`New priority is greater than current priority. Key: ${e} Old: ${n} New: ${t}`);this._arr[r].priority=t,this._decrease(r)}_heapify(e){let t=this._arr,r=2*e,n=r+1,l=e;r<t.length&&(l=t[r].priority<t[l].priority?r:l,n<t.length&&(l=t[n].priority<t[l].priority?n:l),l!==e&&(this._swap(e,l),this._heapify(l)))}_decrease(e){let t=this._arr,r=t[e].priority,n;for(;e!==0&&(n=e>>1,!(t[n].priority<r));)this._swap(e,n),e=n}_swap(e,t){let r=this._arr,n=this._keyIndices,l=r[e],o=r[t];r[e]=o,r[t]=l,n[o.key]=e,n[l.key]=t}},Vd=()=>1;function nl(e,t,r,n){let l=function(o){var i;return(i=e.outEdges(o))!=null?i:[]};return Wd(e,String(t),r||Vd,n||l)}function Wd(e,t,r,n){let l={},o=new va,i,s,u=function(c){let f=c.v!==i?c.v:c.w,h=l[f];if(!h)return;let g=r(c),b=s.distance+g;if(g<0)throw new Error("dijkstra does not allow negative edge weights. Bad edge: "+c+" Weight: "+g);b<h.distance&&(h.distance=b,h.predecessor=i,o.decrease(f,b))};for(e.nodes().forEach(function(c){let f=c===t?0:Number.POSITIVE_INFINITY;l[c]={distance:f,predecessor:""},o.add(c,f)});o.size()>0;){i=o.removeMin();let c=l[i];if(!c||c.distance===Number.POSITIVE_INFINITY)break;s=c,n(i).forEach(u)}return l}function Bd(e,t,r){return e.nodes().reduce(function(n,l){return n[l]=nl(e,l,t,r),n},{})}function ba(e){let t=0,r=[],n={},l=[];function o(i){var s;let u=n[i]={onStack:!0,lowlink:t,index:t++};if(r.push(i),(s=e.successors(i))==null||s.forEach(function(c){if(c in n){let f=n[c];f!=null&&f.onStack&&(u.lowlink=Math.min(u.lowlink,f.index))}else{o(c);let f=n[c];f&&(u.lowlink=Math.min(u.lowlink,f.lowlink))}}),u.lowlink===u.index){let c=[],f;do{f=r.pop();let h=n[f];h&&(h.onStack=!1),c.push(f)}while(i!==f);l.push(c)}}return e.nodes().forEach(function(i){i in n||o(i)}),l}function Hd(e){return ba(e).filter(function(t){var r;let n=t[0];return n?t.length>1||t.length===1&&((r=e.outEdges(n,n))!=null?r:[]).length>0:!1})}var Yd=()=>1;function Gd(e,t,r){return Ud(e,t||Yd,r||function(n){var l;return(l=e.outEdges(n))!=null?l:[]})}function Ud(e,t,r){let n={},l=e.nodes();return l.forEach(function(o){let i={};n[o]=i,i[o]={distance:0,predecessor:""},l.forEach(function(s){o!==s&&(i[s]={distance:Number.POSITIVE_INFINITY,predecessor:""})}),r(o).forEach(function(s){let u=s.v===o?s.w:s.v,c=t(s);i[u]={distance:c,predecessor:o}})}),l.forEach(function(o){let i=n[o];i&&l.forEach(function(s){let u=n[s];u&&l.forEach(function(c){let f=u[o],h=i[c],g=u[c];if(f&&h&&g){let b=f.distance+h.distance;b<g.distance&&(g.distance=b,g.predecessor=h.predecessor)}})})}),n}var rl=class extends Error{constructor(e){super(e),this.name="CycleException"}};function xa(e){let t={},r={},n=[];function l(o){var i;if(o in r)throw new rl;o in t||(r[o]=!0,t[o]=!0,(i=e.predecessors(o))==null||i.forEach(l),delete r[o],n.push(o))}if(e.sinks().forEach(l),Object.keys(t).length!==e.nodeCount())throw new rl;return n}function qd(e){try{xa(e)}catch(t){if(t instanceof rl)return!1;throw t}return!0}function Kd(e,t,r,n,l){Array.isArray(t)||(t=[t]);let o=(s=>{var u;return(u=e.isDirected()?e.successors(s):e.neighbors(s))!=null?u:[]}),i={};return t.forEach(function(s){if(!e.hasNode(s))throw new Error("Graph does not have node: "+s);l=ya(e,s,r==="post",i,o,n,l)}),l}function ya(e,t,r,n,l,o,i){return t in n||(n[t]=!0,r||(i=o(i,t)),l(t).forEach(function(s){i=ya(e,s,r,n,l,o,i)}),r&&(i=o(i,t))),i}function ka(e,t,r){return Kd(e,t,r,function(n,l){return n.push(l),n},[])}function Jd(e,t){return ka(e,t,"post")}function Qd(e,t){return ka(e,t,"pre")}function Zd(e,t){var r;let n=new Eo,l={},o=new va,i;function s(f){let h=f.v===i?f.w:f.v,g=o.priority(h);if(g!==void 0){let b=t(f);b<g&&(l[h]=i,o.decrease(h,b))}}if(e.nodeCount()===0)return n;e.nodes().forEach(function(f){o.add(f,Number.POSITIVE_INFINITY),n.setNode(f)});let u=e.nodes()[0];u!==void 0&&o.decrease(u,0);let c=!1;for(;o.size()>0;){if(i=o.removeMin(),i in l)n.setEdge(i,l[i]);else{if(c)throw new Error("Input graph is not connected: "+e);c=!0}(r=e.nodeEdges(i))==null||r.forEach(s)}return n}function Xd(e,t,r,n){return ef(e,t,r,n??(l=>{var o;return(o=e.outEdges(l))!=null?o:[]}))}function ef(e,t,r,n){if(r===void 0)return nl(e,t,r,n);let l=!1,o=e.nodes();for(let i=0;i<o.length;i++){let s=o[i];if(s===void 0)continue;let u=n(s);for(let c=0;c<u.length;c++){let f=u[c];if(!f)continue;let h=f.v===s?f.v:f.w,g=h===f.v?f.w:f.v;r({v:h,w:g})<0&&(l=!0)}if(l)return wa(e,t,r,n)}return nl(e,t,r,n)}var zt=Eo;function fr(e,t,r,n){let l=n;for(;e.hasNode(l);)l=So(n);return r.dummy=t,e.setNode(l,r),l}function tf(e){let t=new zt().setGraph(e.graph());return e.nodes().forEach(r=>t.setNode(r,e.node(r))),e.edges().forEach(r=>{let n=t.edge(r.v,r.w)||{weight:0,minlen:1},l=e.edge(r);t.setEdge(r.v,r.w,{weight:n.weight+l.weight,minlen:Math.max(n.minlen,l.minlen)})}),t}function Ea(e){let t=new zt({multigraph:e.isMultigraph()}).setGraph(e.graph());return e.nodes().forEach(r=>{e.children(r).length||t.setNode(r,e.node(r))}),e.edges().forEach(r=>{t.setEdge(r,e.edge(r))}),t}function Qs(e,t){let r=e.x,n=e.y,l=t.x-r,o=t.y-n,i=e.width/2,s=e.height/2;if(!l&&!o)throw new Error("Not possible to find intersection inside of the rectangle");let u,c;return l===0||Math.abs(o)*i>Math.abs(l)*s?(o<0&&(s=-s),u=s*l/o,c=s):(l<0&&(i=-i),u=i,c=i*o/l),{x:r+u,y:n+c}}function ol(e){let t=Or(Sa(e)+1).map(()=>[]);return e.nodes().forEach(r=>{let n=e.node(r),l=n.rank;l!==void 0&&(t[l]||(t[l]=[]),t[l][n.order]=r)}),t}function nf(e){let t=e.nodes().map(n=>{let l=e.node(n).rank;return l===void 0?Number.MAX_VALUE:l}),r=tn(Math.min,t);e.nodes().forEach(n=>{let l=e.node(n);Object.hasOwn(l,"rank")&&(l.rank-=r)})}function rf(e){let t=e.nodes().map(i=>e.node(i).rank).filter(i=>i!==void 0),r=tn(Math.min,t),n=[];e.nodes().forEach(i=>{let s=e.node(i).rank-r;n[s]||(n[s]=[]),n[s].push(i)});let l=0,o=e.graph().nodeRankFactor;Array.from(n).forEach((i,s)=>{i===void 0&&s%o!==0?--l:i!==void 0&&l&&i.forEach(u=>e.node(u).rank+=l)})}function Zs(e,t,r,n){let l={width:0,height:0};return arguments.length>=4&&(l.rank=r,l.order=n),fr(e,"border",l,t)}function lf(e,t=_a){let r=[];for(let n=0;n<e.length;n+=t){let l=e.slice(n,n+t);r.push(l)}return r}var _a=65535;function tn(e,t){if(t.length>_a){let r=lf(t);return e(...r.map(n=>e(...n)))}else return e(...t)}function Sa(e){let t=e.nodes().map(r=>{let n=e.node(r).rank;return n===void 0?Number.MIN_VALUE:n});return tn(Math.max,t)}function of(e,t){let r={lhs:[],rhs:[]};return e.forEach(n=>{t(n)?r.lhs.push(n):r.rhs.push(n)}),r}function sf(e,t){return t()}var af=0;function So(e){let t=++af;return e+(""+t)}function Or(e,t,r=1){t==null&&(t=e,e=0);let n=o=>o<t;r<0&&(n=o=>t<o);let l=[];for(let o=e;n(o);o+=r)l.push(o);return l}function ll(e,t){let r={};for(let n of t)e[n]!==void 0&&(r[n]=e[n]);return r}function il(e,t){let r;return typeof t=="string"?r=n=>n[t]:r=t,Object.entries(e).reduce((n,[l,o])=>(n[l]=r(o,l),n),{})}function cf(e,t){return e.reduce((r,n,l)=>(r[n]=t[l],r),{})}var sl="\0";function Ma(e,t,r){var n,l,o,i,s,u;if(!(e&&t&&r&&t.dummy==="edge"&&r.dummy==="edge"&&t.edgeObj&&r.edgeObj&&e[t.edgeObj.v]&&e[r.edgeObj.v]&&e[t.edgeObj.w]&&e[r.edgeObj.w]))return 0;let c=!0;t.edgeObj.w===r.edgeObj.w&&(c=!1);let f=c?(l=(n=e[t.edgeObj.v])==null?void 0:n.rank)!=null?l:NaN+1:(i=(o=e[t.edgeObj.w])==null?void 0:o.rank)!=null?i:NaN-1,h=Object.entries(e).find(N=>{var z,C;return((z=N[1].edgeObj)==null?void 0:z.v)===t.edgeObj.v&&((C=N[1].edgeObj)==null?void 0:C.w)===t.edgeObj.w&&N[1].rank===f}),g=Object.entries(e).find(N=>{var z,C;return((z=N[1].edgeObj)==null?void 0:z.v)===r.edgeObj.v&&((C=N[1].edgeObj)==null?void 0:C.w)===r.edgeObj.w&&N[1].rank===f});if(!h||!g)return 0;let b=(s=h[1].order)!=null?s:NaN,_=(u=g[1].order)!=null?u:NaN;return isNaN(b-_)?0:b-_}var uf=class{constructor(){Cd(this,"_sentinel");let e={};e._next=e._prev=e,this._sentinel=e}dequeue(){let e=this._sentinel,t=e._prev;if(t!==e)return Xs(t),t}enqueue(e){let t=this._sentinel;e._prev&&e._next&&Xs(e),e._next=t._next,t._next._prev=e,t._next=e,e._prev=t}toString(){let e=[],t=this._sentinel,r=t._prev;for(;r!==t;)e.push(JSON.stringify(r,df)),r=r._prev;return"["+e.join(", ")+"]"}};function Xs(e){e._prev._next=e._next,e._next._prev=e._prev,delete e._next,delete e._prev}function df(e,t){if(e!=="_next"&&e!=="_prev")return t}var ff=uf,hf=()=>1;function pf(e,t){if(e.nodeCount()<=1)return[];let r=mf(e,t||hf);return gf(r.graph,r.buckets,r.zeroIdx).flatMap(n=>e.outEdges(n.v,n.w)||[])}function gf(e,t,r){var n;let l=[],o=t[t.length-1],i=t[0],s;for(;e.nodeCount();){for(;s=i.dequeue();)wo(e,t,r,s);for(;s=o.dequeue();)wo(e,t,r,s);if(e.nodeCount()){for(let u=t.length-2;u>0;--u)if(s=(n=t[u])==null?void 0:n.dequeue(),s){l=l.concat(wo(e,t,r,s,!0)||[]);break}}}return l}function wo(e,t,r,n,l){let o=[],i=l?o:void 0;return(e.inEdges(n.v)||[]).forEach(s=>{let u=e.edge(s),c=e.node(s.v);l&&o.push({v:s.v,w:s.w}),c.out-=u,ko(t,r,c)}),(e.outEdges(n.v)||[]).forEach(s=>{let u=e.edge(s),c=s.w,f=e.node(c);f.in-=u,ko(t,r,f)}),e.removeNode(n.v),i}function mf(e,t){let r=new zt,n=0,l=0;e.nodes().forEach(s=>{r.setNode(s,{v:s,in:0,out:0})}),e.edges().forEach(s=>{let u=r.edge(s.v,s.w)||0,c=t(s),f=u+c;r.setEdge(s.v,s.w,f);let h=r.node(s.v),g=r.node(s.w);l=Math.max(l,h.out+=c),n=Math.max(n,g.in+=c)});let o=wf(l+n+3).map(()=>new ff),i=n+1;return r.nodes().forEach(s=>{ko(o,i,r.node(s))}),{graph:r,buckets:o,zeroIdx:i}}function ko(e,t,r){var n,l,o;r.out?r.in?(o=e[r.out-r.in+t])==null||o.enqueue(r):(l=e[e.length-1])==null||l.enqueue(r):(n=e[0])==null||n.enqueue(r)}function wf(e){let t=[];for(let r=0;r<e;r++)t.push(r);return t}function vf(e,t){(e.graph().acyclicer==="greedy"?pf(e,r(e)):bf(e,t??null)).forEach(n=>{let l=e.edge(n);e.removeEdge(n),l.forwardName=n.name,l.reversed=!0,e.setEdge(n.w,n.v,l,So("rev"))});function r(n){return l=>n.edge(l).weight}}function bf(e,t){let r=[],n={},l={};function o(u){Object.hasOwn(l,u)||(l[u]=!0,n[u]=!0,e.outEdges(u).forEach(c=>{Object.hasOwn(n,c.w)?r.push(c):o(c.w)}),delete n[u])}function i(u){var c;Object.hasOwn(l,u)||(l[u]=!0,n[u]=!0,(c=e.outEdges(u))==null||c.forEach(f=>{var h,g;Object.hasOwn(n,f.w)||((h=t.node(u))==null?void 0:h.rank)>((g=t.node(f.w))==null?void 0:g.rank)&&yf(e,f.w,f)?r.push(f):i(f.w)}),delete n[u])}let s=o;return t&&typeof t.node=="function"&&(s=i),e.sources().forEach(s),e.nodes().forEach(s),r}function xf(e){e.edges().forEach(t=>{let r=e.edge(t);if(r.reversed){e.removeEdge(t);let n=r.forwardName;delete r.reversed,delete r.forwardName,e.setEdge(t.w,t.v,r,n)}})}function yf(e,t,r){let n=new Set;function l(o){var i;if(e.sources().includes(o))return!0;n.add(o);for(let s of(i=e.inEdges(o))!=null?i:[])if(!(s.v===r.v&&s.w===r.w)&&!n.has(s.v)&&l(s.v))return!0;return!1}return l(t)}function kf(e){e.graph().dummyChains=[],e.edges().forEach(t=>Ef(e,t))}function Ef(e,t){let r=t.v,n=e.node(r).rank,l=t.w,o=e.node(l).rank,i=t.name,s=e.edge(t),u=s.labelRank;if(o===n+1)return;e.removeEdge(t);let c,f,h;for(h=0,++n;n<o;++h,++n)s.points=[],f={width:0,height:0,edgeLabel:s,edgeObj:t,rank:n},c=fr(e,"edge",f,"_d"),n===u&&(f.width=s.width,f.height=s.height,f.dummy="edge-label",f.labelpos=s.labelpos),e.setEdge(r,c,{weight:s.weight},i),h===0&&e.graph().dummyChains.push(c),r=c;e.setEdge(r,l,{weight:s.weight},i)}function _f(e){e.graph().dummyChains.forEach(t=>{let r=e.node(t),n=r.edgeLabel,l;for(e.setEdge(r.edgeObj,n);r.dummy;)l=e.successors(t)[0],e.removeNode(t),n.points.push({x:r.x,y:r.y}),r.dummy==="edge-label"&&(n.x=r.x,n.y=r.y,n.width=r.width,n.height=r.height),t=l,r=e.node(t)})}function Mo(e){let t={};function r(n){let l=e.node(n);if(Object.hasOwn(t,n))return l.rank;t[n]=!0;let o=e.outEdges(n),i=o?o.map(u=>u==null?Number.POSITIVE_INFINITY:r(u.w)-e.edge(u).minlen):[],s=tn(Math.min,i);return s===Number.POSITIVE_INFINITY&&(s=0),l.rank=s}e.sources().forEach(r)}function dr(e,t){return e.node(t.w).rank-e.node(t.v).rank-e.edge(t).minlen}var $a=Sf;function Sf(e){let t=new zt({directed:!1}),r=e.nodes();if(r.length===0)throw new Error("Graph must have at least one node");let n=r[0],l=e.nodeCount();t.setNode(n,{});let o,i;for(;Mf(t,e)<l&&(o=$f(t,e),!!o);)i=t.hasNode(o.v)?dr(e,o):-dr(e,o),Of(t,e,i);return t}function Mf(e,t){function r(n){let l=t.nodeEdges(n);l&&l.forEach(o=>{let i=o.v,s=n===i?o.w:i;!e.hasNode(s)&&!dr(t,o)&&(e.setNode(s,{}),e.setEdge(n,s,{}),r(s))})}return e.nodes().forEach(r),e.nodeCount()}function $f(e,t){return t.edges().reduce((r,n)=>{let l=Number.POSITIVE_INFINITY;return e.hasNode(n.v)!==e.hasNode(n.w)&&(l=dr(t,n)),l<r[0]?[l,n]:r},[Number.POSITIVE_INFINITY,null])[1]}function Of(e,t,r){e.nodes().forEach(n=>t.node(n).rank+=r)}var{preorder:Cf,postorder:Nf}=_o,Tf=jn;jn.initLowLimValues=Oo;jn.initCutValues=$o;jn.calcCutValue=Oa;jn.leaveEdge=Na;jn.enterEdge=Ta;jn.exchangeEdges=La;function jn(e){e=tf(e),Mo(e);let t=$a(e);Oo(t),$o(t,e);let r,n;for(;r=Na(t);)n=Ta(t,e,r),La(t,e,r,n)}function $o(e,t){let r=Nf(e,e.nodes());r=r.slice(0,r.length-1),r.forEach(n=>Lf(e,t,n))}function Lf(e,t,r){let n=e.node(r).parent,l=e.edge(r,n);l.cutvalue=Oa(e,t,r)}function Oa(e,t,r){let n=e.node(r).parent,l=!0,o=t.edge(r,n),i=0;o||(l=!1,o=t.edge(n,r)),i=o.weight;let s=t.nodeEdges(r);return s&&s.forEach(u=>{let c=u.v===r,f=c?u.w:u.v;if(f!==n){let h=c===l,g=t.edge(u).weight;if(i+=h?g:-g,Pf(e,r,f)){let b=e.edge(r,f).cutvalue;i+=h?-b:b}}}),i}function Oo(e,t){arguments.length<2&&(t=e.nodes()[0]),Ca(e,{},1,t)}function Ca(e,t,r,n,l){let o=r,i=e.node(n);t[n]=!0;let s=e.neighbors(n);return s&&s.forEach(u=>{Object.hasOwn(t,u)||(r=Ca(e,t,r,u,n))}),i.low=o,i.lim=r++,l?i.parent=l:delete i.parent,r}function Na(e){return e.edges().find(t=>e.edge(t).cutvalue<0)}function Ta(e,t,r){let n=r.v,l=r.w;t.hasEdge(n,l)||(n=r.w,l=r.v);let o=e.node(n),i=e.node(l),s=o,u=!1;return o.lim>i.lim&&(s=i,u=!0),t.edges().filter(c=>u===ea(e,e.node(c.v),s)&&u!==ea(e,e.node(c.w),s)).reduce((c,f)=>dr(t,f)<dr(t,c)?f:c)}function La(e,t,r,n){let l=r.v,o=r.w;e.removeEdge(l,o),e.setEdge(n.v,n.w,{}),Oo(e),$o(e,t),Af(e,t)}function Af(e,t){let r=e.nodes().find(l=>!e.node(l).parent);if(!r)return;let n=Cf(e,[r]);n=n.slice(1),n.forEach(l=>{let o=e.node(l).parent,i=t.edge(l,o),s=!1;i||(i=t.edge(o,l),s=!0),t.node(l).rank=t.node(o).rank+(s?i.minlen:-i.minlen)})}function Pf(e,t,r){return e.hasEdge(t,r)}function ea(e,t,r){return r.low<=t.lim&&t.lim<=r.lim}var If=Rf;function Rf(e){let t=e.graph().ranker;if(typeof t=="function")return t(e);switch(t){case"network-simplex":ta(e);break;case"tight-tree":jf(e);break;case"longest-path":Df(e);break;case"none":break;default:ta(e)}}var Df=Mo;function jf(e){Mo(e),$a(e)}function ta(e){Tf(e)}var zf=Ff;function Ff(e){let t=Wf(e),r=e.graph();Array.isArray(r.dummyChains)&&r.dummyChains.forEach(n=>{let l=e.node(n),o=l.edgeObj,i=Vf(e,t,o.v,o.w),s=i.path,u=i.lca,c=0,f=s[c],h=!0;for(;n!==o.w;){if(l=e.node(n),h){for(;(f=s[c])!==u&&e.node(f).maxRank<l.rank;)c++;f===u&&(h=!1)}if(!h){for(;c<s.length-1&&e.node(s[c+1]).minRank<=l.rank;)c++;f=s[c]}f!==void 0&&e.setParent(n,f),n=e.successors(n)[0]}})}function Vf(e,t,r,n){let l=[],o=[],i=Math.min(t[r].low,t[n].low),s=Math.max(t[r].lim,t[n].lim),u;u=r;do u=e.parent(u),l.push(u);while(u&&(t[u].low>i||s>t[u].lim));let c=u,f=n;for(;(f=e.parent(f))!==c;)o.push(f);return{path:l.concat(o.reverse()),lca:c}}function Wf(e){let t={},r=0;function n(l){let o=r;e.children(l).forEach(n),t[l]={low:o,lim:r++}}return e.children(sl).forEach(n),t}function Bf(e){let t=fr(e,"root",{},"_root"),r=Hf(e),n=Object.values(r),l=tn(Math.max,n)-1,o=2*l+1;e.graph().nestingRoot=t,e.edges().forEach(s=>e.edge(s).minlen*=o);let i=Yf(e)+1;e.children(sl).forEach(s=>{Aa(e,t,o,i,l,r,s)}),e.graph().nodeRankFactor=o}function Aa(e,t,r,n,l,o,i){var s;let u=e.children(i);if(!u.length){i!==t&&e.setEdge(t,i,{weight:0,minlen:r});return}let c=Zs(e,"_bt"),f=Zs(e,"_bb"),h=e.node(i);e.setParent(c,i),h.borderTop=c,e.setParent(f,i),h.borderBottom=f,u.forEach(g=>{var b;Aa(e,t,r,n,l,o,g);let _=e.node(g),N=_.borderTop?_.borderTop:g,z=_.borderBottom?_.borderBottom:g,C=_.borderTop?n:2*n,y=N!==z?1:l-((b=o[i])!=null?b:0)+1;e.setEdge(c,N,{weight:C,minlen:y,nestingEdge:!0}),e.setEdge(z,f,{weight:C,minlen:y,nestingEdge:!0})}),e.parent(i)||e.setEdge(t,c,{weight:0,minlen:l+((s=o[i])!=null?s:0)})}function Hf(e){let t={};function r(n,l){let o=e.children(n);o&&o.length&&o.forEach(i=>r(i,l+1)),t[n]=l}return e.children(sl).forEach(n=>r(n,1)),t}function Yf(e){return e.edges().reduce((t,r)=>t+e.edge(r).weight,0)}function Gf(e){let t=e.graph();e.removeNode(t.nestingRoot),delete t.nestingRoot,e.edges().forEach(r=>{e.edge(r).nestingEdge&&e.removeEdge(r)})}var Uf=qf;function qf(e){function t(r){let n=e.children(r),l=e.node(r);if(n.length&&n.forEach(t),l&&Object.hasOwn(l,"minRank")){l.borderLeft=[],l.borderRight=[];for(let o=l.minRank,i=l.maxRank+1;o<i;++o)na(e,"borderLeft","_bl",r,l,o),na(e,"borderRight","_br",r,l,o)}}e.children(sl).forEach(t)}function na(e,t,r,n,l,o){let i={width:0,height:0,rank:o,borderType:t},s=l[t][o-1],u=fr(e,"border",i,r);l[t][o]=u,e.setParent(u,n),s&&e.setEdge(s,u,{weight:1})}function Kf(e){var t;let r=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(r==="lr"||r==="rl")&&Pa(e)}function Jf(e){var t;let r=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(r==="bt"||r==="rl")&&Qf(e),(r==="lr"||r==="rl")&&(Zf(e),Pa(e))}function Pa(e){e.nodes().forEach(t=>ra(e.node(t))),e.edges().forEach(t=>ra(e.edge(t)))}function ra(e){let t=e.width;e.width=e.height,e.height=t}function Qf(e){e.nodes().forEach(t=>vo(e.node(t))),e.edges().forEach(t=>{var r;let n=e.edge(t);(r=n.points)==null||r.forEach(vo),Object.hasOwn(n,"y")&&vo(n)})}function vo(e){e.y=-e.y}function Zf(e){e.nodes().forEach(t=>bo(e.node(t))),e.edges().forEach(t=>{var r;let n=e.edge(t);(r=n.points)==null||r.forEach(bo),Object.hasOwn(n,"x")&&bo(n)})}function bo(e){let t=e.x;e.x=e.y,e.y=t}function Xf(e,t=null){let r={},n=e.nodes().filter(c=>!e.children(c).length),l=n.map(c=>e.node(c).rank),o=tn(Math.max,l),i=Or(o+1).map(()=>[]);function s(c){if(r[c])return;r[c]=!0;let f=e.node(c);i[f.rank].push(c);let h=e.successors(c);h&&[...h].sort((g,b)=>u(g,b)).forEach(s)}n.sort((c,f)=>e.node(c).rank-e.node(f).rank).forEach(s);function u(c,f){let h=e.node(c),g=e.node(f);return Ma(t,h,g)}return i}function eh(e,t){let r=0;for(let n=1;n<t.length;++n)r+=th(e,t[n-1],t[n]);return r}function th(e,t,r){let n=cf(r,r.map((c,f)=>f)),l=t.flatMap(c=>{let f=e.outEdges(c);return f?f.map(h=>({pos:n[h.w],weight:e.edge(h).weight})).sort((h,g)=>h.pos-g.pos):[]}),o=1;for(;o<r.length;)o<<=1;let i=2*o-1;o-=1;let s=new Array(i).fill(0),u=0;return l.forEach(c=>{let f=c.pos+o;s[f]+=c.weight;let h=0;for(;f>0;)f%2&&(h+=s[f+1]),f=f-1>>1,s[f]+=c.weight;u+=c.weight*h}),u}function nh(e,t=[]){return t.map(r=>{let n=e.inEdges(r);if(!n||!n.length)return{v:r};{let l=n.reduce((o,i)=>{let s=e.edge(i),u=e.node(i.v);return{sum:o.sum+s.weight*u.order,weight:o.weight+s.weight}},{sum:0,weight:0});return{v:r,barycenter:l.sum/l.weight,weight:l.weight}}})}function rh(e,t){let r={};e.forEach((l,o)=>{let i={indegree:0,in:[],out:[],vs:[l.v],i:o};l.barycenter!==void 0&&(i.barycenter=l.barycenter,i.weight=l.weight),r[l.v]=i}),t.edges().forEach(l=>{let o=r[l.v],i=r[l.w];o!==void 0&&i!==void 0&&(i.indegree++,o.out.push(i))});let n=Object.values(r).filter(l=>!l.indegree);return lh(n)}function lh(e){let t=[];function r(l){return o=>{o.merged||(o.barycenter===void 0||l.barycenter===void 0||o.barycenter>=l.barycenter)&&oh(l,o)}}function n(l){return o=>{o.in.push(l),--o.indegree===0&&e.push(o)}}for(;e.length;){let l=e.pop();t.push(l),l.in.reverse().forEach(r(l)),l.out.forEach(n(l))}return t.filter(l=>!l.merged).map(l=>ll(l,["vs","i","barycenter","weight"]))}function oh(e,t){let r=0,n=0;e.weight&&(r+=e.barycenter*e.weight,n+=e.weight),t.weight&&(r+=t.barycenter*t.weight,n+=t.weight),e.vs=t.vs.concat(e.vs),e.barycenter=r/n,e.weight=n,e.i=Math.min(t.i,e.i),t.merged=!0}function ih(e,t,r,n,l){let o={},i=null,s=null,u=l;typeof t=="boolean"?(u=t,o={}):t&&(o=t,i=r??null,s=n??null);let c=of(e,C=>Object.hasOwn(C,"barycenter")),f=c.lhs,h=c.rhs.sort((C,y)=>y.i-C.i),g=[],b=0,_=0,N=0;f.sort(sh(s,i,!!u));for(let[C,y]of Object.entries(o)){let P=f.findIndex(E=>E.vs[0]===C);f.splice(P+1,0,y)}N=la(g,h,N),f.forEach(C=>{N+=C.vs.length,g.push(C.vs),b+=C.barycenter*C.weight,_+=C.weight,N=la(g,h,N)});let z={vs:g.flat(1)};return _&&(z.barycenter=b/_,z.weight=_),z}function la(e,t,r){let n;for(;t.length&&(n=t[t.length-1]).i<=r;)t.pop(),e.push(n.vs),r++;return r}function sh(e,t,r){return(n,l)=>{if(n.barycenter<l.barycenter)return-1;if(n.barycenter>l.barycenter)return 1;if(e&&(typeof n.vs[0]=="string"||typeof l.vs[0]=="string")){let o=e.node(n.vs[0]),i=e.node(l.vs[0]),s=Ma(t,o,i);if(s!==0)return s}return r?l.i-n.i:n.i-l.i}}function Ia(e,t,r,n,l){var o,i,s,u,c,f,h,g,b,_,N;let z=null,C=l;typeof n=="boolean"?(C=n,z=null):n!==void 0&&(z=n);let y=e.children(t),P=e.node(t),E=P?P.borderLeft:void 0,k=P?P.borderRight:void 0,A={};E&&(y=y.filter(Y=>Y!==E&&Y!==k));let M=nh(e,y);M.forEach(Y=>{if(e.children(Y.v).length){let{result:D}=Ia(e,Y.v,r,z,C);A[Y.v]=D,Object.hasOwn(D,"barycenter")&&ch(Y,D)}});let O=rh(M,r);ah(O,A);let I={},G=!1;for(let Y=0;Y<O.length;Y++)for(let D=Y+1;D<O.length;D++)if(!(!O[Y]||!O[D]||!((o=O[Y])!=null&&o.barycenter)||!((i=O[D])!=null&&i.barycenter))&&((s=O[Y])==null?void 0:s.barycenter)===O[D].barycenter){let H=(c=(u=O[Y])==null?void 0:u.vs[0])!=null?c:"",W=(h=(f=O[D])==null?void 0:f.vs[0])!=null?h:"",L=e.node(H),j=e.node(W);if(L.dummy==="edge"&&j.dummy==="edge"&&((g=L.edgeObj)==null?void 0:g.v)===((b=j.edgeObj)==null?void 0:b.v)&&((_=L.edgeObj)==null?void 0:_.w)===((N=j.edgeObj)==null?void 0:N.w))if(L.edgeLabel.reversed){I[W]=O[Y],O.splice(Y,1),Y--;break}else I[H]||(I[H]=O[D],O.splice(D,1),D--);else G=!0}let R=ih(O,I,z,e,C);if(E&&k){R.vs=[E,R.vs,k].flat(1);let Y=e.predecessors(E);if(Y&&Y.length){let D=e.node(Y[0]),H=e.predecessors(k),W=e.node(H[0]);Object.hasOwn(R,"barycenter")||(R.barycenter=0,R.weight=0),R.barycenter=(R.barycenter*R.weight+D.order+W.order)/(R.weight+2),R.weight+=2}}return Object.defineProperty(R,"result",{value:R,enumerable:!1,configurable:!0,writable:!0}),Object.defineProperty(R,"usedBias",{value:G,enumerable:!1,configurable:!0,writable:!0}),R}function ah(e,t){e.forEach(r=>{r.vs=r.vs.flatMap(n=>t[n]?t[n].vs:n)})}function ch(e,t){e.barycenter!==void 0?(e.barycenter=(e.barycenter*e.weight+t.barycenter*t.weight)/(e.weight+t.weight),e.weight+=t.weight):(e.barycenter=t.barycenter,e.weight=t.weight)}function uh(e,t,r,n){n||(n=e.nodes());let l=dh(e),o=new zt({compound:!0}).setGraph({root:l}).setDefaultNodeLabel(i=>e.node(i));return n.forEach(i=>{let s=e.node(i),u=e.parent(i);if(s.rank===t||s.minRank<=t&&t<=s.maxRank){o.setNode(i),o.setParent(i,u||l);let c=e[r](i);c&&c.forEach(f=>{let h=f.v===i?f.w:f.v,g=o.edge(h,i),b=g!==void 0?g.weight:0;o.setEdge(h,i,{weight:e.edge(f).weight+b})}),Object.hasOwn(s,"minRank")&&o.setNode(i,{borderLeft:s.borderLeft[t],borderRight:s.borderRight[t]})}}),o}function dh(e){let t;for(;e.hasNode(t=So("_root")););return t}function fh(e,t,r){let n={},l;r.forEach(o=>{let i=e.parent(o),s,u;for(;i;){if(s=e.parent(i),s?(u=n[s],n[s]=i):(u=l,l=i),u&&u!==i){t.setEdge(u,i);return}i=s}})}function Ra(e,t={},r=null){if(typeof t.customOrder=="function"){t.customOrder(e,Ra);return}let n=Sa(e),l=oa(e,Or(1,n+1),"inEdges"),o=oa(e,Or(n-1,-1,-1),"outEdges"),i=Xf(e,r);if(ia(e,i),t.disableOptimalOrderHeuristic)return;let s=Number.POSITIVE_INFINITY,u,c=t.constraints||[];for(let f=0,h=0;h<4;++f,++h){hh(f%2?l:o,f%4>=2,c,r),i=ol(e);let g=eh(e,i);g<s?(h=0,u=Object.assign({},i),s=g):g===s&&(u=structuredClone(i))}ia(e,u)}function oa(e,t,r){let n=new Map,l=(o,i)=>{n.has(o)||n.set(o,[]),n.get(o).push(i)};for(let o of e.nodes()){let i=e.node(o);if(typeof i.rank=="number"&&l(i.rank,o),typeof i.minRank=="number"&&typeof i.maxRank=="number")for(let s=i.minRank;s<=i.maxRank;s++)s!==i.rank&&l(s,o)}return t.map(function(o){return uh(e,o,r,n.get(o)||[])})}function hh(e,t,r,n){let l=!0,o=new zt;e.forEach(function(i){r.forEach(f=>o.setEdge(f.left,f.right));let s=i.graph().root,{result:u,usedBias:c}=Ia(i,s,o,n,l);t&&c&&(l=!l),u.vs.forEach((f,h)=>i.node(f).order=h),fh(i,o,u.vs)})}function ia(e,t){Object.values(t).forEach(r=>r.forEach((n,l)=>e.node(n).order=l))}function ph(e,t){let r={};function n(l,o){let i=0,s=0,u=l.length,c=o[o.length-1];return o.forEach((f,h)=>{let g=mh(e,f),b=g?e.node(g).order:u;(g||f===c)&&(o.slice(s,h+1).forEach(_=>{let N=e.predecessors(_);N&&N.forEach(z=>{let C=e.node(z),y=C.order;(y<i||b<y)&&!(C.dummy&&e.node(_).dummy)&&Da(r,z,_)})}),s=h+1,i=b)}),o}return t.length&&t.reduce(n),r}function gh(e,t){let r={};function n(i){var s;return((s=e.node(i))==null?void 0:s.dummy)==="border"}if(!e.nodes().some(n))return r;function l(i,s,u,c,f){Or(s,u).forEach(h=>{let g=i[h];if(g!==void 0&&e.node(g).dummy){let b=e.predecessors(g);b&&b.forEach(_=>{if(_===void 0)return;let N=e.node(_);N.dummy&&(N.order<c||N.order>f)&&Da(r,_,g)})}})}function o(i,s){let u=-1,c=-1,f=0;return s.forEach((h,g)=>{if(n(h)){let b=e.predecessors(h);if(b&&b.length){let _=b[0];if(_===void 0)return;c=e.node(_).order,l(s,f,g,u,c),f=g,u=c}}l(s,f,s.length,c,i.length)}),s}return t.length&&t.reduce(o),r}function mh(e,t){if(e.node(t).dummy){let r=e.predecessors(t);if(r)return r.find(n=>e.node(n).dummy)}}function Da(e,t,r){if(t>r){let l=t;t=r,r=l}let n=e[t];n||(e[t]=n={}),n[r]=!0}function wh(e,t,r){if(t>r){let l=t;t=r,r=l}let n=e[t];return n!==void 0&&Object.hasOwn(n,r)}function vh(e,t,r,n,l){let o={},i={},s={};return t.forEach(u=>{u.forEach((c,f)=>{o[c]=c,i[c]=c,s[c]=f})}),t.forEach(u=>{let c=-1,f=-1,h=!1,g=u,b=u.findIndex(_=>l?.includes(_)||sa(_,e,l));b>0&&(g=[u[b],...u.slice(0,b),...u.slice(b+1)],h=!0),g.forEach(_=>{var N;let z=n(_);if(z&&z.length){l!=null&&l.includes(_)&&(z=z.filter(P=>sa(P,e,l)));let C=z.sort((P,E)=>{let k=s[P],A=s[E];return(k!==void 0?k:0)-(A!==void 0?A:0)}),y=(C.length-1)/2;for(let P=Math.floor(y),E=Math.ceil(y);P<=E;++P){let k=C[P];if(k===void 0)continue;let A=s[k];if(A!==void 0&&i[_]===_&&c<A&&s[k]!==f&&!wh(r,_,k)){let M=o[k];M!==void 0&&(i[k]=_,i[_]=o[_]=M,c=A,h&&(c=-1,f=(N=s[k])!=null?N:-1,h=!1))}}}})}),{root:o,align:i}}function bh(e,t,r,n,l=!1){let o={},i=xh(e,t,r,l),s=l?"borderLeft":"borderRight";function u(b,_){let N=i.nodes().slice(),z={},C=N.pop();for(;C;){if(z[C])b(C);else{z[C]=!0,N.push(C);for(let y of _(C))N.push(y)}C=N.pop()}}function c(b){let _=i.inEdges(b);_?o[b]=_.reduce((N,z)=>{var C;let y=(C=o[z.v])!=null?C:0,P=i.edge(z);return Math.max(N,y+(P!==void 0?P:0))},0):o[b]=0}function f(b){let _=i.outEdges(b),N=Number.POSITIVE_INFINITY;_&&(N=_.reduce((C,y)=>{let P=o[y.w],E=i.edge(y);return Math.min(C,(P!==void 0?P:0)-(E!==void 0?E:0))},Number.POSITIVE_INFINITY));let z=e.node(b);N!==Number.POSITIVE_INFINITY&&z.borderType!==s&&(o[b]=Math.max(o[b]!==void 0?o[b]:0,N))}function h(b){return i.predecessors(b)||[]}function g(b){return i.successors(b)||[]}return u(c,h),u(f,g),Object.keys(n).forEach(b=>{var _;let N=r[b];N!==void 0&&(o[b]=(_=o[N])!=null?_:0)}),o}function xh(e,t,r,n){let l=new zt,o=e.graph(),i=Sh(o.nodesep,o.edgesep,n);return t.forEach(s=>{let u;s.forEach(c=>{let f=r[c];if(f!==void 0){if(l.setNode(f),u!==void 0){let h=r[u];if(h!==void 0){let g=l.edge(h,f);l.setEdge(h,f,Math.max(i(e,c,u),g||0))}}u=c}})}),l}function yh(e,t){return Object.values(t).reduce((r,n)=>{let l=Number.NEGATIVE_INFINITY,o=Number.POSITIVE_INFINITY;Object.entries(n).forEach(([s,u])=>{let c=Mh(e,s)/2;l=Math.max(u+c,l),o=Math.min(u-c,o)});let i=l-o;return i<r[0]&&(r=[i,n]),r},[Number.POSITIVE_INFINITY,null])[1]}function kh(e,t){let r=Object.values(t),n=tn(Math.min,r),l=tn(Math.max,r);["u","d"].forEach(o=>{["l","r"].forEach(i=>{let s=o+i,u=e[s];if(!u||u===t)return;let c=Object.values(u),f=n-tn(Math.min,c);i!=="l"&&(f=l-tn(Math.max,c)),f&&(e[s]=il(u,h=>h+f))})})}function Eh(e,t=void 0){let r=e.ul;return r?il(r,(n,l)=>{var o,i;if(t){let u=t.toLowerCase(),c=e[u];if(c&&c[l]!==void 0)return c[l]}let s=Object.values(e).map(u=>{let c=u[l];return c!==void 0?c:0}).sort((u,c)=>u-c);return(((o=s[1])!=null?o:0)+((i=s[2])!=null?i:0))/2}):{}}function _h(e,t){let r=ol(e),n=Object.assign(ph(e,r),gh(e,r)),l={},o;["u","d"].forEach(s=>{o=s==="u"?r:Object.values(r).reverse(),["l","r"].forEach(u=>{u==="r"&&(o=o.map(h=>Object.values(h).reverse()));let c=vh(e,o,n,h=>(s==="u"?e.predecessors(h):e.successors(h))||[],t),f=bh(e,o,c.root,c.align,u==="r");u==="r"&&(f=il(f,h=>-h)),l[s+u]=f})});let i=yh(e,l);return kh(l,i),Eh(l,e.graph().align)}function Sh(e,t,r){return(n,l,o)=>{let i=n.node(l),s=n.node(o),u=0,c;if(u+=i.width/2,Object.hasOwn(i,"labelpos"))switch(i.labelpos.toLowerCase()){case"l":c=-i.width/2;break;case"r":c=i.width/2;break}if(c&&(u+=r?c:-c),c=void 0,u+=(i.dummy?t:e)/2,u+=(s.dummy?t:e)/2,u+=s.width/2,Object.hasOwn(s,"labelpos"))switch(s.labelpos.toLowerCase()){case"l":c=s.width/2;break;case"r":c=-s.width/2;break}return c&&(u+=r?c:-c),u}}function Mh(e,t){return e.node(t).width}function sa(e,t,r){var n;if(!r)return!1;let l=(n=t.node(e))==null?void 0:n.edgeObj;if(!l||t.node(e).edgeLabel.reversed)return!1;let o=r.indexOf(l?.v),i=r.indexOf(l?.w);return o!==-1&&i!==-1&&o===(i+1)%r.length||o===(i-1)%r.length}function $h(e,t){e=Ea(e),Oh(e),Object.entries(_h(e,t)).forEach(([r,n])=>e.node(r).x=n)}function Oh(e){let t=ol(e),r=e.graph(),n=r.ranksep,l=r.rankalign,o=0;t.forEach(i=>{let s=i.reduce((u,c)=>{var f;let h=(f=e.node(c).height)!=null?f:0;return u>h?u:h},0);i.forEach(u=>{let c=e.node(u);l==="top"?c.y=o+c.height/2:l==="bottom"?c.y=o+s-c.height/2:c.y=o+s/2}),o+=s+n})}var aa=new WeakMap;function ja(e,t={}){return za(e,sf,t),e}function ca(e,t,r){let n=t;for(;n!==void 0;){let l=e.parent(n);if(l===r)return n;n=l}}function za(e,t,r){var n;let l=e.nodes().filter(y=>e.children(y).length),o={};l.forEach(y=>{let P=e.node(y);if(P&&P.rankdir){let E=new zt({multigraph:!0,compound:!0});E.setGraph({rankdir:P.rankdir});let k=e.children(y);k.forEach(H=>{let W={...e.node(H)};E.setNode(H,W);let L=e.parent(H);L&&L!==y&&k.includes(L)&&E.setParent(H,L)});let A=new Set;e.edges().forEach(H=>{let W=ca(e,H.v,y),L=ca(e,H.w,y);if(W===H.v&&L===H.w)E.setEdge(H,{...e.edge(H)});else if(W&&L&&W!==L){let j=`${W}\0${L}`;A.has(j)||(A.add(j),E.setEdge(W,L,{...e.edge(H)}))}}),za(E,t,r);let M=pa(E);da(M,t,r,null),fa(E,M);let O=1/0,I=1/0,G=-1/0,R=-1/0;E.nodes().forEach(H=>{if(H===y)return;let W=E.node(H);W&&typeof W.x=="number"&&typeof W.y=="number"&&typeof W.width=="number"&&typeof W.height=="number"&&(O=Math.min(O,W.x-W.width/2),G=Math.max(G,W.x+W.width/2),I=Math.min(I,W.y-W.height/2),R=Math.max(R,W.y+W.height/2))}),(!isFinite(O)||!isFinite(I)||!isFinite(G)||!isFinite(R))&&(O=I=0,G=R=0);let Y=G-O,D=R-I;o[y]={minX:O,minY:I,maxX:G,maxY:R,width:Y,height:D,offsetX:O,offsetY:I},P._dagreClusterSubgraph=E}});let i=[],s=y=>{let P=[],E=(e.children(y)||[]).filter(k=>k!==y);for(;E.length>0;){let k=E.shift();P.push(k),(e.children(k)||[]).filter(A=>A!==k).forEach(A=>E.push(A))}return P},u=new Map;l.forEach(y=>{let P=e.node(y);P&&P.rankdir&&o[y]&&u.set(y,(e.children(y)||[]).filter(E=>E!==y))});let c=new Set([...u.values()].flat()),f=new Map;u.forEach((y,P)=>{c.has(P)||f.set(P,s(P))});let h=new Set([...f.values()].flat()),g=y=>{for(let[P,E]of f)if(E.includes(y))return P;return y},b=[];e.edges().forEach(y=>{(h.has(y.v)||h.has(y.w))&&b.push({edge:y,label:e.edge(y)})});let _=new Map;h.forEach(y=>{let P=e.parent(y);_.set(y,typeof P=="string"?P:void 0)}),f.forEach((y,P)=>{let E=e.node(P),k=[];y.forEach(O=>{let I=e.node(O);I&&(k.push({id:O,node:I,parent:_.get(O)}),e.removeNode(O))});let A=b.filter(({edge:O})=>y.includes(O.v)||y.includes(O.w)),M=o[P];E&&(i.push({clusterId:P,subgraph:E._dagreClusterSubgraph,bounds:M,children:y,removedNodes:k,removedEdges:A}),E.width=M.width,E.height=M.height)});let N=new Set;b.forEach(({edge:y,label:P})=>{let E=g(y.v),k=g(y.w);if(E!==k&&e.hasNode(E)&&e.hasNode(k)){let A=`${E}\0${k}`;N.has(A)||(N.add(A),e.setEdge(E,k,{...P,width:0,height:0}))}});let z=pa(e),C=da(z,t,r,(n=aa.get(e))!=null?n:null);aa.set(e,C),fa(e,z),N.forEach(y=>{let P=y.indexOf("\0"),E=y.slice(0,P),k=y.slice(P+1);e.hasEdge(E,k)&&e.removeEdge(E,k)}),i.forEach(({clusterId:y,subgraph:P,bounds:E,removedNodes:k,removedEdges:A})=>{var M,O;let I=e.node(y),G=(M=I?.x)!=null?M:0,R=(O=I?.y)!=null?O:0,Y=(E.minX+E.maxX)/2,D=(E.minY+E.maxY)/2;k.forEach(({id:H,node:W,parent:L})=>{e.setNode(H,W),L!==void 0&&e.setParent(H,L)}),A.forEach(({edge:H,label:W})=>{e.setEdge(H,W)}),P.nodes().forEach(H=>{if(H===y)return;let W=P.node(H),L=e.node(H);L&&W&&typeof W.x=="number"&&typeof W.y=="number"&&(L.x=G+(W.x-Y),L.y=R+(W.y-D))}),ua(e,P,G-Y,R-D),delete I._dagreClusterSubgraph}),l.forEach(y=>{var P,E;let k=e.node(y),A=o[y];if(k&&k.rankdir&&k._dagreClusterSubgraph&&A){let M=k._dagreClusterSubgraph,O=(P=k.x)!=null?P:0,I=(E=k.y)!=null?E:0,G=(A.minX+A.maxX)/2,R=(A.minY+A.maxY)/2;M.nodes().forEach(Y=>{if(Y===y)return;let D=M.node(Y),H=e.node(Y);if(H&&D&&typeof D.x=="number"&&typeof D.y=="number"){let W=D.x-G,L=D.y-R;H.x=O+W,H.y=I+L}}),ua(e,M,O-G,I-R),delete k._dagreClusterSubgraph}})}function ua(e,t,r,n){t.edges().forEach(l=>{if(!e.hasEdge(l))return;let o=t.edge(l),i=e.edge(l);i.points=o.points.map(s=>({x:s.x+r,y:s.y+n})),Object.hasOwn(o,"x")&&(i.x=o.x+r,i.y=o.y+n)})}function da(e,t,r,n=null){var l,o;let i=r?.useDynamic!==!1,s=i&&(l=n?.graph)!=null?l:null,u=i&&(o=n?.rawNodes)!=null?o:null;t("    makeSpaceForEdgeLabels",()=>Rh(e)),t("    removeSelfEdges",()=>Yh(e)),t("    acyclic",()=>vf(e,s)),t("    nestingGraph.run",()=>Bf(e)),t("    rank",()=>If(Ea(e))),t("    injectEdgeLabelProxies",()=>Dh(e)),t("    removeEmptyRanks",()=>rf(e)),t("    nestingGraph.cleanup",()=>Gf(e)),t("    normalizeRanks",()=>nf(e)),t("    assignRankMinMax",()=>jh(e)),t("    removeEdgeLabelProxies",()=>zh(e)),t("    normalize.run",()=>kf(e)),t("    parentDummyChains",()=>zf(e)),t("    addBorderSegments",()=>Uf(e)),t("    order",()=>Ra(e,r,u)),t("    insertSelfEdges",()=>Gh(e)),t("    adjustCoordinateSystem",()=>Kf(e)),t("    position",()=>$h(e,r.corePath)),t("    positionSelfEdges",()=>Uh(e));let c=JSON.parse(JSON.stringify(e._nodes));return t("    removeBorderNodes",()=>Hh(e)),t("    normalize.undo",()=>_f(e)),t("    fixupEdgeLabelCoords",()=>Wh(e)),t("    undoCoordinateSystem",()=>Jf(e)),t("    translateGraph",()=>Fh(e)),t("    assignNodeIntersects",()=>Vh(e)),t("    reversePoints",()=>Bh(e)),t("    acyclic.undo",()=>xf(e)),{graph:e,rawNodes:c}}function fa(e,t){e.nodes().forEach(r=>{let n=e.node(r),l=t.node(r);n&&(n.x=l.x,n.y=l.y,n.order=l.order,n.rank=l.rank,t.children(r).length&&(n.width=l.width,n.height=l.height))}),e.edges().forEach(r=>{let n=e.edge(r),l=t.edge(r);n.points=l.points,Object.hasOwn(l,"x")&&(n.x=l.x,n.y=l.y)}),e.graph().width=t.graph().width,e.graph().height=t.graph().height}var Ch=["nodesep","edgesep","ranksep","marginx","marginy"],Nh={ranksep:50,edgesep:20,nodesep:50,rankdir:"TB",rankalign:"center"},Th=["acyclicer","ranker","rankdir","align","rankalign"],Lh=["width","height","rank"],ha={width:0,height:0},Ah=["minlen","weight","width","height","labeloffset"],Ph={minlen:1,weight:1,width:0,height:0,labeloffset:10,labelpos:"r"},Ih=["labelpos"];function pa(e){let t=new zt({multigraph:!0,compound:!0}),r=yo(e.graph());return t.setGraph(Object.assign({},Nh,xo(r,Ch),ll(r,Th))),e.nodes().forEach(n=>{let l=yo(e.node(n)),o=xo(l,Lh);Object.keys(ha).forEach(s=>{o[s]===void 0&&(o[s]=ha[s])}),t.setNode(n,o);let i=e.parent(n);i!==void 0&&t.setParent(n,i)}),e.edges().forEach(n=>{let l=yo(e.edge(n));t.setEdge(n,Object.assign({},Ph,xo(l,Ah),ll(l,Ih)))}),t}function Rh(e){let t=e.graph();t.ranksep/=2,e.edges().forEach(r=>{var n;let l=e.edge(r);l.minlen*=2,((n=l.labelpos)!=null?n:"r").toLowerCase()!=="c"&&(t.rankdir==="TB"||t.rankdir==="BT"?l.width+=l.labeloffset:l.height+=l.labeloffset)})}function Dh(e){e.edges().forEach(t=>{let r=e.edge(t);if(r.width&&r.height){let n=e.node(t.v),l={rank:(e.node(t.w).rank-n.rank)/2+n.rank,e:t};fr(e,"edge-proxy",l,"_ep")}})}function jh(e){let t=0;e.nodes().forEach(r=>{let n=e.node(r);n.borderTop&&(n.minRank=e.node(n.borderTop).rank,n.maxRank=e.node(n.borderBottom).rank,t=Math.max(t,n.maxRank))}),e.graph().maxRank=t}function zh(e){e.nodes().forEach(t=>{let r=e.node(t);if(r.dummy==="edge-proxy"){let n=r;e.edge(n.e).labelRank=r.rank,e.removeNode(t)}})}function Fh(e){let t=Number.POSITIVE_INFINITY,r=0,n=Number.POSITIVE_INFINITY,l=0,o=e.graph(),i=o.marginx||0,s=o.marginy||0;function u(c){let f=c.x,h=c.y,g=c.width,b=c.height;t=Math.min(t,f-g/2),r=Math.max(r,f+g/2),n=Math.min(n,h-b/2),l=Math.max(l,h+b/2)}e.nodes().forEach(c=>u(e.node(c))),e.edges().forEach(c=>{let f=e.edge(c);Object.hasOwn(f,"x")&&u(f)}),t-=i,n-=s,e.nodes().forEach(c=>{let f=e.node(c);f.x-=t,f.y-=n}),e.edges().forEach(c=>{let f=e.edge(c);f.points.forEach(h=>{h.x-=t,h.y-=n}),Object.hasOwn(f,"x")&&(f.x-=t),Object.hasOwn(f,"y")&&(f.y-=n)}),o.width=r-t+i,o.height=l-n+s}function Vh(e){e.edges().forEach(t=>{if(t.v===t.w)return;let r=e.edge(t),n=e.node(t.v),l=e.node(t.w),o,i;r.points?(o=r.points[0],i=r.points[r.points.length-1]):(r.points=[],o=l,i=n),r.points.unshift(Qs(n,o)),r.points.push(Qs(l,i))})}function Wh(e){e.edges().forEach(t=>{let r=e.edge(t);if(Object.hasOwn(r,"x"))switch((r.labelpos==="l"||r.labelpos==="r")&&(r.width-=r.labeloffset),r.labelpos){case"l":r.x-=r.width/2+r.labeloffset;break;case"r":r.x+=r.width/2+r.labeloffset;break}})}function Bh(e){e.edges().forEach(t=>{let r=e.edge(t);r.reversed&&r.points.reverse()})}function Hh(e){e.nodes().forEach(t=>{if(e.children(t).length){let r=e.node(t),n=e.node(r.borderTop),l=e.node(r.borderBottom),o=e.node(r.borderLeft[r.borderLeft.length-1]),i=e.node(r.borderRight[r.borderRight.length-1]);r.width=Math.abs(i.x-o.x),r.height=Math.abs(l.y-n.y),r.x=o.x+r.width/2,r.y=n.y+r.height/2}}),e.nodes().forEach(t=>{e.node(t).dummy==="border"&&e.removeNode(t)})}function Yh(e){e.edges().forEach(t=>{if(t.v===t.w){let r=e.node(t.v);r.selfEdges||(r.selfEdges=[]),r.selfEdges.push({e:t,label:e.edge(t)}),e.removeEdge(t)}})}function Gh(e){ol(e).forEach(t=>{let r=0;t.forEach((n,l)=>{let o=e.node(n);typeof o.rank!="number"&&(o.rank=0),o.order=l+r,(o.selfEdges||[]).forEach(i=>{fr(e,"selfedge",{width:i.label.width,height:i.label.height,rank:o.rank,order:l+ ++r,e:i.e,edgeLabel:i.label},"_se"),(!Array.isArray(i.label.points)||i.label.points.length!==7)&&(i.label.points=[{x:0,y:-10},{x:0,y:-10},{x:0,y:0},{x:0,y:10},{x:0,y:10},{x:0,y:0},{x:0,y:0}])}),delete o.selfEdges})})}function Uh(e){e.nodes().forEach(t=>{let r=e.node(t),n=l=>typeof l=="number"&&isFinite(l);if(r.dummy==="selfedge"){let l=r,o=e.node(l.e.v),i=n(o?.x)?o.x:0,s=n(o?.y)?o.y:0,u=n(o?.width)?o.width:0,c=n(o?.height)?o.height:0,f=n(r.x)?r.x:i,h=n(r.y)?r.y:s,g=u/2,b=c/2;l.edgeLabel.points=[{x:f+g,y:h-b},{x:f+g,y:h-b},{x:f,y:h},{x:f-g,y:h+b},{x:f-g,y:h+b},{x:f,y:h},{x:f,y:h}],l.edgeLabel.x=f,l.edgeLabel.y=h,e.setEdge(l.e,l.edgeLabel),e.removeNode(t)}else r&&Array.isArray(r.selfEdges)&&r.selfEdges.forEach(l=>{if(!Array.isArray(l.label.points)||l.label.points.length!==7){let o=n(r.x)?r.x:0,i=n(r.y)?r.y:0,s=n(r.width)?r.width:0,u=n(r.height)?r.height:0,c=s/2,f=u/2;l.label.points=[{x:o+c,y:i-f},{x:o+c,y:i-f},{x:o,y:i},{x:o-c,y:i+f},{x:o-c,y:i+f},{x:o,y:i},{x:o,y:i}]}})})}function xo(e,t){return il(ll(e,t),Number)}function yo(e){let t={};return e&&Object.entries(e).forEach(([r,n])=>{typeof r=="string"&&(r=r.toLowerCase()),t[r]=n}),t}var al=56,Co=36,qh="system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",Fa=document.createElement("canvas").getContext("2d");function cl(e,t){return Fa.font=`${t} ${qh}`,Fa.measureText(e).width}var Va=e=>Re(e===void 0?void 0:Number(e.toPrecision(2)));function Wa(e,t){let{nodes:r,edges:n,seconds:l}=t,o=wn(r.map(M=>M.name)),i=-1,s=M=>l>0?`${$e(Number((M/l).toPrecision(3)))}/s`:Ke(M,"call"),u=({calls:M,errors:O})=>O?O/M<.01?"some":O/M<.05?"more":"many":"fine",c=({calls:M,errors:O})=>O?`✕ ${Cn(O/M)}`:"no errors",f=M=>`p50 ${Va(M.p50)} · p95 ${Va(M.p95)}`,h=M=>`${s(M.calls)}${M.errors?`  ${c(M)}`:""}`,g=r.map(M=>({height:al,width:28+Math.max(cl(re(M.name,20),"650 13px")+26,cl(`${s(M.calls)}   ${c(M)}`,"600 12px"))})),b=n.map(M=>({height:Co,width:18+Math.max(cl(h(M),"600 11.5px"),cl(f(M),"11px"))})),_=w("div",{class:"picture"}),N=w("tbody"),z=gt("Show all",()=>C(-1),"Show all services (Escape)");z.hidden=!0,e.append(w("div",{class:"map"},xt([w("strong",{},"Service map")],[Ke(r.length,"node"),Ke(n.length,"connection"),l>0&&`over ${Re(l*1e9)}`].filter(Boolean).map(M=>w("span",{},M)),[z]),_,w("div",{class:"scroll"},w("table",{},w("thead",{},w("tr",{},["Caller","Callee","Calls","Rate","Errors","p50","p95"].map((M,O)=>w("th",{scope:"col",class:O>1?`digits plain nth${O}`:"plain"},M)))),N)),w("p",{class:"keys"},"Choose a service to see only its connections · Tab and Enter · Escape shows all")));function C(M){i=M===i?-1:M,z.hidden=i<0;let O=new Set([i,...n.filter(I=>I.from===i||I.to===i).flatMap(I=>[I.from,I.to])]);for(let I of _.querySelectorAll(".node")){let G=Number(I.dataset.node);I.classList.toggle("off",i>=0&&!O.has(G)),I.setAttribute("aria-pressed",String(G===i))}for(let I of _.querySelectorAll(".edge")){let G=n[Number(I.dataset.edge)];I.classList.toggle("off",i>=0&&G.from!==i&&G.to!==i)}y()}function y(){let M=n.filter(O=>i<0||O.from===i||O.to===i);N.replaceChildren(...M.map(O=>w("tr",{},w("td",{},w("bdi",{},re(r[O.from].name))),w("td",{},w("bdi",{},re(r[O.to].name))),w("td",{class:"digits"},$e(O.calls)),w("td",{class:"digits nth3"},s(O.calls)),w("td",{class:`digits ${O.errors?"error":""}`},O.errors?[`✕ ${$e(O.errors)}`,w("span",{class:"nth5"},` (${Cn(O.errors/O.calls)})`)]:"0"),w("td",{class:"digits nth5"},Re(O.p50)),w("td",{class:"digits"},Re(O.p95)))))}function P(M){let O=M-14,I=E(!1),G=E(!0),R=D=>Math.min(1,O/(D.graph().width||1)),Y=R(I)>=.78||R(I)>=R(G)?I:G;k(Y,Math.max(M<620?.72:.8,R(Y)))}function E(M){let O=new zt({multigraph:!0});return O.setGraph({rankdir:M?"TB":"LR",nodesep:M?26:34,ranksep:M?26:34,edgesep:18,marginx:12,marginy:12}),O.setDefaultEdgeLabel(()=>({})),r.forEach((I,G)=>O.setNode(`n${G}`,{...g[G]})),n.forEach((I,G)=>I.from!==I.to&&O.setEdge(`n${I.from}`,`n${I.to}`,{...b[G],labelpos:"c"},`e${G}`)),ja(O),O}function k(M,O){let I=M.graph(),G=Math.max(1,...n.map(D=>D.calls)),R=`arrow${Math.random().toString(36).slice(2)}`,Y=qe("svg",{viewBox:`0 0 ${I.width||10} ${I.height||10}`,width:(I.width||10)*O,height:(I.height||10)*O,role:"group","aria-label":t.label},qe("defs",{},qe("marker",{id:R,viewBox:"0 0 8 8",refX:7,refY:4,markerWidth:8,markerHeight:8,markerUnits:"userSpaceOnUse",orient:"auto"},qe("path",{d:"M0 0.5 L8 4 L0 7.5 z",class:"tip"}))),n.map((D,H)=>{let W=D.from!==D.to&&M.edge(`n${D.from}`,`n${D.to}`,`e${H}`);if(!W)return null;let L=W.y-Co/2;return qe("g",{class:`edge ${u(D)}`,"data-edge":H,role:"img","aria-label":A(D)},qe("title",{},A(D)),qe("path",{class:"wire",d:Kh(W.points),"stroke-width":1.25+2.75*Math.sqrt(D.calls/G),"marker-end":`url(#${R})`,"aria-hidden":"true"}),qe("rect",{class:"plate",x:W.x-b[H].width/2,y:L,width:b[H].width,height:Co,rx:9}),qe("text",{x:W.x,y:L+15,class:"rate"},s(D.calls),D.errors?qe("tspan",{class:"bad"},`  ${c(D)}`):null),qe("text",{x:W.x,y:L+29,class:"times"},f(D)))}),r.map((D,H)=>{let{x:W,y:L}=M.node(`n${H}`),{width:j}=g[H],[ue,de]=[W-j/2,L-al/2],fe=re(D.name,20),ce=te=>{(te.key==="Enter"||te.key===" ")&&(te.preventDefault(),te.stopPropagation(),C(H)),te.key==="Escape"&&i>=0&&(te.stopPropagation(),C(-1))};return qe("g",{class:`node ${D.kind} ${u(D)}`,"data-node":H,tabindex:"0",role:"button","aria-pressed":"false","aria-label":`${D.kind} ${re(D.name)}: ${s(D.calls)}, ${c(D)}, p95 ${Re(D.p95)}`,on:{click:()=>C(H),keydown:ce}},qe("title",{},re(D.name)),qe("rect",{x:ue,y:de,width:j,height:al,rx:D.kind==="database"?16:9}),qe("path",{class:"side",d:`M${ue+5} ${de+12} v${al-24}`}),qe("text",{x:ue+16,y:de+23,class:"label"},qe("tspan",{class:"code"},o[H]),qe("tspan",{dx:7},fe)),qe("text",{x:ue+16,y:de+43,class:"facts"},D.calls?`${s(D.calls)}  `:"no calls seen",D.calls?qe("tspan",{class:D.errors?"bad":""},c(D)):null))}));if(_.replaceChildren(Y),i>=0){let D=i;i=-1,C(D)}}let A=M=>`${re(r[M.from].name)} calls ${re(r[M.to].name)}: ${Ke(M.calls,"call")}, ${s(M.calls)}, ${c(M)}, p50 ${Re(M.p50)}, p95 ${Re(M.p95)}`;y(),Ht(_,P),P(e.clientWidth||900)}function Kh(e){if(e.length<3)return`M${e.map(r=>`${r.x} ${r.y}`).join("L")}`;let t=`M${e[0].x} ${e[0].y}`;for(let r=1;r<e.length-1;r++){let[n,l]=[e[r],e[r+1]],o=r===e.length-2?l:{x:(n.x+l.x)/2,y:(n.y+l.y)/2};t+=` Q${n.x} ${n.y} ${o.x} ${o.y}`}return t}function Ba(e,t,r){let{steps:n,title:l}=t,o=bn("stepper"),i=w("div",{class:"steps"}),s=new Map,u=w("output",{for:o,class:"step"}),c=w("input",{type:"range",id:o,min:0,max:n.length-1,step:1,value:0,"aria-label":re(l),on:{input:()=>g(Number(c.value))}}),f=gt("‹",()=>g(Number(c.value)-1),"Previous"),h=gt("›",()=>g(Number(c.value)+1),"Next");e.append(w("div",{class:"stepper"},xt([w("label",{for:o},w("strong",{},re(l))),u],[],[f,c,h,w("span",{class:"note"},`${n.length} steps`)]),i));function g(b){if(b>=0&&b<n.length){if(c.value=String(b),c.setAttribute("aria-valuetext",re(n[b].name)),u.textContent=re(n[b].name),f.disabled=b===0,h.disabled=b===n.length-1,!s.has(b)){let _=w("div",{class:"step"});s.set(b,_),i.append(_),n[b].kind?r(_,n[b].kind,n[b].picture):_.append(w("pre",{},$t(n[b].text,1e5)))}for(let[_,N]of s)N.hidden=_!==b}}g(0)}var ul=[["Trace",e=>`${e.service}
${e.name}`,1],["Started",e=>BigInt(e.start),1],["Takes",e=>e.w,-1],["Spans",e=>e.spans,-1],["Errors",e=>e.errors,-1],["Services",e=>e.services.length,-1]];function Ha(e,t,r){let n=[...new Set(t.traces.flatMap(k=>[k.service,...k.services]))].sort(),l=wn(n),o=new Map(n.map((k,A)=>[k,A])),i=new Map(t.details.map(k=>[k.trace,k])),s=Math.max(1,...t.traces.map(k=>k.w)),u=new Set(t.traces.map(k=>gn(k.start))),c=2,f=-1,h="",g=null,b=vn("Search traces",k=>{h=k,C()},void 0,()=>N.querySelector("[tabindex='0']")?.focus()),_=ul.map(([k,,A],M)=>w("th",{scope:"col",class:`column${M}`},w("button",{type:"button",on:{click:()=>{f=M===c?-f:A,c=M,C()}}},k))),N=w("tbody"),z=t.traces.filter(k=>k.errors).length;e.append(w("div",{class:"traces"},xt([w("strong",{},Ke(t.total,"trace"))],[t.traces.length<t.total&&`the ${$e(t.traces.length)} slowest are listed`,z>0&&`✕ ${$e(z)} with errors`].filter(Boolean).map(k=>w("span",{},k)),[b.element]),w("div",{class:"scroll"},w("table",{},w("thead",{},w("tr",{},_)),N)),w("p",{class:"keys"},"↑ ↓ move · Enter opens the waterfall · / search · a heading sorts")));function C(){_.forEach((M,O)=>{O===c?M.setAttribute("aria-sort",f>0?"ascending":"descending"):M.removeAttribute("aria-sort")});let k=ul[c][1],A=t.traces.filter(M=>!h||[M.service,M.name,M.trace,...M.services].join(`
`).toLowerCase().includes(h)).map(M=>[k(M),M]).sort(([M],[O])=>M<O?-f:M>O?f:0).map(([,M])=>M);b.count.textContent=h?`${$e(A.length)} of ${$e(t.traces.length)}`:"",N.replaceChildren(...A.flatMap((M,O)=>y(M,O===0))),A.length||N.append(w("tr",{},w("td",{colspan:ul.length,class:"empty"},"No trace matches.")))}function y(k,A){let M=g===k.trace,O=w("tr",{class:`trace${M?" opened":""}`,tabindex:A||M?"0":"-1","aria-expanded":String(M),"data-trace":k.trace,on:{click:()=>E(k,O)}},w("td",{class:"column0"},w("span",{class:"fold","aria-hidden":"true"},M?"▾":"▸"),ln(o.get(k.service),l[o.get(k.service)],k.service),w("bdi",{class:"service"},Tn(re(k.service),h))," ",w("bdi",{class:"text"},Tn(re(k.name),h))),w("td",{class:"column1 digits"},u.size>1&&`${gn(k.start)} `,Xt(k.start)),w("td",{class:"column2 digits"},w("span",{class:"gauge","aria-hidden":"true"},w("span",{style:{width:`${k.w/s*100}%`}})),Re(k.w)),w("td",{class:"column3 digits"},$e(k.spans)),w("td",{class:"column4 digits"},k.errors?w("span",{class:"sign error"},`✕ ${$e(k.errors)}`):"0"),w("td",{class:"column5"},k.services.slice(0,8).map(I=>ln(o.get(I),l[o.get(I)],I)),k.services.length>8&&` +${k.services.length-8}`,w("span",{class:"hidden"},k.services.map(I=>re(I)).join(", "))));return M?[O,P(k)]:[O]}function P(k){let A=w("td",{colspan:ul.length}),M=i.get(k.trace);return M?xn(A,M,r):A.append(w("p",{class:"note"},"This trace is not carried in the page. In a notebook: ",w("code",{},`waterfall(store, "${re(k.trace,40)}")`))),w("tr",{class:"inside"},A)}function E(k,A){let M=A.getRootNode().activeElement===A||g!==k.trace;g=g===k.trace?null:k.trace;let O=A.getBoundingClientRect().top;C();let I=[...N.children].find(R=>R.dataset.trace===k.trace);M&&I?.focus({preventScroll:!0});let G=N.closest(".scroll");I&&(G.scrollTop+=I.getBoundingClientRect().top-O)}N.addEventListener("keydown",k=>{let A=k.target.closest?.("tr.trace");if(!A||k.target!==A||k.ctrlKey||k.metaKey||k.altKey)return;let M=[...N.querySelectorAll("tr.trace")],O=M.indexOf(A),I=R=>{let Y=M[Math.max(0,Math.min(M.length-1,R))];for(let D of M)D.tabIndex=D===Y?0:-1;Y.focus()},G={ArrowDown:()=>I(O+1),ArrowUp:()=>I(O-1),Home:()=>I(0),End:()=>I(M.length-1),Enter:()=>A.click()," ":()=>A.click(),"/":()=>b.input.focus(),Escape:()=>g&&A.classList.contains("opened")&&A.click()}[k.key];G&&(k.preventDefault(),k.stopPropagation(),G())}),C()}var Ya={flame_graph:gi,log_table:bi,metric_chart:Us,quiz:qs,service_map:Wa,stepper:Ba,trace_list:Ha,waterfall:xn},dl;function fl(e,t,r){let n=Object.hasOwn(Ya,t)?Ya[t]:void 0;if(!n)throw new Error(`no such picture: ${t}`);dl||(dl=new CSSStyleSheet,dl.replaceSync(ii+oi));let l=e.shadowRoot??e.attachShadow({mode:"open"});l.adoptedStyleSheets=[dl],e.setAttribute("role","group"),r.label&&e.setAttribute("aria-label",r.label);let o=w("div",{class:"view"});l.replaceChildren(o),er(i=>{o.dataset.theme=i}),n(o,r,fl)}async function Jh(e){let t=JSON.parse(e.textContent);if(!Object.hasOwn(t,"deflate"))return t;let r=Uint8Array.from(atob(t.deflate),l=>l.charCodeAt(0)),n=new Blob([r]).stream().pipeThrough(new DecompressionStream("deflate-raw"));return new Response(n).json()}async function Ga(e){let t=[...e.querySelectorAll(".otlplab-view[data-view]:not([data-alive])")];await Promise.all(t.map(async r=>{let n=r.querySelector(":scope > script[type='application/json']");if(n){r.dataset.alive="";try{fl(r,r.dataset.view,await Jh(n))}catch(l){console.error("otlplab: this view stays as it is",l)}}}))}function Qh(e){let t=e.target instanceof Element&&e.target.closest(".otlplab-view");t&&t.toggleAttribute("data-lm-suppress-shortcuts",!e.ctrlKey&&!e.metaKey)}var Zh=Symbol.for("otlplab.views.ready"),Cr=globalThis[Zh]??={};if(!Cr.loaded){Cr.loaded=!0,window.addEventListener("keydown",Qh,!0);let e=()=>{Ga(document),new MutationObserver(t=>{t.some(r=>r.addedNodes.length)&&Ga(document)}).observe(document.body,{childList:!0,subtree:!0})};document.readyState==="loading"?document.addEventListener("DOMContentLoaded",e):e()}Cr.done?Cr.done({mount:fl}):Cr.promise=Promise.resolve({mount:fl});})();
