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
`;var ii='.uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: ":";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline "background" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}';function v(e,t={},...n){return ci(document.createElement(e),t,n)}function Ge(e,t={},...n){return ci(document.createElementNS("http://www.w3.org/2000/svg",e),t,n)}function ci(e,t,n){for(let[r,l]of Object.entries(t))if(!(l==null||l===!1))if(r==="on")for(let[o,i]of Object.entries(l))e.addEventListener(o,i);else if(r==="style")for(let[o,i]of Object.entries(l))e.style.setProperty(o,i);else{if(/^(on|href|src|srcdoc|style)/i.test(r))throw new Error(`attribute refused: ${r}`);e.setAttribute(r,l===!0?"":String(l))}return e.append(...n.flat(1/0).filter(r=>r!=null&&r!==!1)),e}var _c=/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;function Et(e,t=4e3){let n=String(e??"");return(n.length>t?`${n.slice(0,t)}…`:n).replace(_c,l=>`\\u${l.codePointAt(0).toString(16).padStart(4,"0")}`)}var le=(e,t=200)=>Et(String(e??"").slice(0,t*2).replace(/\s+/g," "),t),si=[["h",36e11],["min",6e10],["s",1e9],["ms",1e6],["µs",1e3],["ns",1]];function Ae(e){if(e==null)return"–";let[t,n]=si.find(([,r])=>Math.abs(e)>=r)??si[5];return`${Me(e/n)} ${t}`}function Me(e){if(e==null||Number.isNaN(e))return"–";let t=Math.abs(e);return Number.isInteger(e)&&t<1e15?e.toLocaleString("en-GB"):t>=1e15||t<1e-4?e.toExponential(2):t>=100?Math.round(e).toLocaleString("en-GB"):String(Number(e.toPrecision(3)))}var Ue=(e,t)=>`${Me(e)} ${t}${e===1?"":"s"}`;function $n(e){return e>0&&e<.01?"<1 %":e<1&&e>.99?">99 %":`${Math.round(e*100)} %`}var Xt=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(11,23),hn=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(0,10);function ui(e,t){if(!(e>0))return[0];let n=e/Math.max(1,t),r=10**Math.floor(Math.log10(n)),l=[1,2,5,10].map(o=>o*r).find(o=>o>=n);return Array.from({length:Math.floor(e/l+1e-9)+1},(o,i)=>i*l)}var di=matchMedia("(prefers-color-scheme: dark)");function Ir(){let e=document.documentElement.dataset.theme;if(e==="light"||e==="dark")return e;let t=document.body?.dataset.jpThemeLight;return t?t==="false"?"dark":"light":di.matches?"dark":"light"}var Al=new Set,ai=!1;function Jn(e){if(!ai){ai=!0;let t=Ir(),n=()=>{if(Ir()!==t){t=Ir();for(let l of Al)l(t)}},r=new MutationObserver(n);r.observe(document.documentElement,{attributeFilter:["data-theme"]}),r.observe(document.body,{attributeFilter:["data-jp-theme-light"]}),di.addEventListener("change",n)}return Al.add(e),e(Ir()),()=>Al.delete(e)}var pn=(e,t)=>getComputedStyle(e).getPropertyValue(t).trim();function gn(e){let t=new Set;return e.map(n=>{let r=String(n).match(/[\p{L}\p{N}]+/gu)??["?"],l=r.length>1?[...r[0]][0]+[...r[1]][0]:[...r[0]].slice(0,2).join(""),o=l.toUpperCase();for(let i=2;t.has(o);i++)o=`${[...l][0].toUpperCase()}${i}`;return t.add(o),o})}var Rr=e=>`hue${e%8}${e>=8?" striped":""}`,rn=(e,t,n)=>v("span",{class:`badge ${Rr(e)}`,title:le(n),"aria-hidden":"true"},t);function ln(e,t){return t?.length?v("section",{class:"attributes"},v("h4",{},e),v("dl",{},t.map(([n,r])=>[v("dt",{},v("bdi",{},le(n,300))),v("dd",{},v("bdi",{},Et(r===null?"null":r)))]))):null}function mn(e,t,n,r){let l=v("span",{class:"count",role:"status"}),o=v("input",{type:"search",placeholder:e,"aria-label":e,spellcheck:"false",autocomplete:"off",on:{input:()=>t(o.value.trim().toLowerCase()),keydown:i=>{if(i.key==="Enter")n?.(i.shiftKey?-1:1);else if(i.key==="Escape")o.value?(o.value="",t("")):r?.();else return;i.preventDefault(),i.stopPropagation()}}});return{element:v("span",{class:"search"},o,l),input:o,count:l}}function fi(e,t,n,r){let l=v("button",{type:"button",class:"toggle","aria-pressed":String(t),title:r,on:{click:()=>o(l.getAttribute("aria-pressed")!=="true")}},e),o=i=>{l.setAttribute("aria-pressed",String(i)),n(i)};return l}var pt=(e,t,n)=>v("button",{type:"button",title:n,"aria-label":n,on:{click:t}},e),Dr=(e,...t)=>v("div",{class:"title"},...t,pt("✕",e,"Close the details (Escape)"));function Qn(e,t,n,r){let l=t.map(([o,i])=>v("button",{type:"button","aria-pressed":String(o===n),on:{click:()=>{l.forEach((s,u)=>s.setAttribute("aria-pressed",String(t[u][0]===o))),r(o)}}},i));return v("span",{class:"choice",role:"group","aria-label":e},l)}var gt=(e,t,n)=>v("header",{},v("div",{class:"title"},e,v("span",{class:"facts"},t)),v("div",{class:"tools"},n));function On(e,t){if(!t)return[e];let n=[],r=e.toLowerCase(),l=0;for(let o=r.indexOf(t);o>=0;o=r.indexOf(t,l))n.push(e.slice(l,o),v("mark",{},e.slice(o,o+t.length))),l=o+t.length;return[...n,e.slice(l)]}function jr(e,t,n,r,l){let o=new Map,i=!1,s=u=>{if(i=!1,u){for(let g of o.values())g.remove();o.clear()}let c=r();t.style.height=`${c*n}px`;let f=Math.max(0,Math.floor(e.scrollTop/n)-6),h=Math.min(c,Math.ceil((e.scrollTop+(e.clientHeight||480))/n)+6);for(let[g,b]of o)(g<f||g>=h)&&(b.remove(),o.delete(g));for(let g=f;g<h;g++){if(o.has(g))continue;let b=l(g);b.style.transform=`translateY(${g*n}px)`,o.set(g,b),t.append(b)}};return e.addEventListener("scroll",()=>{i||(i=!0,requestAnimationFrame(()=>s(!1)))},{passive:!0}),{draw:()=>s(!0),refresh(u){let c=o.get(u);if(!c)return;let f=l(u);f.style.transform=c.style.transform,c.replaceWith(f),o.set(u,f)},reveal(u,c=0){let f=u*n;f<e.scrollTop?e.scrollTop=f:f+n+c>e.scrollTop+e.clientHeight&&(e.scrollTop=f+n+c-e.clientHeight),s(!1)},page:()=>Math.max(1,Math.floor(e.clientHeight/n)-1)}}function Bt(e,t){let n=0;new ResizeObserver(([r])=>{let l=Math.round(r.contentRect.width);l&&l!==n&&(n=l,t(l))}).observe(e)}var Sc=0,wn=e=>`${e}-${++Sc}`;var mt=19,Mc=34,hi={nanoseconds:1,ns:1,microseconds:1e3,us:1e3,milliseconds:1e6,ms:1e6,seconds:1e9,s:1e9};function pi(e,t){let{names:n,depth:r,name:l,unit:o}=t,i=r.length,s=t.sides.length>0,u=s?[t.value,t.other]:[t.value],c=u.map($=>$[0]||1),f=$=>hi[o]?Ae($*hi[o]):`${Me($)} ${le(o,30)}`,h=new Int32Array(i),g=new Int32Array(i).fill(-1),b=[];for(let $=0;$<i;$++){for(;b.length>r[$];)h[b.pop()]=$;b.length&&(g[$]=b.at(-1)),b.push($)}for(;b.length;)h[b.pop()]=i;let E=s?1:0,T=new Float64Array(i),R=u[E],A=()=>{R=u[E],T=new Float64Array(i);let $=new Float64Array(i);for(let H=0;H<i;H++)T[H]=g[H]<0?0:$[g[H]],$[H]=T[H],g[H]>=0&&($[g[H]]+=R[H])},_=0;for(let $=0;$<i;$++)_=Math.max(_,r[$]);let M=0,w=0,I=!1,O="",N=null,S=!1,Y=!1,U=mn("Search functions",$=>{O=$,N=$?new Set(n.flatMap((W,z)=>W.toLowerCase().includes($)?[z]:[])):null;let H=0;if(N)for(let W=0;W<i;W++)N.has(l[W])&&(H+=R[W],W=h[W]-1);U.count.textContent=N?$n(H/c[E]):"",ke(),he()},$=>{if(!N)return;let H=[];for(let W=0;W<i;W++)N.has(l[W])&&H.push(W);H.length&&V($>0?H.find(W=>W>w)??H[0]:H.findLast(W=>W<w)??H.at(-1))},()=>ye.focus()),P=pt("Whole graph",()=>L(0),"Show the whole graph again (Escape)");P.hidden=!0;let K=v("button",{type:"button",class:"toggle","aria-pressed":"false",title:"Root at the top (i)",on:{click:()=>{S=!S,K.setAttribute("aria-pressed",String(S)),ke(),S?B.scrollTop=0:B.scrollTop=B.scrollHeight}}},"Root at top"),D=s&&Qn("Widths",t.sides.map(($,H)=>[H,le($,20)]),E,$=>{E=$,A(),ke(),he()}),G=Qn("Face",[[!1,"Graph"],[!0,"Functions"]],!1,$=>{Y=$,B.hidden=Y,pe.hidden=!Y,he(),Y||ke()}),k=v("canvas",{"aria-hidden":"true"}),j=v("div",{role:"treeitem",id:"frame",class:"hidden"}),B=v("div",{class:"scroll flames"},k),ye=v("div",{class:"stage",role:"tree",tabindex:"0","aria-label":t.label,"aria-activedescendant":"frame"},B,j),pe=v("div",{class:"scroll",hidden:!0}),fe=v("p",{class:"status",role:"status"}),de=s&&v("p",{class:"legend diverging"},v("span",{},`less in ${le(t.sides[1],20)}`),v("span",{class:"ramp","aria-hidden":"true"}),v("span",{},"more"),v("span",{class:"note"},"percentage points (pp) of the whole, also written in the frames"));e.append(v("div",{class:"flame"},gt([v("strong",{},s?`${le(t.sides[0],20)} → ${le(t.sides[1],20)}`:"Flame graph")],[s?`${f(c[0])} → ${f(c[1])}`:f(c[0]),Ue(n.length-1,"function"),t.merged>0&&`${Ue(t.merged,"frame")} below ${Number((t.least*100).toPrecision(1))} % not drawn`].filter(Boolean).map($=>v("span",{},$)),[U.element,D,G,K,P]),de,ye,pe,fe,v("p",{class:"keys"},"↑ ↓ callers and callees · ← → siblings · Enter zooms · Escape zooms out · / search · i turns it over")));let oe={},ee=()=>{oe=Object.fromEntries(["--bg","--ink","--soft","--accent","--line","--path"].map($=>[$,pn(e,$)])),oe.dark=e.dataset.theme==="dark",Se.clear()},Se=new Map;function Pe($){if(s)return we($);let H=Se.get(l[$]);if(!H){let W=n[l[$]],z=/^(.*?)[.:/ (][^.:/]*$/.exec(W)?.[1]??W,J=7;for(let ae=0;ae<Math.min(z.length,60);ae++)J=(J*31+z.charCodeAt(ae))%9973;H=oe.dark?`hsl(${18+J%36} ${48+J%17}% ${46+J%13}%)`:`hsl(${22+J%34} ${78+J%14}% ${66+J%13}%)`,$===0&&(H=oe.dark?"#5a6675":"#c9d1da"),Se.set(l[$],H)}return H}let ve=$=>u[1][$]/c[1]-u[0][$]/c[0];function we($){let H=ve($),W=Math.min(1,Math.sqrt(Math.abs(H)*6));return Math.abs(H)<5e-4?oe.dark?"#4a5563":"#dfe4ea":oe.dark?H>0?`hsl(30 ${40+50*W}% ${38+20*W}%)`:`hsl(210 ${30+55*W}% ${40+22*W}%)`:H>0?`hsl(30 ${60+35*W}% ${86-30*W}%)`:`hsl(210 ${55+30*W}% ${88-28*W}%)`}let Ze=$=>{let H=ve($)*100;return Math.abs(H)<.05?"":`${H>0?"+":"−"}${Math.abs(H).toFixed(1)} pp `},Ce=[];function ke(){if(Y)return;let $=B.clientWidth;if(!$)return;let H=[];for(let Ee=g[M];Ee>=0;Ee=g[Ee])H.unshift(Ee);let W=R[M]||1,z=$/W;Ce=[];let J=H.length+1;for(let Ee=M;Ee<h[M];Ee++){if(R[Ee]*z<.5){Ee=h[Ee]-1;continue}let Re=r[Ee];(Ce[Re]??=[]).push(Ee),J=Math.max(J,Re+1)}for(let Ee of H)Ce[r[Ee]]=[Ee];let ae=J*mt+2,He=devicePixelRatio||1;k.width=Math.round($*He),k.height=Math.round(ae*He),k.style.width=`${$}px`,k.style.height=`${ae}px`,B.style.height=`${Math.min(ae,Mc*mt)}px`;let be=k.getContext("2d");be.scale(He,He),be.clearRect(0,0,$,ae),be.font="11.5px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",be.textBaseline="middle";let ze=6.4;for(let Ee=0;Ee<Ce.length;Ee++){let ct=S?Ee*mt:ae-(Ee+1)*mt-1;for(let Re of Ce[Ee]??[]){let wt=Ee<r[M],yn=wt?0:(T[Re]-T[M])*z,_t=wt?$:R[Re]*z;if(be.globalAlpha=wt?.45:N&&!N.has(l[Re])?.3:1,be.fillStyle=Pe(Re),be.fillRect(yn,ct,Math.max(_t-(_t>3?.8:0),.4),mt-1),N?.has(l[Re])&&_t>2&&(be.strokeStyle=oe["--path"],be.lineWidth=1.5,be.strokeRect(yn+.75,ct+.75,Math.max(_t-2.3,.5),mt-2.5)),_t>26){let Ut=Math.floor((_t-7)/ze),zt=(s&&_t>80?Ze(Re):"")+le(n[l[Re]],300);be.fillStyle=oe.dark&&(Re===0||s&&Math.abs(ve(Re))<.03)?"#f2f5f8":"#10161e",Ut>2&&be.fillText(zt.length>Ut?`${zt.slice(0,Ut-1)}…`:zt,yn+4,ct+mt/2+.5,_t-6)}be.globalAlpha=1}}let Tt=I&&tt(w,z,ae,$);Tt&&(be.strokeStyle=oe["--accent"],be.lineWidth=2.5,be.strokeRect(Tt.x+1,Tt.y+1,Math.max(2,Tt.w-2.5),mt-3)),P.hidden=M===0}function tt($,H,W,z){if(!Ce[r[$]]?.includes($))return null;let J=r[$]<r[M];return{x:J?0:(T[$]-T[M])*H,w:J?z:R[$]*H,y:S?r[$]*mt:W-(r[$]+1)*mt-1}}function nt($){let H=Et(n[l[$]],400);return s?`${H}: ${le(t.sides[0],20)} ${f(u[0][$])} (${(100*u[0][$]/c[0]).toFixed(1)} %), ${le(t.sides[1],20)} ${f(u[1][$])} (${(100*u[1][$]/c[1]).toFixed(1)} %), ${Ze($).trim()||"no change"}`:`${H}: ${f(R[$])}, ${$n(R[$]/c[0])} of all${$&&M?`, ${$n(R[$]/R[M])} of what is shown`:""}`}function V($,H=!1){if(w=$,I=!0,fe.textContent=nt($),j.textContent=nt($),j.setAttribute("aria-level",r[$]+1),!($>=M&&$<h[M])&&r[$]>=r[M]&&(M=x($)),ke(),H)return;let W=S?r[$]*mt:k.clientHeight-(r[$]+1)*mt;W<B.scrollTop?B.scrollTop=W:W+mt>B.scrollTop+B.clientHeight&&(B.scrollTop=W+mt-B.clientHeight)}function x($){let H=M;for(;H>0&&!($>=H&&$<h[H]);)H=g[H];return H}function L($){M=$,V($)}function X($){let H=[];for(let W=$+1;W<h[$];W=h[W])R[W]>0&&H.push(W);return H}ye.addEventListener("keydown",$=>{if($.ctrlKey||$.metaKey||$.altKey)return;let H=ae=>{if(g[w]<0)return;let He=X(g[w]),be=He[He.indexOf(w)+ae];be!==void 0&&V(be)},W=()=>{let[ae,...He]=X(w);ae!==void 0&&V(He.reduce((be,ze)=>R[ze]>R[be]?ze:be,ae))},z=()=>g[w]>=0&&V(g[w]),J={ArrowUp:S?z:W,ArrowDown:S?W:z,ArrowLeft:()=>H(-1),ArrowRight:()=>H(1),Home:()=>V(M),Enter:()=>L(w)," ":()=>L(w),Escape:()=>M>0?L(g[M]):O&&(U.input.value="",U.input.dispatchEvent(new Event("input"))),"/":()=>U.input.focus(),i:()=>K.click()}[$.key];J&&($.preventDefault(),$.stopPropagation(),J())});function Z($){let{left:H,top:W,height:z,width:J}=k.getBoundingClientRect(),ae=Math.floor(($.clientY-W)/mt),He=S?ae:Math.round((z-2)/mt)-1-ae;if(He<r[M])return Ce[He]?.[0];let be=T[M]+($.clientX-H)/J*R[M];return Ce[He]?.find(ze=>T[ze]<=be&&be<T[ze]+R[ze])}let se=!1;k.addEventListener("pointermove",$=>{se||(se=!0,requestAnimationFrame(()=>{se=!1;let H=Z($);k.style.cursor=H===void 0?"default":"pointer",H!==void 0&&H!==w&&V(H,!0)}))}),k.addEventListener("click",$=>{let H=Z($);H!==void 0&&(L(H),ye.focus({preventScroll:!0}))});let ce;function ge(){if(ce)return ce;let $=new Map,H=new Set,W=[];for(let z=0;z<i;z++){for(;W.length>r[z];){let[be,ze]=W.pop();ze&&H.delete(be)}let J=l[z],ae=$.get(J)??$.set(J,{f:J,own:[0,0],all:[0,0]}).get(J),He=!H.has(J);He&&H.add(J),W.push([J,He]),u.forEach((be,ze)=>{ae.own[ze]+=be[z],He&&(ae.all[ze]+=be[z]),g[z]>=0&&($.get(l[g[z]]).own[ze]-=be[z])})}return $.delete(l[0]),ce=[...$.values()],ce}function he(){if(!Y)return;let $=ge().filter(({f:J})=>!N||N.has(J)).sort((J,ae)=>ae.own[E]-J.own[E]),H=(J,ae)=>`${(100*J/c[ae]).toFixed(1)} %`,W=s?["Function",...t.sides.map(J=>`Own ${le(J,16)}`),"Change",...t.sides.map(J=>`With callees ${le(J,16)}`)]:["Function","Own","","With callees",""],z=({own:J,all:ae})=>s?[H(J[0],0),H(J[1],1),J[1]/c[1]===J[0]/c[0]?"–":`${J[1]/c[1]>J[0]/c[0]?"+":"−"}${Math.abs(100*(J[1]/c[1]-J[0]/c[0])).toFixed(1)} %`,H(ae[0],0),H(ae[1],1)]:[H(J[0],0),f(J[0]),H(ae[0],0),f(ae[0])];pe.replaceChildren(v("table",{},v("thead",{},v("tr",{},W.map((J,ae)=>v("th",{scope:"col",class:ae?"digits plain":"plain"},J)))),v("tbody",{},$.slice(0,200).map(J=>v("tr",{},v("td",{class:"function"},v("bdi",{},le(n[J.f],300))),z(J).map(ae=>v("td",{class:"digits"},ae)))))),$.length>200&&v("p",{class:"note"},`${Me($.length-200)} more are not listed.`))}return A(),fe.textContent=nt(0),j.textContent=nt(0),Jn(()=>{ee(),ke()}),Bt(B,()=>{ee(),ke(),S||(B.scrollTop=B.scrollHeight)}),{draw:ke}}var $c=28,gi={SERVER:"server",CLIENT:"client",PRODUCER:"producer",CONSUMER:"consumer",INTERNAL:"",UNSPECIFIED:""};function vn(e,t){let{spans:n}=t,r=gn(t.services),l=wn("waterfall"),o=n.map(()=>[]);n.forEach((V,x)=>{V.parent>=0&&o[V.parent].push(x)});let i=n.flatMap((V,x)=>V.status==="ERROR"?[x]:[]),s=new Set,u=[],c=new Map,f=0,h=-1,g="",b=[],E=new Set,T=!0,R=0,A=t.duration||1,_=()=>{u=[];for(let V=0;V<n.length;V++)if(u.push(V),s.has(V))for(;V+1<n.length&&n[V+1].depth>n[u.at(-1)].depth;)V++;c=new Map(u.map((V,x)=>[V,x]))},M=mn("Search spans",V=>{g=V,b=V?n.flatMap((x,L)=>ye(L).includes(V)?[L]:[]):[],E=new Set(b),M.count.textContent=V?`${Me(b.length)} of ${Me(n.length)}`:"",k.draw(),b.length&&Pe(b.find(x=>x>=f)??b[0])},V=>ve(b,V),()=>P.focus()),w=fi("Critical path",!0,V=>{T=V,G.classList.toggle("critical",V)},"The spans that decide how long the trace takes (c)"),I=pt("Collapse all",()=>{let V=s.size===0;s.clear(),V&&n.forEach((x,L)=>{x.depth>0&&o[L].length&&s.add(L)}),I.textContent=V?"Expand all":"Collapse all",I.setAttribute("aria-label",I.textContent),j()},"Collapse all"),O=i.length>0&&pt(`✕ ${Ue(i.length,"error")}`,()=>{ve(i,1),P.focus()},`Go to the next of ${Ue(i.length,"error")} (e)`);O&&O.classList.add("error");let N=pt("Whole trace",()=>Ce(0,t.duration||1),"Show the whole trace again (0)");N.hidden=!0;let S=v("div",{class:"ruler",title:"Drag to look closer"}),Y=v("div",{class:"head","aria-hidden":"true"},v("span",{},"Span"),S),U=v("div",{class:"rows",role:"presentation"}),P=v("div",{class:"grid",role:"treegrid",tabindex:"0","aria-label":`Spans of ${le(t.name)}`,"aria-rowcount":n.length,"aria-readonly":"true"},U),K=v("section",{class:"details","aria-label":"Details of the span",hidden:!0}),D=v("ul",{class:"legend","aria-label":"Services"},t.services.map((V,x)=>v("li",{},rn(x,r[x],V),v("bdi",{},le(V))))),G=v("div",{class:"waterfall critical"},gt([v("strong",{},v("bdi",{},le(t.name)))],[Ae(t.duration),Ue(n.length,"span"),Ue(t.services.length,"service"),`${hn(t.start)} ${Xt(t.start)} UTC`].map(V=>v("span",{},V)),[M.element,O,w,I,N]),D,Y,P,K,v("p",{class:"keys"},"↑ ↓ move · ← → fold · Enter details · / search · e next error · c critical path · drag the ruler to zoom"));e.append(G);let k=jr(P,U,$c,()=>u.length,fe),j=()=>{for(_();!c.has(f);)f=n[f].parent;k.draw(),Se()},B=new Map;function ye(V){let x=B.get(V);if(x===void 0){let{name:L,id:X,message:Z,service:se,kind:ce,attributes:ge=[],logs:he=[],events:$=[]}=n[V];x=[L,X,Z,t.services[se],ce,...ge.flat(),...he.map(H=>H.body),...$.map(H=>H.name)].join(`
`).toLowerCase(),B.set(V,x)}return x}let pe=V=>(V-R)/(A-R)*100;function fe(V){let x=u[V],L=n[x],X=o[x].length>0,Z=Math.max(-1,Math.min(101,pe(L.t))),se=Math.max(-1,Math.min(101,pe(L.t+L.w))),ce=L.status==="ERROR",ge=Math.max(S.clientWidth,1)/100,he=(100-se)*ge>64?{left:`max(0px, ${se}%)`}:Z*ge>64?{right:`${100-Z}%`}:null;return v("div",{class:`row${x===f?" active":""}${x===h?" opened":""}${L.critical?" on-path":""}${g&&!E.has(x)?" miss":""}`,role:"row",id:`${l}-${x}`,"aria-level":L.depth+1,"aria-rowindex":x+1,"aria-expanded":X?String(!s.has(x)):void 0,"aria-selected":String(x===h),on:{click:()=>{f=x,we(x)}}},v("div",{class:"name",role:"gridcell",style:{"--depth":Math.min(L.depth,24)}},v("span",{class:`fold${X?"":" leaf"}`,"aria-hidden":"true",on:X?{click:$=>{$.stopPropagation(),f=x,ee(x,!s.has(x))}}:void 0},X?s.has(x)?"▸":"▾":""),rn(L.service,r[L.service],t.services[L.service]),ce&&v("span",{class:"sign error",title:"Status: error"},"✕"),v("bdi",{class:"text",title:le(L.name)},On(le(L.name),g)),s.has(x)&&v("span",{class:"more"},`+${oe(x)}`),gi[L.kind]&&v("span",{class:"kind"},gi[L.kind]),L.orphan&&v("span",{class:"kind warn",title:"Its parent span is not in the data"},"parent missing"),L.links&&v("span",{class:"kind",title:Ue(L.links.length,"link")},`⇢${L.links.length}`),L.logs&&v("span",{class:"kind",title:Ue(L.logs.length,"log record")},`≡${L.logs.length}`),v("span",{class:"hidden"},`, service ${le(t.services[L.service])}, ${ce?"error, ":""}takes ${Ae(L.w)}, starts after ${Ae(L.t)}${L.critical?", on the critical path":""}`)),v("div",{class:"time",role:"gridcell","aria-hidden":"true"},se>=0&&Z<=100&&[v("span",{class:`bar ${Rr(L.service)}${ce?" failed":""}`,style:{left:`${Z}%`,width:`${se-Z}%`}}),(L.critical??[]).map(([$,H])=>{let[W,z]=[Math.max(0,pe($)),Math.min(100,pe(H))];return z>W&&v("span",{class:"path",style:{left:`${W}%`,width:`${z-W}%`}})}),(L.events??[]).slice(0,50).map($=>de($.t)&&v("span",{class:`event${$.name==="exception"?" failed":""}`,style:{left:`${pe($.t)}%`},title:`event ${le($.name)}, at ${Ae($.t)}`})),(L.logs??[]).slice(0,50).map($=>de($.t)&&v("span",{class:`log ${$.severity.toLowerCase()}`,style:{left:`${pe($.t)}%`},title:`${$.severity} ${le($.body,120)}`})),v("span",{class:`took${he?"":` inside ${Rr(L.service)}`}`,style:he??{left:`max(0px, ${Z}%)`}},Ae(L.w))]))}let de=V=>V>=R&&V<=A;function oe(V){let x=0;for(;V+x+1<n.length&&n[V+x+1].depth>n[V].depth;)x++;return x}function ee(V,x){o[V].length&&(x?s.add(V):s.delete(V),j())}function Se(){P.setAttribute("aria-activedescendant",`${l}-${f}`)}function Pe(V){for(let L=n[V].parent;L>=0;L=n[L].parent)s.delete(L);let x=f;f=V,c.has(V)||j(),k.refresh(c.get(x)??-1),k.reveal(c.get(V)),k.refresh(c.get(V)),Se(),h>=0&&we(V)}function ve(V,x){if(!V.length)return;let L=x>0?V.find(X=>X>f)??V[0]:V.findLast(X=>X<f)??V.at(-1);Pe(L)}function we(V){let x=h;h=V;for(let L of[x,V])c.has(L)&&k.refresh(c.get(L));k.draw(),Se(),K.hidden=V<0,K.replaceChildren(...V<0?[]:tt(V))}P.addEventListener("keydown",V=>{if(V.ctrlKey||V.metaKey||V.altKey)return;let x=c.get(f),L=Z=>Pe(u[Math.max(0,Math.min(u.length-1,Z))]),X={ArrowDown:()=>L(x+1),ArrowUp:()=>L(x-1),PageDown:()=>L(x+k.page()),PageUp:()=>L(x-k.page()),Home:()=>L(0),End:()=>L(u.length-1),ArrowRight:()=>s.has(f)?ee(f,!1):o[f].length&&Pe(o[f][0]),ArrowLeft:()=>o[f].length&&!s.has(f)?ee(f,!0):n[f].parent>=0&&Pe(n[f].parent),Enter:()=>we(h===f?-1:f)," ":()=>we(h===f?-1:f),Escape:()=>h>=0?we(-1):g?(M.input.value="",M.input.dispatchEvent(new Event("input"))):Ce(0,t.duration||1),"/":()=>M.input.focus(),e:()=>ve(i,1),E:()=>ve(i,-1),n:()=>ve(b,1),N:()=>ve(b,-1),c:()=>w.click(),0:()=>Ce(0,t.duration||1)}[V.key];X&&(V.preventDefault(),V.stopPropagation(),X())});function Ze(V){let x=ui(A-R,Math.max(2,Math.min(8,V/90))),L=A-R;S.replaceChildren(...x.map(X=>v("span",{class:X/L>.9?"tick last":"tick",style:{left:`${X/L*100}%`}},Ae(R+X)))),U.style.setProperty("--step",`${(x[1]??L)/L*100}%`)}function Ce(V,x){R=V,A=x,N.hidden=V===0&&x===(t.duration||1),Ze(S.clientWidth),k.draw()}S.addEventListener("pointerdown",V=>{let{left:x,width:L}=S.getBoundingClientRect(),X=he=>Math.max(0,Math.min(1,(he.clientX-x)/L)),Z=X(V),se=v("span",{class:"area"});S.append(se),S.setPointerCapture(V.pointerId);let ce=he=>{let[$,H]=[Z,X(he)].sort((W,z)=>W-z);se.style.left=`${$*100}%`,se.style.width=`${(H-$)*100}%`},ge=he=>{S.removeEventListener("pointermove",ce),se.remove();let[$,H]=[Z,X(he)].sort((W,z)=>W-z);H-$>.01&&Ce(R+$*(A-R),R+H*(A-R))};S.addEventListener("pointermove",ce),S.addEventListener("pointerup",ge,{once:!0}),S.addEventListener("pointercancel",ge,{once:!0})}),S.addEventListener("dblclick",()=>Ce(0,t.duration||1));function ke(){we(-1),P.focus()}function tt(V){let x=n[V],[L,X,Z]=t.resources[x.resource],se=x.w-nt(V),ce=(x.critical??[]).reduce((he,[$,H])=>he+H-$,0),ge=[["Service",t.services[x.service]],["Kind",x.kind],["Status",x.message?`${x.status}: ${x.message}`:x.status],["Starts after",Ae(x.t)],["Takes",Ae(x.w)],["Own work",`${Ae(se)} (not covered by its children)`],["On the critical path",ce?`${Ae(ce)} of the trace's ${Ae(t.duration)}`:"no"],["Span id",x.id],["Trace id",t.trace]];return[Dr(ke,rn(x.service,r[x.service],t.services[x.service]),v("h3",{},v("bdi",{},Et(x.name,500)))),v("div",{class:"columns"},ln("Span",ge),ln("Attributes",x.attributes),x.events&&mi("Events",x.events,he=>he.name),x.logs&&mi("Logs",x.logs,he=>he.body||he.event,he=>he.severity),x.links&&v("section",{class:"attributes"},v("h4",{},"Links"),x.links.map(he=>ln("",[["trace",he.trace],["span",he.span],...he.attributes??[]]))),ln("Resource",L),ln("Scope",[["name",X],...Z?[["version",Z]]:[]]))]}function nt(V){let{t:x,w:L}=n[V],X=0,Z=x;for(let se of o[V]){let ce=Math.max(n[se].t,Z),ge=Math.min(n[se].t+n[se].w,x+L);ge>ce&&(X+=ge-ce,Z=ge)}return X}_(),Se(),k.draw(),Bt(P,V=>{Y.style.width=`${V}px`,Ze(S.clientWidth),k.draw()})}function mi(e,t,n,r){return v("section",{class:"attributes moments"},v("h4",{},`${e} (${t.length})`),v("ol",{},t.slice(0,200).map(l=>v("li",{},v("span",{class:"at"},Ae(l.t)),r&&v("span",{class:`severity ${r(l).toLowerCase()}`},r(l)),v("bdi",{class:"body"},Et(n(l))),l.attributes?.length?v("dl",{},l.attributes.map(([o,i])=>[v("dt",{},v("bdi",{},le(o))),v("dd",{},v("bdi",{},Et(i)))])):null))),t.length>200&&v("p",{class:"note"},`${Me(t.length-200)} more are not listed.`))}var Oc=27,wi=["FATAL","ERROR","WARN","INFO","DEBUG","TRACE"];function vi(e,t){let{logs:n}=t,r=BigInt(t.start),l=k=>String(r+BigInt(Math.round(k.t))),o=[...new Set(n.map(k=>k.service))].sort(),i=gn(o),s=new Map(o.map((k,j)=>[k,j])),u=new Map(t.details.map(k=>[k.trace,k])),c=[...new Set(n.map(k=>k.severity))].sort((k,j)=>(wi.indexOf(k)+1||99)-(wi.indexOf(j)+1||99)),f=wn("logs"),h=new Set,g="",b=[],E=0,T=-1,R=mn("Search logs",k=>{g=k,Y()},void 0,()=>w.focus()),A=c.map(k=>{let j=n.filter(ye=>ye.severity===k).length,B=v("button",{type:"button",class:"level","aria-pressed":"true",title:`Show ${k}`,on:{click:()=>{h.delete(k)||h.add(k),B.setAttribute("aria-pressed",String(!h.has(k))),Y()}}},v("span",{class:`severity ${k.toLowerCase()}`},le(k,20)),Me(j));return B}),_=v("div",{class:"overview","aria-hidden":"true"}),M=v("div",{class:"rows",role:"rowgroup"}),w=v("div",{class:"grid",role:"grid",tabindex:"0","aria-label":"Log records","aria-readonly":"true"},M),I=v("section",{class:"details","aria-label":"Details of the log record",hidden:!0});e.append(v("div",{class:"logs"},gt([v("strong",{},Ue(t.total,"log record"))],[n.length<t.total&&`the newest ${Me(n.length)} are listed`,n.length>0&&`from ${hn(t.start)} ${Xt(t.start)} UTC`].filter(Boolean).map(k=>v("span",{},k)),[R.element]),v("div",{class:"levels",role:"group","aria-label":"Severities"},A),_,w,I,v("p",{class:"keys"},"↑ ↓ move · Enter details · t trace · / search · the severities are switches")));let O=jr(w,M,Oc,()=>b.length,k=>{let j=b[k],B=n[j];return v("div",{class:`row level-${B.severity.toLowerCase()}${k===E?" active":""}${j===T?" opened":""}`,role:"row",id:`${f}-${k}`,"aria-rowindex":k+1,"aria-selected":String(j===T),on:{click:()=>{U(k),P(j===T?-1:j)}}},v("span",{class:"at",role:"gridcell"},Xt(l(B))),v("span",{class:"cell",role:"gridcell"},v("span",{class:`severity ${B.severity.toLowerCase()}`},le(B.severity,20))),v("span",{class:"cell",role:"gridcell"},rn(s.get(B.service),i[s.get(B.service)],B.service),v("span",{class:"hidden"},le(B.service))),v("bdi",{class:"text",role:"gridcell"},On(le(B.body||B.event,500),g)),B.trace&&v("span",{class:"kind",role:"gridcell",title:u.has(B.trace)?"Its trace can be opened":"It belongs to a trace"},u.has(B.trace)?"⧉ trace":"⧉"))}),N=new Map;function S(k){if(!N.has(k)){let{body:j="",event:B="",service:ye,severity:pe,trace:fe="",attributes:de=[]}=n[k];N.set(k,[j,B,ye,pe,fe,...de.flat()].join(`
`).toLowerCase())}return N.get(k)}function Y(){b=n.flatMap((k,j)=>!h.has(k.severity)&&(!g||S(j).includes(g))?[j]:[]),R.count.textContent=g||h.size?`${Me(b.length)} of ${Me(n.length)}`:"",w.setAttribute("aria-rowcount",b.length),E=Math.max(0,Math.min(E,b.length-1)),O.draw(),G()}function U(k){let j=E;E=Math.max(0,Math.min(b.length-1,k)),O.reveal(E),O.refresh(j),O.refresh(E),w.setAttribute("aria-activedescendant",`${f}-${E}`),T>=0&&P(b[E])}function P(k){if(T=k,O.draw(),I.hidden=k<0,k<0){I.replaceChildren();return}let j=n[k],B=v("div",{class:"tree"});I.replaceChildren(Dr(K,v("span",{class:`severity ${j.severity.toLowerCase()}`},le(j.severity,20)),v("h3",{},v("bdi",{},Et(j.body||j.event))),j.trace&&u.has(j.trace)&&pt("Open its trace",()=>D(j,B),"Open its trace (t)")),v("div",{class:"columns"},ln("Record",[["Time",`${hn(l(j))} ${Xt(l(j))} UTC`],["After the first",Ae(j.t)],["Service",j.service],["Severity number",j.number],...j.event?[["Event name",j.event]]:[],...j.trace?[["Trace id",j.trace]]:[],...j.span?[["Span id",j.span]]:[]]),ln("Attributes",j.attributes)),B)}function K(){P(-1),w.focus()}function D(k,j){u.has(k.trace)&&(j.replaceChildren(),vn(j,u.get(k.trace)),j.scrollIntoView({block:"nearest"}))}function G(){let k=_.clientWidth||600,j=Math.max(1,n.at(-1)?.t??1),B=Math.max(20,Math.min(160,Math.floor(k/7))),ye=Array.from({length:B},()=>[0,0,0]);for(let de of b){let{t:oe,number:ee}=n[de];ye[Math.min(B-1,Math.floor(oe/j*B))][ee>=17?0:ee>=13?1:2]++}let pe=Math.max(1,...ye.map(de=>de[0]+de[1]+de[2])),fe=k/B;_.replaceChildren(Ge("svg",{width:k,height:34,viewBox:`0 0 ${k} 34`},ye.flatMap((de,oe)=>{let ee=34;return de.map((Se,Pe)=>{if(!Se)return null;let ve=Math.max(1.5,Se/pe*32);return ee-=ve,Ge("rect",{class:["bad","warn","fine"][Pe],x:oe*fe+.5,y:ee,width:Math.max(1,fe-1.5),height:ve})})})))}w.addEventListener("keydown",k=>{if(k.ctrlKey||k.metaKey||k.altKey||k.target!==w)return;let j={ArrowDown:()=>U(E+1),ArrowUp:()=>U(E-1),PageDown:()=>U(E+O.page()),PageUp:()=>U(E-O.page()),Home:()=>U(0),End:()=>U(b.length-1),Enter:()=>b.length&&P(T===b[E]?-1:b[E])," ":()=>b.length&&P(T===b[E]?-1:b[E]),t:()=>{b.length&&(P(b[E]),D(n[b[E]],I.querySelector(".tree")))},"/":()=>R.input.focus(),Escape:K}[k.key];j&&(k.preventDefault(),k.stopPropagation(),j())}),Y(),Bt(_,G),Bt(w,()=>O.draw())}var Cc="uplot",Nc="u-hz",Tc="u-vt",Lc="u-title",Ac="u-wrap",Pc="u-under",Ic="u-over",Rc="u-axis",Tn="u-off",Dc="u-select",jc="u-cursor-x",zc="u-cursor-y",Fc="u-cursor-pt",Vc="u-legend",Wc="u-live",Bc="u-inline",Hc="u-series",Yc="u-marker",bi="u-label",Gc="u-value",vr="width",br="height";var xi="bottom",Zn="left",Pl="right",Ql="#000",yi=Ql+"0",Il="mousemove",ki="mousedown",Rl="mouseup",Ei="mouseenter",_i="mouseleave",Si="dblclick",Uc="resize",qc="scroll",Mi="change",Br="dppxchange",Zl="--",or=typeof window<"u",Vl=or?document:null,er=or?window:null,Kc=or?navigator:null,Te,zr;function Wl(){let e=devicePixelRatio;Te!=e&&(Te=e,zr&&Hl(Mi,zr,Wl),zr=matchMedia(`(min-resolution: ${Te-.001}dppx) and (max-resolution: ${Te+.001}dppx)`),Ln(Mi,zr,Wl),er.dispatchEvent(new CustomEvent(Br)))}function Ot(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Bl(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Be(e,t,n){e.style[t]=n+"px"}function Ht(e,t,n,r){let l=Vl.createElement(e);return t!=null&&Ot(l,t),n?.insertBefore(l,r),l}function Rt(e,t){return Ht("div",e,t)}var $i=new WeakMap;function en(e,t,n,r,l){let o="translate("+t+"px,"+n+"px)",i=$i.get(e);o!=i&&(e.style.transform=o,$i.set(e,o),t<0||n<0||t>r||n>l?Ot(e,Tn):Bl(e,Tn))}var Oi=new WeakMap;function Ci(e,t,n){let r=t+n,l=Oi.get(e);r!=l&&(Oi.set(e,r),e.style.background=t,e.style.borderColor=n)}var Ni=new WeakMap;function Ti(e,t,n,r){let l=t+""+n,o=Ni.get(e);l!=o&&(Ni.set(e,l),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=r?-t/2+"px":0,e.style.marginTop=r?-n/2+"px":0)}var Xl={passive:!0},Jc={...Xl,capture:!0};function Ln(e,t,n,r){t.addEventListener(e,n,r?Jc:Xl)}function Hl(e,t,n,r){t.removeEventListener(e,n,Xl)}or&&Wl();function Yt(e,t,n,r){let l;n=n||0,r=r||t.length-1;let o=r<=2147483647;for(;r-n>1;)l=o?n+r>>1:Ct((n+r)/2),t[l]<e?n=l:r=l;return e-t[n]<=t[r]-e?n:r}function os(e){return(n,r,l)=>{let o=-1,i=-1;for(let s=r;s<=l;s++)if(e(n[s])){o=s;break}for(let s=l;s>=r;s--)if(e(n[s])){i=s;break}return[o,i]}}var is=e=>e!=null,ss=e=>e!=null&&e>0,Gr=os(is),Qc=os(ss);function Zc(e,t,n,r=0,l=!1){let o=l?Qc:Gr,i=l?ss:is;[t,n]=o(e,t,n);let s=e[t],u=e[t];if(t>-1)if(r==1)s=e[t],u=e[n];else if(r==-1)s=e[n],u=e[t];else for(let c=t;c<=n;c++){let f=e[c];i(f)&&(f<s?s=f:f>u&&(u=f))}return[s??De,u??-De]}function Ur(e,t,n,r){let l=Pi(e),o=Pi(t);e==t&&(l==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?on:as,s=l==1?Ct:Dt,u=o==1?Dt:Ct,c=s(i(et(e))),f=u(i(et(t))),h=tr(n,c),g=tr(n,f);return n==10&&(c<0&&(h=je(h,-c)),f<0&&(g=je(g,-f))),r||n==2?(e=h*l,t=g*o):(e=fs(e,h),t=qr(t,g)),[e,t]}function eo(e,t,n,r){let l=Ur(e,t,n,r);return e==0&&(l[0]=0),t==0&&(l[1]=0),l}var to=.1,Li={mode:3,pad:to},yr={pad:0,soft:null,mode:0},Xc={min:yr,max:yr};function Hr(e,t,n,r){return Kr(n)?Ai(e,t,n):(yr.pad=n,yr.soft=r?0:null,yr.mode=r?3:0,Ai(e,t,Xc))}function Oe(e,t){return e??t}function eu(e,t,n){for(t=Oe(t,0),n=Oe(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function Ai(e,t,n){let r=n.min,l=n.max,o=Oe(r.pad,0),i=Oe(l.pad,0),s=Oe(r.hard,-De),u=Oe(l.hard,De),c=Oe(r.soft,De),f=Oe(l.soft,-De),h=Oe(r.mode,0),g=Oe(l.mode,0),b=t-e,E=on(b),T=yt(et(e),et(t)),R=on(T),A=et(R-E);(b<1e-24||A>10)&&(b=0,(e==0||t==0)&&(b=1e-24,h==2&&c!=De&&(o=0),g==2&&f!=-De&&(i=0)));let _=b||T||1e3,M=on(_),w=tr(10,Ct(M)),I=_*(b==0?e==0?.1:1:o),O=je(fs(e-I,w/10),24),N=e>=c&&(h==1||h==3&&O<=c||h==2&&O>=c)?c:De,S=yt(s,O<N&&e>=N?N:Gt(N,O)),Y=_*(b==0?t==0?.1:1:i),U=je(qr(t+Y,w/10),24),P=t<=f&&(g==1||g==3&&U>=f||g==2&&U<=f)?f:-De,K=Gt(u,U>P&&t<=P?P:yt(P,U));return S==K&&S==0&&(K=100),[S,K]}var tu=new Intl.NumberFormat(or?Kc.language:"en-US"),no=e=>tu.format(e),Nt=Math,Wr=Nt.PI,et=Nt.abs,Ct=Nt.floor,Xe=Nt.round,Dt=Nt.ceil,Gt=Nt.min,yt=Nt.max,tr=Nt.pow,Pi=Nt.sign,on=Nt.log10,as=Nt.log2,nu=(e,t=1)=>Nt.sinh(e)*t,Dl=(e,t=1)=>Nt.asinh(e/t),De=1/0;function Ii(e){return(on((e^e>>31)-(e>>31))|0)+1}function Yl(e,t,n){return Gt(yt(e,t),n)}function cs(e){return typeof e=="function"}function _e(e){return cs(e)?e:()=>e}var ru=()=>{},us=e=>e,ds=(e,t)=>t,lu=e=>null,Ri=e=>!0,Di=(e,t)=>e==t,ou=/\.\d*?(?=9{6,}|0{6,})/gm,An=e=>{if(ps(e)||xn.has(e))return e;let t=`${e}`,n=t.match(ou);if(n==null)return e;let r=n[0].length-1;if(t.indexOf("e-")!=-1){let[l,o]=t.split("e");return+`${An(l)}e${o}`}return je(e,r)};function Cn(e,t){return An(je(An(e/t))*t)}function qr(e,t){return An(Dt(An(e/t))*t)}function fs(e,t){return An(Ct(An(e/t))*t)}function je(e,t=0){if(ps(e))return e;let n=10**t,r=e*n*(1+Number.EPSILON);return Xe(r)/n}var xn=new Map;function hs(e){return((""+e).split(".")[1]||"").length}function Er(e,t,n,r){let l=[],o=r.map(hs);for(let i=t;i<n;i++){let s=et(i),u=je(tr(e,i),s);for(let c=0;c<r.length;c++){let f=e==10?+`${r[c]}e${i}`:r[c]*u,h=(i>=0?0:s)+(i>=o[c]?0:o[c]),g=e==10?f:je(f,h);l.push(g),xn.set(g,h)}}return l}var kr={},ro=[],nr=[null,null],bn=Array.isArray,ps=Number.isInteger,iu=e=>e===void 0;function ji(e){return typeof e=="string"}function Kr(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function su(e){return e!=null&&typeof e=="object"}var au=Object.getPrototypeOf(Uint8Array),gs="__proto__";function rr(e,t=Kr){let n;if(bn(e)){let r=e.find(l=>l!=null);if(bn(r)||t(r)){n=Array(e.length);for(let l=0;l<e.length;l++)n[l]=rr(e[l],t)}else n=e.slice()}else if(e instanceof au)n=e.slice();else if(t(e)){n={};for(let r in e)r!=gs&&(n[r]=rr(e[r],t))}else n=e;return n}function Qe(e){let t=arguments;for(let n=1;n<t.length;n++){let r=t[n];for(let l in r)l!=gs&&(Kr(e[l])?Qe(e[l],rr(r[l])):e[l]=rr(r[l]))}return e}var cu=0,uu=1,du=2;function fu(e,t,n){for(let r=0,l,o=-1;r<t.length;r++){let i=t[r];if(i>o){for(l=i-1;l>=0&&e[l]==null;)e[l--]=null;for(l=i+1;l<n&&e[l]==null;)e[o=l++]=null}}}function hu(e,t){if(mu(e)){let i=e[0].slice();for(let s=1;s<e.length;s++)i.push(...e[s].slice(1));return wu(i[0])||(i=gu(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let u=e[i][0],c=u.length;for(let f=0;f<c;f++)n.add(u[f])}let r=[Array.from(n).sort((i,s)=>i-s)],l=r[0].length,o=new Map;for(let i=0;i<l;i++)o.set(r[0][i],i);for(let i=0;i<e.length;i++){let s=e[i],u=s[0];for(let c=1;c<s.length;c++){let f=s[c],h=Array(l).fill(void 0),g=t?t[i][c]:uu,b=[];for(let E=0;E<f.length;E++){let T=f[E],R=o.get(u[E]);T===null?g!=cu&&(h[R]=T,g==du&&b.push(R)):h[R]=T}fu(h,b,l),r.push(h)}}return r}var pu=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function gu(e){let t=e[0],n=t.length,r=Array(n);for(let o=0;o<r.length;o++)r[o]=o;r.sort((o,i)=>t[o]-t[i]);let l=[];for(let o=0;o<e.length;o++){let i=e[o],s=Array(n);for(let u=0;u<n;u++)s[u]=i[r[u]];l.push(s)}return l}function mu(e){let t=e[0][0],n=t.length;for(let r=1;r<e.length;r++){let l=e[r][0];if(l.length!=n)return!1;if(l!=t){for(let o=0;o<n;o++)if(l[o]!=t[o])return!1}}return!0}function wu(e,t=100){let n=e.length;if(n<=1)return!0;let r=0,l=n-1;for(;r<=l&&e[r]==null;)r++;for(;l>=r&&e[l]==null;)l--;if(l<=r)return!0;let o=yt(1,Ct((l-r+1)/t));for(let i=e[r],s=r+o;s<=l;s+=o){let u=e[s];if(u!=null){if(u<=i)return!1;i=u}}return!0}var ms=["January","February","March","April","May","June","July","August","September","October","November","December"],ws=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function vs(e){return e.slice(0,3)}var vu=ws.map(vs),bu=ms.map(vs),xu={MMMM:ms,MMM:bu,WWWW:ws,WWW:vu};function wr(e){return(e<10?"0":"")+e}function yu(e){return(e<10?"00":e<100?"0":"")+e}var ku={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>wr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>wr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>wr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>wr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>wr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>yu(e.getMilliseconds())};function lo(e,t){t=t||xu;let n=[],r=/\{([a-z]+)\}|[^{]+/gi,l;for(;l=r.exec(e);)n.push(l[0][0]=="{"?ku[l[1]]:l[0]);return o=>{let i="";for(let s=0;s<n.length;s++)i+=typeof n[s]=="string"?n[s]:n[s](o,t);return i}}var Eu=new Intl.DateTimeFormat().resolvedOptions().timeZone;function _u(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==Eu?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var bs=e=>e%1==0,Yr=[1,2,2.5,5],Su=Er(10,-32,0,Yr),xs=Er(10,0,32,Yr),Mu=xs.filter(bs),Nn=Su.concat(xs),oo=`
`,ys="{YYYY}",zi=oo+ys,ks="{M}/{D}",xr=oo+ks,Fr=xr+"/{YY}",Es="{aa}",$u="{h}:{mm}",Xn=$u+Es,Fi=oo+Xn,Vi=":{ss}",Le=null;function _s(e){let t=e*1e3,n=t*60,r=n*60,l=r*24,o=l*30,i=l*365,u=(e==1?Er(10,0,3,Yr).filter(bs):Er(10,-3,0,Yr)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,r,r*2,r*3,r*4,r*6,r*8,r*12,l,l*2,l*3,l*4,l*5,l*6,l*7,l*8,l*9,l*10,l*15,o,o*2,o*3,o*4,o*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),c=[[i,ys,Le,Le,Le,Le,Le,Le,1],[l*28,"{MMM}",zi,Le,Le,Le,Le,Le,1],[l,ks,zi,Le,Le,Le,Le,Le,1],[r,"{h}"+Es,Fr,Le,xr,Le,Le,Le,1],[n,Xn,Fr,Le,xr,Le,Le,Le,1],[t,Vi,Fr+" "+Xn,Le,xr+" "+Xn,Le,Fi,Le,1],[e,Vi+".{fff}",Fr+" "+Xn,Le,xr+" "+Xn,Le,Fi,Le,1]];function f(h){return(g,b,E,T,R,A)=>{let _=[],M=R>=i,w=R>=o&&R<i,I=h(E),O=je(I*e,3),N=jl(I.getFullYear(),M?0:I.getMonth(),w||M?1:I.getDate()),S=je(N*e,3);if(w||M){let Y=w?R/o:0,U=M?R/i:0,P=O==S?O:je(jl(N.getFullYear()+U,N.getMonth()+Y,1)*e,3),K=new Date(Xe(P/e)),D=K.getFullYear(),G=K.getMonth();for(let k=0;P<=T;k++){let j=jl(D+U*k,G+Y*k,1),B=j-h(je(j*e,3));P=je((+j+B)*e,3),P<=T&&_.push(P)}}else{let Y=R>=l?l:R,U=Ct(E)-Ct(O),P=S+U+qr(O-S,Y);_.push(P);let K=h(P),D=K.getHours()+K.getMinutes()/n+K.getSeconds()/r,G=R/r,k=g.axes[b]._space,j=A/k;for(;P=je(P+R,e==1?0:3),!(P>T);)if(G>1){let B=Ct(je(D+G,6))%24,fe=h(P).getHours()-B;fe>1&&(fe=-1),P-=fe*r,D=(D+G)%24;let de=_[_.length-1];je((P-de)/R,3)*j>=.7&&_.push(P)}else _.push(P)}return _}}return[u,c,f]}var[Ou,Cu,Nu]=_s(1),[Tu,Lu,Au]=_s(.001);Er(2,-53,53,[1]);function Wi(e,t){return e.map(n=>n.map((r,l)=>l==0||l==8||r==null?r:t(l==1||n[8]==0?r:n[1]+r)))}function Bi(e,t){return(n,r,l,o,i)=>{let s=t.find(E=>i>=E[0])||t[t.length-1],u,c,f,h,g,b;return r.map(E=>{let T=e(E),R=T.getFullYear(),A=T.getMonth(),_=T.getDate(),M=T.getHours(),w=T.getMinutes(),I=T.getSeconds(),O=R!=u&&s[2]||A!=c&&s[3]||_!=f&&s[4]||M!=h&&s[5]||w!=g&&s[6]||I!=b&&s[7]||s[1];return u=R,c=A,f=_,h=M,g=w,b=I,O(T)})}}function Pu(e,t){let n=lo(t);return(r,l,o,i,s)=>l.map(u=>n(e(u)))}function jl(e,t,n){return new Date(e,t,n)}function Hi(e,t){return t(e)}var Iu="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Yi(e,t){return(n,r,l,o)=>o==null?Zl:t(e(r))}function Ru(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Du(e,t){return e.series[t].fill(e,t)}var ju={show:!0,live:!0,isolate:!1,mount:ru,markers:{show:!0,width:2,stroke:Ru,fill:Du,dash:"solid"},idx:null,idxs:null,values:[]};function zu(e,t){let n=e.cursor.points,r=Rt(),l=n.size(e,t);Be(r,vr,l),Be(r,br,l);let o=l/-2;Be(r,"marginLeft",o),Be(r,"marginTop",o);let i=n.width(e,t,l);return i&&Be(r,"borderWidth",i),r}function Fu(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Vu(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Wu(e,t){return e.series[t].points.size}var zl=[0,0];function Bu(e,t,n){return zl[0]=t,zl[1]=n,zl}function Vr(e,t,n,r=!0){return l=>{l.button==0&&(!r||l.target==t)&&n(l)}}function Fl(e,t,n,r=!0){return l=>{(!r||l.target==t)&&n(l)}}var Hu={show:!0,x:!0,y:!0,lock:!1,move:Bu,points:{one:!1,show:zu,size:Wu,width:0,stroke:Vu,fill:Fu},bind:{mousedown:Vr,mouseup:Vr,click:Vr,dblclick:Vr,mousemove:Fl,mouseleave:Fl,mouseenter:Fl},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,r,l)=>r-l,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Ss={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},io=Qe({},Ss,{filter:ds}),Ms=Qe({},io,{size:10}),$s=Qe({},Ss,{show:!1}),so='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Os="bold "+so,Cs=1.5,Gi={show:!0,scale:"x",stroke:Ql,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Os,side:2,grid:io,ticks:Ms,border:$s,font:so,lineGap:Cs,rotate:0},Yu="Value",Gu="Time",Ui={show:!0,scale:"x",auto:!1,sorted:1,min:De,max:-De,idxs:[]};function Uu(e,t,n,r,l){return t.map(o=>o==null?"":no(o))}function qu(e,t,n,r,l,o,i){let s=[],u=xn.get(l)||0;n=i?n:je(qr(n,l),u);for(let c=n;c<=r;c=je(c+l,u))s.push(Object.is(c,-0)?0:c);return s}function Gl(e,t,n,r,l,o,i){let s=[],u=e.scales[e.axes[t].scale].log,c=u==10?on:as,f=Ct(c(n));l=tr(u,f),u==10&&(l=Nn[Yt(l,Nn)]);let h=n,g=l*u;u==10&&(g=Nn[Yt(g,Nn)]);do s.push(h),h=h+l,u==10&&!xn.has(h)&&(h=je(h,xn.get(l))),h>=g&&(l=h,g=l*u,u==10&&(g=Nn[Yt(g,Nn)]));while(h<=r);return s}function Ku(e,t,n,r,l,o,i){let u=e.scales[e.axes[t].scale].asinh,c=r>u?Gl(e,t,yt(u,n),r,l):[u],f=r>=0&&n<=0?[0]:[];return(n<-u?Gl(e,t,yt(u,-r),-n,l):[u]).reverse().map(g=>-g).concat(f,c)}var Ns=/./,Ju=/[12357]/,Qu=/[125]/,qi=/1/,Ul=(e,t,n,r)=>e.map((l,o)=>t==4&&l==0||o%r==0&&n.test(l.toExponential()[l<0?1:0])?l:null);function Zu(e,t,n,r,l){let o=e.axes[n],i=o.scale,s=e.scales[i],u=e.valToPos,c=o._space,f=u(10,i),h=u(9,i)-f>=c?Ns:u(7,i)-f>=c?Ju:u(5,i)-f>=c?Qu:qi;if(h==qi){let g=et(u(1,i)-f);if(g<c)return Ul(t.slice().reverse(),s.distr,h,Dt(c/g)).reverse()}return Ul(t,s.distr,h,1)}function Xu(e,t,n,r,l){let o=e.axes[n],i=o.scale,s=o._space,u=e.valToPos,c=et(u(1,i)-u(2,i));return c<s?Ul(t.slice().reverse(),3,Ns,Dt(s/c)).reverse():t}function ed(e,t,n,r){return r==null?Zl:t==null?"":no(t)}var Ki={show:!0,scale:"y",stroke:Ql,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Os,side:3,grid:io,ticks:Ms,border:$s,font:so,lineGap:Cs,rotate:0};function td(e,t){let n=3+(e||1)*2;return je(n*t,3)}function nd(e,t){let{scale:n,idxs:r}=e.series[0],l=e._data[0],o=e.valToPos(l[r[0]],n,!0),i=e.valToPos(l[r[1]],n,!0),s=et(i-o),u=e.series[t],c=s/(u.points.space*Te);return r[1]-r[0]<=c}var Ji={scale:null,auto:!0,sorted:0,min:De,max:-De},Ts=(e,t,n,r,l)=>l,Qi={show:!0,auto:!0,sorted:0,gaps:Ts,alpha:1,facets:[Qe({},Ji,{scale:"x"}),Qe({},Ji,{scale:"y"})]},Zi={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Ts,alpha:1,points:{show:nd,filter:null},values:null,min:De,max:-De,idxs:[],path:null,clip:null};function rd(e,t,n,r,l){return n/10}var Ls={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},ld=Qe({},Ls,{time:!1,ori:1}),Xi={};function As(e,t){let n=Xi[e];return n||(n={key:e,plots:[],sub(r){n.plots.push(r)},unsub(r){n.plots=n.plots.filter(l=>l!=r)},pub(r,l,o,i,s,u,c){for(let f=0;f<n.plots.length;f++)n.plots[f]!=l&&n.plots[f].pub(r,l,o,i,s,u,c)}},e!=null&&(Xi[e]=n)),n}var lr=1,ql=2;function Pn(e,t,n){let r=e.mode,l=e.series[t],o=r==2?e._data[t]:e._data,i=e.scales,s=e.bbox,u=o[0],c=r==2?o[1]:o[t],f=r==2?i[l.facets[0].scale]:i[e.series[0].scale],h=r==2?i[l.facets[1].scale]:i[l.scale],g=s.left,b=s.top,E=s.width,T=s.height,R=e.valToPosH,A=e.valToPosV;return f.ori==0?n(l,u,c,f,h,R,A,g,b,E,T,Qr,ir,Xr,Is,Ds):n(l,u,c,f,h,A,R,b,g,T,E,Zr,sr,uo,Rs,js)}function ao(e,t){let n=0,r=0,l=Oe(e.bands,ro);for(let o=0;o<l.length;o++){let i=l[o];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?r|=1:r|=2)}return[n,r==1?-1:r==2?1:r==3?2:0]}function od(e,t,n,r,l){let o=e.mode,i=e.series[t],s=o==2?i.facets[1].scale:i.scale,u=e.scales[s];return l==-1?u.min:l==1?u.max:u.distr==3?u.dir==1?u.min:u.max:0}function sn(e,t,n,r,l,o){return Pn(e,t,(i,s,u,c,f,h,g,b,E,T,R)=>{let A=i.pxRound,_=c.dir*(c.ori==0?1:-1),M=c.ori==0?ir:sr,w,I;_==1?(w=n,I=r):(w=r,I=n);let O=A(h(s[w],c,T,b)),N=A(g(u[w],f,R,E)),S=A(h(s[I],c,T,b)),Y=A(g(o==1?f.max:f.min,f,R,E)),U=new Path2D(l);return M(U,S,Y),M(U,O,Y),M(U,O,N),U})}function Jr(e,t,n,r,l,o){let i=null;if(e.length>0){i=new Path2D;let s=t==0?Xr:uo,u=n;for(let h=0;h<e.length;h++){let g=e[h];if(g[1]>g[0]){let b=g[0]-u;b>0&&s(i,u,r,b,r+o),u=g[1]}}let c=n+l-u,f=10;c>0&&s(i,u,r-f/2,c,r+o+f)}return i}function id(e,t,n){let r=e[e.length-1];r&&r[0]==t?r[1]=n:e.push([t,n])}function co(e,t,n,r,l,o,i){let s=[],u=e.length;for(let c=l==1?n:r;c>=n&&c<=r;c+=l)if(t[c]===null){let h=c,g=c;if(l==1)for(;++c<=r&&t[c]===null;)g=c;else for(;--c>=n&&t[c]===null;)g=c;let b=o(e[h]),E=g==h?b:o(e[g]),T=h-l;b=i<=0&&T>=0&&T<u?o(e[T]):b;let A=g+l;E=i>=0&&A>=0&&A<u?o(e[A]):E,E>=b&&s.push([b,E])}return s}function es(e){return e==0?us:e==1?Xe:t=>Cn(t,e)}function Ps(e){let t=e==0?Qr:Zr,n=e==0?(l,o,i,s,u,c)=>{l.arcTo(o,i,s,u,c)}:(l,o,i,s,u,c)=>{l.arcTo(i,o,u,s,c)},r=e==0?(l,o,i,s,u)=>{l.rect(o,i,s,u)}:(l,o,i,s,u)=>{l.rect(i,o,u,s)};return(l,o,i,s,u,c=0,f=0)=>{c==0&&f==0?r(l,o,i,s,u):(c=Gt(c,s/2,u/2),f=Gt(f,s/2,u/2),t(l,o+c,i),n(l,o+s,i,o+s,i+u,c),n(l,o+s,i+u,o,i+u,f),n(l,o,i+u,o,i,f),n(l,o,i,o+s,i,c),l.closePath())}}var Qr=(e,t,n)=>{e.moveTo(t,n)},Zr=(e,t,n)=>{e.moveTo(n,t)},ir=(e,t,n)=>{e.lineTo(t,n)},sr=(e,t,n)=>{e.lineTo(n,t)},Xr=Ps(0),uo=Ps(1),Is=(e,t,n,r,l,o)=>{e.arc(t,n,r,l,o)},Rs=(e,t,n,r,l,o)=>{e.arc(n,t,r,l,o)},Ds=(e,t,n,r,l,o,i)=>{e.bezierCurveTo(t,n,r,l,o,i)},js=(e,t,n,r,l,o,i)=>{e.bezierCurveTo(n,t,l,r,i,o)};function zs(e){return(t,n,r,l,o)=>Pn(t,n,(i,s,u,c,f,h,g,b,E,T,R)=>{let{pxRound:A,points:_}=i,M,w;c.ori==0?(M=Qr,w=Is):(M=Zr,w=Rs);let I=je(_.width*Te,3),O=(_.size-_.width)/2*Te,N=je(O*2,3),S=new Path2D,Y=new Path2D,{left:U,top:P,width:K,height:D}=t.bbox;Xr(Y,U-N,P-N,K+N*2,D+N*2);let G=k=>{if(u[k]!=null){let j=A(h(s[k],c,T,b)),B=A(g(u[k],f,R,E));M(S,j+O,B),w(S,j,B,O,0,Wr*2)}};if(o)o.forEach(G);else for(let k=r;k<=l;k++)G(k);return{stroke:I>0?S:null,fill:S,clip:Y,flags:lr|ql}})}function Fs(e){return(t,n,r,l,o,i)=>{r!=l&&(o!=r&&i!=r&&e(t,n,r),o!=l&&i!=l&&e(t,n,l),e(t,n,i))}}var sd=Fs(ir),ad=Fs(sr);function Vs(e){let t=Oe(e?.alignGaps,0);return(n,r,l,o)=>Pn(n,r,(i,s,u,c,f,h,g,b,E,T,R)=>{[l,o]=Gr(u,l,o);let A=i.pxRound,_=D=>A(h(D,c,T,b)),M=D=>A(g(D,f,R,E)),w,I;c.ori==0?(w=ir,I=sd):(w=sr,I=ad);let O=c.dir*(c.ori==0?1:-1),N={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:lr},S=N.stroke,Y=!1;if(o-l>=T*4){let D=ee=>n.posToVal(ee,c.key,!0),G=null,k=null,j,B,ye,pe=_(s[O==1?l:o]),fe=_(s[l]),de=_(s[o]),oe=D(O==1?fe+1:de-1);for(let ee=O==1?l:o;ee>=l&&ee<=o;ee+=O){let Se=s[ee],ve=(O==1?Se<oe:Se>oe)?pe:_(Se),we=u[ee];ve==pe?we!=null?(B=we,G==null?(w(S,ve,M(B)),j=G=k=B):B<G?G=B:B>k&&(k=B)):we===null&&(Y=!0):(G!=null&&I(S,pe,M(G),M(k),M(j),M(B)),we!=null?(B=we,w(S,ve,M(B)),G=k=j=B):(G=k=null,we===null&&(Y=!0)),pe=ve,oe=D(pe+O))}G!=null&&G!=k&&ye!=pe&&I(S,pe,M(G),M(k),M(j),M(B))}else for(let D=O==1?l:o;D>=l&&D<=o;D+=O){let G=u[D];G===null?Y=!0:G!=null&&w(S,_(s[D]),M(G))}let[P,K]=ao(n,r);if(i.fill!=null||P!=0){let D=N.fill=new Path2D(S),G=i.fillTo(n,r,i.min,i.max,P),k=M(G),j=_(s[l]),B=_(s[o]);O==-1&&([B,j]=[j,B]),w(D,B,k),w(D,j,k)}if(!i.spanGaps){let D=[];Y&&D.push(...co(s,u,l,o,O,_,t)),N.gaps=D=i.gaps(n,r,l,o,D),N.clip=Jr(D,c.ori,b,E,T,R)}return K!=0&&(N.band=K==2?[sn(n,r,l,o,S,-1),sn(n,r,l,o,S,1)]:sn(n,r,l,o,S,K)),N})}function cd(e){let t=Oe(e.align,1),n=Oe(e.ascDesc,!1),r=Oe(e.alignGaps,0),l=Oe(e.extend,!1);return(o,i,s,u)=>Pn(o,i,(c,f,h,g,b,E,T,R,A,_,M)=>{[s,u]=Gr(h,s,u);let w=c.pxRound,{left:I,width:O}=o.bbox,N=fe=>w(E(fe,g,_,R)),S=fe=>w(T(fe,b,M,A)),Y=g.ori==0?ir:sr,U={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:lr},P=U.stroke,K=g.dir*(g.ori==0?1:-1),D=S(h[K==1?s:u]),G=N(f[K==1?s:u]),k=G,j=G;l&&t==-1&&(j=I,Y(P,j,D)),Y(P,G,D);for(let fe=K==1?s:u;fe>=s&&fe<=u;fe+=K){let de=h[fe];if(de==null)continue;let oe=N(f[fe]),ee=S(de);t==1?Y(P,oe,D):Y(P,k,ee),Y(P,oe,ee),D=ee,k=oe}let B=k;l&&t==1&&(B=I+O,Y(P,B,D));let[ye,pe]=ao(o,i);if(c.fill!=null||ye!=0){let fe=U.fill=new Path2D(P),de=c.fillTo(o,i,c.min,c.max,ye),oe=S(de);Y(fe,B,oe),Y(fe,j,oe)}if(!c.spanGaps){let fe=[];fe.push(...co(f,h,s,u,K,N,r));let de=c.width*Te/2,oe=n||t==1?de:-de,ee=n||t==-1?-de:de;fe.forEach(Se=>{Se[0]+=oe,Se[1]+=ee}),U.gaps=fe=c.gaps(o,i,s,u,fe),U.clip=Jr(fe,g.ori,R,A,_,M)}return pe!=0&&(U.band=pe==2?[sn(o,i,s,u,P,-1),sn(o,i,s,u,P,1)]:sn(o,i,s,u,P,pe)),U})}function ts(e,t,n,r,l,o,i=De){if(e.length>1){let s=null;for(let u=0,c=1/0;u<e.length;u++)if(t[u]!==void 0){if(s!=null){let f=et(e[u]-e[s]);f<c&&(c=f,i=et(n(e[u],r,l,o)-n(e[s],r,l,o)))}s=u}}return i}function ud(e){e=e||kr;let t=Oe(e.size,[.6,De,1]),n=e.align||0,r=e.gap||0,l=e.radius;l=l==null?[0,0]:typeof l=="number"?[l,0]:l;let o=_e(l),i=1-t[0],s=Oe(t[1],De),u=Oe(t[2],1),c=Oe(e.disp,kr),f=Oe(e.each,b=>{}),{fill:h,stroke:g}=c;return(b,E,T,R)=>Pn(b,E,(A,_,M,w,I,O,N,S,Y,U,P)=>{let K=A.pxRound,D=n,G=r*Te,k=s*Te,j=u*Te,B,ye;w.ori==0?[B,ye]=o(b,E):[ye,B]=o(b,E);let pe=w.dir*(w.ori==0?1:-1),fe=w.ori==0?Xr:uo,de=w.ori==0?f:(z,J,ae,He,be,ze,Tt)=>{f(z,J,ae,be,He,Tt,ze)},oe=Oe(b.bands,ro).find(z=>z.series[0]==E),ee=oe!=null?oe.dir:0,Se=A.fillTo(b,E,A.min,A.max,ee),Pe=K(N(Se,I,P,Y)),ve,we,Ze,Ce=U,ke=K(A.width*Te),tt=!1,nt=null,V=null,x=null,L=null;h!=null&&(ke==0||g!=null)&&(tt=!0,nt=h.values(b,E,T,R),V=new Map,new Set(nt).forEach(z=>{z!=null&&V.set(z,new Path2D)}),ke>0&&(x=g.values(b,E,T,R),L=new Map,new Set(x).forEach(z=>{z!=null&&L.set(z,new Path2D)})));let{x0:X,size:Z}=c;if(X!=null&&Z!=null){D=1,_=X.values(b,E,T,R),X.unit==2&&(_=_.map(ae=>b.posToVal(S+ae*U,w.key,!0)));let z=Z.values(b,E,T,R);Z.unit==2?we=z[0]*U:we=O(z[0],w,U,S)-O(0,w,U,S),Ce=ts(_,M,O,w,U,S,Ce),Ze=Ce-we+G}else Ce=ts(_,M,O,w,U,S,Ce),Ze=Ce*i+G,we=Ce-Ze;Ze<1&&(Ze=0),ke>=we/2&&(ke=0),Ze<5&&(K=us);let se=Ze>0,ce=Ce-Ze-(se?ke:0);we=K(Yl(ce,j,k)),ve=(D==0?we/2:D==pe?0:we)-D*pe*((D==0?G/2:0)+(se?ke/2:0));let ge={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},he=tt?null:new Path2D,$=null;if(oe!=null)$=b.data[oe.series[1]];else{let{y0:z,y1:J}=c;z!=null&&J!=null&&(M=J.values(b,E,T,R),$=z.values(b,E,T,R))}let H=B*we,W=ye*we;for(let z=pe==1?T:R;z>=T&&z<=R;z+=pe){let J=M[z];if(J==null)continue;if($!=null){let Re=$[z]??0;if(J-Re==0)continue;Pe=N(Re,I,P,Y)}let ae=w.distr!=2||c!=null?_[z]:z,He=O(ae,w,U,S),be=N(Oe(J,Se),I,P,Y),ze=K(He-ve),Tt=K(yt(be,Pe)),Ee=K(Gt(be,Pe)),ct=Tt-Ee;if(J!=null){let Re=J<0?W:H,wt=J<0?H:W;tt?(ke>0&&x[z]!=null&&fe(L.get(x[z]),ze,Ee+Ct(ke/2),we,yt(0,ct-ke),Re,wt),nt[z]!=null&&fe(V.get(nt[z]),ze,Ee+Ct(ke/2),we,yt(0,ct-ke),Re,wt)):fe(he,ze,Ee+Ct(ke/2),we,yt(0,ct-ke),Re,wt),de(b,E,z,ze-ke/2,Ee,we+ke,ct)}}return ke>0?ge.stroke=tt?L:he:tt||(ge._fill=A.width==0?A._fill:A._stroke??A._fill,ge.width=0),ge.fill=tt?V:he,ge})}function dd(e,t){let n=Oe(t?.alignGaps,0);return(r,l,o,i)=>Pn(r,l,(s,u,c,f,h,g,b,E,T,R,A)=>{[o,i]=Gr(c,o,i);let _=s.pxRound,M=B=>_(g(B,f,R,E)),w=B=>_(b(B,h,A,T)),I,O,N;f.ori==0?(I=Qr,N=ir,O=Ds):(I=Zr,N=sr,O=js);let S=f.dir*(f.ori==0?1:-1),Y=M(u[S==1?o:i]),U=Y,P=[],K=[];for(let B=S==1?o:i;B>=o&&B<=i;B+=S)if(c[B]!=null){let pe=u[B],fe=M(pe);P.push(U=fe),K.push(w(c[B]))}let D={stroke:e(P,K,I,N,O,_),fill:null,clip:null,band:null,gaps:null,flags:lr},G=D.stroke,[k,j]=ao(r,l);if(s.fill!=null||k!=0){let B=D.fill=new Path2D(G),ye=s.fillTo(r,l,s.min,s.max,k),pe=w(ye);N(B,U,pe),N(B,Y,pe)}if(!s.spanGaps){let B=[];B.push(...co(u,c,o,i,S,M,n)),D.gaps=B=s.gaps(r,l,o,i,B),D.clip=Jr(B,f.ori,E,T,R,A)}return j!=0&&(D.band=j==2?[sn(r,l,o,i,G,-1),sn(r,l,o,i,G,1)]:sn(r,l,o,i,G,j)),D})}function fd(e){return dd(hd,e)}function hd(e,t,n,r,l,o){let i=e.length;if(i<2)return null;let s=new Path2D;if(n(s,e[0],t[0]),i==2)r(s,e[1],t[1]);else{let u=Array(i),c=Array(i-1),f=Array(i-1),h=Array(i-1);for(let g=0;g<i-1;g++)f[g]=t[g+1]-t[g],h[g]=e[g+1]-e[g],c[g]=f[g]/h[g];u[0]=c[0];for(let g=1;g<i-1;g++)c[g]===0||c[g-1]===0||c[g-1]>0!=c[g]>0?u[g]=0:(u[g]=3*(h[g-1]+h[g])/((2*h[g]+h[g-1])/c[g-1]+(h[g]+2*h[g-1])/c[g]),isFinite(u[g])||(u[g]=0));u[i-1]=c[i-2];for(let g=0;g<i-1;g++)l(s,e[g]+h[g]/3,t[g]+u[g]*h[g]/3,e[g+1]-h[g]/3,t[g+1]-u[g+1]*h[g]/3,e[g+1],t[g+1])}return s}var Kl=new Set;function ns(){for(let e of Kl)e.syncRect(!0)}or&&(Ln(Uc,er,ns),Ln(qc,er,ns,!0),Ln(Br,er,()=>{ft.pxRatio=Te}));var pd=Vs(),gd=zs();function rs(e,t,n,r){return(r?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((o,i)=>Jl(o,i,t,n))}function md(e,t){return e.map((n,r)=>r==0?{}:Qe({},t,n))}function Jl(e,t,n,r){return Qe({},t==0?n:r,e)}function Ws(e,t,n){return t==null?nr:[t,n]}var wd=Ws;function vd(e,t,n){return t==null?nr:Hr(t,n,to,!0)}function Bs(e,t,n,r){return t==null?nr:Ur(t,n,e.scales[r].log,!1)}var bd=Bs;function Hs(e,t,n,r){return t==null?nr:eo(t,n,e.scales[r].log,!1)}var xd=Hs;function yd(e,t,n,r,l){let o=yt(Ii(e),Ii(t)),i=t-e,s=Yt(l/r*i,n);do{let u=n[s],c=r*u/i;if(c>=l&&o+(u<5?xn.get(u):0)<=17)return[u,c]}while(++s<n.length);return[0,0]}function ls(e){let t,n;return e=e.replace(/(\d+)px/,(r,l)=>(t=Xe((n=+l)*Te))+"px"),[e,t,n]}function kd(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=je(t[2]*Te,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ft(e,t,n){let r={mode:Oe(e.mode,1)},l=r.mode;function o(a,d,p,m){let y=d.valToPct(a);return m+p*(d.dir==-1?1-y:y)}function i(a,d,p,m){let y=d.valToPct(a);return m+p*(d.dir==-1?y:1-y)}function s(a,d,p,m){return d.ori==0?o(a,d,p,m):i(a,d,p,m)}r.valToPosH=o,r.valToPosV=i;let u=!1;r.status=0;let c=r.root=Rt(Cc);if(e.id!=null&&(c.id=e.id),Ot(c,e.class),e.title){let a=Rt(Lc,c);a.textContent=e.title}let f=Ht("canvas"),h=r.ctx=f.getContext("2d"),g=Rt(Ac,c);Ln("click",g,a=>{a.target===E&&(Fe!=Yn||Ye!=Gn)&&dt.click(r,a)},!0);let b=r.under=Rt(Pc,g);g.appendChild(f);let E=r.over=Rt(Ic,g);e=rr(e);let T=+Oe(e.pxAlign,1),R=es(T);(e.plugins||[]).forEach(a=>{a.opts&&(e=a.opts(r,e)||e)});let A=e.ms||.001,_=r.series=l==1?rs(e.series||[],Ui,Zi,!1):md(e.series||[null],Qi),M=r.axes=rs(e.axes||[],Gi,Ki,!0),w=r.scales={},I=r.bands=e.bands||[];I.forEach(a=>{a.fill=_e(a.fill||null),a.dir=Oe(a.dir,-1)});let O=l==2?_[1].facets[0].scale:_[0].scale,N={axes:sc,series:nc},S=(e.drawOrder||["axes","series"]).map(a=>N[a]);function Y(a){let d=a.distr==3?p=>on(p>0?p:a.clamp(r,p,a.min,a.max,a.key)):a.distr==4?p=>Dl(p,a.asinh):a.distr==100?p=>a.fwd(p):p=>p;return p=>{let m=d(p),{_min:y,_max:C}=a,F=C-y;return(m-y)/F}}function U(a){let d=w[a];if(d==null){let p=(e.scales||kr)[a]||kr;if(p.from!=null){U(p.from);let m=Qe({},w[p.from],p,{key:a});m.valToPct=Y(m),w[a]=m}else{d=w[a]=Qe({},a==O?Ls:ld,p),d.key=a;let m=d.time,y=d.range,C=bn(y);if((a!=O||l==2&&!m)&&(C&&(y[0]==null||y[1]==null)&&(y={min:y[0]==null?Li:{mode:1,hard:y[0],soft:y[0]},max:y[1]==null?Li:{mode:1,hard:y[1],soft:y[1]}},C=!1),!C&&Kr(y))){let F=y;y=(q,Q,te)=>Q==null?nr:Hr(Q,te,F)}d.range=_e(y||(m?wd:a==O?d.distr==3?bd:d.distr==4?xd:Ws:d.distr==3?Bs:d.distr==4?Hs:vd)),d.auto=_e(C?!1:d.auto),d.clamp=_e(d.clamp||rd),d._min=d._max=null,d.valToPct=Y(d)}}}U("x"),U("y"),l==1&&_.forEach(a=>{U(a.scale)}),M.forEach(a=>{U(a.scale)});for(let a in e.scales)U(a);let P=w[O],K=P.distr,D,G;P.ori==0?(Ot(c,Nc),D=o,G=i):(Ot(c,Tc),D=i,G=o);let k={};for(let a in w){let d=w[a];(d.min!=null||d.max!=null)&&(k[a]={min:d.min,max:d.max},d.min=d.max=null)}let j=e.tzDate||(a=>new Date(Xe(a/A))),B=e.fmtDate||lo,ye=A==1?Nu(j):Au(j),pe=Bi(j,Wi(A==1?Cu:Lu,B)),fe=Yi(j,Hi(Iu,B)),de=[],oe=r.legend=Qe({},ju,e.legend),ee=r.cursor=Qe({},Hu,{drag:{y:l==2}},e.cursor),Se=oe.show,Pe=ee.show,ve=oe.markers;oe.idxs=de,ve.width=_e(ve.width),ve.dash=_e(ve.dash),ve.stroke=_e(ve.stroke),ve.fill=_e(ve.fill);let we,Ze,Ce,ke=[],tt=[],nt,V=!1,x={};if(oe.live){let a=_[1]?_[1].values:null;V=a!=null,nt=V?a(r,1,0):{_:0};for(let d in nt)x[d]=Zl}if(Se)if(we=Ht("table",Vc,c),Ce=Ht("tbody",null,we),oe.mount(r,we),V){Ze=Ht("thead",null,we,Ce);let a=Ht("tr",null,Ze);Ht("th",null,a);for(var L in nt)Ht("th",bi,a).textContent=L}else Ot(we,Bc),oe.live&&Ot(we,Wc);let X={show:!0},Z={show:!1};function se(a,d){if(d==0&&(V||!oe.live||l==2))return nr;let p=[],m=Ht("tr",Hc,Ce,Ce.childNodes[d]);Ot(m,a.class),a.show||Ot(m,Tn);let y=Ht("th",null,m);if(ve.show){let q=Rt(Yc,y);if(d>0){let Q=ve.width(r,d);Q&&(q.style.border=Q+"px "+ve.dash(r,d)+" "+ve.stroke(r,d)),q.style.background=ve.fill(r,d)}}let C=Rt(bi,y);a.label instanceof HTMLElement?C.appendChild(a.label):C.textContent=a.label,d>0&&(ve.show||(C.style.color=a.width>0?ve.stroke(r,d):ve.fill(r,d)),ge("click",y,q=>{if(ee._lock)return;kn(q);let Q=_.indexOf(a);if((q.ctrlKey||q.metaKey)!=oe.isolate){let te=_.some((ne,re)=>re>0&&re!=Q&&ne.show);_.forEach((ne,re)=>{re>0&&Kt(re,te?re==Q?X:Z:X,!0,Je.setSeries)})}else Kt(Q,{show:!a.show},!0,Je.setSeries)},!1),Rn&&ge(Ei,y,q=>{ee._lock||(kn(q),Kt(_.indexOf(a),qn,!0,Je.setSeries))},!1));for(var F in nt){let q=Ht("td",Gc,m);q.textContent="--",p.push(q)}return[m,p]}let ce=new Map;function ge(a,d,p,m=!0){let y=ce.get(d)||{},C=ee.bind[a](r,d,p,m);C&&(Ln(a,d,y[a]=C),ce.set(d,y))}function he(a,d,p){let m=ce.get(d)||{};for(let y in m)(a==null||y==a)&&(Hl(y,d,m[y]),delete m[y]);a==null&&ce.delete(d)}let $=0,H=0,W=0,z=0,J=0,ae=0,He=J,be=ae,ze=W,Tt=z,Ee=0,ct=0,Re=0,wt=0;r.bbox={};let yn=!1,_t=!1,Ut=!1,zt=!1,$r=!1,Lt=!1;function dl(a,d,p){(p||a!=r.width||d!=r.height)&&Co(a,d),Vn(!1),Ut=!0,_t=!0,Wn()}function Co(a,d){r.width=$=W=a,r.height=H=z=d,J=ae=0,Ka(),Ja();let p=r.bbox;Ee=p.left=Cn(J*Te,.5),ct=p.top=Cn(ae*Te,.5),Re=p.width=Cn(W*Te,.5),wt=p.height=Cn(z*Te,.5)}let Ga=3;function Ua(){let a=!1,d=0;for(;!a;){d++;let p=oc(d),m=ic(d);a=d==Ga||p&&m,a||(Co(r.width,r.height),_t=!0)}}function qa({width:a,height:d}){dl(a,d)}r.setSize=qa;function Ka(){let a=!1,d=!1,p=!1,m=!1;M.forEach((y,C)=>{if(y.show&&y._show){let{side:F,_size:q}=y,Q=F%2,te=y.label!=null?y.labelSize:0,ne=q+te;ne>0&&(Q?(W-=ne,F==3?(J+=ne,m=!0):p=!0):(z-=ne,F==0?(ae+=ne,a=!0):d=!0))}}),En[0]=a,En[1]=p,En[2]=d,En[3]=m,W-=an[1]+an[3],J+=an[3],z-=an[2]+an[0],ae+=an[0]}function Ja(){let a=J+W,d=ae+z,p=J,m=ae;function y(C,F){switch(C){case 1:return a+=F,a-F;case 2:return d+=F,d-F;case 3:return p-=F,p+F;case 0:return m-=F,m+F}}M.forEach((C,F)=>{if(C.show&&C._show){let q=C.side;C._pos=y(q,C._size),C.label!=null&&(C._lpos=y(q,C.labelSize))}})}if(ee.dataIdx==null){let a=ee.hover,d=a.skip=new Set(a.skip??[]);d.add(void 0);let p=a.prox=_e(a.prox),m=a.bias??=0;ee.dataIdx=(y,C,F,q)=>{if(C==0)return F;let Q=F,te=p(y,C,F,q)??De,ne=te>=0&&te<De,re=P.ori==0?W:z,me=ee.left,Ne=t[0],$e=t[C];if(d.has($e[F])){Q=null;let xe=null,ue=null,ie;if(m==0||m==-1)for(ie=F;xe==null&&ie-- >0;)d.has($e[ie])||(xe=ie);if(m==0||m==1)for(ie=F;ue==null&&ie++<$e.length;)d.has($e[ie])||(ue=ie);if(xe!=null||ue!=null)if(ne){let We=xe==null?-1/0:D(Ne[xe],P,re,0),qe=ue==null?1/0:D(Ne[ue],P,re,0),at=me-We,Ie=qe-me;at<=Ie?at<=te&&(Q=xe):Ie<=te&&(Q=ue)}else Q=ue==null?xe:xe==null?ue:F-xe<=ue-F?xe:ue}else ne&&et(me-D(Ne[F],P,re,0))>te&&(Q=null);return Q}}let kn=a=>{ee.event=a};ee.idxs=de,ee._lock=!1;let ht=ee.points;ht.show=_e(ht.show),ht.size=_e(ht.size),ht.stroke=_e(ht.stroke),ht.width=_e(ht.width),ht.fill=_e(ht.fill);let qt=r.focus=Qe({},e.focus||{alpha:.3},ee.focus),Rn=qt.prox>=0,Dn=Rn&&ht.one,At=[],jn=[],zn=[];function No(a,d){let p=ht.show(r,d);if(p instanceof HTMLElement)return Ot(p,Fc),Ot(p,a.class),en(p,-10,-10,W,z),E.insertBefore(p,At[d]),p}function To(a,d){if(l==1||d>0){let p=l==1&&w[a.scale].time,m=a.value;a.value=p?ji(m)?Yi(j,Hi(m,B)):m||fe:m||ed,a.label=a.label||(p?Gu:Yu)}if(Dn||d>0){a.width=a.width==null?1:a.width,a.paths=a.paths||pd||lu,a.fillTo=_e(a.fillTo||od),a.pxAlign=+Oe(a.pxAlign,T),a.pxRound=es(a.pxAlign),a.stroke=_e(a.stroke||null),a.fill=_e(a.fill||null),a._stroke=a._fill=a._paths=a._focus=null;let p=td(yt(1,a.width),1),m=a.points=Qe({},{size:p,width:yt(1,p*.2),stroke:a.stroke,space:p*2,paths:gd,_stroke:null,_fill:null},a.points);m.show=_e(m.show),m.filter=_e(m.filter),m.fill=_e(m.fill),m.stroke=_e(m.stroke),m.paths=_e(m.paths),m.pxAlign=a.pxAlign}if(Se){let p=se(a,d);ke.splice(d,0,p[0]),tt.splice(d,0,p[1]),oe.values.push(null)}if(Pe){de.splice(d,0,null);let p=null;Dn?d==0&&(p=No(a,d)):d>0&&(p=No(a,d)),At.splice(d,0,p),jn.splice(d,0,0),zn.splice(d,0,0)}st("addSeries",d)}function Qa(a,d){d=d??_.length,a=l==1?Jl(a,d,Ui,Zi):Jl(a,d,{},Qi),_.splice(d,0,a),To(_[d],d)}r.addSeries=Qa;function Za(a){if(_.splice(a,1),Se){oe.values.splice(a,1),tt.splice(a,1);let d=ke.splice(a,1)[0];he(null,d.firstChild),d.remove()}Pe&&(de.splice(a,1),At.splice(a,1)[0].remove(),jn.splice(a,1),zn.splice(a,1)),st("delSeries",a)}r.delSeries=Za;let En=[!1,!1,!1,!1];function Xa(a,d){if(a._show=a.show,a.show){let p=a.side%2,m=w[a.scale];m==null&&(a.scale=p?_[1].scale:O,m=w[a.scale]);let y=m.time;a.size=_e(a.size),a.space=_e(a.space),a.rotate=_e(a.rotate),bn(a.incrs)&&a.incrs.forEach(F=>{!xn.has(F)&&xn.set(F,hs(F))}),a.incrs=_e(a.incrs||(m.distr==2?Mu:y?A==1?Ou:Tu:Nn)),a.splits=_e(a.splits||(y&&m.distr==1?ye:m.distr==3?Gl:m.distr==4?Ku:qu)),a.stroke=_e(a.stroke),a.grid.stroke=_e(a.grid.stroke),a.ticks.stroke=_e(a.ticks.stroke),a.border.stroke=_e(a.border.stroke);let C=a.values;a.values=bn(C)&&!bn(C[0])?_e(C):y?bn(C)?Bi(j,Wi(C,B)):ji(C)?Pu(j,C):C||pe:C||Uu,a.filter=_e(a.filter||(m.distr>=3&&m.log==10?Zu:m.distr==3&&m.log==2?Xu:ds)),a.font=ls(a.font),a.labelFont=ls(a.labelFont),a._size=a.size(r,null,d,0),a._space=a._rotate=a._incrs=a._found=a._splits=a._values=null,a._size>0&&(En[d]=!0,a._el=Rt(Rc,g))}}function ur(a,d,p,m){let[y,C,F,q]=p,Q=d%2,te=0;return Q==0&&(q||C)&&(te=d==0&&!y||d==2&&!F?Xe(Gi.size/3):0),Q==1&&(y||F)&&(te=d==1&&!C||d==3&&!q?Xe(Ki.size/2):0),te}let Lo=r.padding=(e.padding||[ur,ur,ur,ur]).map(a=>_e(Oe(a,ur))),an=r._padding=Lo.map((a,d)=>a(r,d,En,0)),ut,rt=null,lt=null,Or=l==1?_[0].idxs:null,Ft=null,dr=!1;function Ao(a,d){if(t=a??[],r.data=r._data=t,l==2){ut=0;for(let p=1;p<_.length;p++)ut+=t[p][0].length}else{t.length==0&&(r.data=r._data=t=[[]]),Ft=t[0],ut=Ft.length;let p=t;if(K==2){p=t.slice();let m=p[0]=Array(ut);for(let y=0;y<ut;y++)m[y]=y}r._data=t=p}if(Vn(!0),st("setData"),K==2&&(Ut=!0),d!==!1){let p=P;p.auto(r,dr)?fl():un(O,p.min,p.max),zt=zt||ee.left>=0,Lt=!0,Wn()}}r.setData=Ao;function fl(){dr=!0;let a,d;l==1&&(ut>0?(rt=Or[0]=0,lt=Or[1]=ut-1,a=t[0][rt],d=t[0][lt],K==2?(a=rt,d=lt):a==d&&(K==3?[a,d]=Ur(a,a,P.log,!1):K==4?[a,d]=eo(a,a,P.log,!1):P.time?d=a+Xe(86400/A):[a,d]=Hr(a,d,to,!0))):(rt=Or[0]=a=null,lt=Or[1]=d=null)),un(O,a,d)}let Cr,Fn,hl,pl,gl,ml,wl,vl,bl,kt;function Po(a,d,p,m,y,C){a??=yi,p??=ro,m??="butt",y??=yi,C??="round",a!=Cr&&(h.strokeStyle=Cr=a),y!=Fn&&(h.fillStyle=Fn=y),d!=hl&&(h.lineWidth=hl=d),C!=gl&&(h.lineJoin=gl=C),m!=ml&&(h.lineCap=ml=m),p!=pl&&h.setLineDash(pl=p)}function Io(a,d,p,m){d!=Fn&&(h.fillStyle=Fn=d),a!=wl&&(h.font=wl=a),p!=vl&&(h.textAlign=vl=p),m!=bl&&(h.textBaseline=bl=m)}function xl(a,d,p,m,y=0){if(m.length>0&&a.auto(r,dr)&&(d==null||d.min==null)){let C=Oe(rt,0),F=Oe(lt,m.length-1),q=p.min==null?Zc(m,C,F,y,a.distr==3):[p.min,p.max];a.min=Gt(a.min,p.min=q[0]),a.max=yt(a.max,p.max=q[1])}}let Ro={min:null,max:null};function ec(){for(let m in w){let y=w[m];k[m]==null&&(y.min==null||k[O]!=null&&y.auto(r,dr))&&(k[m]=Ro)}for(let m in w){let y=w[m];k[m]==null&&y.from!=null&&k[y.from]!=null&&(k[m]=Ro)}k[O]!=null&&Vn(!0);let a={};for(let m in k){let y=k[m];if(y!=null){let C=a[m]=rr(w[m],su);if(y.min!=null)Qe(C,y);else if(m!=O||l==2)if(ut==0&&C.from==null){let F=C.range(r,null,null,m);C.min=F[0],C.max=F[1]}else C.min=De,C.max=-De}}if(ut>0){_.forEach((m,y)=>{if(l==1){let C=m.scale,F=k[C];if(F==null)return;let q=a[C];if(y==0){let Q=q.range(r,q.min,q.max,C);q.min=Q[0],q.max=Q[1],rt=Yt(q.min,t[0]),lt=Yt(q.max,t[0]),lt-rt>1&&(t[0][rt]<q.min&&rt++,t[0][lt]>q.max&&lt--),m.min=Ft[rt],m.max=Ft[lt]}else m.show&&m.auto&&xl(q,F,m,t[y],m.sorted);m.idxs[0]=rt,m.idxs[1]=lt}else if(y>0&&m.show&&m.auto){let[C,F]=m.facets,q=C.scale,Q=F.scale,[te,ne]=t[y],re=a[q],me=a[Q];re!=null&&xl(re,k[q],C,te,C.sorted),me!=null&&xl(me,k[Q],F,ne,F.sorted),m.min=F.min,m.max=F.max}});for(let m in a){let y=a[m],C=k[m];if(y.from==null&&(C==null||C.min==null)){let F=y.range(r,y.min==De?null:y.min,y.max==-De?null:y.max,m);y.min=F[0],y.max=F[1]}}}for(let m in a){let y=a[m];if(y.from!=null){let C=a[y.from];if(C.min==null)y.min=y.max=null;else{let F=y.range(r,C.min,C.max,m);y.min=F[0],y.max=F[1]}}}let d={},p=!1;for(let m in a){let y=a[m],C=w[m];if(C.min!=y.min||C.max!=y.max){C.min=y.min,C.max=y.max;let F=C.distr;C._min=F==3?on(C.min):F==4?Dl(C.min,C.asinh):F==100?C.fwd(C.min):C.min,C._max=F==3?on(C.max):F==4?Dl(C.max,C.asinh):F==100?C.fwd(C.max):C.max,d[m]=p=!0}}if(p){_.forEach((m,y)=>{l==2?y>0&&d.y&&(m._paths=null):d[m.scale]&&(m._paths=null)});for(let m in d)Ut=!0,st("setScale",m);Pe&&ee.left>=0&&(zt=Lt=!0)}for(let m in k)k[m]=null}function tc(a){let d=Yl(rt-1,0,ut-1),p=Yl(lt+1,0,ut-1);for(;a[d]==null&&d>0;)d--;for(;a[p]==null&&p<ut-1;)p++;return[d,p]}function nc(){if(ut>0){let a=_.some(d=>d._focus)&&kt!=qt.alpha;a&&(h.globalAlpha=kt=qt.alpha),_.forEach((d,p)=>{if(p>0&&d.show&&(Do(p,!1),Do(p,!0),d._paths==null)){let m=kt;kt!=d.alpha&&(h.globalAlpha=kt=d.alpha);let y=l==2?[0,t[p][0].length-1]:tc(t[p]);d._paths=d.paths(r,p,y[0],y[1]),kt!=m&&(h.globalAlpha=kt=m)}}),_.forEach((d,p)=>{if(p>0&&d.show){let m=kt;kt!=d.alpha&&(h.globalAlpha=kt=d.alpha),d._paths!=null&&jo(p,!1);{let y=d._paths!=null?d._paths.gaps:null,C=d.points.show(r,p,rt,lt,y),F=d.points.filter(r,p,C,y);(C||F)&&(d.points._paths=d.points.paths(r,p,rt,lt,F),jo(p,!0))}kt!=m&&(h.globalAlpha=kt=m),st("drawSeries",p)}}),a&&(h.globalAlpha=kt=1)}}function Do(a,d){let p=d?_[a].points:_[a];p._stroke=p.stroke(r,a),p._fill=p.fill(r,a)}function jo(a,d){let p=d?_[a].points:_[a],{stroke:m,fill:y,clip:C,flags:F,_stroke:q=p._stroke,_fill:Q=p._fill,_width:te=p.width}=p._paths;te=je(te*Te,3);let ne=null,re=te%2/2;d&&Q==null&&(Q=te>0?"#fff":q);let me=p.pxAlign==1&&re>0;if(me&&h.translate(re,re),!d){let Ne=Ee-te/2,$e=ct-te/2,xe=Re+te,ue=wt+te;ne=new Path2D,ne.rect(Ne,$e,xe,ue)}d?yl(q,te,p.dash,p.cap,Q,m,y,F,C):rc(a,q,te,p.dash,p.cap,Q,m,y,F,ne,C),me&&h.translate(-re,-re)}function rc(a,d,p,m,y,C,F,q,Q,te,ne){let re=!1;Q!=0&&I.forEach((me,Ne)=>{if(me.series[0]==a){let $e=_[me.series[1]],xe=t[me.series[1]],ue=($e._paths||kr).band;bn(ue)&&(ue=me.dir==1?ue[0]:ue[1]);let ie,We=null;$e.show&&ue&&eu(xe,rt,lt)?(We=me.fill(r,Ne)||C,ie=$e._paths.clip):ue=null,yl(d,p,m,y,We,F,q,Q,te,ne,ie,ue),re=!0}}),re||yl(d,p,m,y,C,F,q,Q,te,ne)}let zo=lr|ql;function yl(a,d,p,m,y,C,F,q,Q,te,ne,re){Po(a,d,p,m,y),(Q||te||re)&&(h.save(),Q&&h.clip(Q),te&&h.clip(te)),re?(q&zo)==zo?(h.clip(re),ne&&h.clip(ne),Tr(y,F),Nr(a,C,d)):q&ql?(Tr(y,F),h.clip(re),Nr(a,C,d)):q&lr&&(h.save(),h.clip(re),ne&&h.clip(ne),Tr(y,F),h.restore(),Nr(a,C,d)):(Tr(y,F),Nr(a,C,d)),(Q||te||re)&&h.restore()}function Nr(a,d,p){p>0&&(d instanceof Map?d.forEach((m,y)=>{h.strokeStyle=Cr=y,h.stroke(m)}):d!=null&&a&&h.stroke(d))}function Tr(a,d){d instanceof Map?d.forEach((p,m)=>{h.fillStyle=Fn=m,h.fill(p)}):d!=null&&a&&h.fill(d)}function lc(a,d,p,m){let y=M[a],C;if(m<=0)C=[0,0];else{let F=y._space=y.space(r,a,d,p,m),q=y._incrs=y.incrs(r,a,d,p,m,F);C=yd(d,p,q,m,F)}return y._found=C}function kl(a,d,p,m,y,C,F,q,Q,te){let ne=F%2/2;T==1&&h.translate(ne,ne),Po(q,F,Q,te,q),h.beginPath();let re,me,Ne,$e,xe=y+(m==0||m==3?-C:C);p==0?(me=y,$e=xe):(re=y,Ne=xe);for(let ue=0;ue<a.length;ue++)d[ue]!=null&&(p==0?re=Ne=a[ue]:me=$e=a[ue],h.moveTo(re,me),h.lineTo(Ne,$e));h.stroke(),T==1&&h.translate(-ne,-ne)}function oc(a){let d=!0;return M.forEach((p,m)=>{if(!p.show)return;let y=w[p.scale];if(y.min==null){p._show&&(d=!1,p._show=!1,Vn(!1));return}else p._show||(d=!1,p._show=!0,Vn(!1));let C=p.side,F=C%2,{min:q,max:Q}=y,[te,ne]=lc(m,q,Q,F==0?W:z);if(ne==0)return;let re=y.distr==2,me=p._splits=p.splits(r,m,q,Q,te,ne,re),Ne=y.distr==2?me.map(ie=>Ft[ie]):me,$e=y.distr==2?Ft[me[1]]-Ft[me[0]]:te,xe=p._values=p.values(r,p.filter(r,Ne,m,ne,$e),m,ne,$e);p._rotate=C==2?p.rotate(r,xe,m,ne):0;let ue=p._size;p._size=Dt(p.size(r,xe,m,a)),ue!=null&&p._size!=ue&&(d=!1)}),d}function ic(a){let d=!0;return Lo.forEach((p,m)=>{let y=p(r,m,En,a);y!=an[m]&&(d=!1),an[m]=y}),d}function sc(){for(let a=0;a<M.length;a++){let d=M[a];if(!d.show||!d._show)continue;let p=d.side,m=p%2,y,C,F=d.stroke(r,a),q=p==0||p==3?-1:1,[Q,te]=d._found;if(d.label!=null){let bt=d.labelGap*q,$t=Xe((d._lpos+bt)*Te);Io(d.labelFont[0],F,"center",p==2?"top":xi),h.save(),m==1?(y=C=0,h.translate($t,Xe(ct+wt/2)),h.rotate((p==3?-Wr:Wr)/2)):(y=Xe(Ee+Re/2),C=$t);let Mn=cs(d.label)?d.label(r,a,Q,te):d.label;h.fillText(Mn,y,C),h.restore()}if(te==0)continue;let ne=w[d.scale],re=m==0?Re:wt,me=m==0?Ee:ct,Ne=d._splits,$e=ne.distr==2?Ne.map(bt=>Ft[bt]):Ne,xe=ne.distr==2?Ft[Ne[1]]-Ft[Ne[0]]:Q,ue=d.ticks,ie=d.border,We=ue.show?ue.size:0,qe=Xe(We*Te),at=Xe((d.alignTo==2?d._size-We-d.gap:d.gap)*Te),Ie=d._rotate*-Wr/180,Ke=R(d._pos*Te),St=(qe+at)*q,vt=Ke+St;C=m==0?vt:0,y=m==1?vt:0;let Pt=d.font[0],Vt=d.align==1?Zn:d.align==2?Pl:Ie>0?Zn:Ie<0?Pl:m==0?"center":p==3?Pl:Zn,Qt=Ie||m==1?"middle":p==2?"top":xi;Io(Pt,F,Vt,Qt);let Mt=d.font[1]*d.lineGap,It=Ne.map(bt=>R(s(bt,ne,re,me))),Wt=d._values;for(let bt=0;bt<Wt.length;bt++){let $t=Wt[bt];if($t!=null){m==0?y=It[bt]:C=It[bt],$t=""+$t;let Mn=$t.indexOf(`
`)==-1?[$t]:$t.split(/\n/gm);for(let xt=0;xt<Mn.length;xt++){let li=Mn[xt];Ie?(h.save(),h.translate(y,C+xt*Mt),h.rotate(Ie),h.fillText(li,0,0),h.restore()):h.fillText(li,y,C+xt*Mt)}}}ue.show&&kl(It,ue.filter(r,$e,a,te,xe),m,p,Ke,qe,je(ue.width*Te,3),ue.stroke(r,a),ue.dash,ue.cap);let Zt=d.grid;Zt.show&&kl(It,Zt.filter(r,$e,a,te,xe),m,m==0?2:1,m==0?ct:Ee,m==0?wt:Re,je(Zt.width*Te,3),Zt.stroke(r,a),Zt.dash,Zt.cap),ie.show&&kl([Ke],[1],m==0?1:0,m==0?1:2,m==1?ct:Ee,m==1?wt:Re,je(ie.width*Te,3),ie.stroke(r,a),ie.dash,ie.cap)}st("drawAxes")}function Vn(a){_.forEach((d,p)=>{p>0&&(d._paths=null,a&&(l==1?(d.min=null,d.max=null):d.facets.forEach(m=>{m.min=null,m.max=null})))})}let Lr=!1,El=!1,fr=[];function ac(){El=!1;for(let a=0;a<fr.length;a++)st(...fr[a]);fr.length=0}function Wn(){Lr||(pu(Fo),Lr=!0)}function cc(a,d=!1){Lr=!0,El=d,a(r),Fo(),d&&fr.length>0&&queueMicrotask(ac)}r.batch=cc;function Fo(){if(yn&&(ec(),yn=!1),Ut&&(Ua(),Ut=!1),_t){if(Be(b,Zn,J),Be(b,"top",ae),Be(b,vr,W),Be(b,br,z),Be(E,Zn,J),Be(E,"top",ae),Be(E,vr,W),Be(E,br,z),Be(g,vr,$),Be(g,br,H),f.width=Xe($*Te),f.height=Xe(H*Te),M.forEach(({_el:a,_show:d,_size:p,_pos:m,side:y})=>{if(a!=null)if(d){let C=y===3||y===0?p:0,F=y%2==1;Be(a,F?"left":"top",m-C),Be(a,F?"width":"height",p),Be(a,F?"top":"left",F?ae:J),Be(a,F?"height":"width",F?z:W),Bl(a,Tn)}else Ot(a,Tn)}),Cr=Fn=hl=gl=ml=wl=vl=bl=pl=null,kt=1,gr(!0),J!=He||ae!=be||W!=ze||z!=Tt){Vn(!1);let a=W/ze,d=z/Tt;if(Pe&&!zt&&ee.left>=0){ee.left*=a,ee.top*=d,Bn&&en(Bn,Xe(ee.left),0,W,z),Hn&&en(Hn,0,Xe(ee.top),W,z);for(let p=0;p<At.length;p++){let m=At[p];m!=null&&(jn[p]*=a,zn[p]*=d,en(m,Dt(jn[p]),Dt(zn[p]),W,z))}}if(Ve.show&&!$r&&Ve.left>=0&&Ve.width>0){Ve.left*=a,Ve.width*=a,Ve.top*=d,Ve.height*=d;for(let p in Cl)Be(Un,p,Ve[p])}He=J,be=ae,ze=W,Tt=z}st("setSize"),_t=!1}$>0&&H>0&&(h.clearRect(0,0,f.width,f.height),st("drawClear"),S.forEach(a=>a()),st("draw")),Ve.show&&$r&&(Ar(Ve),$r=!1),Pe&&zt&&(Sn(null,!0,!1),zt=!1),oe.show&&oe.live&&Lt&&($l(),Lt=!1),u||(u=!0,r.status=1,st("ready")),dr=!1,Lr=!1}r.redraw=(a,d)=>{Ut=d||!1,a!==!1?un(O,P.min,P.max):Wn()};function _l(a,d){let p=w[a];if(p.from==null){if(ut==0){let m=p.range(r,d.min,d.max,a);d.min=m[0],d.max=m[1]}if(d.min>d.max){let m=d.min;d.min=d.max,d.max=m}if(ut>1&&d.min!=null&&d.max!=null&&d.max-d.min<1e-16)return;a==O&&p.distr==2&&ut>0&&(d.min=Yt(d.min,t[0]),d.max=Yt(d.max,t[0]),d.min==d.max&&d.max++),k[a]=d,yn=!0,Wn()}}r.setScale=_l;let Sl,Ml,Bn,Hn,Vo,Wo,Yn,Gn,Bo,Ho,Fe,Ye,cn=!1,dt=ee.drag,ot=dt.x,it=dt.y;Pe&&(ee.x&&(Sl=Rt(jc,E)),ee.y&&(Ml=Rt(zc,E)),P.ori==0?(Bn=Sl,Hn=Ml):(Bn=Ml,Hn=Sl),Fe=ee.left,Ye=ee.top);let Ve=r.select=Qe({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Un=Ve.show?Rt(Dc,Ve.over?E:b):null;function Ar(a,d){if(Ve.show){for(let p in a)Ve[p]=a[p],p in Cl&&Be(Un,p,a[p]);d!==!1&&st("setSelect")}}r.setSelect=Ar;function uc(a){if(_[a].show)Se&&Bl(ke[a],Tn);else if(Se&&Ot(ke[a],Tn),Pe){let p=Dn?At[0]:At[a];p!=null&&en(p,-10,-10,W,z)}}function un(a,d,p){_l(a,{min:d,max:p})}function Kt(a,d,p,m){d.focus!=null&&gc(a),d.show!=null&&_.forEach((y,C)=>{C>0&&(a==C||a==null)&&(y.show=d.show,uc(C),l==2?(un(y.facets[0].scale,null,null),un(y.facets[1].scale,null,null)):un(y.scale,null,null),Wn())}),p!==!1&&st("setSeries",a,d),m&&mr("setSeries",r,a,d)}r.setSeries=Kt;function dc(a,d){Qe(I[a],d)}function fc(a,d){a.fill=_e(a.fill||null),a.dir=Oe(a.dir,-1),d=d??I.length,I.splice(d,0,a)}function hc(a){a==null?I.length=0:I.splice(a,1)}r.addBand=fc,r.setBand=dc,r.delBand=hc;function pc(a,d){_[a].alpha=d,Pe&&At[a]!=null&&(At[a].style.opacity=d),Se&&ke[a]&&(ke[a].style.opacity=d)}let nn,dn,_n,qn={focus:!0};function gc(a){if(a!=_n){let d=a==null,p=qt.alpha!=1;_.forEach((m,y)=>{if(l==1||y>0){let C=d||y==0||y==a;m._focus=d?null:C,p&&pc(y,C?1:qt.alpha)}}),_n=a,p&&Wn()}}Se&&Rn&&ge(_i,we,a=>{ee._lock||(kn(a),_n!=null&&Kt(null,qn,!0,Je.setSeries))});function Jt(a,d,p){let m=w[d];p&&(a=a/Te-(m.ori==1?ae:J));let y=W;m.ori==1&&(y=z,a=y-a),m.dir==-1&&(a=y-a);let C=m._min,F=m._max,q=a/y,Q=C+(F-C)*q,te=m.distr;return te==3?tr(10,Q):te==4?nu(Q,m.asinh):te==100?m.bwd(Q):Q}function mc(a,d){let p=Jt(a,O,d);return Yt(p,t[0],rt,lt)}r.valToIdx=a=>Yt(a,t[0]),r.posToIdx=mc,r.posToVal=Jt,r.valToPos=(a,d,p)=>w[d].ori==0?o(a,w[d],p?Re:W,p?Ee:0):i(a,w[d],p?wt:z,p?ct:0),r.setCursor=(a,d,p)=>{Fe=a.left,Ye=a.top,Sn(null,d,p)};function Yo(a,d){Be(Un,Zn,Ve.left=a),Be(Un,vr,Ve.width=d)}function Go(a,d){Be(Un,"top",Ve.top=a),Be(Un,br,Ve.height=d)}let hr=P.ori==0?Yo:Go,pr=P.ori==1?Yo:Go;function wc(){if(Se&&oe.live)for(let a=l==2?1:0;a<_.length;a++){if(a==0&&V)continue;let d=oe.values[a],p=0;for(let m in d)tt[a][p++].firstChild.nodeValue=d[m]}}function $l(a,d){if(a!=null&&(a.idxs?a.idxs.forEach((p,m)=>{de[m]=p}):iu(a.idx)||de.fill(a.idx),oe.idx=de[0]),Se&&oe.live){for(let p=0;p<_.length;p++)(p>0||l==1&&!V)&&vc(p,de[p]);wc()}Lt=!1,d!==!1&&st("setLegend")}r.setLegend=$l;function vc(a,d){let p=_[a],m=a==0&&K==2?Ft:t[a],y;V?y=p.values(r,a,d)??x:(y=p.value(r,d==null?null:m[d],a,d),y=y==null?x:{_:y}),oe.values[a]=y}function Sn(a,d,p){Bo=Fe,Ho=Ye,[Fe,Ye]=ee.move(r,Fe,Ye),ee.left=Fe,ee.top=Ye,Pe&&(Bn&&en(Bn,Xe(Fe),0,W,z),Hn&&en(Hn,0,Xe(Ye),W,z));let m,y=rt>lt;nn=De,dn=null;let C=P.ori==0?W:z,F=P.ori==1?W:z;if(Fe<0||ut==0||y){m=ee.idx=null;for(let q=0;q<_.length;q++){let Q=At[q];Q!=null&&en(Q,-10,-10,W,z)}Rn&&Kt(null,qn,!0,a==null&&Je.setSeries),oe.live&&(de.fill(m),Lt=!0)}else{let q,Q,te;l==1&&(q=P.ori==0?Fe:Ye,Q=Jt(q,O),m=ee.idx=Yt(Q,t[0],rt,lt),te=D(t[0][m],P,C,0));let ne=-10,re=-10,me=0,Ne=0,$e=!0,xe="",ue="";for(let ie=l==2?1:0;ie<_.length;ie++){let We=_[ie],qe=de[ie],at=qe==null?null:l==1?t[ie][qe]:t[ie][1][qe],Ie=ee.dataIdx(r,ie,m,Q),Ke=Ie==null?null:l==1?t[ie][Ie]:t[ie][1][Ie];if(Lt=Lt||Ke!=at||Ie!=qe,de[ie]=Ie,ie>0&&We.show){let St=Ie==null?-10:Ie==m?te:D(l==1?t[0][Ie]:t[ie][0][Ie],P,C,0),vt=Ke==null?-10:G(Ke,l==1?w[We.scale]:w[We.facets[1].scale],F,0);if(Rn&&Ke!=null){let Pt=P.ori==1?Fe:Ye,Vt=et(qt.dist(r,ie,Ie,vt,Pt));if(Vt<nn){let Qt=qt.bias;if(Qt!=0){let Mt=Jt(Pt,We.scale),It=Ke>=0?1:-1,Wt=Mt>=0?1:-1;Wt==It&&(Wt==1?Qt==1?Ke>=Mt:Ke<=Mt:Qt==1?Ke<=Mt:Ke>=Mt)&&(nn=Vt,dn=ie)}else nn=Vt,dn=ie}}if(Lt||Dn){let Pt,Vt;P.ori==0?(Pt=St,Vt=vt):(Pt=vt,Vt=St);let Qt,Mt,It,Wt,Zt,bt,$t=!0,Mn=ht.bbox;if(Mn!=null){$t=!1;let xt=Mn(r,ie);It=xt.left,Wt=xt.top,Qt=xt.width,Mt=xt.height}else It=Pt,Wt=Vt,Qt=Mt=ht.size(r,ie);if(bt=ht.fill(r,ie),Zt=ht.stroke(r,ie),Dn)ie==dn&&nn<=qt.prox&&(ne=It,re=Wt,me=Qt,Ne=Mt,$e=$t,xe=bt,ue=Zt);else{let xt=At[ie];xt!=null&&(jn[ie]=It,zn[ie]=Wt,Ti(xt,Qt,Mt,$t),Ci(xt,bt,Zt),en(xt,Dt(It),Dt(Wt),W,z))}}}}if(Dn){let ie=qt.prox,We=_n==null?nn<=ie:nn>ie||dn!=_n;if(Lt||We){let qe=At[0];qe!=null&&(jn[0]=ne,zn[0]=re,Ti(qe,me,Ne,$e),Ci(qe,xe,ue),en(qe,Dt(ne),Dt(re),W,z))}}}if(Ve.show&&cn)if(a!=null){let[q,Q]=Je.scales,[te,ne]=Je.match,[re,me]=a.cursor.sync.scales,Ne=a.cursor.drag;if(ot=Ne._x,it=Ne._y,ot||it){let{left:$e,top:xe,width:ue,height:ie}=a.select,We=a.scales[re].ori,qe=a.posToVal,at,Ie,Ke,St,vt,Pt=q!=null&&te(q,re),Vt=Q!=null&&ne(Q,me);Pt&&ot?(We==0?(at=$e,Ie=ue):(at=xe,Ie=ie),Ke=w[q],St=D(qe(at,re),Ke,C,0),vt=D(qe(at+Ie,re),Ke,C,0),hr(Gt(St,vt),et(vt-St))):hr(0,C),Vt&&it?(We==1?(at=$e,Ie=ue):(at=xe,Ie=ie),Ke=w[Q],St=G(qe(at,me),Ke,F,0),vt=G(qe(at+Ie,me),Ke,F,0),pr(Gt(St,vt),et(vt-St))):pr(0,F)}else Nl()}else{let q=et(Bo-Vo),Q=et(Ho-Wo);if(P.ori==1){let me=q;q=Q,Q=me}ot=dt.x&&q>=dt.dist,it=dt.y&&Q>=dt.dist;let te=dt.uni;te!=null?ot&&it&&(ot=q>=te,it=Q>=te,!ot&&!it&&(Q>q?it=!0:ot=!0)):dt.x&&dt.y&&(ot||it)&&(ot=it=!0);let ne,re;ot&&(P.ori==0?(ne=Yn,re=Fe):(ne=Gn,re=Ye),hr(Gt(ne,re),et(re-ne)),it||pr(0,F)),it&&(P.ori==1?(ne=Yn,re=Fe):(ne=Gn,re=Ye),pr(Gt(ne,re),et(re-ne)),ot||hr(0,C)),!ot&&!it&&(hr(0,0),pr(0,0))}if(dt._x=ot,dt._y=it,a==null){if(p){if(ri!=null){let[q,Q]=Je.scales;Je.values[0]=q!=null?Jt(P.ori==0?Fe:Ye,q):null,Je.values[1]=Q!=null?Jt(P.ori==1?Fe:Ye,Q):null}mr(Il,r,Fe,Ye,W,z,m)}if(Rn){let q=p&&Je.setSeries,Q=qt.prox;_n==null?nn<=Q&&Kt(dn,qn,!0,q):nn>Q?Kt(null,qn,!0,q):dn!=_n&&Kt(dn,qn,!0,q)}}Lt&&(oe.idx=m,$l()),d!==!1&&st("setCursor")}let fn=null;Object.defineProperty(r,"rect",{get(){return fn==null&&gr(!1),fn}});function gr(a=!1){a?fn=null:(fn=E.getBoundingClientRect(),st("syncRect",fn))}function Uo(a,d,p,m,y,C,F){ee._lock||cn&&a!=null&&a.movementX==0&&a.movementY==0||(Ol(a,d,p,m,y,C,F,!1,a!=null),a!=null?Sn(null,!0,!0):Sn(d,!0,!1))}function Ol(a,d,p,m,y,C,F,q,Q){if(fn==null&&gr(!1),kn(a),a!=null)p=a.clientX-fn.left,m=a.clientY-fn.top;else{if(p<0||m<0){Fe=-10,Ye=-10;return}let[te,ne]=Je.scales,re=d.cursor.sync,[me,Ne]=re.values,[$e,xe]=re.scales,[ue,ie]=Je.match,We=d.axes[0].side%2==1,qe=P.ori==0?W:z,at=P.ori==1?W:z,Ie=We?C:y,Ke=We?y:C,St=We?m:p,vt=We?p:m;if($e!=null?p=ue(te,$e)?s(me,w[te],qe,0):-10:p=qe*(St/Ie),xe!=null?m=ie(ne,xe)?s(Ne,w[ne],at,0):-10:m=at*(vt/Ke),P.ori==1){let Pt=p;p=m,m=Pt}}Q&&(d==null||d.cursor.event.type==Il)&&((p<=1||p>=W-1)&&(p=Cn(p,W)),(m<=1||m>=z-1)&&(m=Cn(m,z))),q?(Vo=p,Wo=m,[Yn,Gn]=ee.move(r,p,m)):(Fe=p,Ye=m)}let Cl={width:0,height:0,left:0,top:0};function Nl(){Ar(Cl,!1)}let qo,Ko,Jo,Qo;function Zo(a,d,p,m,y,C,F){cn=!0,ot=it=dt._x=dt._y=!1,Ol(a,d,p,m,y,C,F,!0,!1),a!=null&&(ge(Rl,Vl,Xo,!1),mr(ki,r,Yn,Gn,W,z,null));let{left:q,top:Q,width:te,height:ne}=Ve;qo=q,Ko=Q,Jo=te,Qo=ne}function Xo(a,d,p,m,y,C,F){cn=dt._x=dt._y=!1,Ol(a,d,p,m,y,C,F,!1,!0);let{left:q,top:Q,width:te,height:ne}=Ve,re=te>0||ne>0,me=qo!=q||Ko!=Q||Jo!=te||Qo!=ne;if(re&&me&&Ar(Ve),dt.setScale&&re&&me){let Ne=q,$e=te,xe=Q,ue=ne;if(P.ori==1&&(Ne=Q,$e=ne,xe=q,ue=te),ot&&un(O,Jt(Ne,O),Jt(Ne+$e,O)),it)for(let ie in w){let We=w[ie];ie!=O&&We.from==null&&We.min!=De&&un(ie,Jt(xe+ue,ie),Jt(xe,ie))}Nl()}else ee.lock&&(ee._lock=!ee._lock,Sn(d,!0,a!=null));a!=null&&(he(Rl,Vl),mr(Rl,r,Fe,Ye,W,z,null))}function bc(a,d,p,m,y,C,F){if(ee._lock)return;kn(a);let q=cn;if(cn){let Q=!0,te=!0,ne=10,re,me;P.ori==0?(re=ot,me=it):(re=it,me=ot),re&&me&&(Q=Fe<=ne||Fe>=W-ne,te=Ye<=ne||Ye>=z-ne),re&&Q&&(Fe=Fe<Yn?0:W),me&&te&&(Ye=Ye<Gn?0:z),Sn(null,!0,!0),cn=!1}Fe=-10,Ye=-10,de.fill(null),Sn(null,!0,!0),q&&(cn=q)}function ei(a,d,p,m,y,C,F){ee._lock||(kn(a),fl(),Nl(),a!=null&&mr(Si,r,Fe,Ye,W,z,null))}function ti(){M.forEach(kd),dl(r.width,r.height,!0)}Ln(Br,er,ti);let Kn={};Kn.mousedown=Zo,Kn.mousemove=Uo,Kn.mouseup=Xo,Kn.dblclick=ei,Kn.setSeries=(a,d,p,m)=>{let y=Je.match[2];p=y(r,d,p),p!=-1&&Kt(p,m,!0,!1)},Pe&&(ge(ki,E,Zo),ge(Il,E,Uo),ge(Ei,E,a=>{kn(a),gr(!1)}),ge(_i,E,bc),ge(Si,E,ei),Kl.add(r),r.syncRect=gr);let Pr=r.hooks=e.hooks||{};function st(a,d,p){El?fr.push([a,d,p]):a in Pr&&Pr[a].forEach(m=>{m.call(null,r,d,p)})}(e.plugins||[]).forEach(a=>{for(let d in a.hooks)Pr[d]=(Pr[d]||[]).concat(a.hooks[d])});let ni=(a,d,p)=>p,Je=Qe({key:null,setSeries:!1,filters:{pub:Ri,sub:Ri},scales:[O,_[1]?_[1].scale:null],match:[Di,Di,ni],values:[null,null]},ee.sync);Je.match.length==2&&Je.match.push(ni),ee.sync=Je;let ri=Je.key,Tl=As(ri);function mr(a,d,p,m,y,C,F){Je.filters.pub(a,d,p,m,y,C,F)&&Tl.pub(a,d,p,m,y,C,F)}Tl.sub(r);function xc(a,d,p,m,y,C,F){Je.filters.sub(a,d,p,m,y,C,F)&&Kn[a](null,d,p,m,y,C,F)}r.pub=xc;function yc(){Tl.unsub(r),Kl.delete(r),ce.clear(),Hl(Br,er,ti),c.remove(),we?.remove(),st("destroy")}r.destroy=yc;function Ll(){st("init",e,t),Ao(t||e.data,!1),k[O]?_l(O,k[O]):fl(),$r=Ve.show&&(Ve.width>0||Ve.height>0),zt=Lt=!0,dl(e.width,e.height)}return _.forEach(To),M.forEach(Xa),n?n instanceof HTMLElement?(n.appendChild(c),Ll()):n(r,Ll):Ll(),r}ft.assign=Qe;ft.fmtNum=no;ft.rangeNum=Hr;ft.rangeLog=Ur;ft.rangeAsinh=eo;ft.orient=Pn;ft.pxRatio=Te;ft.join=hu;ft.fmtDate=lo,ft.tzDate=_u;ft.sync=As;{ft.addGap=id,ft.clipGaps=Jr;let e=ft.paths={points:zs};e.linear=Vs,e.stepped=cd,e.bars=ud,e.spline=fd}var Ed=e=>e.replace(/[{}]/g,""),Ys={ns:1,us:1e3,µs:1e3,ms:1e6,s:1e9,min:6e10,h:36e11},fo=[50,90,95,99],_d=290,ho=[[],[7,4],[2,3],[10,3,2,3]];function Gs(e,t){let{groups:n,shape:r,unit:l,bins:o,step:i}=t,s=r==="histogram",u=Number(BigInt(t.start)/1000000n)/1e3,c=Array.from({length:o},(x,L)=>u+(L+.5)*i),f=new Map(t.details.map(x=>[x.trace,x])),h=t.exemplars??[],g=x=>x==null?"–":Ys[l]?Ae(x*Ys[l]):Me(x),b=x=>r==="rate"?`${Me(x)}${l&&l!=="1"&&!/^\{/.test(l)?` ${le(l,12)}`:""}/s`:g(x),E=s?"heat":"lines",T=0,R=2,A=null,_=v("div",{class:"plot"}),M=v("ul",{class:"legend series"}),w=v("p",{class:"status",role:"status"}),I=v("div",{class:"doors"}),O=v("div",{class:"tree"}),N=s&&n.length>1,S=N&&v("select",{"aria-label":"Series",on:{change:()=>{T=Number(S.value),D()}}},n.map((x,L)=>v("option",{value:L},le(x,60)))),Y=N&&Qn("Percentile",fo.map((x,L)=>[L,`p${x}`]),R,x=>{R=x,D()}),U=s&&Qn("Picture",[["heat","Heatmap"],["levels","Percentiles"],...N?[["compare","Compare"]]:[]],E,x=>{E=x,D()});e.append(v("div",{class:"metric"},gt([v("strong",{},v("bdi",{},le(t.metric)))],[t.type.replace("_"," "),t.temporality.toLowerCase(),l&&l!=="1"&&`in ${le(Ed(l),30)}`,t.by&&`by ${le(t.by,60)}`,Ue(t.streams,"stream")].filter(Boolean).map(x=>v("span",{},x)),[S,Y,U]),t.description&&v("p",{class:"note about"},v("bdi",{},le(t.description,500))),_,M,w,I,O));function P(){return E==="levels"?fo.map((x,L)=>({name:`p${x}`,values:t.percentiles[T][L]})):E==="compare"?n.flatMap((x,L)=>x==="all"&&L===0?[]:[{name:x,values:t.percentiles[L][R]}]):n.map((x,L)=>({name:x,values:t.series[L]}))}let K=x=>pn(e,`--hue${x%8}`);function D(){A?.destroy(),_.replaceChildren(),S&&(S.hidden=E==="compare"),Y&&(Y.hidden=E!=="compare");let x=Math.max(240,_.clientWidth||640),L=pn(e,"--soft"),X=pn(e,"--faint"),se={stroke:L,font:"11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",grid:{stroke:X,width:1},ticks:{stroke:X,width:1,size:4}},ce=E==="heat",ge=t.edges?.length??0,he=ce?[]:P(),$=he.map((W,z)=>({label:le(W.name,60),stroke:K(z),width:2,dash:ho[Math.floor(z/8)%4].length?ho[Math.floor(z/8)%4]:E==="levels"?ho[z]:void 0,points:{show:W.values.filter(J=>J!==null).length<40,size:5,fill:K(z)},spanGaps:!1}));A=new ft({width:x,height:_d,legend:{show:!1},padding:[12,26,0,4],cursor:{drag:{x:!ce,y:!1},points:{show:!ce},y:!0},scales:{x:{time:!0,range:()=>[u,u+o*i]},y:ce?{range:[0,Math.max(1,ge)]}:{range:(W,z,J)=>[Math.min(0,z??0),J>0?J*1.08:1]}},series:[{},...ce?[{show:!1}]:$],axes:[{...se,values:(W,z)=>z.map(J=>G(J)),space:80,size:30},ce?{...se,size:72,splits:()=>B(ge),values:(W,z)=>z.map(ye),grid:{show:!1}}:{...se,size:72,values:(W,z)=>z.map(b)}],hooks:{drawAxes:ce?[ee]:[],draw:[ve],setCursor:[ke]}},ce?[c,c.map(()=>null)]:[c,...he.map(W=>W.values)],_),A.over.addEventListener("click",Ze),A.over.addEventListener("dblclick",()=>D());let H=A.over;H.setAttribute("role","img"),H.setAttribute("aria-label",nt(he)),V(he,ce)}let G=x=>Xt(BigInt(Math.round(x*1e3))*1000000n).slice(0,o*i>600?5:o*i>15?8:10),k=x=>t.edges[x]?.[0],j=x=>t.edges[x]?.[1];function B(x){let L=Math.max(1,Math.ceil(x/11));return Array.from({length:Math.floor(x/L)+1},(X,Z)=>Z*L)}function ye(x){return x<t.edges.length?k(x)===null?j(x)>0?"0":"−∞":g(k(x)):j(x-1)===null||j(x-1)===void 0?"∞":g(j(x-1))}let pe=x=>`${k(x)===null?"up":`${g(k(x))}`} to ${j(x)===null?"∞":g(j(x))}`;function fe(x){for(let L=0;L<t.edges.length;L++){let X=k(L)??Math.min(0,j(L)),Z=j(L);if(Z===null)return x>X?L+.5:void 0;if(x<=Z&&x>=X)return L+(Z>X?(x-X)/(Z-X):.5)}}let de={light:["#e4eef6","#b9d6ea","#7fb4d8","#4a8dbf","#2a669c","#14406e","#081f3d"],dark:["#17324a","#1d4a6e","#226a94","#2e8eb0","#56b3bd","#9ad5c0","#f1f5c8"]},oe=x=>de[e.dataset.theme==="dark"?"dark":"light"][Math.min(6,Math.floor(x**.5*7))];function ee(x){let{ctx:L}=x,X=Math.max(1,...t.cells[T].map(([,,Z])=>Z));L.save();for(let[Z,se,ce]of t.cells[T]){let ge=x.valToPos(u+Z*i,"x",!0),he=x.valToPos(u+(Z+1)*i,"x",!0),$=x.valToPos(se,"y",!0),H=x.valToPos(se+1,"y",!0);L.fillStyle=oe(ce/X),L.fillRect(Math.round(ge),Math.round(H),Math.max(1,Math.round(he)-Math.round(ge)-1),Math.max(1,Math.round($)-Math.round(H)-1))}L.restore()}let Se=()=>h.filter(x=>!s||E==="compare"||n[T]==="all"||n.length===1||x.group===n[T]);function Pe(x,L){let X=E==="heat"?fe(L.value):L.value;if(X===void 0||r==="rate")return null;let Z=[x.valToPos(u+L.t,"x"),x.valToPos(X,"y")];return Z[0]>=0&&Z[0]<=x.over.clientWidth&&Z[1]>=0&&Z[1]<=x.over.clientHeight?Z:null}function ve(x){let{ctx:L}=x,X=devicePixelRatio||1;L.save();for(let Z of Se()){let se=Pe(x,Z);se&&(L.beginPath(),L.arc(se[0]*X+x.bbox.left,se[1]*X+x.bbox.top,4*X,0,7),L.fillStyle=pn(e,f.has(Z.trace)?"--exemplar":"--bg"),L.fill(),L.lineWidth=1.5*X,L.strokeStyle=pn(e,"--path"),L.stroke())}L.restore()}function we(x,L,X){let Z=null,se=12;for(let ce of Se()){let ge=Pe(x,ce),he=ge?Math.hypot(ge[0]-L,ge[1]-X):99;he<se&&(Z=ce,se=he)}return Z}function Ze(x){let{left:L,top:X}=A.over.getBoundingClientRect(),Z=we(A,x.clientX-L,x.clientY-X);Z&&Ce(Z)}function Ce(x){O.replaceChildren();for(let X of I.querySelectorAll("button"))X.setAttribute("aria-pressed",String(X.dataset.trace===x.trace));let L=f.get(x.trace);L?vn(O,L):O.append(v("p",{class:"note"},x.trace?["This trace is not carried in the page. In a notebook: ",v("code",{},`waterfall(store, "${le(x.trace,40)}")`)]:"This exemplar carries no trace."))}function ke(x){let{left:L,top:X,idx:Z}=x.cursor;if(L<0||Z===null||Z===void 0){w.textContent=tt(),x.over.style.cursor="default";return}let se=we(x,L,X);if(x.over.style.cursor=se?"pointer":"crosshair",se){w.textContent=`Exemplar ${g(se.value)} at ${G(u+se.t)}${se.trace?f.has(se.trace)?": opens its trace":`, trace ${le(se.trace,40)}`:""}`;return}if(E==="heat"){let ce=Math.floor((x.posToVal(L,"x")-u)/i),ge=Math.floor(x.posToVal(X,"y")),he=t.cells[T].find(([$,H])=>$===ce&&H===ge);w.textContent=t.edges[ge]?`${G(u+ce*i)}: ${pe(ge)}, ${Me(he?Math.round(he[2]):0)} of ${Me(Math.round(t.cells[T].reduce(($,[H,,W])=>H===ce?$+W:$,0)))}`:"";return}w.textContent=`${G(c[Z])}: ${P().slice(0,12).map(ce=>`${le(ce.name,40)} ${b(ce.values[Z]??null)}`).join(" · ")}`}function tt(){return s?`${le(n[T],60)}: ${Me(t.totals[T])} measurements, ${fo.map((x,L)=>`p${x} ${g(t.whole[T][L])}`).join(", ")}`:`${t.hidden>0?`${Me(t.hidden)} more series are not drawn. `:""}Move over the picture for values; drag to look closer, double-click for all.`}let nt=x=>`${t.label}. ${E==="heat"?`Heatmap. ${tt()}`:x.map(L=>{let X=L.values.filter(Z=>Z!==null);return X.length?`${le(L.name,60)} from ${b(Math.min(...X))} to ${b(Math.max(...X))}`:`${le(L.name,60)} without values`}).join("; ")}`;function V(x,L){M.replaceChildren(...L?[v("li",{},"fewer",de[e.dataset.theme==="dark"?"dark":"light"].map(Z=>v("span",{class:"swatch wide",style:{background:Z}})),"more")]:x.map((Z,se)=>v("li",{},v("span",{class:`swatch dash${(E==="levels"?se:Math.floor(se/8))%4}`,style:{"--hue":K(se)}}),v("bdi",{},le(Z.name,60)),v("span",{class:"last"},b(Z.values.findLast(ce=>ce!==null)??null)))),...h.length?[v("li",{},v("span",{class:"swatch dot"}),"exemplar")]:[]),w.textContent=tt();let X=Se().filter(Z=>Z.trace);I.replaceChildren(...X.length?[v("span",{class:"note"},`Exemplars (${Me(X.length)}), the largest first:`),...X.slice(0,8).map(Z=>{let se=pt(`${g(Z.value)} · ${G(u+Z.t)}`,()=>Ce(Z),`Open the trace of ${g(Z.value)}`);return se.dataset.trace=Z.trace,se})]:[])}Jn(()=>{(e.isConnected||A)&&D()}),Bt(_,D)}function Us(e,t){let n=new Map,r=v("span",{role:"status"}),l=()=>{let i=[...n.values()].filter(Boolean).length;r.textContent=n.size?`${i} of ${t.questions.length} right`:""};e.append(v("div",{class:"quiz"},gt([v("strong",{},"Quiz")],[v("span",{},Ue(t.questions.length,"question")),r],[]),v("ol",{},t.questions.map((i,s)=>v("li",{},o(i,s+1))))));function o(i,s){let u=i.kind==="multiple",c=wn("question"),f=v("p",{class:"verdict",role:"status"}),h=i.options.map((A,_)=>{let M=v("input",{type:u?"checkbox":"radio",name:c,value:_,id:`${c}-${_}`}),w=v("p",{class:"why",hidden:!0}),I=v("div",{class:"option"},v("label",{for:`${c}-${_}`},M,v("span",{},po(A.text))),w);return{option:A,input:M,why:w,row:I}}),g=v("button",{type:"submit",class:"toggle",disabled:!0},"Check"),b=v("button",{type:"reset",hidden:!0},"Try again"),E=v("form",{on:{change:()=>{g.disabled=!h.some(A=>A.input.checked)},submit:A=>{A.preventDefault(),T()},reset:()=>R(),keydown:A=>A.stopPropagation()}},v("fieldset",{},v("legend",{},v("span",{class:"number"},`${s}.`),po(i.text),u&&v("span",{class:"note"}," Several may be right.")),h.map(A=>A.row)),v("div",{class:"tools"},g,b,f));function T(){let A=h.every(({option:M,input:w})=>w.checked===!!M.correct);n.set(i.id,A);for(let{option:M,input:w,why:I,row:O}of h){w.disabled=!0;let N=w.checked||A;O.classList.toggle("right",N&&!!M.correct),O.classList.toggle("wrong",w.checked&&!M.correct),I.hidden=!N||!M.why,I.hidden||I.replaceChildren(v("b",{},M.correct?"✓ Right. ":"✕ Wrong. "),...po(M.why))}let _=!A&&h.every(({option:M,input:w})=>!w.checked||M.correct);f.textContent=A?"✓ Right.":_?"Right so far, but not all of it.":"Not yet.",f.className=`verdict ${A?"right":"wrong"}`,g.hidden=!0,b.hidden=A,A||b.focus(),l()}function R(){for(let{input:A,why:_,row:M}of h)A.disabled=!1,_.hidden=!0,_.replaceChildren(),M.classList.remove("right","wrong");f.textContent="",g.hidden=!1,g.disabled=!0,b.hidden=!0,h[0].input.focus()}return E}}function po(e){return Et(e,1e4).split(/(`[^`]+`)/).map(t=>t.length>2&&t.startsWith("`")&&t.endsWith("`")?v("code",{},t.slice(1,-1)):t)}var pa=Object.defineProperty,Sd=(e,t,n)=>t in e?pa(e,t,{enumerable:!0,configurable:!0,writable:!0,value:n}):e[t]=n,Md=(e,t)=>{for(var n in t)pa(e,n,{get:t[n],enumerable:!0})},$d=(e,t,n)=>Sd(e,typeof t!="symbol"?t+"":t,n),Od={};Md(Od,{Graph:()=>jt,alg:()=>Eo});var Cd=Object.defineProperty,ga=(e,t)=>{for(var n in t)Cd(e,n,{get:t[n],enumerable:!0})},ko=class{constructor(e){this._isDirected=!0,this._isMultigraph=!1,this._isCompound=!1,this._nodes={},this._in={},this._preds={},this._out={},this._sucs={},this._edgeObjs={},this._edgeLabels={},this._nodeCount=0,this._edgeCount=0,this._defaultNodeLabelFn=()=>{},this._defaultEdgeLabelFn=()=>{},e&&(this._isDirected="directed"in e?e.directed:!0,this._isMultigraph="multigraph"in e?e.multigraph:!1,this._isCompound="compound"in e?e.compound:!1),this._isCompound&&(this._parent={},this._children={},this._children["\0"]={})}isDirected(){return this._isDirected}isMultigraph(){return this._isMultigraph}isCompound(){return this._isCompound}setGraph(e){return this._label=e,this}graph(){return this._label}setDefaultNodeLabel(e){return typeof e!="function"?this._defaultNodeLabelFn=()=>e:this._defaultNodeLabelFn=e,this}nodeCount(){return this._nodeCount}nodes(){return Object.keys(this._nodes)}sources(){return this.nodes().filter(e=>Object.keys(this._in[e]).length===0)}sinks(){return this.nodes().filter(e=>Object.keys(this._out[e]).length===0)}setNodes(e,t){return e.forEach(n=>{t!==void 0?this.setNode(n,t):this.setNode(n)}),this}setNode(e,t){return e in this._nodes?(arguments.length>1&&(this._nodes[e]=t),this):(this._nodes[e]=arguments.length>1?t:this._defaultNodeLabelFn(e),this._isCompound&&(this._parent[e]="\0",this._children[e]={},this._children["\0"][e]=!0),this._in[e]={},this._preds[e]={},this._out[e]={},this._sucs[e]={},++this._nodeCount,this)}node(e){return this._nodes[e]}hasNode(e){return e in this._nodes}removeNode(e){if(e in this._nodes){let t=n=>this.removeEdge(this._edgeObjs[n]);delete this._nodes[e],this._isCompound&&(this._removeFromParentsChildList(e),delete this._parent[e],this.children(e).forEach(n=>{this.setParent(n)}),delete this._children[e]),Object.keys(this._in[e]).forEach(t),delete this._in[e],delete this._preds[e],Object.keys(this._out[e]).forEach(t),delete this._out[e],delete this._sucs[e],--this._nodeCount}return this}setParent(e,t){if(!this._isCompound)throw new Error("Cannot set parent in a non-compound graph");if(t===void 0)t="\0";else{t+="";for(let n=t;n!==void 0;n=this.parent(n))if(n===e)throw new Error("Setting "+t+" as parent of "+e+" would create a cycle");this.setNode(t)}return this.setNode(e),this._removeFromParentsChildList(e),this._parent[e]=t,this._children[t][e]=!0,this}parent(e){if(this._isCompound){let t=this._parent[e];if(t!=="\0")return t}}children(e="\0"){if(this._isCompound){let t=this._children[e];if(t)return Object.keys(t)}else{if(e==="\0")return this.nodes();if(this.hasNode(e))return[]}return[]}predecessors(e){let t=this._preds[e];if(t)return Object.keys(t)}successors(e){let t=this._sucs[e];if(t)return Object.keys(t)}neighbors(e){let t=this.predecessors(e);if(t){let n=new Set(t),r=this.successors(e);if(r)for(let l of r)n.add(l);return Array.from(n.values())}}isLeaf(e){var t;let n;return this.isDirected()?n=this.successors(e):n=this.neighbors(e),((t=n?.length)!=null?t:0)===0}filterNodes(e){let t=new this.constructor({directed:this._isDirected,multigraph:this._isMultigraph,compound:this._isCompound});t.setGraph(this.graph()),Object.entries(this._nodes).forEach(([l,o])=>{e(l)&&t.setNode(l,o)}),Object.values(this._edgeObjs).forEach(l=>{t.hasNode(l.v)&&t.hasNode(l.w)&&t.setEdge(l,this.edge(l))});let n={},r=l=>{let o=this.parent(l);return!o||t.hasNode(o)?(n[l]=o,o):o in n?n[o]:r(o)};return this._isCompound&&t.nodes().forEach(l=>t.setParent(l,r(l))),t}setDefaultEdgeLabel(e){return typeof e!="function"?this._defaultEdgeLabelFn=()=>e:this._defaultEdgeLabelFn=e,this}edgeCount(){return this._edgeCount}edges(){return Object.values(this._edgeObjs)}setPath(e,t){return e.reduce((n,r)=>(t!==void 0?this.setEdge(n,r,t):this.setEdge(n,r),r)),this}setEdge(e,t,n,r){let l,o,i,s,u=!1;typeof e=="object"&&e!==null&&"v"in e?(l=e.v,o=e.w,i=e.name,arguments.length===2&&(s=t,u=!0)):(l=e,o=t,i=r,arguments.length>2&&(s=n,u=!0)),l=""+l,o=""+o,i!==void 0&&(i=""+i);let c=_r(this._isDirected,l,o,i);if(c in this._edgeLabels)return u&&(this._edgeLabels[c]=s),this;if(i!==void 0&&!this._isMultigraph)throw new Error("Cannot set a named edge when isMultigraph = false");this.setNode(l),this.setNode(o),this._edgeLabels[c]=u?s:this._defaultEdgeLabelFn(l,o,i);let f=Nd(this._isDirected,l,o,i);return l=f.v,o=f.w,Object.freeze(f),this._edgeObjs[c]=f,qs(this._preds[o],l),qs(this._sucs[l],o),this._in[o][c]=f,this._out[l][c]=f,this._edgeCount++,this}edge(e,t,n){let r=arguments.length===1?go(this._isDirected,e):_r(this._isDirected,e,t,n);return this._edgeLabels[r]}edgeAsObj(e,t,n){let r=arguments.length===1?this.edge(e):this.edge(e,t,n);return typeof r!="object"||r===null?{label:r}:r}hasEdge(e,t,n){return(arguments.length===1?go(this._isDirected,e):_r(this._isDirected,e,t,n))in this._edgeLabels}removeEdge(e,t,n){let r=arguments.length===1?go(this._isDirected,e):_r(this._isDirected,e,t,n),l=this._edgeObjs[r];if(l){let o=l.v,i=l.w;delete this._edgeLabels[r],delete this._edgeObjs[r],Ks(this._preds[i],o),Ks(this._sucs[o],i),delete this._in[i][r],delete this._out[o][r],this._edgeCount--}return this}inEdges(e,t){return this.isDirected()?this.filterEdges(this._in[e],e,t):this.nodeEdges(e,t)}outEdges(e,t){return this.isDirected()?this.filterEdges(this._out[e],e,t):this.nodeEdges(e,t)}nodeEdges(e,t){if(e in this._nodes)return this.filterEdges({...this._in[e],...this._out[e]},e,t)}_removeFromParentsChildList(e){delete this._children[this._parent[e]][e]}filterEdges(e,t,n){if(!e)return;let r=Object.values(e);return n?r.filter(l=>l.v===t&&l.w===n||l.v===n&&l.w===t):r}};function qs(e,t){e[t]?e[t]++:e[t]=1}function Ks(e,t){e[t]!==void 0&&!--e[t]&&delete e[t]}function _r(e,t,n,r){let l=""+t,o=""+n;if(!e&&l>o){let i=l;l=o,o=i}return l+""+o+""+(r===void 0?"\0":r)}function Nd(e,t,n,r){let l=""+t,o=""+n;if(!e&&l>o){let s=l;l=o,o=s}let i={v:l,w:o};return r&&(i.name=r),i}function go(e,t){return _r(e,t.v,t.w,t.name)}var Td={};ga(Td,{read:()=>Id,write:()=>Ld});function Ld(e){let t={options:{directed:e.isDirected(),multigraph:e.isMultigraph(),compound:e.isCompound()},nodes:Ad(e),edges:Pd(e)},n=e.graph();return n!==void 0&&(t.value=structuredClone(n)),t}function Ad(e){return e.nodes().map(t=>{let n=e.node(t),r=e.parent(t),l={v:t};return n!==void 0&&(l.value=n),r!==void 0&&(l.parent=r),l})}function Pd(e){return e.edges().map(t=>{let n=e.edge(t),r={v:t.v,w:t.w};return t.name!==void 0&&(r.name=t.name),n!==void 0&&(r.value=n),r})}function Id(e){let t=new ko(e.options);return e.value!==void 0&&t.setGraph(e.value),e.nodes.forEach(n=>{t.setNode(n.v,n.value),n.parent&&t.setParent(n.v,n.parent)}),e.edges.forEach(n=>{t.setEdge({v:n.v,w:n.w,name:n.name},n.value)}),t}var Eo={};ga(Eo,{CycleException:()=>tl,bellmanFord:()=>ma,components:()=>jd,dijkstra:()=>el,dijkstraAll:()=>Vd,findCycles:()=>Wd,floydWarshall:()=>Hd,isAcyclic:()=>Gd,postorder:()=>qd,preorder:()=>Kd,prim:()=>Jd,shortestPaths:()=>Qd,tarjan:()=>va,topsort:()=>ba});var Rd=()=>1;function ma(e,t,n,r){return Dd(e,String(t),n||Rd,r||function(l){var o;return(o=e.outEdges(l))!=null?o:[]})}function Dd(e,t,n,r){let l={},o,i=0,s=e.nodes(),u=function(h){let g=l[h.v],b=l[h.w];if(!g||!b)return;let E=n(h);g.distance+E<b.distance&&(l[h.w]={distance:g.distance+E,predecessor:h.v},o=!0)},c=function(){s.forEach(function(h){r(h).forEach(function(g){let b=g.v===h?g.v:g.w,E=b===g.v?g.w:g.v;u({v:b,w:E})})})};s.forEach(function(h){let g=h===t?0:Number.POSITIVE_INFINITY;l[h]={distance:g,predecessor:""}});let f=s.length;for(let h=1;h<f&&(o=!1,i++,c(),!!o);h++);if(i===f-1&&(o=!1,c(),o))throw new Error("The graph contains a negative weight cycle");return l}function jd(e){let t={},n=[],r;function l(o){var i,s;o in t||(t[o]=!0,r.push(o),(i=e.successors(o))==null||i.forEach(l),(s=e.predecessors(o))==null||s.forEach(l))}return e.nodes().forEach(function(o){r=[],l(o),r.length&&n.push(r)}),n}var wa=class{constructor(){this._arr=[],this._keyIndices={}}size(){return this._arr.length}keys(){return this._arr.map(e=>e.key)}has(e){return e in this._keyIndices}priority(e){let t=this._keyIndices[e];if(t!==void 0)return this._arr[t].priority}min(){if(this.size()===0)throw new Error("Queue underflow");return this._arr[0].key}add(e,t){let n=this._keyIndices,r=String(e);if(!(r in n)){let l=this._arr,o=l.length;return n[r]=o,l.push({key:r,priority:t}),this._decrease(o),!0}return!1}removeMin(){if(this.size()===0)throw new Error("Queue underflow");this._swap(0,this._arr.length-1);let e=this._arr.pop();return delete this._keyIndices[e.key],this._heapify(0),e.key}decrease(e,t){let n=this._keyIndices[e];if(n===void 0)throw new Error(`Key not found: ${e}`);let r=this._arr[n].priority;if(t>r)throw new Error(`New priority is greater than current priority. Key: ${e} Old: ${r} New: ${t}`);this._arr[n].priority=t,this._decrease(n)}_heapify(e){let t=this._arr,n=2*e,r=n+1,l=e;n<t.length&&(l=t[n].priority<t[l].priority?n:l,r<t.length&&(l=t[r].priority<t[l].priority?r:l),l!==e&&(this._swap(e,l),this._heapify(l)))}_decrease(e){let t=this._arr,n=t[e].priority,r;for(;e!==0&&(r=e>>1,!(t[r].priority<n));)this._swap(e,r),e=r}_swap(e,t){let n=this._arr,r=this._keyIndices,l=n[e],o=n[t];n[e]=o,n[t]=l,r[o.key]=e,r[l.key]=t}},zd=()=>1;function el(e,t,n,r){let l=function(o){var i;return(i=e.outEdges(o))!=null?i:[]};return Fd(e,String(t),n||zd,r||l)}function Fd(e,t,n,r){let l={},o=new wa,i,s,u=function(c){let f=c.v!==i?c.v:c.w,h=l[f];if(!h)return;let g=n(c),b=s.distance+g;if(g<0)throw new Error("dijkstra does not allow negative edge weights. Bad edge: "+c+" Weight: "+g);b<h.distance&&(h.distance=b,h.predecessor=i,o.decrease(f,b))};for(e.nodes().forEach(function(c){let f=c===t?0:Number.POSITIVE_INFINITY;l[c]={distance:f,predecessor:""},o.add(c,f)});o.size()>0;){i=o.removeMin();let c=l[i];if(!c||c.distance===Number.POSITIVE_INFINITY)break;s=c,r(i).forEach(u)}return l}function Vd(e,t,n){return e.nodes().reduce(function(r,l){return r[l]=el(e,l,t,n),r},{})}function va(e){let t=0,n=[],r={},l=[];function o(i){var s;let u=r[i]={onStack:!0,lowlink:t,index:t++};if(n.push(i),(s=e.successors(i))==null||s.forEach(function(c){if(c in r){let f=r[c];f!=null&&f.onStack&&(u.lowlink=Math.min(u.lowlink,f.index))}else{o(c);let f=r[c];f&&(u.lowlink=Math.min(u.lowlink,f.lowlink))}}),u.lowlink===u.index){let c=[],f;do{f=n.pop();let h=r[f];h&&(h.onStack=!1),c.push(f)}while(i!==f);l.push(c)}}return e.nodes().forEach(function(i){i in r||o(i)}),l}function Wd(e){return va(e).filter(function(t){var n;let r=t[0];return r?t.length>1||t.length===1&&((n=e.outEdges(r,r))!=null?n:[]).length>0:!1})}var Bd=()=>1;function Hd(e,t,n){return Yd(e,t||Bd,n||function(r){var l;return(l=e.outEdges(r))!=null?l:[]})}function Yd(e,t,n){let r={},l=e.nodes();return l.forEach(function(o){let i={};r[o]=i,i[o]={distance:0,predecessor:""},l.forEach(function(s){o!==s&&(i[s]={distance:Number.POSITIVE_INFINITY,predecessor:""})}),n(o).forEach(function(s){let u=s.v===o?s.w:s.v,c=t(s);i[u]={distance:c,predecessor:o}})}),l.forEach(function(o){let i=r[o];i&&l.forEach(function(s){let u=r[s];u&&l.forEach(function(c){let f=u[o],h=i[c],g=u[c];if(f&&h&&g){let b=f.distance+h.distance;b<g.distance&&(g.distance=b,g.predecessor=h.predecessor)}})})}),r}var tl=class extends Error{constructor(e){super(e),this.name="CycleException"}};function ba(e){let t={},n={},r=[];function l(o){var i;if(o in n)throw new tl;o in t||(n[o]=!0,t[o]=!0,(i=e.predecessors(o))==null||i.forEach(l),delete n[o],r.push(o))}if(e.sinks().forEach(l),Object.keys(t).length!==e.nodeCount())throw new tl;return r}function Gd(e){try{ba(e)}catch(t){if(t instanceof tl)return!1;throw t}return!0}function Ud(e,t,n,r,l){Array.isArray(t)||(t=[t]);let o=(s=>{var u;return(u=e.isDirected()?e.successors(s):e.neighbors(s))!=null?u:[]}),i={};return t.forEach(function(s){if(!e.hasNode(s))throw new Error("Graph does not have node: "+s);l=xa(e,s,n==="post",i,o,r,l)}),l}function xa(e,t,n,r,l,o,i){return t in r||(r[t]=!0,n||(i=o(i,t)),l(t).forEach(function(s){i=xa(e,s,n,r,l,o,i)}),n&&(i=o(i,t))),i}function ya(e,t,n){return Ud(e,t,n,function(r,l){return r.push(l),r},[])}function qd(e,t){return ya(e,t,"post")}function Kd(e,t){return ya(e,t,"pre")}function Jd(e,t){var n;let r=new ko,l={},o=new wa,i;function s(f){let h=f.v===i?f.w:f.v,g=o.priority(h);if(g!==void 0){let b=t(f);b<g&&(l[h]=i,o.decrease(h,b))}}if(e.nodeCount()===0)return r;e.nodes().forEach(function(f){o.add(f,Number.POSITIVE_INFINITY),r.setNode(f)});let u=e.nodes()[0];u!==void 0&&o.decrease(u,0);let c=!1;for(;o.size()>0;){if(i=o.removeMin(),i in l)r.setEdge(i,l[i]);else{if(c)throw new Error("Input graph is not connected: "+e);c=!0}(n=e.nodeEdges(i))==null||n.forEach(s)}return r}function Qd(e,t,n,r){return Zd(e,t,n,r??(l=>{var o;return(o=e.outEdges(l))!=null?o:[]}))}function Zd(e,t,n,r){if(n===void 0)return el(e,t,n,r);let l=!1,o=e.nodes();for(let i=0;i<o.length;i++){let s=o[i];if(s===void 0)continue;let u=r(s);for(let c=0;c<u.length;c++){let f=u[c];if(!f)continue;let h=f.v===s?f.v:f.w,g=h===f.v?f.w:f.v;n({v:h,w:g})<0&&(l=!0)}if(l)return ma(e,t,n,r)}return el(e,t,n,r)}var jt=ko;function cr(e,t,n,r){let l=r;for(;e.hasNode(l);)l=_o(r);return n.dummy=t,e.setNode(l,n),l}function Xd(e){let t=new jt().setGraph(e.graph());return e.nodes().forEach(n=>t.setNode(n,e.node(n))),e.edges().forEach(n=>{let r=t.edge(n.v,n.w)||{weight:0,minlen:1},l=e.edge(n);t.setEdge(n.v,n.w,{weight:r.weight+l.weight,minlen:Math.max(r.minlen,l.minlen)})}),t}function ka(e){let t=new jt({multigraph:e.isMultigraph()}).setGraph(e.graph());return e.nodes().forEach(n=>{e.children(n).length||t.setNode(n,e.node(n))}),e.edges().forEach(n=>{t.setEdge(n,e.edge(n))}),t}function Js(e,t){let n=e.x,r=e.y,l=t.x-n,o=t.y-r,i=e.width/2,s=e.height/2;if(!l&&!o)throw new Error("Not possible to find intersection inside of the rectangle");let u,c;return l===0||Math.abs(o)*i>Math.abs(l)*s?(o<0&&(s=-s),u=s*l/o,c=s):(l<0&&(i=-i),u=i,c=i*o/l),{x:n+u,y:r+c}}function rl(e){let t=Sr(_a(e)+1).map(()=>[]);return e.nodes().forEach(n=>{let r=e.node(n),l=r.rank;l!==void 0&&(t[l]||(t[l]=[]),t[l][r.order]=n)}),t}function ef(e){let t=e.nodes().map(r=>{let l=e.node(r).rank;return l===void 0?Number.MAX_VALUE:l}),n=tn(Math.min,t);e.nodes().forEach(r=>{let l=e.node(r);Object.hasOwn(l,"rank")&&(l.rank-=n)})}function tf(e){let t=e.nodes().map(i=>e.node(i).rank).filter(i=>i!==void 0),n=tn(Math.min,t),r=[];e.nodes().forEach(i=>{let s=e.node(i).rank-n;r[s]||(r[s]=[]),r[s].push(i)});let l=0,o=e.graph().nodeRankFactor;Array.from(r).forEach((i,s)=>{i===void 0&&s%o!==0?--l:i!==void 0&&l&&i.forEach(u=>e.node(u).rank+=l)})}function Qs(e,t,n,r){let l={width:0,height:0};return arguments.length>=4&&(l.rank=n,l.order=r),cr(e,"border",l,t)}function nf(e,t=Ea){let n=[];for(let r=0;r<e.length;r+=t){let l=e.slice(r,r+t);n.push(l)}return n}var Ea=65535;function tn(e,t){if(t.length>Ea){let n=nf(t);return e(...n.map(r=>e(...r)))}else return e(...t)}function _a(e){let t=e.nodes().map(n=>{let r=e.node(n).rank;return r===void 0?Number.MIN_VALUE:r});return tn(Math.max,t)}function rf(e,t){let n={lhs:[],rhs:[]};return e.forEach(r=>{t(r)?n.lhs.push(r):n.rhs.push(r)}),n}function lf(e,t){return t()}var of=0;function _o(e){let t=++of;return e+(""+t)}function Sr(e,t,n=1){t==null&&(t=e,e=0);let r=o=>o<t;n<0&&(r=o=>t<o);let l=[];for(let o=e;r(o);o+=n)l.push(o);return l}function nl(e,t){let n={};for(let r of t)e[r]!==void 0&&(n[r]=e[r]);return n}function ll(e,t){let n;return typeof t=="string"?n=r=>r[t]:n=t,Object.entries(e).reduce((r,[l,o])=>(r[l]=n(o,l),r),{})}function sf(e,t){return e.reduce((n,r,l)=>(n[r]=t[l],n),{})}var ol="\0";function Sa(e,t,n){var r,l,o,i,s,u;if(!(e&&t&&n&&t.dummy==="edge"&&n.dummy==="edge"&&t.edgeObj&&n.edgeObj&&e[t.edgeObj.v]&&e[n.edgeObj.v]&&e[t.edgeObj.w]&&e[n.edgeObj.w]))return 0;let c=!0;t.edgeObj.w===n.edgeObj.w&&(c=!1);let f=c?(l=(r=e[t.edgeObj.v])==null?void 0:r.rank)!=null?l:NaN+1:(i=(o=e[t.edgeObj.w])==null?void 0:o.rank)!=null?i:NaN-1,h=Object.entries(e).find(T=>{var R,A;return((R=T[1].edgeObj)==null?void 0:R.v)===t.edgeObj.v&&((A=T[1].edgeObj)==null?void 0:A.w)===t.edgeObj.w&&T[1].rank===f}),g=Object.entries(e).find(T=>{var R,A;return((R=T[1].edgeObj)==null?void 0:R.v)===n.edgeObj.v&&((A=T[1].edgeObj)==null?void 0:A.w)===n.edgeObj.w&&T[1].rank===f});if(!h||!g)return 0;let b=(s=h[1].order)!=null?s:NaN,E=(u=g[1].order)!=null?u:NaN;return isNaN(b-E)?0:b-E}var af=class{constructor(){$d(this,"_sentinel");let e={};e._next=e._prev=e,this._sentinel=e}dequeue(){let e=this._sentinel,t=e._prev;if(t!==e)return Zs(t),t}enqueue(e){let t=this._sentinel;e._prev&&e._next&&Zs(e),e._next=t._next,t._next._prev=e,t._next=e,e._prev=t}toString(){let e=[],t=this._sentinel,n=t._prev;for(;n!==t;)e.push(JSON.stringify(n,cf)),n=n._prev;return"["+e.join(", ")+"]"}};function Zs(e){e._prev._next=e._next,e._next._prev=e._prev,delete e._next,delete e._prev}function cf(e,t){if(e!=="_next"&&e!=="_prev")return t}var uf=af,df=()=>1;function ff(e,t){if(e.nodeCount()<=1)return[];let n=pf(e,t||df);return hf(n.graph,n.buckets,n.zeroIdx).flatMap(r=>e.outEdges(r.v,r.w)||[])}function hf(e,t,n){var r;let l=[],o=t[t.length-1],i=t[0],s;for(;e.nodeCount();){for(;s=i.dequeue();)mo(e,t,n,s);for(;s=o.dequeue();)mo(e,t,n,s);if(e.nodeCount()){for(let u=t.length-2;u>0;--u)if(s=(r=t[u])==null?void 0:r.dequeue(),s){l=l.concat(mo(e,t,n,s,!0)||[]);break}}}return l}function mo(e,t,n,r,l){let o=[],i=l?o:void 0;return(e.inEdges(r.v)||[]).forEach(s=>{let u=e.edge(s),c=e.node(s.v);l&&o.push({v:s.v,w:s.w}),c.out-=u,yo(t,n,c)}),(e.outEdges(r.v)||[]).forEach(s=>{let u=e.edge(s),c=s.w,f=e.node(c);f.in-=u,yo(t,n,f)}),e.removeNode(r.v),i}function pf(e,t){let n=new jt,r=0,l=0;e.nodes().forEach(s=>{n.setNode(s,{v:s,in:0,out:0})}),e.edges().forEach(s=>{let u=n.edge(s.v,s.w)||0,c=t(s),f=u+c;n.setEdge(s.v,s.w,f);let h=n.node(s.v),g=n.node(s.w);l=Math.max(l,h.out+=c),r=Math.max(r,g.in+=c)});let o=gf(l+r+3).map(()=>new uf),i=r+1;return n.nodes().forEach(s=>{yo(o,i,n.node(s))}),{graph:n,buckets:o,zeroIdx:i}}function yo(e,t,n){var r,l,o;n.out?n.in?(o=e[n.out-n.in+t])==null||o.enqueue(n):(l=e[e.length-1])==null||l.enqueue(n):(r=e[0])==null||r.enqueue(n)}function gf(e){let t=[];for(let n=0;n<e;n++)t.push(n);return t}function mf(e,t){(e.graph().acyclicer==="greedy"?ff(e,n(e)):wf(e,t??null)).forEach(r=>{let l=e.edge(r);e.removeEdge(r),l.forwardName=r.name,l.reversed=!0,e.setEdge(r.w,r.v,l,_o("rev"))});function n(r){return l=>r.edge(l).weight}}function wf(e,t){let n=[],r={},l={};function o(u){Object.hasOwn(l,u)||(l[u]=!0,r[u]=!0,e.outEdges(u).forEach(c=>{Object.hasOwn(r,c.w)?n.push(c):o(c.w)}),delete r[u])}function i(u){var c;Object.hasOwn(l,u)||(l[u]=!0,r[u]=!0,(c=e.outEdges(u))==null||c.forEach(f=>{var h,g;Object.hasOwn(r,f.w)||((h=t.node(u))==null?void 0:h.rank)>((g=t.node(f.w))==null?void 0:g.rank)&&bf(e,f.w,f)?n.push(f):i(f.w)}),delete r[u])}let s=o;return t&&typeof t.node=="function"&&(s=i),e.sources().forEach(s),e.nodes().forEach(s),n}function vf(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.reversed){e.removeEdge(t);let r=n.forwardName;delete n.reversed,delete n.forwardName,e.setEdge(t.w,t.v,n,r)}})}function bf(e,t,n){let r=new Set;function l(o){var i;if(e.sources().includes(o))return!0;r.add(o);for(let s of(i=e.inEdges(o))!=null?i:[])if(!(s.v===n.v&&s.w===n.w)&&!r.has(s.v)&&l(s.v))return!0;return!1}return l(t)}function xf(e){e.graph().dummyChains=[],e.edges().forEach(t=>yf(e,t))}function yf(e,t){let n=t.v,r=e.node(n).rank,l=t.w,o=e.node(l).rank,i=t.name,s=e.edge(t),u=s.labelRank;if(o===r+1)return;e.removeEdge(t);let c,f,h;for(h=0,++r;r<o;++h,++r)s.points=[],f={width:0,height:0,edgeLabel:s,edgeObj:t,rank:r},c=cr(e,"edge",f,"_d"),r===u&&(f.width=s.width,f.height=s.height,f.dummy="edge-label",f.labelpos=s.labelpos),e.setEdge(n,c,{weight:s.weight},i),h===0&&e.graph().dummyChains.push(c),n=c;e.setEdge(n,l,{weight:s.weight},i)}function kf(e){e.graph().dummyChains.forEach(t=>{let n=e.node(t),r=n.edgeLabel,l;for(e.setEdge(n.edgeObj,r);n.dummy;)l=e.successors(t)[0],e.removeNode(t),r.points.push({x:n.x,y:n.y}),n.dummy==="edge-label"&&(r.x=n.x,r.y=n.y,r.width=n.width,r.height=n.height),t=l,n=e.node(t)})}function So(e){let t={};function n(r){let l=e.node(r);if(Object.hasOwn(t,r))return l.rank;t[r]=!0;let o=e.outEdges(r),i=o?o.map(u=>u==null?Number.POSITIVE_INFINITY:n(u.w)-e.edge(u).minlen):[],s=tn(Math.min,i);return s===Number.POSITIVE_INFINITY&&(s=0),l.rank=s}e.sources().forEach(n)}function ar(e,t){return e.node(t.w).rank-e.node(t.v).rank-e.edge(t).minlen}var Ma=Ef;function Ef(e){let t=new jt({directed:!1}),n=e.nodes();if(n.length===0)throw new Error("Graph must have at least one node");let r=n[0],l=e.nodeCount();t.setNode(r,{});let o,i;for(;_f(t,e)<l&&(o=Sf(t,e),!!o);)i=t.hasNode(o.v)?ar(e,o):-ar(e,o),Mf(t,e,i);return t}function _f(e,t){function n(r){let l=t.nodeEdges(r);l&&l.forEach(o=>{let i=o.v,s=r===i?o.w:i;!e.hasNode(s)&&!ar(t,o)&&(e.setNode(s,{}),e.setEdge(r,s,{}),n(s))})}return e.nodes().forEach(n),e.nodeCount()}function Sf(e,t){return t.edges().reduce((n,r)=>{let l=Number.POSITIVE_INFINITY;return e.hasNode(r.v)!==e.hasNode(r.w)&&(l=ar(t,r)),l<n[0]?[l,r]:n},[Number.POSITIVE_INFINITY,null])[1]}function Mf(e,t,n){e.nodes().forEach(r=>t.node(r).rank+=n)}var{preorder:$f,postorder:Of}=Eo,Cf=In;In.initLowLimValues=$o;In.initCutValues=Mo;In.calcCutValue=$a;In.leaveEdge=Ca;In.enterEdge=Na;In.exchangeEdges=Ta;function In(e){e=Xd(e),So(e);let t=Ma(e);$o(t),Mo(t,e);let n,r;for(;n=Ca(t);)r=Na(t,e,n),Ta(t,e,n,r)}function Mo(e,t){let n=Of(e,e.nodes());n=n.slice(0,n.length-1),n.forEach(r=>Nf(e,t,r))}function Nf(e,t,n){let r=e.node(n).parent,l=e.edge(n,r);l.cutvalue=$a(e,t,n)}function $a(e,t,n){let r=e.node(n).parent,l=!0,o=t.edge(n,r),i=0;o||(l=!1,o=t.edge(r,n)),i=o.weight;let s=t.nodeEdges(n);return s&&s.forEach(u=>{let c=u.v===n,f=c?u.w:u.v;if(f!==r){let h=c===l,g=t.edge(u).weight;if(i+=h?g:-g,Lf(e,n,f)){let b=e.edge(n,f).cutvalue;i+=h?-b:b}}}),i}function $o(e,t){arguments.length<2&&(t=e.nodes()[0]),Oa(e,{},1,t)}function Oa(e,t,n,r,l){let o=n,i=e.node(r);t[r]=!0;let s=e.neighbors(r);return s&&s.forEach(u=>{Object.hasOwn(t,u)||(n=Oa(e,t,n,u,r))}),i.low=o,i.lim=n++,l?i.parent=l:delete i.parent,n}function Ca(e){return e.edges().find(t=>e.edge(t).cutvalue<0)}function Na(e,t,n){let r=n.v,l=n.w;t.hasEdge(r,l)||(r=n.w,l=n.v);let o=e.node(r),i=e.node(l),s=o,u=!1;return o.lim>i.lim&&(s=i,u=!0),t.edges().filter(c=>u===Xs(e,e.node(c.v),s)&&u!==Xs(e,e.node(c.w),s)).reduce((c,f)=>ar(t,f)<ar(t,c)?f:c)}function Ta(e,t,n,r){let l=n.v,o=n.w;e.removeEdge(l,o),e.setEdge(r.v,r.w,{}),$o(e),Mo(e,t),Tf(e,t)}function Tf(e,t){let n=e.nodes().find(l=>!e.node(l).parent);if(!n)return;let r=$f(e,[n]);r=r.slice(1),r.forEach(l=>{let o=e.node(l).parent,i=t.edge(l,o),s=!1;i||(i=t.edge(o,l),s=!0),t.node(l).rank=t.node(o).rank+(s?i.minlen:-i.minlen)})}function Lf(e,t,n){return e.hasEdge(t,n)}function Xs(e,t,n){return n.low<=t.lim&&t.lim<=n.lim}var Af=Pf;function Pf(e){let t=e.graph().ranker;if(typeof t=="function")return t(e);switch(t){case"network-simplex":ea(e);break;case"tight-tree":Rf(e);break;case"longest-path":If(e);break;case"none":break;default:ea(e)}}var If=So;function Rf(e){So(e),Ma(e)}function ea(e){Cf(e)}var Df=jf;function jf(e){let t=Ff(e),n=e.graph();Array.isArray(n.dummyChains)&&n.dummyChains.forEach(r=>{let l=e.node(r),o=l.edgeObj,i=zf(e,t,o.v,o.w),s=i.path,u=i.lca,c=0,f=s[c],h=!0;for(;r!==o.w;){if(l=e.node(r),h){for(;(f=s[c])!==u&&e.node(f).maxRank<l.rank;)c++;f===u&&(h=!1)}if(!h){for(;c<s.length-1&&e.node(s[c+1]).minRank<=l.rank;)c++;f=s[c]}f!==void 0&&e.setParent(r,f),r=e.successors(r)[0]}})}function zf(e,t,n,r){let l=[],o=[],i=Math.min(t[n].low,t[r].low),s=Math.max(t[n].lim,t[r].lim),u;u=n;do u=e.parent(u),l.push(u);while(u&&(t[u].low>i||s>t[u].lim));let c=u,f=r;for(;(f=e.parent(f))!==c;)o.push(f);return{path:l.concat(o.reverse()),lca:c}}function Ff(e){let t={},n=0;function r(l){let o=n;e.children(l).forEach(r),t[l]={low:o,lim:n++}}return e.children(ol).forEach(r),t}function Vf(e){let t=cr(e,"root",{},"_root"),n=Wf(e),r=Object.values(n),l=tn(Math.max,r)-1,o=2*l+1;e.graph().nestingRoot=t,e.edges().forEach(s=>e.edge(s).minlen*=o);let i=Bf(e)+1;e.children(ol).forEach(s=>{La(e,t,o,i,l,n,s)}),e.graph().nodeRankFactor=o}function La(e,t,n,r,l,o,i){var s;let u=e.children(i);if(!u.length){i!==t&&e.setEdge(t,i,{weight:0,minlen:n});return}let c=Qs(e,"_bt"),f=Qs(e,"_bb"),h=e.node(i);e.setParent(c,i),h.borderTop=c,e.setParent(f,i),h.borderBottom=f,u.forEach(g=>{var b;La(e,t,n,r,l,o,g);let E=e.node(g),T=E.borderTop?E.borderTop:g,R=E.borderBottom?E.borderBottom:g,A=E.borderTop?r:2*r,_=T!==R?1:l-((b=o[i])!=null?b:0)+1;e.setEdge(c,T,{weight:A,minlen:_,nestingEdge:!0}),e.setEdge(R,f,{weight:A,minlen:_,nestingEdge:!0})}),e.parent(i)||e.setEdge(t,c,{weight:0,minlen:l+((s=o[i])!=null?s:0)})}function Wf(e){let t={};function n(r,l){let o=e.children(r);o&&o.length&&o.forEach(i=>n(i,l+1)),t[r]=l}return e.children(ol).forEach(r=>n(r,1)),t}function Bf(e){return e.edges().reduce((t,n)=>t+e.edge(n).weight,0)}function Hf(e){let t=e.graph();e.removeNode(t.nestingRoot),delete t.nestingRoot,e.edges().forEach(n=>{e.edge(n).nestingEdge&&e.removeEdge(n)})}var Yf=Gf;function Gf(e){function t(n){let r=e.children(n),l=e.node(n);if(r.length&&r.forEach(t),l&&Object.hasOwn(l,"minRank")){l.borderLeft=[],l.borderRight=[];for(let o=l.minRank,i=l.maxRank+1;o<i;++o)ta(e,"borderLeft","_bl",n,l,o),ta(e,"borderRight","_br",n,l,o)}}e.children(ol).forEach(t)}function ta(e,t,n,r,l,o){let i={width:0,height:0,rank:o,borderType:t},s=l[t][o-1],u=cr(e,"border",i,n);l[t][o]=u,e.setParent(u,r),s&&e.setEdge(s,u,{weight:1})}function Uf(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="lr"||n==="rl")&&Aa(e)}function qf(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="bt"||n==="rl")&&Kf(e),(n==="lr"||n==="rl")&&(Jf(e),Aa(e))}function Aa(e){e.nodes().forEach(t=>na(e.node(t))),e.edges().forEach(t=>na(e.edge(t)))}function na(e){let t=e.width;e.width=e.height,e.height=t}function Kf(e){e.nodes().forEach(t=>wo(e.node(t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(wo),Object.hasOwn(r,"y")&&wo(r)})}function wo(e){e.y=-e.y}function Jf(e){e.nodes().forEach(t=>vo(e.node(t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(vo),Object.hasOwn(r,"x")&&vo(r)})}function vo(e){let t=e.x;e.x=e.y,e.y=t}function Qf(e,t=null){let n={},r=e.nodes().filter(c=>!e.children(c).length),l=r.map(c=>e.node(c).rank),o=tn(Math.max,l),i=Sr(o+1).map(()=>[]);function s(c){if(n[c])return;n[c]=!0;let f=e.node(c);i[f.rank].push(c);let h=e.successors(c);h&&[...h].sort((g,b)=>u(g,b)).forEach(s)}r.sort((c,f)=>e.node(c).rank-e.node(f).rank).forEach(s);function u(c,f){let h=e.node(c),g=e.node(f);return Sa(t,h,g)}return i}function Zf(e,t){let n=0;for(let r=1;r<t.length;++r)n+=Xf(e,t[r-1],t[r]);return n}function Xf(e,t,n){let r=sf(n,n.map((c,f)=>f)),l=t.flatMap(c=>{let f=e.outEdges(c);return f?f.map(h=>({pos:r[h.w],weight:e.edge(h).weight})).sort((h,g)=>h.pos-g.pos):[]}),o=1;for(;o<n.length;)o<<=1;let i=2*o-1;o-=1;let s=new Array(i).fill(0),u=0;return l.forEach(c=>{let f=c.pos+o;s[f]+=c.weight;let h=0;for(;f>0;)f%2&&(h+=s[f+1]),f=f-1>>1,s[f]+=c.weight;u+=c.weight*h}),u}function eh(e,t=[]){return t.map(n=>{let r=e.inEdges(n);if(!r||!r.length)return{v:n};{let l=r.reduce((o,i)=>{let s=e.edge(i),u=e.node(i.v);return{sum:o.sum+s.weight*u.order,weight:o.weight+s.weight}},{sum:0,weight:0});return{v:n,barycenter:l.sum/l.weight,weight:l.weight}}})}function th(e,t){let n={};e.forEach((l,o)=>{let i={indegree:0,in:[],out:[],vs:[l.v],i:o};l.barycenter!==void 0&&(i.barycenter=l.barycenter,i.weight=l.weight),n[l.v]=i}),t.edges().forEach(l=>{let o=n[l.v],i=n[l.w];o!==void 0&&i!==void 0&&(i.indegree++,o.out.push(i))});let r=Object.values(n).filter(l=>!l.indegree);return nh(r)}function nh(e){let t=[];function n(l){return o=>{o.merged||(o.barycenter===void 0||l.barycenter===void 0||o.barycenter>=l.barycenter)&&rh(l,o)}}function r(l){return o=>{o.in.push(l),--o.indegree===0&&e.push(o)}}for(;e.length;){let l=e.pop();t.push(l),l.in.reverse().forEach(n(l)),l.out.forEach(r(l))}return t.filter(l=>!l.merged).map(l=>nl(l,["vs","i","barycenter","weight"]))}function rh(e,t){let n=0,r=0;e.weight&&(n+=e.barycenter*e.weight,r+=e.weight),t.weight&&(n+=t.barycenter*t.weight,r+=t.weight),e.vs=t.vs.concat(e.vs),e.barycenter=n/r,e.weight=r,e.i=Math.min(t.i,e.i),t.merged=!0}function lh(e,t,n,r,l){let o={},i=null,s=null,u=l;typeof t=="boolean"?(u=t,o={}):t&&(o=t,i=n??null,s=r??null);let c=rf(e,A=>Object.hasOwn(A,"barycenter")),f=c.lhs,h=c.rhs.sort((A,_)=>_.i-A.i),g=[],b=0,E=0,T=0;f.sort(oh(s,i,!!u));for(let[A,_]of Object.entries(o)){let M=f.findIndex(w=>w.vs[0]===A);f.splice(M+1,0,_)}T=ra(g,h,T),f.forEach(A=>{T+=A.vs.length,g.push(A.vs),b+=A.barycenter*A.weight,E+=A.weight,T=ra(g,h,T)});let R={vs:g.flat(1)};return E&&(R.barycenter=b/E,R.weight=E),R}function ra(e,t,n){let r;for(;t.length&&(r=t[t.length-1]).i<=n;)t.pop(),e.push(r.vs),n++;return n}function oh(e,t,n){return(r,l)=>{if(r.barycenter<l.barycenter)return-1;if(r.barycenter>l.barycenter)return 1;if(e&&(typeof r.vs[0]=="string"||typeof l.vs[0]=="string")){let o=e.node(r.vs[0]),i=e.node(l.vs[0]),s=Sa(t,o,i);if(s!==0)return s}return n?l.i-r.i:r.i-l.i}}function Pa(e,t,n,r,l){var o,i,s,u,c,f,h,g,b,E,T;let R=null,A=l;typeof r=="boolean"?(A=r,R=null):r!==void 0&&(R=r);let _=e.children(t),M=e.node(t),w=M?M.borderLeft:void 0,I=M?M.borderRight:void 0,O={};w&&(_=_.filter(K=>K!==w&&K!==I));let N=eh(e,_);N.forEach(K=>{if(e.children(K.v).length){let{result:D}=Pa(e,K.v,n,R,A);O[K.v]=D,Object.hasOwn(D,"barycenter")&&sh(K,D)}});let S=th(N,n);ih(S,O);let Y={},U=!1;for(let K=0;K<S.length;K++)for(let D=K+1;D<S.length;D++)if(!(!S[K]||!S[D]||!((o=S[K])!=null&&o.barycenter)||!((i=S[D])!=null&&i.barycenter))&&((s=S[K])==null?void 0:s.barycenter)===S[D].barycenter){let G=(c=(u=S[K])==null?void 0:u.vs[0])!=null?c:"",k=(h=(f=S[D])==null?void 0:f.vs[0])!=null?h:"",j=e.node(G),B=e.node(k);if(j.dummy==="edge"&&B.dummy==="edge"&&((g=j.edgeObj)==null?void 0:g.v)===((b=B.edgeObj)==null?void 0:b.v)&&((E=j.edgeObj)==null?void 0:E.w)===((T=B.edgeObj)==null?void 0:T.w))if(j.edgeLabel.reversed){Y[k]=S[K],S.splice(K,1),K--;break}else Y[G]||(Y[G]=S[D],S.splice(D,1),D--);else U=!0}let P=lh(S,Y,R,e,A);if(w&&I){P.vs=[w,P.vs,I].flat(1);let K=e.predecessors(w);if(K&&K.length){let D=e.node(K[0]),G=e.predecessors(I),k=e.node(G[0]);Object.hasOwn(P,"barycenter")||(P.barycenter=0,P.weight=0),P.barycenter=(P.barycenter*P.weight+D.order+k.order)/(P.weight+2),P.weight+=2}}return Object.defineProperty(P,"result",{value:P,enumerable:!1,configurable:!0,writable:!0}),Object.defineProperty(P,"usedBias",{value:U,enumerable:!1,configurable:!0,writable:!0}),P}function ih(e,t){e.forEach(n=>{n.vs=n.vs.flatMap(r=>t[r]?t[r].vs:r)})}function sh(e,t){e.barycenter!==void 0?(e.barycenter=(e.barycenter*e.weight+t.barycenter*t.weight)/(e.weight+t.weight),e.weight+=t.weight):(e.barycenter=t.barycenter,e.weight=t.weight)}function ah(e,t,n,r){r||(r=e.nodes());let l=ch(e),o=new jt({compound:!0}).setGraph({root:l}).setDefaultNodeLabel(i=>e.node(i));return r.forEach(i=>{let s=e.node(i),u=e.parent(i);if(s.rank===t||s.minRank<=t&&t<=s.maxRank){o.setNode(i),o.setParent(i,u||l);let c=e[n](i);c&&c.forEach(f=>{let h=f.v===i?f.w:f.v,g=o.edge(h,i),b=g!==void 0?g.weight:0;o.setEdge(h,i,{weight:e.edge(f).weight+b})}),Object.hasOwn(s,"minRank")&&o.setNode(i,{borderLeft:s.borderLeft[t],borderRight:s.borderRight[t]})}}),o}function ch(e){let t;for(;e.hasNode(t=_o("_root")););return t}function uh(e,t,n){let r={},l;n.forEach(o=>{let i=e.parent(o),s,u;for(;i;){if(s=e.parent(i),s?(u=r[s],r[s]=i):(u=l,l=i),u&&u!==i){t.setEdge(u,i);return}i=s}})}function Ia(e,t={},n=null){if(typeof t.customOrder=="function"){t.customOrder(e,Ia);return}let r=_a(e),l=la(e,Sr(1,r+1),"inEdges"),o=la(e,Sr(r-1,-1,-1),"outEdges"),i=Qf(e,n);if(oa(e,i),t.disableOptimalOrderHeuristic)return;let s=Number.POSITIVE_INFINITY,u,c=t.constraints||[];for(let f=0,h=0;h<4;++f,++h){dh(f%2?l:o,f%4>=2,c,n),i=rl(e);let g=Zf(e,i);g<s?(h=0,u=Object.assign({},i),s=g):g===s&&(u=structuredClone(i))}oa(e,u)}function la(e,t,n){let r=new Map,l=(o,i)=>{r.has(o)||r.set(o,[]),r.get(o).push(i)};for(let o of e.nodes()){let i=e.node(o);if(typeof i.rank=="number"&&l(i.rank,o),typeof i.minRank=="number"&&typeof i.maxRank=="number")for(let s=i.minRank;s<=i.maxRank;s++)s!==i.rank&&l(s,o)}return t.map(function(o){return ah(e,o,n,r.get(o)||[])})}function dh(e,t,n,r){let l=!0,o=new jt;e.forEach(function(i){n.forEach(f=>o.setEdge(f.left,f.right));let s=i.graph().root,{result:u,usedBias:c}=Pa(i,s,o,r,l);t&&c&&(l=!l),u.vs.forEach((f,h)=>i.node(f).order=h),uh(i,o,u.vs)})}function oa(e,t){Object.values(t).forEach(n=>n.forEach((r,l)=>e.node(r).order=l))}function fh(e,t){let n={};function r(l,o){let i=0,s=0,u=l.length,c=o[o.length-1];return o.forEach((f,h)=>{let g=ph(e,f),b=g?e.node(g).order:u;(g||f===c)&&(o.slice(s,h+1).forEach(E=>{let T=e.predecessors(E);T&&T.forEach(R=>{let A=e.node(R),_=A.order;(_<i||b<_)&&!(A.dummy&&e.node(E).dummy)&&Ra(n,R,E)})}),s=h+1,i=b)}),o}return t.length&&t.reduce(r),n}function hh(e,t){let n={};function r(i){var s;return((s=e.node(i))==null?void 0:s.dummy)==="border"}if(!e.nodes().some(r))return n;function l(i,s,u,c,f){Sr(s,u).forEach(h=>{let g=i[h];if(g!==void 0&&e.node(g).dummy){let b=e.predecessors(g);b&&b.forEach(E=>{if(E===void 0)return;let T=e.node(E);T.dummy&&(T.order<c||T.order>f)&&Ra(n,E,g)})}})}function o(i,s){let u=-1,c=-1,f=0;return s.forEach((h,g)=>{if(r(h)){let b=e.predecessors(h);if(b&&b.length){let E=b[0];if(E===void 0)return;c=e.node(E).order,l(s,f,g,u,c),f=g,u=c}}l(s,f,s.length,c,i.length)}),s}return t.length&&t.reduce(o),n}function ph(e,t){if(e.node(t).dummy){let n=e.predecessors(t);if(n)return n.find(r=>e.node(r).dummy)}}function Ra(e,t,n){if(t>n){let l=t;t=n,n=l}let r=e[t];r||(e[t]=r={}),r[n]=!0}function gh(e,t,n){if(t>n){let l=t;t=n,n=l}let r=e[t];return r!==void 0&&Object.hasOwn(r,n)}function mh(e,t,n,r,l){let o={},i={},s={};return t.forEach(u=>{u.forEach((c,f)=>{o[c]=c,i[c]=c,s[c]=f})}),t.forEach(u=>{let c=-1,f=-1,h=!1,g=u,b=u.findIndex(E=>l?.includes(E)||ia(E,e,l));b>0&&(g=[u[b],...u.slice(0,b),...u.slice(b+1)],h=!0),g.forEach(E=>{var T;let R=r(E);if(R&&R.length){l!=null&&l.includes(E)&&(R=R.filter(M=>ia(M,e,l)));let A=R.sort((M,w)=>{let I=s[M],O=s[w];return(I!==void 0?I:0)-(O!==void 0?O:0)}),_=(A.length-1)/2;for(let M=Math.floor(_),w=Math.ceil(_);M<=w;++M){let I=A[M];if(I===void 0)continue;let O=s[I];if(O!==void 0&&i[E]===E&&c<O&&s[I]!==f&&!gh(n,E,I)){let N=o[I];N!==void 0&&(i[I]=E,i[E]=o[E]=N,c=O,h&&(c=-1,f=(T=s[I])!=null?T:-1,h=!1))}}}})}),{root:o,align:i}}function wh(e,t,n,r,l=!1){let o={},i=vh(e,t,n,l),s=l?"borderLeft":"borderRight";function u(b,E){let T=i.nodes().slice(),R={},A=T.pop();for(;A;){if(R[A])b(A);else{R[A]=!0,T.push(A);for(let _ of E(A))T.push(_)}A=T.pop()}}function c(b){let E=i.inEdges(b);E?o[b]=E.reduce((T,R)=>{var A;let _=(A=o[R.v])!=null?A:0,M=i.edge(R);return Math.max(T,_+(M!==void 0?M:0))},0):o[b]=0}function f(b){let E=i.outEdges(b),T=Number.POSITIVE_INFINITY;E&&(T=E.reduce((A,_)=>{let M=o[_.w],w=i.edge(_);return Math.min(A,(M!==void 0?M:0)-(w!==void 0?w:0))},Number.POSITIVE_INFINITY));let R=e.node(b);T!==Number.POSITIVE_INFINITY&&R.borderType!==s&&(o[b]=Math.max(o[b]!==void 0?o[b]:0,T))}function h(b){return i.predecessors(b)||[]}function g(b){return i.successors(b)||[]}return u(c,h),u(f,g),Object.keys(r).forEach(b=>{var E;let T=n[b];T!==void 0&&(o[b]=(E=o[T])!=null?E:0)}),o}function vh(e,t,n,r){let l=new jt,o=e.graph(),i=Eh(o.nodesep,o.edgesep,r);return t.forEach(s=>{let u;s.forEach(c=>{let f=n[c];if(f!==void 0){if(l.setNode(f),u!==void 0){let h=n[u];if(h!==void 0){let g=l.edge(h,f);l.setEdge(h,f,Math.max(i(e,c,u),g||0))}}u=c}})}),l}function bh(e,t){return Object.values(t).reduce((n,r)=>{let l=Number.NEGATIVE_INFINITY,o=Number.POSITIVE_INFINITY;Object.entries(r).forEach(([s,u])=>{let c=_h(e,s)/2;l=Math.max(u+c,l),o=Math.min(u-c,o)});let i=l-o;return i<n[0]&&(n=[i,r]),n},[Number.POSITIVE_INFINITY,null])[1]}function xh(e,t){let n=Object.values(t),r=tn(Math.min,n),l=tn(Math.max,n);["u","d"].forEach(o=>{["l","r"].forEach(i=>{let s=o+i,u=e[s];if(!u||u===t)return;let c=Object.values(u),f=r-tn(Math.min,c);i!=="l"&&(f=l-tn(Math.max,c)),f&&(e[s]=ll(u,h=>h+f))})})}function yh(e,t=void 0){let n=e.ul;return n?ll(n,(r,l)=>{var o,i;if(t){let u=t.toLowerCase(),c=e[u];if(c&&c[l]!==void 0)return c[l]}let s=Object.values(e).map(u=>{let c=u[l];return c!==void 0?c:0}).sort((u,c)=>u-c);return(((o=s[1])!=null?o:0)+((i=s[2])!=null?i:0))/2}):{}}function kh(e,t){let n=rl(e),r=Object.assign(fh(e,n),hh(e,n)),l={},o;["u","d"].forEach(s=>{o=s==="u"?n:Object.values(n).reverse(),["l","r"].forEach(u=>{u==="r"&&(o=o.map(h=>Object.values(h).reverse()));let c=mh(e,o,r,h=>(s==="u"?e.predecessors(h):e.successors(h))||[],t),f=wh(e,o,c.root,c.align,u==="r");u==="r"&&(f=ll(f,h=>-h)),l[s+u]=f})});let i=bh(e,l);return xh(l,i),yh(l,e.graph().align)}function Eh(e,t,n){return(r,l,o)=>{let i=r.node(l),s=r.node(o),u=0,c;if(u+=i.width/2,Object.hasOwn(i,"labelpos"))switch(i.labelpos.toLowerCase()){case"l":c=-i.width/2;break;case"r":c=i.width/2;break}if(c&&(u+=n?c:-c),c=void 0,u+=(i.dummy?t:e)/2,u+=(s.dummy?t:e)/2,u+=s.width/2,Object.hasOwn(s,"labelpos"))switch(s.labelpos.toLowerCase()){case"l":c=s.width/2;break;case"r":c=-s.width/2;break}return c&&(u+=n?c:-c),u}}function _h(e,t){return e.node(t).width}function ia(e,t,n){var r;if(!n)return!1;let l=(r=t.node(e))==null?void 0:r.edgeObj;if(!l||t.node(e).edgeLabel.reversed)return!1;let o=n.indexOf(l?.v),i=n.indexOf(l?.w);return o!==-1&&i!==-1&&o===(i+1)%n.length||o===(i-1)%n.length}function Sh(e,t){e=ka(e),Mh(e),Object.entries(kh(e,t)).forEach(([n,r])=>e.node(n).x=r)}function Mh(e){let t=rl(e),n=e.graph(),r=n.ranksep,l=n.rankalign,o=0;t.forEach(i=>{let s=i.reduce((u,c)=>{var f;let h=(f=e.node(c).height)!=null?f:0;return u>h?u:h},0);i.forEach(u=>{let c=e.node(u);l==="top"?c.y=o+c.height/2:l==="bottom"?c.y=o+s-c.height/2:c.y=o+s/2}),o+=s+r})}var sa=new WeakMap;function Da(e,t={}){return ja(e,lf,t),e}function aa(e,t,n){let r=t;for(;r!==void 0;){let l=e.parent(r);if(l===n)return r;r=l}}function ja(e,t,n){var r;let l=e.nodes().filter(_=>e.children(_).length),o={};l.forEach(_=>{let M=e.node(_);if(M&&M.rankdir){let w=new jt({multigraph:!0,compound:!0});w.setGraph({rankdir:M.rankdir});let I=e.children(_);I.forEach(G=>{let k={...e.node(G)};w.setNode(G,k);let j=e.parent(G);j&&j!==_&&I.includes(j)&&w.setParent(G,j)});let O=new Set;e.edges().forEach(G=>{let k=aa(e,G.v,_),j=aa(e,G.w,_);if(k===G.v&&j===G.w)w.setEdge(G,{...e.edge(G)});else if(k&&j&&k!==j){let B=`${k}\0${j}`;O.has(B)||(O.add(B),w.setEdge(k,j,{...e.edge(G)}))}}),ja(w,t,n);let N=ha(w);ua(N,t,n,null),da(w,N);let S=1/0,Y=1/0,U=-1/0,P=-1/0;w.nodes().forEach(G=>{if(G===_)return;let k=w.node(G);k&&typeof k.x=="number"&&typeof k.y=="number"&&typeof k.width=="number"&&typeof k.height=="number"&&(S=Math.min(S,k.x-k.width/2),U=Math.max(U,k.x+k.width/2),Y=Math.min(Y,k.y-k.height/2),P=Math.max(P,k.y+k.height/2))}),(!isFinite(S)||!isFinite(Y)||!isFinite(U)||!isFinite(P))&&(S=Y=0,U=P=0);let K=U-S,D=P-Y;o[_]={minX:S,minY:Y,maxX:U,maxY:P,width:K,height:D,offsetX:S,offsetY:Y},M._dagreClusterSubgraph=w}});let i=[],s=_=>{let M=[],w=(e.children(_)||[]).filter(I=>I!==_);for(;w.length>0;){let I=w.shift();M.push(I),(e.children(I)||[]).filter(O=>O!==I).forEach(O=>w.push(O))}return M},u=new Map;l.forEach(_=>{let M=e.node(_);M&&M.rankdir&&o[_]&&u.set(_,(e.children(_)||[]).filter(w=>w!==_))});let c=new Set([...u.values()].flat()),f=new Map;u.forEach((_,M)=>{c.has(M)||f.set(M,s(M))});let h=new Set([...f.values()].flat()),g=_=>{for(let[M,w]of f)if(w.includes(_))return M;return _},b=[];e.edges().forEach(_=>{(h.has(_.v)||h.has(_.w))&&b.push({edge:_,label:e.edge(_)})});let E=new Map;h.forEach(_=>{let M=e.parent(_);E.set(_,typeof M=="string"?M:void 0)}),f.forEach((_,M)=>{let w=e.node(M),I=[];_.forEach(S=>{let Y=e.node(S);Y&&(I.push({id:S,node:Y,parent:E.get(S)}),e.removeNode(S))});let O=b.filter(({edge:S})=>_.includes(S.v)||_.includes(S.w)),N=o[M];w&&(i.push({clusterId:M,subgraph:w._dagreClusterSubgraph,bounds:N,children:_,removedNodes:I,removedEdges:O}),w.width=N.width,w.height=N.height)});let T=new Set;b.forEach(({edge:_,label:M})=>{let w=g(_.v),I=g(_.w);if(w!==I&&e.hasNode(w)&&e.hasNode(I)){let O=`${w}\0${I}`;T.has(O)||(T.add(O),e.setEdge(w,I,{...M,width:0,height:0}))}});let R=ha(e),A=ua(R,t,n,(r=sa.get(e))!=null?r:null);sa.set(e,A),da(e,R),T.forEach(_=>{let M=_.indexOf("\0"),w=_.slice(0,M),I=_.slice(M+1);e.hasEdge(w,I)&&e.removeEdge(w,I)}),i.forEach(({clusterId:_,subgraph:M,bounds:w,removedNodes:I,removedEdges:O})=>{var N,S;let Y=e.node(_),U=(N=Y?.x)!=null?N:0,P=(S=Y?.y)!=null?S:0,K=(w.minX+w.maxX)/2,D=(w.minY+w.maxY)/2;I.forEach(({id:G,node:k,parent:j})=>{e.setNode(G,k),j!==void 0&&e.setParent(G,j)}),O.forEach(({edge:G,label:k})=>{e.setEdge(G,k)}),M.nodes().forEach(G=>{if(G===_)return;let k=M.node(G),j=e.node(G);j&&k&&typeof k.x=="number"&&typeof k.y=="number"&&(j.x=U+(k.x-K),j.y=P+(k.y-D))}),ca(e,M,U-K,P-D),delete Y._dagreClusterSubgraph}),l.forEach(_=>{var M,w;let I=e.node(_),O=o[_];if(I&&I.rankdir&&I._dagreClusterSubgraph&&O){let N=I._dagreClusterSubgraph,S=(M=I.x)!=null?M:0,Y=(w=I.y)!=null?w:0,U=(O.minX+O.maxX)/2,P=(O.minY+O.maxY)/2;N.nodes().forEach(K=>{if(K===_)return;let D=N.node(K),G=e.node(K);if(G&&D&&typeof D.x=="number"&&typeof D.y=="number"){let k=D.x-U,j=D.y-P;G.x=S+k,G.y=Y+j}}),ca(e,N,S-U,Y-P),delete I._dagreClusterSubgraph}})}function ca(e,t,n,r){t.edges().forEach(l=>{if(!e.hasEdge(l))return;let o=t.edge(l),i=e.edge(l);i.points=o.points.map(s=>({x:s.x+n,y:s.y+r})),Object.hasOwn(o,"x")&&(i.x=o.x+n,i.y=o.y+r)})}function ua(e,t,n,r=null){var l,o;let i=n?.useDynamic!==!1,s=i&&(l=r?.graph)!=null?l:null,u=i&&(o=r?.rawNodes)!=null?o:null;t("    makeSpaceForEdgeLabels",()=>Ph(e)),t("    removeSelfEdges",()=>Bh(e)),t("    acyclic",()=>mf(e,s)),t("    nestingGraph.run",()=>Vf(e)),t("    rank",()=>Af(ka(e))),t("    injectEdgeLabelProxies",()=>Ih(e)),t("    removeEmptyRanks",()=>tf(e)),t("    nestingGraph.cleanup",()=>Hf(e)),t("    normalizeRanks",()=>ef(e)),t("    assignRankMinMax",()=>Rh(e)),t("    removeEdgeLabelProxies",()=>Dh(e)),t("    normalize.run",()=>xf(e)),t("    parentDummyChains",()=>Df(e)),t("    addBorderSegments",()=>Yf(e)),t("    order",()=>Ia(e,n,u)),t("    insertSelfEdges",()=>Hh(e)),t("    adjustCoordinateSystem",()=>Uf(e)),t("    position",()=>Sh(e,n.corePath)),t("    positionSelfEdges",()=>Yh(e));let c=JSON.parse(JSON.stringify(e._nodes));return t("    removeBorderNodes",()=>Wh(e)),t("    normalize.undo",()=>kf(e)),t("    fixupEdgeLabelCoords",()=>Fh(e)),t("    undoCoordinateSystem",()=>qf(e)),t("    translateGraph",()=>jh(e)),t("    assignNodeIntersects",()=>zh(e)),t("    reversePoints",()=>Vh(e)),t("    acyclic.undo",()=>vf(e)),{graph:e,rawNodes:c}}function da(e,t){e.nodes().forEach(n=>{let r=e.node(n),l=t.node(n);r&&(r.x=l.x,r.y=l.y,r.order=l.order,r.rank=l.rank,t.children(n).length&&(r.width=l.width,r.height=l.height))}),e.edges().forEach(n=>{let r=e.edge(n),l=t.edge(n);r.points=l.points,Object.hasOwn(l,"x")&&(r.x=l.x,r.y=l.y)}),e.graph().width=t.graph().width,e.graph().height=t.graph().height}var $h=["nodesep","edgesep","ranksep","marginx","marginy"],Oh={ranksep:50,edgesep:20,nodesep:50,rankdir:"TB",rankalign:"center"},Ch=["acyclicer","ranker","rankdir","align","rankalign"],Nh=["width","height","rank"],fa={width:0,height:0},Th=["minlen","weight","width","height","labeloffset"],Lh={minlen:1,weight:1,width:0,height:0,labeloffset:10,labelpos:"r"},Ah=["labelpos"];function ha(e){let t=new jt({multigraph:!0,compound:!0}),n=xo(e.graph());return t.setGraph(Object.assign({},Oh,bo(n,$h),nl(n,Ch))),e.nodes().forEach(r=>{let l=xo(e.node(r)),o=bo(l,Nh);Object.keys(fa).forEach(s=>{o[s]===void 0&&(o[s]=fa[s])}),t.setNode(r,o);let i=e.parent(r);i!==void 0&&t.setParent(r,i)}),e.edges().forEach(r=>{let l=xo(e.edge(r));t.setEdge(r,Object.assign({},Lh,bo(l,Th),nl(l,Ah)))}),t}function Ph(e){let t=e.graph();t.ranksep/=2,e.edges().forEach(n=>{var r;let l=e.edge(n);l.minlen*=2,((r=l.labelpos)!=null?r:"r").toLowerCase()!=="c"&&(t.rankdir==="TB"||t.rankdir==="BT"?l.width+=l.labeloffset:l.height+=l.labeloffset)})}function Ih(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.width&&n.height){let r=e.node(t.v),l={rank:(e.node(t.w).rank-r.rank)/2+r.rank,e:t};cr(e,"edge-proxy",l,"_ep")}})}function Rh(e){let t=0;e.nodes().forEach(n=>{let r=e.node(n);r.borderTop&&(r.minRank=e.node(r.borderTop).rank,r.maxRank=e.node(r.borderBottom).rank,t=Math.max(t,r.maxRank))}),e.graph().maxRank=t}function Dh(e){e.nodes().forEach(t=>{let n=e.node(t);if(n.dummy==="edge-proxy"){let r=n;e.edge(r.e).labelRank=n.rank,e.removeNode(t)}})}function jh(e){let t=Number.POSITIVE_INFINITY,n=0,r=Number.POSITIVE_INFINITY,l=0,o=e.graph(),i=o.marginx||0,s=o.marginy||0;function u(c){let f=c.x,h=c.y,g=c.width,b=c.height;t=Math.min(t,f-g/2),n=Math.max(n,f+g/2),r=Math.min(r,h-b/2),l=Math.max(l,h+b/2)}e.nodes().forEach(c=>u(e.node(c))),e.edges().forEach(c=>{let f=e.edge(c);Object.hasOwn(f,"x")&&u(f)}),t-=i,r-=s,e.nodes().forEach(c=>{let f=e.node(c);f.x-=t,f.y-=r}),e.edges().forEach(c=>{let f=e.edge(c);f.points.forEach(h=>{h.x-=t,h.y-=r}),Object.hasOwn(f,"x")&&(f.x-=t),Object.hasOwn(f,"y")&&(f.y-=r)}),o.width=n-t+i,o.height=l-r+s}function zh(e){e.edges().forEach(t=>{if(t.v===t.w)return;let n=e.edge(t),r=e.node(t.v),l=e.node(t.w),o,i;n.points?(o=n.points[0],i=n.points[n.points.length-1]):(n.points=[],o=l,i=r),n.points.unshift(Js(r,o)),n.points.push(Js(l,i))})}function Fh(e){e.edges().forEach(t=>{let n=e.edge(t);if(Object.hasOwn(n,"x"))switch((n.labelpos==="l"||n.labelpos==="r")&&(n.width-=n.labeloffset),n.labelpos){case"l":n.x-=n.width/2+n.labeloffset;break;case"r":n.x+=n.width/2+n.labeloffset;break}})}function Vh(e){e.edges().forEach(t=>{let n=e.edge(t);n.reversed&&n.points.reverse()})}function Wh(e){e.nodes().forEach(t=>{if(e.children(t).length){let n=e.node(t),r=e.node(n.borderTop),l=e.node(n.borderBottom),o=e.node(n.borderLeft[n.borderLeft.length-1]),i=e.node(n.borderRight[n.borderRight.length-1]);n.width=Math.abs(i.x-o.x),n.height=Math.abs(l.y-r.y),n.x=o.x+n.width/2,n.y=r.y+n.height/2}}),e.nodes().forEach(t=>{e.node(t).dummy==="border"&&e.removeNode(t)})}function Bh(e){e.edges().forEach(t=>{if(t.v===t.w){let n=e.node(t.v);n.selfEdges||(n.selfEdges=[]),n.selfEdges.push({e:t,label:e.edge(t)}),e.removeEdge(t)}})}function Hh(e){rl(e).forEach(t=>{let n=0;t.forEach((r,l)=>{let o=e.node(r);typeof o.rank!="number"&&(o.rank=0),o.order=l+n,(o.selfEdges||[]).forEach(i=>{cr(e,"selfedge",{width:i.label.width,height:i.label.height,rank:o.rank,order:l+ ++n,e:i.e,edgeLabel:i.label},"_se"),(!Array.isArray(i.label.points)||i.label.points.length!==7)&&(i.label.points=[{x:0,y:-10},{x:0,y:-10},{x:0,y:0},{x:0,y:10},{x:0,y:10},{x:0,y:0},{x:0,y:0}])}),delete o.selfEdges})})}function Yh(e){e.nodes().forEach(t=>{let n=e.node(t),r=l=>typeof l=="number"&&isFinite(l);if(n.dummy==="selfedge"){let l=n,o=e.node(l.e.v),i=r(o?.x)?o.x:0,s=r(o?.y)?o.y:0,u=r(o?.width)?o.width:0,c=r(o?.height)?o.height:0,f=r(n.x)?n.x:i,h=r(n.y)?n.y:s,g=u/2,b=c/2;l.edgeLabel.points=[{x:f+g,y:h-b},{x:f+g,y:h-b},{x:f,y:h},{x:f-g,y:h+b},{x:f-g,y:h+b},{x:f,y:h},{x:f,y:h}],l.edgeLabel.x=f,l.edgeLabel.y=h,e.setEdge(l.e,l.edgeLabel),e.removeNode(t)}else n&&Array.isArray(n.selfEdges)&&n.selfEdges.forEach(l=>{if(!Array.isArray(l.label.points)||l.label.points.length!==7){let o=r(n.x)?n.x:0,i=r(n.y)?n.y:0,s=r(n.width)?n.width:0,u=r(n.height)?n.height:0,c=s/2,f=u/2;l.label.points=[{x:o+c,y:i-f},{x:o+c,y:i-f},{x:o,y:i},{x:o-c,y:i+f},{x:o-c,y:i+f},{x:o,y:i},{x:o,y:i}]}})})}function bo(e,t){return ll(nl(e,t),Number)}function xo(e){let t={};return e&&Object.entries(e).forEach(([n,r])=>{typeof n=="string"&&(n=n.toLowerCase()),t[n]=r}),t}var il=56,Oo=36,Gh="system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",za=document.createElement("canvas").getContext("2d");function sl(e,t){return za.font=`${t} ${Gh}`,za.measureText(e).width}var Fa=e=>Ae(e===void 0?void 0:Number(e.toPrecision(2)));function Va(e,t){let{nodes:n,edges:r,seconds:l}=t,o=gn(n.map(N=>N.name)),i=-1,s=N=>l>0?`${Me(Number((N/l).toPrecision(3)))}/s`:Ue(N,"call"),u=({calls:N,errors:S})=>S?S/N<.01?"some":S/N<.05?"more":"many":"fine",c=({calls:N,errors:S})=>S?`✕ ${$n(S/N)}`:"no errors",f=N=>`p50 ${Fa(N.p50)} · p95 ${Fa(N.p95)}`,h=N=>`${s(N.calls)}${N.errors?`  ${c(N)}`:""}`,g=n.map(N=>({height:il,width:28+Math.max(sl(le(N.name,20),"650 13px")+26,sl(`${s(N.calls)}   ${c(N)}`,"600 12px"))})),b=r.map(N=>({height:Oo,width:18+Math.max(sl(h(N),"600 11.5px"),sl(f(N),"11px"))})),E=v("div",{class:"picture"}),T=v("tbody"),R=pt("Show all",()=>A(-1),"Show all services (Escape)");R.hidden=!0,e.append(v("div",{class:"map"},gt([v("strong",{},"Service map")],[Ue(n.length,"node"),Ue(r.length,"connection"),l>0&&`over ${Ae(l*1e9)}`].filter(Boolean).map(N=>v("span",{},N)),[R]),E,v("div",{class:"scroll"},v("table",{},v("thead",{},v("tr",{},["Caller","Callee","Calls","Rate","Errors","p50","p95"].map((N,S)=>v("th",{scope:"col",class:S>1?`digits plain nth${S}`:"plain"},N)))),T)),v("p",{class:"keys"},"Choose a service to see only its connections · Tab and Enter · Escape shows all")));function A(N){i=N===i?-1:N,R.hidden=i<0;let S=new Set([i,...r.filter(Y=>Y.from===i||Y.to===i).flatMap(Y=>[Y.from,Y.to])]);for(let Y of E.querySelectorAll(".node")){let U=Number(Y.dataset.node);Y.classList.toggle("off",i>=0&&!S.has(U)),Y.setAttribute("aria-pressed",String(U===i))}for(let Y of E.querySelectorAll(".edge")){let U=r[Number(Y.dataset.edge)];Y.classList.toggle("off",i>=0&&U.from!==i&&U.to!==i)}_()}function _(){let N=r.filter(S=>i<0||S.from===i||S.to===i);T.replaceChildren(...N.map(S=>v("tr",{},v("td",{},v("bdi",{},le(n[S.from].name))),v("td",{},v("bdi",{},le(n[S.to].name))),v("td",{class:"digits"},Me(S.calls)),v("td",{class:"digits nth3"},s(S.calls)),v("td",{class:`digits ${S.errors?"error":""}`},S.errors?[`✕ ${Me(S.errors)}`,v("span",{class:"nth5"},` (${$n(S.errors/S.calls)})`)]:"0"),v("td",{class:"digits nth5"},Ae(S.p50)),v("td",{class:"digits"},Ae(S.p95)))))}function M(N){let S=N-14,Y=w(!1),U=w(!0),P=D=>Math.min(1,S/(D.graph().width||1)),K=P(Y)>=.78||P(Y)>=P(U)?Y:U;I(K,Math.max(N<620?.72:.8,P(K)))}function w(N){let S=new jt({multigraph:!0});return S.setGraph({rankdir:N?"TB":"LR",nodesep:N?26:34,ranksep:N?26:34,edgesep:18,marginx:12,marginy:12}),S.setDefaultEdgeLabel(()=>({})),n.forEach((Y,U)=>S.setNode(`n${U}`,{...g[U]})),r.forEach((Y,U)=>Y.from!==Y.to&&S.setEdge(`n${Y.from}`,`n${Y.to}`,{...b[U],labelpos:"c"},`e${U}`)),Da(S),S}function I(N,S){let Y=N.graph(),U=Math.max(1,...r.map(D=>D.calls)),P=`arrow${Math.random().toString(36).slice(2)}`,K=Ge("svg",{viewBox:`0 0 ${Y.width||10} ${Y.height||10}`,width:(Y.width||10)*S,height:(Y.height||10)*S,role:"group","aria-label":t.label},Ge("defs",{},Ge("marker",{id:P,viewBox:"0 0 8 8",refX:7,refY:4,markerWidth:8,markerHeight:8,markerUnits:"userSpaceOnUse",orient:"auto"},Ge("path",{d:"M0 0.5 L8 4 L0 7.5 z",class:"tip"}))),r.map((D,G)=>{let k=D.from!==D.to&&N.edge(`n${D.from}`,`n${D.to}`,`e${G}`);if(!k)return null;let j=k.y-Oo/2;return Ge("g",{class:`edge ${u(D)}`,"data-edge":G,role:"img","aria-label":O(D)},Ge("title",{},O(D)),Ge("path",{class:"wire",d:Uh(k.points),"stroke-width":1.25+2.75*Math.sqrt(D.calls/U),"marker-end":`url(#${P})`,"aria-hidden":"true"}),Ge("rect",{class:"plate",x:k.x-b[G].width/2,y:j,width:b[G].width,height:Oo,rx:9}),Ge("text",{x:k.x,y:j+15,class:"rate"},s(D.calls),D.errors?Ge("tspan",{class:"bad"},`  ${c(D)}`):null),Ge("text",{x:k.x,y:j+29,class:"times"},f(D)))}),n.map((D,G)=>{let{x:k,y:j}=N.node(`n${G}`),{width:B}=g[G],[ye,pe]=[k-B/2,j-il/2],fe=le(D.name,20),de=oe=>{(oe.key==="Enter"||oe.key===" ")&&(oe.preventDefault(),oe.stopPropagation(),A(G)),oe.key==="Escape"&&i>=0&&(oe.stopPropagation(),A(-1))};return Ge("g",{class:`node ${D.kind} ${u(D)}`,"data-node":G,tabindex:"0",role:"button","aria-pressed":"false","aria-label":`${D.kind} ${le(D.name)}: ${s(D.calls)}, ${c(D)}, p95 ${Ae(D.p95)}`,on:{click:()=>A(G),keydown:de}},Ge("title",{},le(D.name)),Ge("rect",{x:ye,y:pe,width:B,height:il,rx:D.kind==="database"?16:9}),Ge("path",{class:"side",d:`M${ye+5} ${pe+12} v${il-24}`}),Ge("text",{x:ye+16,y:pe+23,class:"label"},Ge("tspan",{class:"code"},o[G]),Ge("tspan",{dx:7},fe)),Ge("text",{x:ye+16,y:pe+43,class:"facts"},D.calls?`${s(D.calls)}  `:"no calls seen",D.calls?Ge("tspan",{class:D.errors?"bad":""},c(D)):null))}));if(E.replaceChildren(K),i>=0){let D=i;i=-1,A(D)}}let O=N=>`${le(n[N.from].name)} calls ${le(n[N.to].name)}: ${Ue(N.calls,"call")}, ${s(N.calls)}, ${c(N)}, p50 ${Ae(N.p50)}, p95 ${Ae(N.p95)}`;_(),Bt(E,M),M(e.clientWidth||900)}function Uh(e){if(e.length<3)return`M${e.map(n=>`${n.x} ${n.y}`).join("L")}`;let t=`M${e[0].x} ${e[0].y}`;for(let n=1;n<e.length-1;n++){let[r,l]=[e[n],e[n+1]],o=n===e.length-2?l:{x:(r.x+l.x)/2,y:(r.y+l.y)/2};t+=` Q${r.x} ${r.y} ${o.x} ${o.y}`}return t}function Wa(e,t,n){let{steps:r,title:l}=t,o=wn("stepper"),i=v("div",{class:"steps"}),s=new Map,u=v("output",{for:o,class:"step"}),c=v("input",{type:"range",id:o,min:0,max:r.length-1,step:1,value:0,"aria-label":le(l),on:{input:()=>g(Number(c.value))}}),f=pt("‹",()=>g(Number(c.value)-1),"Previous"),h=pt("›",()=>g(Number(c.value)+1),"Next");e.append(v("div",{class:"stepper"},gt([v("label",{for:o},v("strong",{},le(l))),u],[],[f,c,h,v("span",{class:"note"},`${r.length} steps`)]),i));function g(b){if(b>=0&&b<r.length){if(c.value=String(b),c.setAttribute("aria-valuetext",le(r[b].name)),u.textContent=le(r[b].name),f.disabled=b===0,h.disabled=b===r.length-1,!s.has(b)){let E=v("div",{class:"step"});s.set(b,E),i.append(E),r[b].kind?n(E,r[b].kind,r[b].picture):E.append(v("pre",{},Et(r[b].text,1e5)))}for(let[E,T]of s)T.hidden=E!==b}}g(0)}var al=[["Trace",e=>`${e.service}
${e.name}`,1],["Started",e=>BigInt(e.start),1],["Takes",e=>e.w,-1],["Spans",e=>e.spans,-1],["Errors",e=>e.errors,-1],["Services",e=>e.services.length,-1]];function Ba(e,t){let n=[...new Set(t.traces.flatMap(w=>[w.service,...w.services]))].sort(),r=gn(n),l=new Map(n.map((w,I)=>[w,I])),o=new Map(t.details.map(w=>[w.trace,w])),i=Math.max(1,...t.traces.map(w=>w.w)),s=new Set(t.traces.map(w=>hn(w.start))),u=2,c=-1,f="",h=null,g=mn("Search traces",w=>{f=w,R()},void 0,()=>E.querySelector("[tabindex='0']")?.focus()),b=al.map(([w,,I],O)=>v("th",{scope:"col",class:`column${O}`},v("button",{type:"button",on:{click:()=>{c=O===u?-c:I,u=O,R()}}},w))),E=v("tbody"),T=t.traces.filter(w=>w.errors).length;e.append(v("div",{class:"traces"},gt([v("strong",{},Ue(t.total,"trace"))],[t.traces.length<t.total&&`the ${Me(t.traces.length)} slowest are listed`,T>0&&`✕ ${Me(T)} with errors`].filter(Boolean).map(w=>v("span",{},w)),[g.element]),v("div",{class:"scroll"},v("table",{},v("thead",{},v("tr",{},b)),E)),v("p",{class:"keys"},"↑ ↓ move · Enter opens the waterfall · / search · a heading sorts")));function R(){b.forEach((O,N)=>{N===u?O.setAttribute("aria-sort",c>0?"ascending":"descending"):O.removeAttribute("aria-sort")});let w=al[u][1],I=t.traces.filter(O=>!f||[O.service,O.name,O.trace,...O.services].join(`
`).toLowerCase().includes(f)).map(O=>[w(O),O]).sort(([O],[N])=>O<N?-c:O>N?c:0).map(([,O])=>O);g.count.textContent=f?`${Me(I.length)} of ${Me(t.traces.length)}`:"",E.replaceChildren(...I.flatMap((O,N)=>A(O,N===0))),I.length||E.append(v("tr",{},v("td",{colspan:al.length,class:"empty"},"No trace matches.")))}function A(w,I){let O=h===w.trace,N=v("tr",{class:`trace${O?" opened":""}`,tabindex:I||O?"0":"-1","aria-expanded":String(O),"data-trace":w.trace,on:{click:()=>M(w,N)}},v("td",{class:"column0"},v("span",{class:"fold","aria-hidden":"true"},O?"▾":"▸"),rn(l.get(w.service),r[l.get(w.service)],w.service),v("bdi",{class:"service"},On(le(w.service),f))," ",v("bdi",{class:"text"},On(le(w.name),f))),v("td",{class:"column1 digits"},s.size>1&&`${hn(w.start)} `,Xt(w.start)),v("td",{class:"column2 digits"},v("span",{class:"gauge","aria-hidden":"true"},v("span",{style:{width:`${w.w/i*100}%`}})),Ae(w.w)),v("td",{class:"column3 digits"},Me(w.spans)),v("td",{class:"column4 digits"},w.errors?v("span",{class:"sign error"},`✕ ${Me(w.errors)}`):"0"),v("td",{class:"column5"},w.services.slice(0,8).map(S=>rn(l.get(S),r[l.get(S)],S)),w.services.length>8&&` +${w.services.length-8}`,v("span",{class:"hidden"},w.services.map(S=>le(S)).join(", "))));return O?[N,_(w)]:[N]}function _(w){let I=v("td",{colspan:al.length}),O=o.get(w.trace);return O?vn(I,O):I.append(v("p",{class:"note"},"This trace is not carried in the page. In a notebook: ",v("code",{},`waterfall(store, "${le(w.trace,40)}")`))),v("tr",{class:"inside"},I)}function M(w,I){let O=I.getRootNode().activeElement===I||h!==w.trace;h=h===w.trace?null:w.trace;let N=I.getBoundingClientRect().top;R();let S=[...E.children].find(U=>U.dataset.trace===w.trace);O&&S?.focus({preventScroll:!0});let Y=E.closest(".scroll");S&&(Y.scrollTop+=S.getBoundingClientRect().top-N)}E.addEventListener("keydown",w=>{let I=w.target.closest?.("tr.trace");if(!I||w.target!==I||w.ctrlKey||w.metaKey||w.altKey)return;let O=[...E.querySelectorAll("tr.trace")],N=O.indexOf(I),S=U=>{let P=O[Math.max(0,Math.min(O.length-1,U))];for(let K of O)K.tabIndex=K===P?0:-1;P.focus()},Y={ArrowDown:()=>S(N+1),ArrowUp:()=>S(N-1),Home:()=>S(0),End:()=>S(O.length-1),Enter:()=>I.click()," ":()=>I.click(),"/":()=>g.input.focus(),Escape:()=>h&&I.classList.contains("opened")&&I.click()}[w.key];Y&&(w.preventDefault(),w.stopPropagation(),Y())}),R()}var Ha={flame_graph:pi,log_table:vi,metric_chart:Gs,quiz:Us,service_map:Va,stepper:Wa,trace_list:Ba,waterfall:vn},cl;function ul(e,t,n){let r=Object.hasOwn(Ha,t)?Ha[t]:void 0;if(!r)throw new Error(`no such picture: ${t}`);cl||(cl=new CSSStyleSheet,cl.replaceSync(ii+oi));let l=e.shadowRoot??e.attachShadow({mode:"open"});l.adoptedStyleSheets=[cl],e.setAttribute("role","group"),n.label&&e.setAttribute("aria-label",n.label);let o=v("div",{class:"view"});l.replaceChildren(o),Jn(i=>{o.dataset.theme=i}),r(o,n,ul)}async function qh(e){let t=JSON.parse(e.textContent);if(!Object.hasOwn(t,"deflate"))return t;let n=Uint8Array.from(atob(t.deflate),l=>l.charCodeAt(0)),r=new Blob([n]).stream().pipeThrough(new DecompressionStream("deflate-raw"));return new Response(r).json()}async function Ya(e){let t=[...e.querySelectorAll(".otlplab-view[data-view]:not([data-alive])")];await Promise.all(t.map(async n=>{let r=n.querySelector(":scope > script[type='application/json']");if(r){n.dataset.alive="";try{ul(n,n.dataset.view,await qh(r))}catch(l){console.error("otlplab: this view stays as it is",l)}}}))}function Kh(e){let t=e.target instanceof Element&&e.target.closest(".otlplab-view");t&&t.toggleAttribute("data-lm-suppress-shortcuts",!e.ctrlKey&&!e.metaKey)}var Jh=Symbol.for("otlplab.views.ready"),Mr=globalThis[Jh]??={};if(!Mr.loaded){Mr.loaded=!0,window.addEventListener("keydown",Kh,!0);let e=()=>{Ya(document),new MutationObserver(t=>{t.some(n=>n.addedNodes.length)&&Ya(document)}).observe(document.body,{childList:!0,subtree:!0})};document.readyState==="loading"?document.addEventListener("DOMContentLoaded",e):e()}Mr.done?Mr.done({mount:ul}):Mr.promise=Promise.resolve({mount:ul});})();
