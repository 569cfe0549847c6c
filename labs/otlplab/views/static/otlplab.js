/* otlplab views, Apache-2.0; bundled libraries: see LICENSES.txt */
(()=>{var li=`:host {
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
`;var oi='.uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: ":";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline "background" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}';function v(e,t={},...n){return ai(document.createElement(e),t,n)}function Ue(e,t={},...n){return ai(document.createElementNS("http://www.w3.org/2000/svg",e),t,n)}function ai(e,t,n){for(let[r,l]of Object.entries(t))if(!(l==null||l===!1))if(r==="on")for(let[o,i]of Object.entries(l))e.addEventListener(o,i);else if(r==="style")for(let[o,i]of Object.entries(l))e.style.setProperty(o,i);else{if(/^(on|href|src|srcdoc|style)/i.test(r))throw new Error(`attribute refused: ${r}`);e.setAttribute(r,l===!0?"":String(l))}return e.append(...n.flat(1/0).filter(r=>r!=null&&r!==!1)),e}var Ec=/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;function Et(e,t=4e3){let n=String(e??"");return(n.length>t?`${n.slice(0,t)}…`:n).replace(Ec,l=>`\\u${l.codePointAt(0).toString(16).padStart(4,"0")}`)}var ie=(e,t=200)=>Et(String(e??"").slice(0,t*2).replace(/\s+/g," "),t),ii=[["h",36e11],["min",6e10],["s",1e9],["ms",1e6],["µs",1e3],["ns",1]];function Ie(e){if(e==null)return"–";let[t,n]=ii.find(([,r])=>Math.abs(e)>=r)??ii[5];return`${Me(e/n)} ${t}`}function Me(e){if(e==null||Number.isNaN(e))return"–";let t=Math.abs(e);return Number.isInteger(e)&&t<1e15?e.toLocaleString("en-GB"):t>=1e15||t<1e-4?e.toExponential(2):t>=100?Math.round(e).toLocaleString("en-GB"):String(Number(e.toPrecision(3)))}var qe=(e,t)=>`${Me(e)} ${t}${e===1?"":"s"}`;function $n(e){return e>0&&e<.01?"<1 %":e<1&&e>.99?">99 %":`${Math.round(e*100)} %`}var Xt=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(11,23),hn=e=>new Date(Number(BigInt(e)/1000000n)).toISOString().slice(0,10);function ci(e,t){if(!(e>0))return[0];let n=e/Math.max(1,t),r=10**Math.floor(Math.log10(n)),l=[1,2,5,10].map(o=>o*r).find(o=>o>=n);return Array.from({length:Math.floor(e/l+1e-9)+1},(o,i)=>i*l)}var ui=matchMedia("(prefers-color-scheme: dark)");function Ir(){let e=document.documentElement.dataset.theme;if(e==="light"||e==="dark")return e;let t=document.body?.dataset.jpThemeLight;return t?t==="false"?"dark":"light":ui.matches?"dark":"light"}var Ll=new Set,si=!1;function Jn(e){if(!si){si=!0;let t=Ir(),n=()=>{if(Ir()!==t){t=Ir();for(let l of Ll)l(t)}},r=new MutationObserver(n);r.observe(document.documentElement,{attributeFilter:["data-theme"]}),r.observe(document.body,{attributeFilter:["data-jp-theme-light"]}),ui.addEventListener("change",n)}return Ll.add(e),e(Ir()),()=>Ll.delete(e)}var pn=(e,t)=>getComputedStyle(e).getPropertyValue(t).trim();function gn(e){let t=new Set;return e.map(n=>{let r=String(n).match(/[\p{L}\p{N}]+/gu)??["?"],l=r.length>1?[...r[0]][0]+[...r[1]][0]:[...r[0]].slice(0,2).join(""),o=l.toUpperCase();for(let i=2;t.has(o);i++)o=`${[...l][0].toUpperCase()}${i}`;return t.add(o),o})}var Rr=e=>`hue${e%8}${e>=8?" striped":""}`,rn=(e,t,n)=>v("span",{class:`badge ${Rr(e)}`,title:ie(n),"aria-hidden":"true"},t);function ln(e,t){return t?.length?v("section",{class:"attributes"},v("h4",{},e),v("dl",{},t.map(([n,r])=>[v("dt",{},v("bdi",{},ie(n,300))),v("dd",{},v("bdi",{},Et(r===null?"null":r)))]))):null}function mn(e,t,n,r){let l=v("span",{class:"count",role:"status"}),o=v("input",{type:"search",placeholder:e,"aria-label":e,spellcheck:"false",autocomplete:"off",on:{input:()=>t(o.value.trim().toLowerCase()),keydown:i=>{if(i.key==="Enter")n?.(i.shiftKey?-1:1);else if(i.key==="Escape")o.value?(o.value="",t("")):r?.();else return;i.preventDefault(),i.stopPropagation()}}});return{element:v("span",{class:"search"},o,l),input:o,count:l}}function di(e,t,n,r){let l=v("button",{type:"button",class:"toggle","aria-pressed":String(t),title:r,on:{click:()=>o(l.getAttribute("aria-pressed")!=="true")}},e),o=i=>{l.setAttribute("aria-pressed",String(i)),n(i)};return l}var ft=(e,t,n)=>v("button",{type:"button",title:n,"aria-label":n,on:{click:t}},e);function Qn(e,t,n,r){let l=t.map(([o,i])=>v("button",{type:"button","aria-pressed":String(o===n),on:{click:()=>{l.forEach((s,u)=>s.setAttribute("aria-pressed",String(t[u][0]===o))),r(o)}}},i));return v("span",{class:"choice",role:"group","aria-label":e},l)}var gt=(e,t,n)=>v("header",{},v("div",{class:"title"},e,v("span",{class:"facts"},t)),v("div",{class:"tools"},n));function On(e,t){if(!t)return[e];let n=[],r=e.toLowerCase(),l=0;for(let o=r.indexOf(t);o>=0;o=r.indexOf(t,l))n.push(e.slice(l,o),v("mark",{},e.slice(o,o+t.length))),l=o+t.length;return[...n,e.slice(l)]}function Dr(e,t,n,r,l){let o=new Map,i=!1,s=u=>{if(i=!1,u){for(let g of o.values())g.remove();o.clear()}let c=r();t.style.height=`${c*n}px`;let f=Math.max(0,Math.floor(e.scrollTop/n)-6),h=Math.min(c,Math.ceil((e.scrollTop+(e.clientHeight||480))/n)+6);for(let[g,b]of o)(g<f||g>=h)&&(b.remove(),o.delete(g));for(let g=f;g<h;g++){if(o.has(g))continue;let b=l(g);b.style.transform=`translateY(${g*n}px)`,o.set(g,b),t.append(b)}};return e.addEventListener("scroll",()=>{i||(i=!0,requestAnimationFrame(()=>s(!1)))},{passive:!0}),{draw:()=>s(!0),refresh(u){let c=o.get(u);if(!c)return;let f=l(u);f.style.transform=c.style.transform,c.replaceWith(f),o.set(u,f)},reveal(u,c=0){let f=u*n;f<e.scrollTop?e.scrollTop=f:f+n+c>e.scrollTop+e.clientHeight&&(e.scrollTop=f+n+c-e.clientHeight),s(!1)},page:()=>Math.max(1,Math.floor(e.clientHeight/n)-1)}}function Bt(e,t){let n=0;new ResizeObserver(([r])=>{let l=Math.round(r.contentRect.width);l&&l!==n&&(n=l,t(l))}).observe(e)}var _c=0,wn=e=>`${e}-${++_c}`;var mt=19,Sc=34,fi={nanoseconds:1,ns:1,microseconds:1e3,us:1e3,milliseconds:1e6,ms:1e6,seconds:1e9,s:1e9};function hi(e,t){let{names:n,depth:r,name:l,unit:o}=t,i=r.length,s=t.sides.length>0,u=s?[t.value,t.other]:[t.value],c=u.map(T=>T[0]||1),f=T=>fi[o]?Ie(T*fi[o]):`${Me(T)} ${ie(o,30)}`,h=new Int32Array(i),g=new Int32Array(i).fill(-1),b=[];for(let T=0;T<i;T++){for(;b.length>r[T];)h[b.pop()]=T;b.length&&(g[T]=b.at(-1)),b.push(T)}for(;b.length;)h[b.pop()]=i;let y=s?1:0,L=new Float64Array(i),R=u[y],A=()=>{R=u[y],L=new Float64Array(i);let T=new Float64Array(i);for(let Y=0;Y<i;Y++)L[Y]=g[Y]<0?0:T[g[Y]],T[Y]=L[Y],g[Y]>=0&&(T[g[Y]]+=R[Y])},k=0;for(let T=0;T<i;T++)k=Math.max(k,r[T]);let M=0,w=0,I=!1,O="",N=null,S=!1,F=!1,U=mn("Search functions",T=>{O=T,N=T?new Set(n.flatMap((z,B)=>z.toLowerCase().includes(T)?[B]:[])):null;let Y=0;if(N)for(let z=0;z<i;z++)N.has(l[z])&&(Y+=R[z],z=h[z]-1);U.count.textContent=N?$n(Y/c[y]):"",ke(),he()},T=>{if(!N)return;let Y=[];for(let z=0;z<i;z++)N.has(l[z])&&Y.push(z);Y.length&&V(T>0?Y.find(z=>z>w)??Y[0]:Y.findLast(z=>z<w)??Y.at(-1))},()=>$e.focus()),P=ft("Whole graph",()=>G(0),"Show the whole graph again (Escape)");P.hidden=!0;let K=v("button",{type:"button",class:"toggle","aria-pressed":"false",title:"Root at the top (i)",on:{click:()=>{S=!S,K.setAttribute("aria-pressed",String(S)),ke(),S?J.scrollTop=0:J.scrollTop=J.scrollHeight}}},"Root at top"),D=s&&Qn("Widths",t.sides.map((T,Y)=>[Y,ie(T,20)]),y,T=>{y=T,A(),ke(),he()}),$=Qn("Face",[[!1,"Graph"],[!0,"Functions"]],!1,T=>{F=T,J.hidden=F,ge.hidden=!F,he(),F||ke()}),E=v("canvas",{"aria-hidden":"true"}),W=v("div",{role:"treeitem",id:"frame",class:"hidden"}),J=v("div",{class:"scroll flames"},E),$e=v("div",{class:"stage",role:"tree",tabindex:"0","aria-label":t.label,"aria-activedescendant":"frame"},J,W),ge=v("div",{class:"scroll",hidden:!0}),ue=v("p",{class:"status",role:"status"}),we=s&&v("p",{class:"legend diverging"},v("span",{},`less in ${ie(t.sides[1],20)}`),v("span",{class:"ramp","aria-hidden":"true"}),v("span",{},"more"),v("span",{class:"note"},"percentage points (pp) of the whole, also written in the frames"));e.append(v("div",{class:"flame"},gt([v("strong",{},s?`${ie(t.sides[0],20)} → ${ie(t.sides[1],20)}`:"Flame graph")],[s?`${f(c[0])} → ${f(c[1])}`:f(c[0]),qe(n.length-1,"function"),t.merged>0&&`${qe(t.merged,"frame")} below ${Number((t.least*100).toPrecision(1))} % not drawn`].filter(Boolean).map(T=>v("span",{},T)),[U.element,D,$,K,P]),we,$e,ge,ue,v("p",{class:"keys"},"↑ ↓ callers and callees · ← → siblings · Enter zooms · Escape zooms out · / search · i turns it over")));let oe={},ne=()=>{oe=Object.fromEntries(["--bg","--ink","--soft","--accent","--line","--path"].map(T=>[T,pn(e,T)])),oe.dark=e.dataset.theme==="dark",Se.clear()},Se=new Map;function Pe(T){if(s)return ve(T);let Y=Se.get(l[T]);if(!Y){let z=n[l[T]],B=/^(.*?)[.:/ (][^.:/]*$/.exec(z)?.[1]??z,Q=7;for(let ce=0;ce<Math.min(B.length,60);ce++)Q=(Q*31+B.charCodeAt(ce))%9973;Y=oe.dark?`hsl(${18+Q%36} ${48+Q%17}% ${46+Q%13}%)`:`hsl(${22+Q%34} ${78+Q%14}% ${66+Q%13}%)`,T===0&&(Y=oe.dark?"#5a6675":"#c9d1da"),Se.set(l[T],Y)}return Y}let xe=T=>u[1][T]/c[1]-u[0][T]/c[0];function ve(T){let Y=xe(T),z=Math.min(1,Math.sqrt(Math.abs(Y)*6));return Math.abs(Y)<5e-4?oe.dark?"#4a5563":"#dfe4ea":oe.dark?Y>0?`hsl(30 ${40+50*z}% ${38+20*z}%)`:`hsl(210 ${30+55*z}% ${40+22*z}%)`:Y>0?`hsl(30 ${60+35*z}% ${86-30*z}%)`:`hsl(210 ${55+30*z}% ${88-28*z}%)`}let Xe=T=>{let Y=xe(T)*100;return Math.abs(Y)<.05?"":`${Y>0?"+":"−"}${Math.abs(Y).toFixed(1)} pp `},Ne=[];function ke(){if(F)return;let T=J.clientWidth;if(!T)return;let Y=[];for(let Ee=g[M];Ee>=0;Ee=g[Ee])Y.unshift(Ee);let z=R[M]||1,B=T/z;Ne=[];let Q=Y.length+1;for(let Ee=M;Ee<h[M];Ee++){if(R[Ee]*B<.5){Ee=h[Ee]-1;continue}let De=r[Ee];(Ne[De]??=[]).push(Ee),Q=Math.max(Q,De+1)}for(let Ee of Y)Ne[r[Ee]]=[Ee];let ce=Q*mt+2,Ye=devicePixelRatio||1;E.width=Math.round(T*Ye),E.height=Math.round(ce*Ye),E.style.width=`${T}px`,E.style.height=`${ce}px`,J.style.height=`${Math.min(ce,Sc*mt)}px`;let be=E.getContext("2d");be.scale(Ye,Ye),be.clearRect(0,0,T,ce),be.font="11.5px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",be.textBaseline="middle";let Fe=6.4;for(let Ee=0;Ee<Ne.length;Ee++){let ct=S?Ee*mt:ce-(Ee+1)*mt-1;for(let De of Ne[Ee]??[]){let wt=Ee<r[M],yn=wt?0:(L[De]-L[M])*B,_t=wt?T:R[De]*B;if(be.globalAlpha=wt?.45:N&&!N.has(l[De])?.3:1,be.fillStyle=Pe(De),be.fillRect(yn,ct,Math.max(_t-(_t>3?.8:0),.4),mt-1),N?.has(l[De])&&_t>2&&(be.strokeStyle=oe["--path"],be.lineWidth=1.5,be.strokeRect(yn+.75,ct+.75,Math.max(_t-2.3,.5),mt-2.5)),_t>26){let Ut=Math.floor((_t-7)/Fe),zt=(s&&_t>80?Xe(De):"")+ie(n[l[De]],300);be.fillStyle=oe.dark&&(De===0||s&&Math.abs(xe(De))<.03)?"#f2f5f8":"#10161e",Ut>2&&be.fillText(zt.length>Ut?`${zt.slice(0,Ut-1)}…`:zt,yn+4,ct+mt/2+.5,_t-6)}be.globalAlpha=1}}let Tt=I&&nt(w,B,ce,T);Tt&&(be.strokeStyle=oe["--accent"],be.lineWidth=2.5,be.strokeRect(Tt.x+1,Tt.y+1,Math.max(2,Tt.w-2.5),mt-3)),P.hidden=M===0}function nt(T,Y,z,B){if(!Ne[r[T]]?.includes(T))return null;let Q=r[T]<r[M];return{x:Q?0:(L[T]-L[M])*Y,w:Q?B:R[T]*Y,y:S?r[T]*mt:z-(r[T]+1)*mt-1}}function H(T){let Y=Et(n[l[T]],400);return s?`${Y}: ${ie(t.sides[0],20)} ${f(u[0][T])} (${(100*u[0][T]/c[0]).toFixed(1)} %), ${ie(t.sides[1],20)} ${f(u[1][T])} (${(100*u[1][T]/c[1]).toFixed(1)} %), ${Xe(T).trim()||"no change"}`:`${Y}: ${f(R[T])}, ${$n(R[T]/c[0])} of all${T&&M?`, ${$n(R[T]/R[M])} of what is shown`:""}`}function V(T,Y=!1){if(w=T,I=!0,ue.textContent=H(T),W.textContent=H(T),W.setAttribute("aria-level",r[T]+1),!(T>=M&&T<h[M])&&r[T]>=r[M]&&(M=_(T)),ke(),Y)return;let z=S?r[T]*mt:E.clientHeight-(r[T]+1)*mt;z<J.scrollTop?J.scrollTop=z:z+mt>J.scrollTop+J.clientHeight&&(J.scrollTop=z+mt-J.clientHeight)}function _(T){let Y=M;for(;Y>0&&!(T>=Y&&T<h[Y]);)Y=g[Y];return Y}function G(T){M=T,V(T)}function re(T){let Y=[];for(let z=T+1;z<h[T];z=h[z])R[z]>0&&Y.push(z);return Y}$e.addEventListener("keydown",T=>{if(T.ctrlKey||T.metaKey||T.altKey)return;let Y=ce=>{if(g[w]<0)return;let Ye=re(g[w]),be=Ye[Ye.indexOf(w)+ce];be!==void 0&&V(be)},z=()=>{let[ce,...Ye]=re(w);ce!==void 0&&V(Ye.reduce((be,Fe)=>R[Fe]>R[be]?Fe:be,ce))},B=()=>g[w]>=0&&V(g[w]),Q={ArrowUp:S?B:z,ArrowDown:S?z:B,ArrowLeft:()=>Y(-1),ArrowRight:()=>Y(1),Home:()=>V(M),Enter:()=>G(w)," ":()=>G(w),Escape:()=>M>0?G(g[M]):O&&(U.input.value="",U.input.dispatchEvent(new Event("input"))),"/":()=>U.input.focus(),i:()=>K.click()}[T.key];Q&&(T.preventDefault(),T.stopPropagation(),Q())});function X(T){let{left:Y,top:z,height:B,width:Q}=E.getBoundingClientRect(),ce=Math.floor((T.clientY-z)/mt),Ye=S?ce:Math.round((B-2)/mt)-1-ce;if(Ye<r[M])return Ne[Ye]?.[0];let be=L[M]+(T.clientX-Y)/Q*R[M];return Ne[Ye]?.find(Fe=>L[Fe]<=be&&be<L[Fe]+R[Fe])}let de=!1;E.addEventListener("pointermove",T=>{de||(de=!0,requestAnimationFrame(()=>{de=!1;let Y=X(T);E.style.cursor=Y===void 0?"default":"pointer",Y!==void 0&&Y!==w&&V(Y,!0)}))}),E.addEventListener("click",T=>{let Y=X(T);Y!==void 0&&(G(Y),$e.focus({preventScroll:!0}))});let fe;function ae(){if(fe)return fe;let T=new Map,Y=new Set,z=[];for(let B=0;B<i;B++){for(;z.length>r[B];){let[be,Fe]=z.pop();Fe&&Y.delete(be)}let Q=l[B],ce=T.get(Q)??T.set(Q,{f:Q,own:[0,0],all:[0,0]}).get(Q),Ye=!Y.has(Q);Ye&&Y.add(Q),z.push([Q,Ye]),u.forEach((be,Fe)=>{ce.own[Fe]+=be[B],Ye&&(ce.all[Fe]+=be[B]),g[B]>=0&&(T.get(l[g[B]]).own[Fe]-=be[B])})}return T.delete(l[0]),fe=[...T.values()],fe}function he(){if(!F)return;let T=ae().filter(({f:Q})=>!N||N.has(Q)).sort((Q,ce)=>ce.own[y]-Q.own[y]),Y=(Q,ce)=>`${(100*Q/c[ce]).toFixed(1)} %`,z=s?["Function",...t.sides.map(Q=>`Own ${ie(Q,16)}`),"Change",...t.sides.map(Q=>`With callees ${ie(Q,16)}`)]:["Function","Own","","With callees",""],B=({own:Q,all:ce})=>s?[Y(Q[0],0),Y(Q[1],1),Q[1]/c[1]===Q[0]/c[0]?"–":`${Q[1]/c[1]>Q[0]/c[0]?"+":"−"}${Math.abs(100*(Q[1]/c[1]-Q[0]/c[0])).toFixed(1)} %`,Y(ce[0],0),Y(ce[1],1)]:[Y(Q[0],0),f(Q[0]),Y(ce[0],0),f(ce[0])];ge.replaceChildren(v("table",{},v("thead",{},v("tr",{},z.map((Q,ce)=>v("th",{scope:"col",class:ce?"digits plain":"plain"},Q)))),v("tbody",{},T.slice(0,200).map(Q=>v("tr",{},v("td",{class:"function"},v("bdi",{},ie(n[Q.f],300))),B(Q).map(ce=>v("td",{class:"digits"},ce)))))),T.length>200&&v("p",{class:"note"},`${Me(T.length-200)} more are not listed.`))}return A(),ue.textContent=H(0),W.textContent=H(0),Jn(()=>{ne(),ke()}),Bt(J,()=>{ne(),ke(),S||(J.scrollTop=J.scrollHeight)}),{draw:ke}}var Mc=28,pi={SERVER:"server",CLIENT:"client",PRODUCER:"producer",CONSUMER:"consumer",INTERNAL:"",UNSPECIFIED:""};function vn(e,t){let{spans:n}=t,r=gn(t.services),l=wn("waterfall"),o=n.map(()=>[]);n.forEach((H,V)=>{H.parent>=0&&o[H.parent].push(V)});let i=n.flatMap((H,V)=>H.status==="ERROR"?[V]:[]),s=new Set,u=[],c=new Map,f=0,h=-1,g="",b=[],y=new Set,L=!0,R=0,A=t.duration||1,k=()=>{u=[];for(let H=0;H<n.length;H++)if(u.push(H),s.has(H))for(;H+1<n.length&&n[H+1].depth>n[u.at(-1)].depth;)H++;c=new Map(u.map((H,V)=>[H,V]))},M=mn("Search spans",H=>{g=H,b=H?n.flatMap((V,_)=>$e(_).includes(H)?[_]:[]):[],y=new Set(b),M.count.textContent=H?`${Me(b.length)} of ${Me(n.length)}`:"",E.draw(),b.length&&Pe(b.find(V=>V>=f)??b[0])},H=>xe(b,H),()=>P.focus()),w=di("Critical path",!0,H=>{L=H,$.classList.toggle("critical",H)},"The spans that decide how long the trace takes (c)"),I=ft("Collapse all",()=>{let H=s.size===0;s.clear(),H&&n.forEach((V,_)=>{V.depth>0&&o[_].length&&s.add(_)}),I.textContent=H?"Expand all":"Collapse all",I.setAttribute("aria-label",I.textContent),W()},"Collapse all"),O=i.length>0&&ft(`✕ ${qe(i.length,"error")}`,()=>{xe(i,1),P.focus()},`Go to the next of ${qe(i.length,"error")} (e)`);O&&O.classList.add("error");let N=ft("Whole trace",()=>Ne(0,t.duration||1),"Show the whole trace again (0)");N.hidden=!0;let S=v("div",{class:"ruler",title:"Drag to look closer"}),F=v("div",{class:"head","aria-hidden":"true"},v("span",{},"Span"),S),U=v("div",{class:"rows",role:"presentation"}),P=v("div",{class:"grid",role:"treegrid",tabindex:"0","aria-label":`Spans of ${ie(t.name)}`,"aria-rowcount":n.length,"aria-readonly":"true"},U),K=v("section",{class:"details","aria-label":"Details of the span",hidden:!0}),D=v("ul",{class:"legend","aria-label":"Services"},t.services.map((H,V)=>v("li",{},rn(V,r[V],H),v("bdi",{},ie(H))))),$=v("div",{class:"waterfall critical"},gt([v("strong",{},v("bdi",{},ie(t.name)))],[Ie(t.duration),qe(n.length,"span"),qe(t.services.length,"service"),`${hn(t.start)} ${Xt(t.start)} UTC`].map(H=>v("span",{},H)),[M.element,O,w,I,N]),D,F,P,K,v("p",{class:"keys"},"↑ ↓ move · ← → fold · Enter details · / search · e next error · c critical path · drag the ruler to zoom"));e.append($);let E=Dr(P,U,Mc,()=>u.length,ue),W=()=>{for(k();!c.has(f);)f=n[f].parent;E.draw(),Se()},J=new Map;function $e(H){let V=J.get(H);if(V===void 0){let{name:_,id:G,message:re,service:X,kind:de,attributes:fe=[],logs:ae=[],events:he=[]}=n[H];V=[_,G,re,t.services[X],de,...fe.flat(),...ae.map(T=>T.body),...he.map(T=>T.name)].join(`
`).toLowerCase(),J.set(H,V)}return V}let ge=H=>(H-R)/(A-R)*100;function ue(H){let V=u[H],_=n[V],G=o[V].length>0,re=Math.max(-1,Math.min(101,ge(_.t))),X=Math.max(-1,Math.min(101,ge(_.t+_.w))),de=_.status==="ERROR",fe=Math.max(S.clientWidth,1)/100,ae=(100-X)*fe>64?{left:`max(0px, ${X}%)`}:re*fe>64?{right:`${100-re}%`}:null;return v("div",{class:`row${V===f?" active":""}${V===h?" opened":""}${_.critical?" on-path":""}${g&&!y.has(V)?" miss":""}`,role:"row",id:`${l}-${V}`,"aria-level":_.depth+1,"aria-rowindex":V+1,"aria-expanded":G?String(!s.has(V)):void 0,"aria-selected":String(V===h),on:{click:()=>{f=V,ve(V)}}},v("div",{class:"name",role:"gridcell",style:{"--depth":Math.min(_.depth,24)}},v("span",{class:`fold${G?"":" leaf"}`,"aria-hidden":"true",on:G?{click:he=>{he.stopPropagation(),f=V,ne(V,!s.has(V))}}:void 0},G?s.has(V)?"▸":"▾":""),rn(_.service,r[_.service],t.services[_.service]),de&&v("span",{class:"sign error",title:"Status: error"},"✕"),v("bdi",{class:"text",title:ie(_.name)},On(ie(_.name),g)),s.has(V)&&v("span",{class:"more"},`+${oe(V)}`),pi[_.kind]&&v("span",{class:"kind"},pi[_.kind]),_.orphan&&v("span",{class:"kind warn",title:"Its parent span is not in the data"},"parent missing"),_.links&&v("span",{class:"kind",title:qe(_.links.length,"link")},`⇢${_.links.length}`),_.logs&&v("span",{class:"kind",title:qe(_.logs.length,"log record")},`≡${_.logs.length}`),v("span",{class:"hidden"},`, service ${ie(t.services[_.service])}, ${de?"error, ":""}takes ${Ie(_.w)}, starts after ${Ie(_.t)}${_.critical?", on the critical path":""}`)),v("div",{class:"time",role:"gridcell","aria-hidden":"true"},X>=0&&re<=100&&[v("span",{class:`bar ${Rr(_.service)}${de?" failed":""}`,style:{left:`${re}%`,width:`${X-re}%`}}),(_.critical??[]).map(([he,T])=>{let[Y,z]=[Math.max(0,ge(he)),Math.min(100,ge(T))];return z>Y&&v("span",{class:"path",style:{left:`${Y}%`,width:`${z-Y}%`}})}),(_.events??[]).slice(0,50).map(he=>we(he.t)&&v("span",{class:`event${he.name==="exception"?" failed":""}`,style:{left:`${ge(he.t)}%`},title:`event ${ie(he.name)}, at ${Ie(he.t)}`})),(_.logs??[]).slice(0,50).map(he=>we(he.t)&&v("span",{class:`log ${he.severity.toLowerCase()}`,style:{left:`${ge(he.t)}%`},title:`${he.severity} ${ie(he.body,120)}`})),v("span",{class:`took${ae?"":` inside ${Rr(_.service)}`}`,style:ae??{left:`max(0px, ${re}%)`}},Ie(_.w))]))}let we=H=>H>=R&&H<=A;function oe(H){let V=0;for(;H+V+1<n.length&&n[H+V+1].depth>n[H].depth;)V++;return V}function ne(H,V){o[H].length&&(V?s.add(H):s.delete(H),W())}function Se(){P.setAttribute("aria-activedescendant",`${l}-${f}`)}function Pe(H){for(let _=n[H].parent;_>=0;_=n[_].parent)s.delete(_);let V=f;f=H,c.has(H)||W(),E.refresh(c.get(V)??-1),E.reveal(c.get(H)),E.refresh(c.get(H)),Se(),h>=0&&ve(H)}function xe(H,V){if(!H.length)return;let _=V>0?H.find(G=>G>f)??H[0]:H.findLast(G=>G<f)??H.at(-1);Pe(_)}function ve(H){let V=h;h=H;for(let _ of[V,H])c.has(_)&&E.refresh(c.get(_));E.draw(),Se(),K.hidden=H<0,K.replaceChildren(...H<0?[]:ke(H))}P.addEventListener("keydown",H=>{if(H.ctrlKey||H.metaKey||H.altKey)return;let V=c.get(f),_=re=>Pe(u[Math.max(0,Math.min(u.length-1,re))]),G={ArrowDown:()=>_(V+1),ArrowUp:()=>_(V-1),PageDown:()=>_(V+E.page()),PageUp:()=>_(V-E.page()),Home:()=>_(0),End:()=>_(u.length-1),ArrowRight:()=>s.has(f)?ne(f,!1):o[f].length&&Pe(o[f][0]),ArrowLeft:()=>o[f].length&&!s.has(f)?ne(f,!0):n[f].parent>=0&&Pe(n[f].parent),Enter:()=>ve(h===f?-1:f)," ":()=>ve(h===f?-1:f),Escape:()=>h>=0?ve(-1):g?(M.input.value="",M.input.dispatchEvent(new Event("input"))):Ne(0,t.duration||1),"/":()=>M.input.focus(),e:()=>xe(i,1),E:()=>xe(i,-1),n:()=>xe(b,1),N:()=>xe(b,-1),c:()=>w.click(),0:()=>Ne(0,t.duration||1)}[H.key];G&&(H.preventDefault(),H.stopPropagation(),G())});function Xe(H){let V=ci(A-R,Math.max(2,Math.min(8,H/90))),_=A-R;S.replaceChildren(...V.map(G=>v("span",{class:G/_>.9?"tick last":"tick",style:{left:`${G/_*100}%`}},Ie(R+G)))),U.style.setProperty("--step",`${(V[1]??_)/_*100}%`)}function Ne(H,V){R=H,A=V,N.hidden=H===0&&V===(t.duration||1),Xe(S.clientWidth),E.draw()}S.addEventListener("pointerdown",H=>{let{left:V,width:_}=S.getBoundingClientRect(),G=ae=>Math.max(0,Math.min(1,(ae.clientX-V)/_)),re=G(H),X=v("span",{class:"area"});S.append(X),S.setPointerCapture(H.pointerId);let de=ae=>{let[he,T]=[re,G(ae)].sort((Y,z)=>Y-z);X.style.left=`${he*100}%`,X.style.width=`${(T-he)*100}%`},fe=ae=>{S.removeEventListener("pointermove",de),X.remove();let[he,T]=[re,G(ae)].sort((Y,z)=>Y-z);T-he>.01&&Ne(R+he*(A-R),R+T*(A-R))};S.addEventListener("pointermove",de),S.addEventListener("pointerup",fe,{once:!0}),S.addEventListener("pointercancel",fe,{once:!0})}),S.addEventListener("dblclick",()=>Ne(0,t.duration||1));function ke(H){let V=n[H],[_,G,re]=t.resources[V.resource],X=V.w-nt(H),de=(V.critical??[]).reduce((ae,[he,T])=>ae+T-he,0),fe=[["Service",t.services[V.service]],["Kind",V.kind],["Status",V.message?`${V.status}: ${V.message}`:V.status],["Starts after",Ie(V.t)],["Takes",Ie(V.w)],["Own work",`${Ie(X)} (not covered by its children)`],["On the critical path",de?`${Ie(de)} of the trace's ${Ie(t.duration)}`:"no"],["Span id",V.id],["Trace id",t.trace]];return[v("div",{class:"title"},rn(V.service,r[V.service],t.services[V.service]),v("h3",{},v("bdi",{},Et(V.name,500))),ft("✕",()=>{ve(-1),P.focus()},"Close the details (Escape)")),v("div",{class:"columns"},ln("Span",fe),ln("Attributes",V.attributes),V.events&&gi("Events",V.events,ae=>ae.name),V.logs&&gi("Logs",V.logs,ae=>ae.body||ae.event,ae=>ae.severity),V.links&&v("section",{class:"attributes"},v("h4",{},"Links"),V.links.map(ae=>ln("",[["trace",ae.trace],["span",ae.span],...ae.attributes??[]]))),ln("Resource",_),ln("Scope",[["name",G],...re?[["version",re]]:[]]))]}function nt(H){let{t:V,w:_}=n[H],G=0,re=V;for(let X of o[H]){let de=Math.max(n[X].t,re),fe=Math.min(n[X].t+n[X].w,V+_);fe>de&&(G+=fe-de,re=fe)}return G}k(),Se(),E.draw(),Bt(P,H=>{F.style.width=`${H}px`,Xe(S.clientWidth),E.draw()})}function gi(e,t,n,r){return v("section",{class:"attributes moments"},v("h4",{},`${e} (${t.length})`),v("ol",{},t.slice(0,200).map(l=>v("li",{},v("span",{class:"at"},Ie(l.t)),r&&v("span",{class:`severity ${r(l).toLowerCase()}`},r(l)),v("bdi",{class:"body"},Et(n(l))),l.attributes?.length?v("dl",{},l.attributes.map(([o,i])=>[v("dt",{},v("bdi",{},ie(o))),v("dd",{},v("bdi",{},Et(i)))])):null))),t.length>200&&v("p",{class:"note"},`${Me(t.length-200)} more are not listed.`))}var $c=27,mi=["FATAL","ERROR","WARN","INFO","DEBUG","TRACE"];function wi(e,t){let{logs:n}=t,r=BigInt(t.start),l=$=>String(r+BigInt(Math.round($.t))),o=[...new Set(n.map($=>$.service))].sort(),i=gn(o),s=new Map(o.map(($,E)=>[$,E])),u=new Map(t.details.map($=>[$.trace,$])),c=[...new Set(n.map($=>$.severity))].sort(($,E)=>(mi.indexOf($)+1||99)-(mi.indexOf(E)+1||99)),f=wn("logs"),h=new Set,g="",b=[],y=0,L=-1,R=mn("Search logs",$=>{g=$,F()},void 0,()=>w.focus()),A=c.map($=>{let E=n.filter(J=>J.severity===$).length,W=v("button",{type:"button",class:"level","aria-pressed":"true",title:`Show ${$}`,on:{click:()=>{h.delete($)||h.add($),W.setAttribute("aria-pressed",String(!h.has($))),F()}}},v("span",{class:`severity ${$.toLowerCase()}`},ie($,20)),Me(E));return W}),k=v("div",{class:"overview","aria-hidden":"true"}),M=v("div",{class:"rows",role:"rowgroup"}),w=v("div",{class:"grid",role:"grid",tabindex:"0","aria-label":"Log records","aria-readonly":"true"},M),I=v("section",{class:"details","aria-label":"Details of the log record",hidden:!0});e.append(v("div",{class:"logs"},gt([v("strong",{},qe(t.total,"log record"))],[n.length<t.total&&`the newest ${Me(n.length)} are listed`,n.length>0&&`from ${hn(t.start)} ${Xt(t.start)} UTC`].filter(Boolean).map($=>v("span",{},$)),[R.element]),v("div",{class:"levels",role:"group","aria-label":"Severities"},A),k,w,I,v("p",{class:"keys"},"↑ ↓ move · Enter details · t trace · / search · the severities are switches")));let O=Dr(w,M,$c,()=>b.length,$=>{let E=b[$],W=n[E];return v("div",{class:`row level-${W.severity.toLowerCase()}${$===y?" active":""}${E===L?" opened":""}`,role:"row",id:`${f}-${$}`,"aria-rowindex":$+1,"aria-selected":String(E===L),on:{click:()=>{U($),P(E===L?-1:E)}}},v("span",{class:"at",role:"gridcell"},Xt(l(W))),v("span",{class:"cell",role:"gridcell"},v("span",{class:`severity ${W.severity.toLowerCase()}`},ie(W.severity,20))),v("span",{class:"cell",role:"gridcell"},rn(s.get(W.service),i[s.get(W.service)],W.service),v("span",{class:"hidden"},ie(W.service))),v("bdi",{class:"text",role:"gridcell"},On(ie(W.body||W.event,500),g)),W.trace&&v("span",{class:"kind",role:"gridcell",title:u.has(W.trace)?"Its trace can be opened":"It belongs to a trace"},u.has(W.trace)?"⧉ trace":"⧉"))}),N=new Map;function S($){if(!N.has($)){let{body:E="",event:W="",service:J,severity:$e,trace:ge="",attributes:ue=[]}=n[$];N.set($,[E,W,J,$e,ge,...ue.flat()].join(`
`).toLowerCase())}return N.get($)}function F(){b=n.flatMap(($,E)=>!h.has($.severity)&&(!g||S(E).includes(g))?[E]:[]),R.count.textContent=g||h.size?`${Me(b.length)} of ${Me(n.length)}`:"",w.setAttribute("aria-rowcount",b.length),y=Math.max(0,Math.min(y,b.length-1)),O.draw(),D()}function U($){let E=y;y=Math.max(0,Math.min(b.length-1,$)),O.reveal(y),O.refresh(E),O.refresh(y),w.setAttribute("aria-activedescendant",`${f}-${y}`),L>=0&&P(b[y])}function P($){if(L=$,O.draw(),I.hidden=$<0,$<0){I.replaceChildren();return}let E=n[$],W=v("div",{class:"tree"});I.replaceChildren(v("div",{class:"title"},v("span",{class:`severity ${E.severity.toLowerCase()}`},ie(E.severity,20)),v("h3",{},v("bdi",{},Et(E.body||E.event))),E.trace&&u.has(E.trace)&&ft("Open its trace",()=>K(E,W),"Open its trace (t)"),ft("✕",()=>{P(-1),w.focus()},"Close the details (Escape)")),v("div",{class:"columns"},ln("Record",[["Time",`${hn(l(E))} ${Xt(l(E))} UTC`],["After the first",Ie(E.t)],["Service",E.service],["Severity number",E.number],...E.event?[["Event name",E.event]]:[],...E.trace?[["Trace id",E.trace]]:[],...E.span?[["Span id",E.span]]:[]]),ln("Attributes",E.attributes)),W)}function K($,E){u.has($.trace)&&(E.replaceChildren(),vn(E,u.get($.trace)),E.scrollIntoView({block:"nearest"}))}function D(){let $=k.clientWidth||600,E=Math.max(1,n.at(-1)?.t??1),W=Math.max(20,Math.min(160,Math.floor($/7))),J=Array.from({length:W},()=>[0,0,0]);for(let ue of b){let{t:we,number:oe}=n[ue];J[Math.min(W-1,Math.floor(we/E*W))][oe>=17?0:oe>=13?1:2]++}let $e=Math.max(1,...J.map(ue=>ue[0]+ue[1]+ue[2])),ge=$/W;k.replaceChildren(Ue("svg",{width:$,height:34,viewBox:`0 0 ${$} 34`},J.flatMap((ue,we)=>{let oe=34;return ue.map((ne,Se)=>{if(!ne)return null;let Pe=Math.max(1.5,ne/$e*32);return oe-=Pe,Ue("rect",{class:["bad","warn","fine"][Se],x:we*ge+.5,y:oe,width:Math.max(1,ge-1.5),height:Pe})})})))}w.addEventListener("keydown",$=>{if($.ctrlKey||$.metaKey||$.altKey||$.target!==w)return;let E={ArrowDown:()=>U(y+1),ArrowUp:()=>U(y-1),PageDown:()=>U(y+O.page()),PageUp:()=>U(y-O.page()),Home:()=>U(0),End:()=>U(b.length-1),Enter:()=>b.length&&P(L===b[y]?-1:b[y])," ":()=>b.length&&P(L===b[y]?-1:b[y]),t:()=>{b.length&&(P(b[y]),K(n[b[y]],I.querySelector(".tree")))},"/":()=>R.input.focus(),Escape:()=>P(-1)}[$.key];E&&($.preventDefault(),$.stopPropagation(),E())}),F(),Bt(k,D),Bt(w,()=>O.draw())}var Oc="uplot",Cc="u-hz",Nc="u-vt",Tc="u-title",Lc="u-wrap",Ac="u-under",Pc="u-over",Ic="u-axis",Tn="u-off",Rc="u-select",Dc="u-cursor-x",jc="u-cursor-y",zc="u-cursor-pt",Fc="u-legend",Vc="u-live",Wc="u-inline",Bc="u-series",Hc="u-marker",vi="u-label",Yc="u-value",vr="width",br="height";var bi="bottom",Zn="left",Al="right",Jl="#000",xi=Jl+"0",Pl="mousemove",yi="mousedown",Il="mouseup",ki="mouseenter",Ei="mouseleave",_i="dblclick",Gc="resize",Uc="scroll",Si="change",Wr="dppxchange",Ql="--",or=typeof window<"u",Fl=or?document:null,er=or?window:null,qc=or?navigator:null,Le,jr;function Vl(){let e=devicePixelRatio;Le!=e&&(Le=e,jr&&Bl(Si,jr,Vl),jr=matchMedia(`(min-resolution: ${Le-.001}dppx) and (max-resolution: ${Le+.001}dppx)`),Ln(Si,jr,Vl),er.dispatchEvent(new CustomEvent(Wr)))}function Ot(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Wl(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function He(e,t,n){e.style[t]=n+"px"}function Ht(e,t,n,r){let l=Fl.createElement(e);return t!=null&&Ot(l,t),n?.insertBefore(l,r),l}function Rt(e,t){return Ht("div",e,t)}var Mi=new WeakMap;function en(e,t,n,r,l){let o="translate("+t+"px,"+n+"px)",i=Mi.get(e);o!=i&&(e.style.transform=o,Mi.set(e,o),t<0||n<0||t>r||n>l?Ot(e,Tn):Wl(e,Tn))}var $i=new WeakMap;function Oi(e,t,n){let r=t+n,l=$i.get(e);r!=l&&($i.set(e,r),e.style.background=t,e.style.borderColor=n)}var Ci=new WeakMap;function Ni(e,t,n,r){let l=t+""+n,o=Ci.get(e);l!=o&&(Ci.set(e,l),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=r?-t/2+"px":0,e.style.marginTop=r?-n/2+"px":0)}var Zl={passive:!0},Kc={...Zl,capture:!0};function Ln(e,t,n,r){t.addEventListener(e,n,r?Kc:Zl)}function Bl(e,t,n,r){t.removeEventListener(e,n,Zl)}or&&Vl();function Yt(e,t,n,r){let l;n=n||0,r=r||t.length-1;let o=r<=2147483647;for(;r-n>1;)l=o?n+r>>1:Ct((n+r)/2),t[l]<e?n=l:r=l;return e-t[n]<=t[r]-e?n:r}function ls(e){return(n,r,l)=>{let o=-1,i=-1;for(let s=r;s<=l;s++)if(e(n[s])){o=s;break}for(let s=l;s>=r;s--)if(e(n[s])){i=s;break}return[o,i]}}var os=e=>e!=null,is=e=>e!=null&&e>0,Yr=ls(os),Jc=ls(is);function Qc(e,t,n,r=0,l=!1){let o=l?Jc:Yr,i=l?is:os;[t,n]=o(e,t,n);let s=e[t],u=e[t];if(t>-1)if(r==1)s=e[t],u=e[n];else if(r==-1)s=e[n],u=e[t];else for(let c=t;c<=n;c++){let f=e[c];i(f)&&(f<s?s=f:f>u&&(u=f))}return[s??je,u??-je]}function Gr(e,t,n,r){let l=Ai(e),o=Ai(t);e==t&&(l==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?on:ss,s=l==1?Ct:Dt,u=o==1?Dt:Ct,c=s(i(tt(e))),f=u(i(tt(t))),h=tr(n,c),g=tr(n,f);return n==10&&(c<0&&(h=ze(h,-c)),f<0&&(g=ze(g,-f))),r||n==2?(e=h*l,t=g*o):(e=ds(e,h),t=Ur(t,g)),[e,t]}function Xl(e,t,n,r){let l=Gr(e,t,n,r);return e==0&&(l[0]=0),t==0&&(l[1]=0),l}var eo=.1,Ti={mode:3,pad:eo},yr={pad:0,soft:null,mode:0},Zc={min:yr,max:yr};function Br(e,t,n,r){return qr(n)?Li(e,t,n):(yr.pad=n,yr.soft=r?0:null,yr.mode=r?3:0,Li(e,t,Zc))}function Ce(e,t){return e??t}function Xc(e,t,n){for(t=Ce(t,0),n=Ce(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function Li(e,t,n){let r=n.min,l=n.max,o=Ce(r.pad,0),i=Ce(l.pad,0),s=Ce(r.hard,-je),u=Ce(l.hard,je),c=Ce(r.soft,je),f=Ce(l.soft,-je),h=Ce(r.mode,0),g=Ce(l.mode,0),b=t-e,y=on(b),L=yt(tt(e),tt(t)),R=on(L),A=tt(R-y);(b<1e-24||A>10)&&(b=0,(e==0||t==0)&&(b=1e-24,h==2&&c!=je&&(o=0),g==2&&f!=-je&&(i=0)));let k=b||L||1e3,M=on(k),w=tr(10,Ct(M)),I=k*(b==0?e==0?.1:1:o),O=ze(ds(e-I,w/10),24),N=e>=c&&(h==1||h==3&&O<=c||h==2&&O>=c)?c:je,S=yt(s,O<N&&e>=N?N:Gt(N,O)),F=k*(b==0?t==0?.1:1:i),U=ze(Ur(t+F,w/10),24),P=t<=f&&(g==1||g==3&&U>=f||g==2&&U<=f)?f:-je,K=Gt(u,U>P&&t<=P?P:yt(P,U));return S==K&&S==0&&(K=100),[S,K]}var eu=new Intl.NumberFormat(or?qc.language:"en-US"),to=e=>eu.format(e),Nt=Math,Vr=Nt.PI,tt=Nt.abs,Ct=Nt.floor,et=Nt.round,Dt=Nt.ceil,Gt=Nt.min,yt=Nt.max,tr=Nt.pow,Ai=Nt.sign,on=Nt.log10,ss=Nt.log2,tu=(e,t=1)=>Nt.sinh(e)*t,Rl=(e,t=1)=>Nt.asinh(e/t),je=1/0;function Pi(e){return(on((e^e>>31)-(e>>31))|0)+1}function Hl(e,t,n){return Gt(yt(e,t),n)}function as(e){return typeof e=="function"}function _e(e){return as(e)?e:()=>e}var nu=()=>{},cs=e=>e,us=(e,t)=>t,ru=e=>null,Ii=e=>!0,Ri=(e,t)=>e==t,lu=/\.\d*?(?=9{6,}|0{6,})/gm,An=e=>{if(hs(e)||xn.has(e))return e;let t=`${e}`,n=t.match(lu);if(n==null)return e;let r=n[0].length-1;if(t.indexOf("e-")!=-1){let[l,o]=t.split("e");return+`${An(l)}e${o}`}return ze(e,r)};function Cn(e,t){return An(ze(An(e/t))*t)}function Ur(e,t){return An(Dt(An(e/t))*t)}function ds(e,t){return An(Ct(An(e/t))*t)}function ze(e,t=0){if(hs(e))return e;let n=10**t,r=e*n*(1+Number.EPSILON);return et(r)/n}var xn=new Map;function fs(e){return((""+e).split(".")[1]||"").length}function Er(e,t,n,r){let l=[],o=r.map(fs);for(let i=t;i<n;i++){let s=tt(i),u=ze(tr(e,i),s);for(let c=0;c<r.length;c++){let f=e==10?+`${r[c]}e${i}`:r[c]*u,h=(i>=0?0:s)+(i>=o[c]?0:o[c]),g=e==10?f:ze(f,h);l.push(g),xn.set(g,h)}}return l}var kr={},no=[],nr=[null,null],bn=Array.isArray,hs=Number.isInteger,ou=e=>e===void 0;function Di(e){return typeof e=="string"}function qr(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function iu(e){return e!=null&&typeof e=="object"}var su=Object.getPrototypeOf(Uint8Array),ps="__proto__";function rr(e,t=qr){let n;if(bn(e)){let r=e.find(l=>l!=null);if(bn(r)||t(r)){n=Array(e.length);for(let l=0;l<e.length;l++)n[l]=rr(e[l],t)}else n=e.slice()}else if(e instanceof su)n=e.slice();else if(t(e)){n={};for(let r in e)r!=ps&&(n[r]=rr(e[r],t))}else n=e;return n}function Ze(e){let t=arguments;for(let n=1;n<t.length;n++){let r=t[n];for(let l in r)l!=ps&&(qr(e[l])?Ze(e[l],rr(r[l])):e[l]=rr(r[l]))}return e}var au=0,cu=1,uu=2;function du(e,t,n){for(let r=0,l,o=-1;r<t.length;r++){let i=t[r];if(i>o){for(l=i-1;l>=0&&e[l]==null;)e[l--]=null;for(l=i+1;l<n&&e[l]==null;)e[o=l++]=null}}}function fu(e,t){if(gu(e)){let i=e[0].slice();for(let s=1;s<e.length;s++)i.push(...e[s].slice(1));return mu(i[0])||(i=pu(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let u=e[i][0],c=u.length;for(let f=0;f<c;f++)n.add(u[f])}let r=[Array.from(n).sort((i,s)=>i-s)],l=r[0].length,o=new Map;for(let i=0;i<l;i++)o.set(r[0][i],i);for(let i=0;i<e.length;i++){let s=e[i],u=s[0];for(let c=1;c<s.length;c++){let f=s[c],h=Array(l).fill(void 0),g=t?t[i][c]:cu,b=[];for(let y=0;y<f.length;y++){let L=f[y],R=o.get(u[y]);L===null?g!=au&&(h[R]=L,g==uu&&b.push(R)):h[R]=L}du(h,b,l),r.push(h)}}return r}var hu=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function pu(e){let t=e[0],n=t.length,r=Array(n);for(let o=0;o<r.length;o++)r[o]=o;r.sort((o,i)=>t[o]-t[i]);let l=[];for(let o=0;o<e.length;o++){let i=e[o],s=Array(n);for(let u=0;u<n;u++)s[u]=i[r[u]];l.push(s)}return l}function gu(e){let t=e[0][0],n=t.length;for(let r=1;r<e.length;r++){let l=e[r][0];if(l.length!=n)return!1;if(l!=t){for(let o=0;o<n;o++)if(l[o]!=t[o])return!1}}return!0}function mu(e,t=100){let n=e.length;if(n<=1)return!0;let r=0,l=n-1;for(;r<=l&&e[r]==null;)r++;for(;l>=r&&e[l]==null;)l--;if(l<=r)return!0;let o=yt(1,Ct((l-r+1)/t));for(let i=e[r],s=r+o;s<=l;s+=o){let u=e[s];if(u!=null){if(u<=i)return!1;i=u}}return!0}var gs=["January","February","March","April","May","June","July","August","September","October","November","December"],ms=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function ws(e){return e.slice(0,3)}var wu=ms.map(ws),vu=gs.map(ws),bu={MMMM:gs,MMM:vu,WWWW:ms,WWW:wu};function wr(e){return(e<10?"0":"")+e}function xu(e){return(e<10?"00":e<100?"0":"")+e}var yu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>wr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>wr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>wr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>wr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>wr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>xu(e.getMilliseconds())};function ro(e,t){t=t||bu;let n=[],r=/\{([a-z]+)\}|[^{]+/gi,l;for(;l=r.exec(e);)n.push(l[0][0]=="{"?yu[l[1]]:l[0]);return o=>{let i="";for(let s=0;s<n.length;s++)i+=typeof n[s]=="string"?n[s]:n[s](o,t);return i}}var ku=new Intl.DateTimeFormat().resolvedOptions().timeZone;function Eu(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==ku?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var vs=e=>e%1==0,Hr=[1,2,2.5,5],_u=Er(10,-32,0,Hr),bs=Er(10,0,32,Hr),Su=bs.filter(vs),Nn=_u.concat(bs),lo=`
`,xs="{YYYY}",ji=lo+xs,ys="{M}/{D}",xr=lo+ys,zr=xr+"/{YY}",ks="{aa}",Mu="{h}:{mm}",Xn=Mu+ks,zi=lo+Xn,Fi=":{ss}",Ae=null;function Es(e){let t=e*1e3,n=t*60,r=n*60,l=r*24,o=l*30,i=l*365,u=(e==1?Er(10,0,3,Hr).filter(vs):Er(10,-3,0,Hr)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,r,r*2,r*3,r*4,r*6,r*8,r*12,l,l*2,l*3,l*4,l*5,l*6,l*7,l*8,l*9,l*10,l*15,o,o*2,o*3,o*4,o*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),c=[[i,xs,Ae,Ae,Ae,Ae,Ae,Ae,1],[l*28,"{MMM}",ji,Ae,Ae,Ae,Ae,Ae,1],[l,ys,ji,Ae,Ae,Ae,Ae,Ae,1],[r,"{h}"+ks,zr,Ae,xr,Ae,Ae,Ae,1],[n,Xn,zr,Ae,xr,Ae,Ae,Ae,1],[t,Fi,zr+" "+Xn,Ae,xr+" "+Xn,Ae,zi,Ae,1],[e,Fi+".{fff}",zr+" "+Xn,Ae,xr+" "+Xn,Ae,zi,Ae,1]];function f(h){return(g,b,y,L,R,A)=>{let k=[],M=R>=i,w=R>=o&&R<i,I=h(y),O=ze(I*e,3),N=Dl(I.getFullYear(),M?0:I.getMonth(),w||M?1:I.getDate()),S=ze(N*e,3);if(w||M){let F=w?R/o:0,U=M?R/i:0,P=O==S?O:ze(Dl(N.getFullYear()+U,N.getMonth()+F,1)*e,3),K=new Date(et(P/e)),D=K.getFullYear(),$=K.getMonth();for(let E=0;P<=L;E++){let W=Dl(D+U*E,$+F*E,1),J=W-h(ze(W*e,3));P=ze((+W+J)*e,3),P<=L&&k.push(P)}}else{let F=R>=l?l:R,U=Ct(y)-Ct(O),P=S+U+Ur(O-S,F);k.push(P);let K=h(P),D=K.getHours()+K.getMinutes()/n+K.getSeconds()/r,$=R/r,E=g.axes[b]._space,W=A/E;for(;P=ze(P+R,e==1?0:3),!(P>L);)if($>1){let J=Ct(ze(D+$,6))%24,ue=h(P).getHours()-J;ue>1&&(ue=-1),P-=ue*r,D=(D+$)%24;let we=k[k.length-1];ze((P-we)/R,3)*W>=.7&&k.push(P)}else k.push(P)}return k}}return[u,c,f]}var[$u,Ou,Cu]=Es(1),[Nu,Tu,Lu]=Es(.001);Er(2,-53,53,[1]);function Vi(e,t){return e.map(n=>n.map((r,l)=>l==0||l==8||r==null?r:t(l==1||n[8]==0?r:n[1]+r)))}function Wi(e,t){return(n,r,l,o,i)=>{let s=t.find(y=>i>=y[0])||t[t.length-1],u,c,f,h,g,b;return r.map(y=>{let L=e(y),R=L.getFullYear(),A=L.getMonth(),k=L.getDate(),M=L.getHours(),w=L.getMinutes(),I=L.getSeconds(),O=R!=u&&s[2]||A!=c&&s[3]||k!=f&&s[4]||M!=h&&s[5]||w!=g&&s[6]||I!=b&&s[7]||s[1];return u=R,c=A,f=k,h=M,g=w,b=I,O(L)})}}function Au(e,t){let n=ro(t);return(r,l,o,i,s)=>l.map(u=>n(e(u)))}function Dl(e,t,n){return new Date(e,t,n)}function Bi(e,t){return t(e)}var Pu="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Hi(e,t){return(n,r,l,o)=>o==null?Ql:t(e(r))}function Iu(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Ru(e,t){return e.series[t].fill(e,t)}var Du={show:!0,live:!0,isolate:!1,mount:nu,markers:{show:!0,width:2,stroke:Iu,fill:Ru,dash:"solid"},idx:null,idxs:null,values:[]};function ju(e,t){let n=e.cursor.points,r=Rt(),l=n.size(e,t);He(r,vr,l),He(r,br,l);let o=l/-2;He(r,"marginLeft",o),He(r,"marginTop",o);let i=n.width(e,t,l);return i&&He(r,"borderWidth",i),r}function zu(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Fu(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Vu(e,t){return e.series[t].points.size}var jl=[0,0];function Wu(e,t,n){return jl[0]=t,jl[1]=n,jl}function Fr(e,t,n,r=!0){return l=>{l.button==0&&(!r||l.target==t)&&n(l)}}function zl(e,t,n,r=!0){return l=>{(!r||l.target==t)&&n(l)}}var Bu={show:!0,x:!0,y:!0,lock:!1,move:Wu,points:{one:!1,show:ju,size:Vu,width:0,stroke:Fu,fill:zu},bind:{mousedown:Fr,mouseup:Fr,click:Fr,dblclick:Fr,mousemove:zl,mouseleave:zl,mouseenter:zl},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,r,l)=>r-l,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},_s={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},oo=Ze({},_s,{filter:us}),Ss=Ze({},oo,{size:10}),Ms=Ze({},_s,{show:!1}),io='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',$s="bold "+io,Os=1.5,Yi={show:!0,scale:"x",stroke:Jl,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:$s,side:2,grid:oo,ticks:Ss,border:Ms,font:io,lineGap:Os,rotate:0},Hu="Value",Yu="Time",Gi={show:!0,scale:"x",auto:!1,sorted:1,min:je,max:-je,idxs:[]};function Gu(e,t,n,r,l){return t.map(o=>o==null?"":to(o))}function Uu(e,t,n,r,l,o,i){let s=[],u=xn.get(l)||0;n=i?n:ze(Ur(n,l),u);for(let c=n;c<=r;c=ze(c+l,u))s.push(Object.is(c,-0)?0:c);return s}function Yl(e,t,n,r,l,o,i){let s=[],u=e.scales[e.axes[t].scale].log,c=u==10?on:ss,f=Ct(c(n));l=tr(u,f),u==10&&(l=Nn[Yt(l,Nn)]);let h=n,g=l*u;u==10&&(g=Nn[Yt(g,Nn)]);do s.push(h),h=h+l,u==10&&!xn.has(h)&&(h=ze(h,xn.get(l))),h>=g&&(l=h,g=l*u,u==10&&(g=Nn[Yt(g,Nn)]));while(h<=r);return s}function qu(e,t,n,r,l,o,i){let u=e.scales[e.axes[t].scale].asinh,c=r>u?Yl(e,t,yt(u,n),r,l):[u],f=r>=0&&n<=0?[0]:[];return(n<-u?Yl(e,t,yt(u,-r),-n,l):[u]).reverse().map(g=>-g).concat(f,c)}var Cs=/./,Ku=/[12357]/,Ju=/[125]/,Ui=/1/,Gl=(e,t,n,r)=>e.map((l,o)=>t==4&&l==0||o%r==0&&n.test(l.toExponential()[l<0?1:0])?l:null);function Qu(e,t,n,r,l){let o=e.axes[n],i=o.scale,s=e.scales[i],u=e.valToPos,c=o._space,f=u(10,i),h=u(9,i)-f>=c?Cs:u(7,i)-f>=c?Ku:u(5,i)-f>=c?Ju:Ui;if(h==Ui){let g=tt(u(1,i)-f);if(g<c)return Gl(t.slice().reverse(),s.distr,h,Dt(c/g)).reverse()}return Gl(t,s.distr,h,1)}function Zu(e,t,n,r,l){let o=e.axes[n],i=o.scale,s=o._space,u=e.valToPos,c=tt(u(1,i)-u(2,i));return c<s?Gl(t.slice().reverse(),3,Cs,Dt(s/c)).reverse():t}function Xu(e,t,n,r){return r==null?Ql:t==null?"":to(t)}var qi={show:!0,scale:"y",stroke:Jl,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:$s,side:3,grid:oo,ticks:Ss,border:Ms,font:io,lineGap:Os,rotate:0};function ed(e,t){let n=3+(e||1)*2;return ze(n*t,3)}function td(e,t){let{scale:n,idxs:r}=e.series[0],l=e._data[0],o=e.valToPos(l[r[0]],n,!0),i=e.valToPos(l[r[1]],n,!0),s=tt(i-o),u=e.series[t],c=s/(u.points.space*Le);return r[1]-r[0]<=c}var Ki={scale:null,auto:!0,sorted:0,min:je,max:-je},Ns=(e,t,n,r,l)=>l,Ji={show:!0,auto:!0,sorted:0,gaps:Ns,alpha:1,facets:[Ze({},Ki,{scale:"x"}),Ze({},Ki,{scale:"y"})]},Qi={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Ns,alpha:1,points:{show:td,filter:null},values:null,min:je,max:-je,idxs:[],path:null,clip:null};function nd(e,t,n,r,l){return n/10}var Ts={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},rd=Ze({},Ts,{time:!1,ori:1}),Zi={};function Ls(e,t){let n=Zi[e];return n||(n={key:e,plots:[],sub(r){n.plots.push(r)},unsub(r){n.plots=n.plots.filter(l=>l!=r)},pub(r,l,o,i,s,u,c){for(let f=0;f<n.plots.length;f++)n.plots[f]!=l&&n.plots[f].pub(r,l,o,i,s,u,c)}},e!=null&&(Zi[e]=n)),n}var lr=1,Ul=2;function Pn(e,t,n){let r=e.mode,l=e.series[t],o=r==2?e._data[t]:e._data,i=e.scales,s=e.bbox,u=o[0],c=r==2?o[1]:o[t],f=r==2?i[l.facets[0].scale]:i[e.series[0].scale],h=r==2?i[l.facets[1].scale]:i[l.scale],g=s.left,b=s.top,y=s.width,L=s.height,R=e.valToPosH,A=e.valToPosV;return f.ori==0?n(l,u,c,f,h,R,A,g,b,y,L,Jr,ir,Zr,Ps,Rs):n(l,u,c,f,h,A,R,b,g,L,y,Qr,sr,co,Is,Ds)}function so(e,t){let n=0,r=0,l=Ce(e.bands,no);for(let o=0;o<l.length;o++){let i=l[o];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?r|=1:r|=2)}return[n,r==1?-1:r==2?1:r==3?2:0]}function ld(e,t,n,r,l){let o=e.mode,i=e.series[t],s=o==2?i.facets[1].scale:i.scale,u=e.scales[s];return l==-1?u.min:l==1?u.max:u.distr==3?u.dir==1?u.min:u.max:0}function sn(e,t,n,r,l,o){return Pn(e,t,(i,s,u,c,f,h,g,b,y,L,R)=>{let A=i.pxRound,k=c.dir*(c.ori==0?1:-1),M=c.ori==0?ir:sr,w,I;k==1?(w=n,I=r):(w=r,I=n);let O=A(h(s[w],c,L,b)),N=A(g(u[w],f,R,y)),S=A(h(s[I],c,L,b)),F=A(g(o==1?f.max:f.min,f,R,y)),U=new Path2D(l);return M(U,S,F),M(U,O,F),M(U,O,N),U})}function Kr(e,t,n,r,l,o){let i=null;if(e.length>0){i=new Path2D;let s=t==0?Zr:co,u=n;for(let h=0;h<e.length;h++){let g=e[h];if(g[1]>g[0]){let b=g[0]-u;b>0&&s(i,u,r,b,r+o),u=g[1]}}let c=n+l-u,f=10;c>0&&s(i,u,r-f/2,c,r+o+f)}return i}function od(e,t,n){let r=e[e.length-1];r&&r[0]==t?r[1]=n:e.push([t,n])}function ao(e,t,n,r,l,o,i){let s=[],u=e.length;for(let c=l==1?n:r;c>=n&&c<=r;c+=l)if(t[c]===null){let h=c,g=c;if(l==1)for(;++c<=r&&t[c]===null;)g=c;else for(;--c>=n&&t[c]===null;)g=c;let b=o(e[h]),y=g==h?b:o(e[g]),L=h-l;b=i<=0&&L>=0&&L<u?o(e[L]):b;let A=g+l;y=i>=0&&A>=0&&A<u?o(e[A]):y,y>=b&&s.push([b,y])}return s}function Xi(e){return e==0?cs:e==1?et:t=>Cn(t,e)}function As(e){let t=e==0?Jr:Qr,n=e==0?(l,o,i,s,u,c)=>{l.arcTo(o,i,s,u,c)}:(l,o,i,s,u,c)=>{l.arcTo(i,o,u,s,c)},r=e==0?(l,o,i,s,u)=>{l.rect(o,i,s,u)}:(l,o,i,s,u)=>{l.rect(i,o,u,s)};return(l,o,i,s,u,c=0,f=0)=>{c==0&&f==0?r(l,o,i,s,u):(c=Gt(c,s/2,u/2),f=Gt(f,s/2,u/2),t(l,o+c,i),n(l,o+s,i,o+s,i+u,c),n(l,o+s,i+u,o,i+u,f),n(l,o,i+u,o,i,f),n(l,o,i,o+s,i,c),l.closePath())}}var Jr=(e,t,n)=>{e.moveTo(t,n)},Qr=(e,t,n)=>{e.moveTo(n,t)},ir=(e,t,n)=>{e.lineTo(t,n)},sr=(e,t,n)=>{e.lineTo(n,t)},Zr=As(0),co=As(1),Ps=(e,t,n,r,l,o)=>{e.arc(t,n,r,l,o)},Is=(e,t,n,r,l,o)=>{e.arc(n,t,r,l,o)},Rs=(e,t,n,r,l,o,i)=>{e.bezierCurveTo(t,n,r,l,o,i)},Ds=(e,t,n,r,l,o,i)=>{e.bezierCurveTo(n,t,l,r,i,o)};function js(e){return(t,n,r,l,o)=>Pn(t,n,(i,s,u,c,f,h,g,b,y,L,R)=>{let{pxRound:A,points:k}=i,M,w;c.ori==0?(M=Jr,w=Ps):(M=Qr,w=Is);let I=ze(k.width*Le,3),O=(k.size-k.width)/2*Le,N=ze(O*2,3),S=new Path2D,F=new Path2D,{left:U,top:P,width:K,height:D}=t.bbox;Zr(F,U-N,P-N,K+N*2,D+N*2);let $=E=>{if(u[E]!=null){let W=A(h(s[E],c,L,b)),J=A(g(u[E],f,R,y));M(S,W+O,J),w(S,W,J,O,0,Vr*2)}};if(o)o.forEach($);else for(let E=r;E<=l;E++)$(E);return{stroke:I>0?S:null,fill:S,clip:F,flags:lr|Ul}})}function zs(e){return(t,n,r,l,o,i)=>{r!=l&&(o!=r&&i!=r&&e(t,n,r),o!=l&&i!=l&&e(t,n,l),e(t,n,i))}}var id=zs(ir),sd=zs(sr);function Fs(e){let t=Ce(e?.alignGaps,0);return(n,r,l,o)=>Pn(n,r,(i,s,u,c,f,h,g,b,y,L,R)=>{[l,o]=Yr(u,l,o);let A=i.pxRound,k=D=>A(h(D,c,L,b)),M=D=>A(g(D,f,R,y)),w,I;c.ori==0?(w=ir,I=id):(w=sr,I=sd);let O=c.dir*(c.ori==0?1:-1),N={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:lr},S=N.stroke,F=!1;if(o-l>=L*4){let D=ne=>n.posToVal(ne,c.key,!0),$=null,E=null,W,J,$e,ge=k(s[O==1?l:o]),ue=k(s[l]),we=k(s[o]),oe=D(O==1?ue+1:we-1);for(let ne=O==1?l:o;ne>=l&&ne<=o;ne+=O){let Se=s[ne],xe=(O==1?Se<oe:Se>oe)?ge:k(Se),ve=u[ne];xe==ge?ve!=null?(J=ve,$==null?(w(S,xe,M(J)),W=$=E=J):J<$?$=J:J>E&&(E=J)):ve===null&&(F=!0):($!=null&&I(S,ge,M($),M(E),M(W),M(J)),ve!=null?(J=ve,w(S,xe,M(J)),$=E=W=J):($=E=null,ve===null&&(F=!0)),ge=xe,oe=D(ge+O))}$!=null&&$!=E&&$e!=ge&&I(S,ge,M($),M(E),M(W),M(J))}else for(let D=O==1?l:o;D>=l&&D<=o;D+=O){let $=u[D];$===null?F=!0:$!=null&&w(S,k(s[D]),M($))}let[P,K]=so(n,r);if(i.fill!=null||P!=0){let D=N.fill=new Path2D(S),$=i.fillTo(n,r,i.min,i.max,P),E=M($),W=k(s[l]),J=k(s[o]);O==-1&&([J,W]=[W,J]),w(D,J,E),w(D,W,E)}if(!i.spanGaps){let D=[];F&&D.push(...ao(s,u,l,o,O,k,t)),N.gaps=D=i.gaps(n,r,l,o,D),N.clip=Kr(D,c.ori,b,y,L,R)}return K!=0&&(N.band=K==2?[sn(n,r,l,o,S,-1),sn(n,r,l,o,S,1)]:sn(n,r,l,o,S,K)),N})}function ad(e){let t=Ce(e.align,1),n=Ce(e.ascDesc,!1),r=Ce(e.alignGaps,0),l=Ce(e.extend,!1);return(o,i,s,u)=>Pn(o,i,(c,f,h,g,b,y,L,R,A,k,M)=>{[s,u]=Yr(h,s,u);let w=c.pxRound,{left:I,width:O}=o.bbox,N=ue=>w(y(ue,g,k,R)),S=ue=>w(L(ue,b,M,A)),F=g.ori==0?ir:sr,U={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:lr},P=U.stroke,K=g.dir*(g.ori==0?1:-1),D=S(h[K==1?s:u]),$=N(f[K==1?s:u]),E=$,W=$;l&&t==-1&&(W=I,F(P,W,D)),F(P,$,D);for(let ue=K==1?s:u;ue>=s&&ue<=u;ue+=K){let we=h[ue];if(we==null)continue;let oe=N(f[ue]),ne=S(we);t==1?F(P,oe,D):F(P,E,ne),F(P,oe,ne),D=ne,E=oe}let J=E;l&&t==1&&(J=I+O,F(P,J,D));let[$e,ge]=so(o,i);if(c.fill!=null||$e!=0){let ue=U.fill=new Path2D(P),we=c.fillTo(o,i,c.min,c.max,$e),oe=S(we);F(ue,J,oe),F(ue,W,oe)}if(!c.spanGaps){let ue=[];ue.push(...ao(f,h,s,u,K,N,r));let we=c.width*Le/2,oe=n||t==1?we:-we,ne=n||t==-1?-we:we;ue.forEach(Se=>{Se[0]+=oe,Se[1]+=ne}),U.gaps=ue=c.gaps(o,i,s,u,ue),U.clip=Kr(ue,g.ori,R,A,k,M)}return ge!=0&&(U.band=ge==2?[sn(o,i,s,u,P,-1),sn(o,i,s,u,P,1)]:sn(o,i,s,u,P,ge)),U})}function es(e,t,n,r,l,o,i=je){if(e.length>1){let s=null;for(let u=0,c=1/0;u<e.length;u++)if(t[u]!==void 0){if(s!=null){let f=tt(e[u]-e[s]);f<c&&(c=f,i=tt(n(e[u],r,l,o)-n(e[s],r,l,o)))}s=u}}return i}function cd(e){e=e||kr;let t=Ce(e.size,[.6,je,1]),n=e.align||0,r=e.gap||0,l=e.radius;l=l==null?[0,0]:typeof l=="number"?[l,0]:l;let o=_e(l),i=1-t[0],s=Ce(t[1],je),u=Ce(t[2],1),c=Ce(e.disp,kr),f=Ce(e.each,b=>{}),{fill:h,stroke:g}=c;return(b,y,L,R)=>Pn(b,y,(A,k,M,w,I,O,N,S,F,U,P)=>{let K=A.pxRound,D=n,$=r*Le,E=s*Le,W=u*Le,J,$e;w.ori==0?[J,$e]=o(b,y):[$e,J]=o(b,y);let ge=w.dir*(w.ori==0?1:-1),ue=w.ori==0?Zr:co,we=w.ori==0?f:(B,Q,ce,Ye,be,Fe,Tt)=>{f(B,Q,ce,be,Ye,Tt,Fe)},oe=Ce(b.bands,no).find(B=>B.series[0]==y),ne=oe!=null?oe.dir:0,Se=A.fillTo(b,y,A.min,A.max,ne),Pe=K(N(Se,I,P,F)),xe,ve,Xe,Ne=U,ke=K(A.width*Le),nt=!1,H=null,V=null,_=null,G=null;h!=null&&(ke==0||g!=null)&&(nt=!0,H=h.values(b,y,L,R),V=new Map,new Set(H).forEach(B=>{B!=null&&V.set(B,new Path2D)}),ke>0&&(_=g.values(b,y,L,R),G=new Map,new Set(_).forEach(B=>{B!=null&&G.set(B,new Path2D)})));let{x0:re,size:X}=c;if(re!=null&&X!=null){D=1,k=re.values(b,y,L,R),re.unit==2&&(k=k.map(ce=>b.posToVal(S+ce*U,w.key,!0)));let B=X.values(b,y,L,R);X.unit==2?ve=B[0]*U:ve=O(B[0],w,U,S)-O(0,w,U,S),Ne=es(k,M,O,w,U,S,Ne),Xe=Ne-ve+$}else Ne=es(k,M,O,w,U,S,Ne),Xe=Ne*i+$,ve=Ne-Xe;Xe<1&&(Xe=0),ke>=ve/2&&(ke=0),Xe<5&&(K=cs);let de=Xe>0,fe=Ne-Xe-(de?ke:0);ve=K(Hl(fe,W,E)),xe=(D==0?ve/2:D==ge?0:ve)-D*ge*((D==0?$/2:0)+(de?ke/2:0));let ae={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},he=nt?null:new Path2D,T=null;if(oe!=null)T=b.data[oe.series[1]];else{let{y0:B,y1:Q}=c;B!=null&&Q!=null&&(M=Q.values(b,y,L,R),T=B.values(b,y,L,R))}let Y=J*ve,z=$e*ve;for(let B=ge==1?L:R;B>=L&&B<=R;B+=ge){let Q=M[B];if(Q==null)continue;if(T!=null){let De=T[B]??0;if(Q-De==0)continue;Pe=N(De,I,P,F)}let ce=w.distr!=2||c!=null?k[B]:B,Ye=O(ce,w,U,S),be=N(Ce(Q,Se),I,P,F),Fe=K(Ye-xe),Tt=K(yt(be,Pe)),Ee=K(Gt(be,Pe)),ct=Tt-Ee;if(Q!=null){let De=Q<0?z:Y,wt=Q<0?Y:z;nt?(ke>0&&_[B]!=null&&ue(G.get(_[B]),Fe,Ee+Ct(ke/2),ve,yt(0,ct-ke),De,wt),H[B]!=null&&ue(V.get(H[B]),Fe,Ee+Ct(ke/2),ve,yt(0,ct-ke),De,wt)):ue(he,Fe,Ee+Ct(ke/2),ve,yt(0,ct-ke),De,wt),we(b,y,B,Fe-ke/2,Ee,ve+ke,ct)}}return ke>0?ae.stroke=nt?G:he:nt||(ae._fill=A.width==0?A._fill:A._stroke??A._fill,ae.width=0),ae.fill=nt?V:he,ae})}function ud(e,t){let n=Ce(t?.alignGaps,0);return(r,l,o,i)=>Pn(r,l,(s,u,c,f,h,g,b,y,L,R,A)=>{[o,i]=Yr(c,o,i);let k=s.pxRound,M=J=>k(g(J,f,R,y)),w=J=>k(b(J,h,A,L)),I,O,N;f.ori==0?(I=Jr,N=ir,O=Rs):(I=Qr,N=sr,O=Ds);let S=f.dir*(f.ori==0?1:-1),F=M(u[S==1?o:i]),U=F,P=[],K=[];for(let J=S==1?o:i;J>=o&&J<=i;J+=S)if(c[J]!=null){let ge=u[J],ue=M(ge);P.push(U=ue),K.push(w(c[J]))}let D={stroke:e(P,K,I,N,O,k),fill:null,clip:null,band:null,gaps:null,flags:lr},$=D.stroke,[E,W]=so(r,l);if(s.fill!=null||E!=0){let J=D.fill=new Path2D($),$e=s.fillTo(r,l,s.min,s.max,E),ge=w($e);N(J,U,ge),N(J,F,ge)}if(!s.spanGaps){let J=[];J.push(...ao(u,c,o,i,S,M,n)),D.gaps=J=s.gaps(r,l,o,i,J),D.clip=Kr(J,f.ori,y,L,R,A)}return W!=0&&(D.band=W==2?[sn(r,l,o,i,$,-1),sn(r,l,o,i,$,1)]:sn(r,l,o,i,$,W)),D})}function dd(e){return ud(fd,e)}function fd(e,t,n,r,l,o){let i=e.length;if(i<2)return null;let s=new Path2D;if(n(s,e[0],t[0]),i==2)r(s,e[1],t[1]);else{let u=Array(i),c=Array(i-1),f=Array(i-1),h=Array(i-1);for(let g=0;g<i-1;g++)f[g]=t[g+1]-t[g],h[g]=e[g+1]-e[g],c[g]=f[g]/h[g];u[0]=c[0];for(let g=1;g<i-1;g++)c[g]===0||c[g-1]===0||c[g-1]>0!=c[g]>0?u[g]=0:(u[g]=3*(h[g-1]+h[g])/((2*h[g]+h[g-1])/c[g-1]+(h[g]+2*h[g-1])/c[g]),isFinite(u[g])||(u[g]=0));u[i-1]=c[i-2];for(let g=0;g<i-1;g++)l(s,e[g]+h[g]/3,t[g]+u[g]*h[g]/3,e[g+1]-h[g]/3,t[g+1]-u[g+1]*h[g]/3,e[g+1],t[g+1])}return s}var ql=new Set;function ts(){for(let e of ql)e.syncRect(!0)}or&&(Ln(Gc,er,ts),Ln(Uc,er,ts,!0),Ln(Wr,er,()=>{ht.pxRatio=Le}));var hd=Fs(),pd=js();function ns(e,t,n,r){return(r?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((o,i)=>Kl(o,i,t,n))}function gd(e,t){return e.map((n,r)=>r==0?{}:Ze({},t,n))}function Kl(e,t,n,r){return Ze({},t==0?n:r,e)}function Vs(e,t,n){return t==null?nr:[t,n]}var md=Vs;function wd(e,t,n){return t==null?nr:Br(t,n,eo,!0)}function Ws(e,t,n,r){return t==null?nr:Gr(t,n,e.scales[r].log,!1)}var vd=Ws;function Bs(e,t,n,r){return t==null?nr:Xl(t,n,e.scales[r].log,!1)}var bd=Bs;function xd(e,t,n,r,l){let o=yt(Pi(e),Pi(t)),i=t-e,s=Yt(l/r*i,n);do{let u=n[s],c=r*u/i;if(c>=l&&o+(u<5?xn.get(u):0)<=17)return[u,c]}while(++s<n.length);return[0,0]}function rs(e){let t,n;return e=e.replace(/(\d+)px/,(r,l)=>(t=et((n=+l)*Le))+"px"),[e,t,n]}function yd(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ze(t[2]*Le,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ht(e,t,n){let r={mode:Ce(e.mode,1)},l=r.mode;function o(a,d,p,m){let x=d.valToPct(a);return m+p*(d.dir==-1?1-x:x)}function i(a,d,p,m){let x=d.valToPct(a);return m+p*(d.dir==-1?x:1-x)}function s(a,d,p,m){return d.ori==0?o(a,d,p,m):i(a,d,p,m)}r.valToPosH=o,r.valToPosV=i;let u=!1;r.status=0;let c=r.root=Rt(Oc);if(e.id!=null&&(c.id=e.id),Ot(c,e.class),e.title){let a=Rt(Tc,c);a.textContent=e.title}let f=Ht("canvas"),h=r.ctx=f.getContext("2d"),g=Rt(Lc,c);Ln("click",g,a=>{a.target===y&&(Ve!=Yn||Ge!=Gn)&&dt.click(r,a)},!0);let b=r.under=Rt(Ac,g);g.appendChild(f);let y=r.over=Rt(Pc,g);e=rr(e);let L=+Ce(e.pxAlign,1),R=Xi(L);(e.plugins||[]).forEach(a=>{a.opts&&(e=a.opts(r,e)||e)});let A=e.ms||.001,k=r.series=l==1?ns(e.series||[],Gi,Qi,!1):gd(e.series||[null],Ji),M=r.axes=ns(e.axes||[],Yi,qi,!0),w=r.scales={},I=r.bands=e.bands||[];I.forEach(a=>{a.fill=_e(a.fill||null),a.dir=Ce(a.dir,-1)});let O=l==2?k[1].facets[0].scale:k[0].scale,N={axes:ic,series:tc},S=(e.drawOrder||["axes","series"]).map(a=>N[a]);function F(a){let d=a.distr==3?p=>on(p>0?p:a.clamp(r,p,a.min,a.max,a.key)):a.distr==4?p=>Rl(p,a.asinh):a.distr==100?p=>a.fwd(p):p=>p;return p=>{let m=d(p),{_min:x,_max:C}=a,j=C-x;return(m-x)/j}}function U(a){let d=w[a];if(d==null){let p=(e.scales||kr)[a]||kr;if(p.from!=null){U(p.from);let m=Ze({},w[p.from],p,{key:a});m.valToPct=F(m),w[a]=m}else{d=w[a]=Ze({},a==O?Ts:rd,p),d.key=a;let m=d.time,x=d.range,C=bn(x);if((a!=O||l==2&&!m)&&(C&&(x[0]==null||x[1]==null)&&(x={min:x[0]==null?Ti:{mode:1,hard:x[0],soft:x[0]},max:x[1]==null?Ti:{mode:1,hard:x[1],soft:x[1]}},C=!1),!C&&qr(x))){let j=x;x=(q,Z,ee)=>Z==null?nr:Br(Z,ee,j)}d.range=_e(x||(m?md:a==O?d.distr==3?vd:d.distr==4?bd:Vs:d.distr==3?Ws:d.distr==4?Bs:wd)),d.auto=_e(C?!1:d.auto),d.clamp=_e(d.clamp||nd),d._min=d._max=null,d.valToPct=F(d)}}}U("x"),U("y"),l==1&&k.forEach(a=>{U(a.scale)}),M.forEach(a=>{U(a.scale)});for(let a in e.scales)U(a);let P=w[O],K=P.distr,D,$;P.ori==0?(Ot(c,Cc),D=o,$=i):(Ot(c,Nc),D=i,$=o);let E={};for(let a in w){let d=w[a];(d.min!=null||d.max!=null)&&(E[a]={min:d.min,max:d.max},d.min=d.max=null)}let W=e.tzDate||(a=>new Date(et(a/A))),J=e.fmtDate||ro,$e=A==1?Cu(W):Lu(W),ge=Wi(W,Vi(A==1?Ou:Tu,J)),ue=Hi(W,Bi(Pu,J)),we=[],oe=r.legend=Ze({},Du,e.legend),ne=r.cursor=Ze({},Bu,{drag:{y:l==2}},e.cursor),Se=oe.show,Pe=ne.show,xe=oe.markers;oe.idxs=we,xe.width=_e(xe.width),xe.dash=_e(xe.dash),xe.stroke=_e(xe.stroke),xe.fill=_e(xe.fill);let ve,Xe,Ne,ke=[],nt=[],H,V=!1,_={};if(oe.live){let a=k[1]?k[1].values:null;V=a!=null,H=V?a(r,1,0):{_:0};for(let d in H)_[d]=Ql}if(Se)if(ve=Ht("table",Fc,c),Ne=Ht("tbody",null,ve),oe.mount(r,ve),V){Xe=Ht("thead",null,ve,Ne);let a=Ht("tr",null,Xe);Ht("th",null,a);for(var G in H)Ht("th",vi,a).textContent=G}else Ot(ve,Wc),oe.live&&Ot(ve,Vc);let re={show:!0},X={show:!1};function de(a,d){if(d==0&&(V||!oe.live||l==2))return nr;let p=[],m=Ht("tr",Bc,Ne,Ne.childNodes[d]);Ot(m,a.class),a.show||Ot(m,Tn);let x=Ht("th",null,m);if(xe.show){let q=Rt(Hc,x);if(d>0){let Z=xe.width(r,d);Z&&(q.style.border=Z+"px "+xe.dash(r,d)+" "+xe.stroke(r,d)),q.style.background=xe.fill(r,d)}}let C=Rt(vi,x);a.label instanceof HTMLElement?C.appendChild(a.label):C.textContent=a.label,d>0&&(xe.show||(C.style.color=a.width>0?xe.stroke(r,d):xe.fill(r,d)),ae("click",x,q=>{if(ne._lock)return;kn(q);let Z=k.indexOf(a);if((q.ctrlKey||q.metaKey)!=oe.isolate){let ee=k.some((te,le)=>le>0&&le!=Z&&te.show);k.forEach((te,le)=>{le>0&&Kt(le,ee?le==Z?re:X:re,!0,Qe.setSeries)})}else Kt(Z,{show:!a.show},!0,Qe.setSeries)},!1),Rn&&ae(ki,x,q=>{ne._lock||(kn(q),Kt(k.indexOf(a),qn,!0,Qe.setSeries))},!1));for(var j in H){let q=Ht("td",Yc,m);q.textContent="--",p.push(q)}return[m,p]}let fe=new Map;function ae(a,d,p,m=!0){let x=fe.get(d)||{},C=ne.bind[a](r,d,p,m);C&&(Ln(a,d,x[a]=C),fe.set(d,x))}function he(a,d,p){let m=fe.get(d)||{};for(let x in m)(a==null||x==a)&&(Bl(x,d,m[x]),delete m[x]);a==null&&fe.delete(d)}let T=0,Y=0,z=0,B=0,Q=0,ce=0,Ye=Q,be=ce,Fe=z,Tt=B,Ee=0,ct=0,De=0,wt=0;r.bbox={};let yn=!1,_t=!1,Ut=!1,zt=!1,$r=!1,Lt=!1;function ul(a,d,p){(p||a!=r.width||d!=r.height)&&Oo(a,d),Vn(!1),Ut=!0,_t=!0,Wn()}function Oo(a,d){r.width=T=z=a,r.height=Y=B=d,Q=ce=0,qa(),Ka();let p=r.bbox;Ee=p.left=Cn(Q*Le,.5),ct=p.top=Cn(ce*Le,.5),De=p.width=Cn(z*Le,.5),wt=p.height=Cn(B*Le,.5)}let Ya=3;function Ga(){let a=!1,d=0;for(;!a;){d++;let p=lc(d),m=oc(d);a=d==Ya||p&&m,a||(Oo(r.width,r.height),_t=!0)}}function Ua({width:a,height:d}){ul(a,d)}r.setSize=Ua;function qa(){let a=!1,d=!1,p=!1,m=!1;M.forEach((x,C)=>{if(x.show&&x._show){let{side:j,_size:q}=x,Z=j%2,ee=x.label!=null?x.labelSize:0,te=q+ee;te>0&&(Z?(z-=te,j==3?(Q+=te,m=!0):p=!0):(B-=te,j==0?(ce+=te,a=!0):d=!0))}}),En[0]=a,En[1]=p,En[2]=d,En[3]=m,z-=an[1]+an[3],Q+=an[3],B-=an[2]+an[0],ce+=an[0]}function Ka(){let a=Q+z,d=ce+B,p=Q,m=ce;function x(C,j){switch(C){case 1:return a+=j,a-j;case 2:return d+=j,d-j;case 3:return p-=j,p+j;case 0:return m-=j,m+j}}M.forEach((C,j)=>{if(C.show&&C._show){let q=C.side;C._pos=x(q,C._size),C.label!=null&&(C._lpos=x(q,C.labelSize))}})}if(ne.dataIdx==null){let a=ne.hover,d=a.skip=new Set(a.skip??[]);d.add(void 0);let p=a.prox=_e(a.prox),m=a.bias??=0;ne.dataIdx=(x,C,j,q)=>{if(C==0)return j;let Z=j,ee=p(x,C,j,q)??je,te=ee>=0&&ee<je,le=P.ori==0?z:B,me=ne.left,Te=t[0],Oe=t[C];if(d.has(Oe[j])){Z=null;let ye=null,pe=null,se;if(m==0||m==-1)for(se=j;ye==null&&se-- >0;)d.has(Oe[se])||(ye=se);if(m==0||m==1)for(se=j;pe==null&&se++<Oe.length;)d.has(Oe[se])||(pe=se);if(ye!=null||pe!=null)if(te){let Be=ye==null?-1/0:D(Te[ye],P,le,0),Ke=pe==null?1/0:D(Te[pe],P,le,0),at=me-Be,Re=Ke-me;at<=Re?at<=ee&&(Z=ye):Re<=ee&&(Z=pe)}else Z=pe==null?ye:ye==null?pe:j-ye<=pe-j?ye:pe}else te&&tt(me-D(Te[j],P,le,0))>ee&&(Z=null);return Z}}let kn=a=>{ne.event=a};ne.idxs=we,ne._lock=!1;let pt=ne.points;pt.show=_e(pt.show),pt.size=_e(pt.size),pt.stroke=_e(pt.stroke),pt.width=_e(pt.width),pt.fill=_e(pt.fill);let qt=r.focus=Ze({},e.focus||{alpha:.3},ne.focus),Rn=qt.prox>=0,Dn=Rn&&pt.one,At=[],jn=[],zn=[];function Co(a,d){let p=pt.show(r,d);if(p instanceof HTMLElement)return Ot(p,zc),Ot(p,a.class),en(p,-10,-10,z,B),y.insertBefore(p,At[d]),p}function No(a,d){if(l==1||d>0){let p=l==1&&w[a.scale].time,m=a.value;a.value=p?Di(m)?Hi(W,Bi(m,J)):m||ue:m||Xu,a.label=a.label||(p?Yu:Hu)}if(Dn||d>0){a.width=a.width==null?1:a.width,a.paths=a.paths||hd||ru,a.fillTo=_e(a.fillTo||ld),a.pxAlign=+Ce(a.pxAlign,L),a.pxRound=Xi(a.pxAlign),a.stroke=_e(a.stroke||null),a.fill=_e(a.fill||null),a._stroke=a._fill=a._paths=a._focus=null;let p=ed(yt(1,a.width),1),m=a.points=Ze({},{size:p,width:yt(1,p*.2),stroke:a.stroke,space:p*2,paths:pd,_stroke:null,_fill:null},a.points);m.show=_e(m.show),m.filter=_e(m.filter),m.fill=_e(m.fill),m.stroke=_e(m.stroke),m.paths=_e(m.paths),m.pxAlign=a.pxAlign}if(Se){let p=de(a,d);ke.splice(d,0,p[0]),nt.splice(d,0,p[1]),oe.values.push(null)}if(Pe){we.splice(d,0,null);let p=null;Dn?d==0&&(p=Co(a,d)):d>0&&(p=Co(a,d)),At.splice(d,0,p),jn.splice(d,0,0),zn.splice(d,0,0)}st("addSeries",d)}function Ja(a,d){d=d??k.length,a=l==1?Kl(a,d,Gi,Qi):Kl(a,d,{},Ji),k.splice(d,0,a),No(k[d],d)}r.addSeries=Ja;function Qa(a){if(k.splice(a,1),Se){oe.values.splice(a,1),nt.splice(a,1);let d=ke.splice(a,1)[0];he(null,d.firstChild),d.remove()}Pe&&(we.splice(a,1),At.splice(a,1)[0].remove(),jn.splice(a,1),zn.splice(a,1)),st("delSeries",a)}r.delSeries=Qa;let En=[!1,!1,!1,!1];function Za(a,d){if(a._show=a.show,a.show){let p=a.side%2,m=w[a.scale];m==null&&(a.scale=p?k[1].scale:O,m=w[a.scale]);let x=m.time;a.size=_e(a.size),a.space=_e(a.space),a.rotate=_e(a.rotate),bn(a.incrs)&&a.incrs.forEach(j=>{!xn.has(j)&&xn.set(j,fs(j))}),a.incrs=_e(a.incrs||(m.distr==2?Su:x?A==1?$u:Nu:Nn)),a.splits=_e(a.splits||(x&&m.distr==1?$e:m.distr==3?Yl:m.distr==4?qu:Uu)),a.stroke=_e(a.stroke),a.grid.stroke=_e(a.grid.stroke),a.ticks.stroke=_e(a.ticks.stroke),a.border.stroke=_e(a.border.stroke);let C=a.values;a.values=bn(C)&&!bn(C[0])?_e(C):x?bn(C)?Wi(W,Vi(C,J)):Di(C)?Au(W,C):C||ge:C||Gu,a.filter=_e(a.filter||(m.distr>=3&&m.log==10?Qu:m.distr==3&&m.log==2?Zu:us)),a.font=rs(a.font),a.labelFont=rs(a.labelFont),a._size=a.size(r,null,d,0),a._space=a._rotate=a._incrs=a._found=a._splits=a._values=null,a._size>0&&(En[d]=!0,a._el=Rt(Ic,g))}}function ur(a,d,p,m){let[x,C,j,q]=p,Z=d%2,ee=0;return Z==0&&(q||C)&&(ee=d==0&&!x||d==2&&!j?et(Yi.size/3):0),Z==1&&(x||j)&&(ee=d==1&&!C||d==3&&!q?et(qi.size/2):0),ee}let To=r.padding=(e.padding||[ur,ur,ur,ur]).map(a=>_e(Ce(a,ur))),an=r._padding=To.map((a,d)=>a(r,d,En,0)),ut,rt=null,lt=null,Or=l==1?k[0].idxs:null,Ft=null,dr=!1;function Lo(a,d){if(t=a??[],r.data=r._data=t,l==2){ut=0;for(let p=1;p<k.length;p++)ut+=t[p][0].length}else{t.length==0&&(r.data=r._data=t=[[]]),Ft=t[0],ut=Ft.length;let p=t;if(K==2){p=t.slice();let m=p[0]=Array(ut);for(let x=0;x<ut;x++)m[x]=x}r._data=t=p}if(Vn(!0),st("setData"),K==2&&(Ut=!0),d!==!1){let p=P;p.auto(r,dr)?dl():un(O,p.min,p.max),zt=zt||ne.left>=0,Lt=!0,Wn()}}r.setData=Lo;function dl(){dr=!0;let a,d;l==1&&(ut>0?(rt=Or[0]=0,lt=Or[1]=ut-1,a=t[0][rt],d=t[0][lt],K==2?(a=rt,d=lt):a==d&&(K==3?[a,d]=Gr(a,a,P.log,!1):K==4?[a,d]=Xl(a,a,P.log,!1):P.time?d=a+et(86400/A):[a,d]=Br(a,d,eo,!0))):(rt=Or[0]=a=null,lt=Or[1]=d=null)),un(O,a,d)}let Cr,Fn,fl,hl,pl,gl,ml,wl,vl,kt;function Ao(a,d,p,m,x,C){a??=xi,p??=no,m??="butt",x??=xi,C??="round",a!=Cr&&(h.strokeStyle=Cr=a),x!=Fn&&(h.fillStyle=Fn=x),d!=fl&&(h.lineWidth=fl=d),C!=pl&&(h.lineJoin=pl=C),m!=gl&&(h.lineCap=gl=m),p!=hl&&h.setLineDash(hl=p)}function Po(a,d,p,m){d!=Fn&&(h.fillStyle=Fn=d),a!=ml&&(h.font=ml=a),p!=wl&&(h.textAlign=wl=p),m!=vl&&(h.textBaseline=vl=m)}function bl(a,d,p,m,x=0){if(m.length>0&&a.auto(r,dr)&&(d==null||d.min==null)){let C=Ce(rt,0),j=Ce(lt,m.length-1),q=p.min==null?Qc(m,C,j,x,a.distr==3):[p.min,p.max];a.min=Gt(a.min,p.min=q[0]),a.max=yt(a.max,p.max=q[1])}}let Io={min:null,max:null};function Xa(){for(let m in w){let x=w[m];E[m]==null&&(x.min==null||E[O]!=null&&x.auto(r,dr))&&(E[m]=Io)}for(let m in w){let x=w[m];E[m]==null&&x.from!=null&&E[x.from]!=null&&(E[m]=Io)}E[O]!=null&&Vn(!0);let a={};for(let m in E){let x=E[m];if(x!=null){let C=a[m]=rr(w[m],iu);if(x.min!=null)Ze(C,x);else if(m!=O||l==2)if(ut==0&&C.from==null){let j=C.range(r,null,null,m);C.min=j[0],C.max=j[1]}else C.min=je,C.max=-je}}if(ut>0){k.forEach((m,x)=>{if(l==1){let C=m.scale,j=E[C];if(j==null)return;let q=a[C];if(x==0){let Z=q.range(r,q.min,q.max,C);q.min=Z[0],q.max=Z[1],rt=Yt(q.min,t[0]),lt=Yt(q.max,t[0]),lt-rt>1&&(t[0][rt]<q.min&&rt++,t[0][lt]>q.max&&lt--),m.min=Ft[rt],m.max=Ft[lt]}else m.show&&m.auto&&bl(q,j,m,t[x],m.sorted);m.idxs[0]=rt,m.idxs[1]=lt}else if(x>0&&m.show&&m.auto){let[C,j]=m.facets,q=C.scale,Z=j.scale,[ee,te]=t[x],le=a[q],me=a[Z];le!=null&&bl(le,E[q],C,ee,C.sorted),me!=null&&bl(me,E[Z],j,te,j.sorted),m.min=j.min,m.max=j.max}});for(let m in a){let x=a[m],C=E[m];if(x.from==null&&(C==null||C.min==null)){let j=x.range(r,x.min==je?null:x.min,x.max==-je?null:x.max,m);x.min=j[0],x.max=j[1]}}}for(let m in a){let x=a[m];if(x.from!=null){let C=a[x.from];if(C.min==null)x.min=x.max=null;else{let j=x.range(r,C.min,C.max,m);x.min=j[0],x.max=j[1]}}}let d={},p=!1;for(let m in a){let x=a[m],C=w[m];if(C.min!=x.min||C.max!=x.max){C.min=x.min,C.max=x.max;let j=C.distr;C._min=j==3?on(C.min):j==4?Rl(C.min,C.asinh):j==100?C.fwd(C.min):C.min,C._max=j==3?on(C.max):j==4?Rl(C.max,C.asinh):j==100?C.fwd(C.max):C.max,d[m]=p=!0}}if(p){k.forEach((m,x)=>{l==2?x>0&&d.y&&(m._paths=null):d[m.scale]&&(m._paths=null)});for(let m in d)Ut=!0,st("setScale",m);Pe&&ne.left>=0&&(zt=Lt=!0)}for(let m in E)E[m]=null}function ec(a){let d=Hl(rt-1,0,ut-1),p=Hl(lt+1,0,ut-1);for(;a[d]==null&&d>0;)d--;for(;a[p]==null&&p<ut-1;)p++;return[d,p]}function tc(){if(ut>0){let a=k.some(d=>d._focus)&&kt!=qt.alpha;a&&(h.globalAlpha=kt=qt.alpha),k.forEach((d,p)=>{if(p>0&&d.show&&(Ro(p,!1),Ro(p,!0),d._paths==null)){let m=kt;kt!=d.alpha&&(h.globalAlpha=kt=d.alpha);let x=l==2?[0,t[p][0].length-1]:ec(t[p]);d._paths=d.paths(r,p,x[0],x[1]),kt!=m&&(h.globalAlpha=kt=m)}}),k.forEach((d,p)=>{if(p>0&&d.show){let m=kt;kt!=d.alpha&&(h.globalAlpha=kt=d.alpha),d._paths!=null&&Do(p,!1);{let x=d._paths!=null?d._paths.gaps:null,C=d.points.show(r,p,rt,lt,x),j=d.points.filter(r,p,C,x);(C||j)&&(d.points._paths=d.points.paths(r,p,rt,lt,j),Do(p,!0))}kt!=m&&(h.globalAlpha=kt=m),st("drawSeries",p)}}),a&&(h.globalAlpha=kt=1)}}function Ro(a,d){let p=d?k[a].points:k[a];p._stroke=p.stroke(r,a),p._fill=p.fill(r,a)}function Do(a,d){let p=d?k[a].points:k[a],{stroke:m,fill:x,clip:C,flags:j,_stroke:q=p._stroke,_fill:Z=p._fill,_width:ee=p.width}=p._paths;ee=ze(ee*Le,3);let te=null,le=ee%2/2;d&&Z==null&&(Z=ee>0?"#fff":q);let me=p.pxAlign==1&&le>0;if(me&&h.translate(le,le),!d){let Te=Ee-ee/2,Oe=ct-ee/2,ye=De+ee,pe=wt+ee;te=new Path2D,te.rect(Te,Oe,ye,pe)}d?xl(q,ee,p.dash,p.cap,Z,m,x,j,C):nc(a,q,ee,p.dash,p.cap,Z,m,x,j,te,C),me&&h.translate(-le,-le)}function nc(a,d,p,m,x,C,j,q,Z,ee,te){let le=!1;Z!=0&&I.forEach((me,Te)=>{if(me.series[0]==a){let Oe=k[me.series[1]],ye=t[me.series[1]],pe=(Oe._paths||kr).band;bn(pe)&&(pe=me.dir==1?pe[0]:pe[1]);let se,Be=null;Oe.show&&pe&&Xc(ye,rt,lt)?(Be=me.fill(r,Te)||C,se=Oe._paths.clip):pe=null,xl(d,p,m,x,Be,j,q,Z,ee,te,se,pe),le=!0}}),le||xl(d,p,m,x,C,j,q,Z,ee,te)}let jo=lr|Ul;function xl(a,d,p,m,x,C,j,q,Z,ee,te,le){Ao(a,d,p,m,x),(Z||ee||le)&&(h.save(),Z&&h.clip(Z),ee&&h.clip(ee)),le?(q&jo)==jo?(h.clip(le),te&&h.clip(te),Tr(x,j),Nr(a,C,d)):q&Ul?(Tr(x,j),h.clip(le),Nr(a,C,d)):q&lr&&(h.save(),h.clip(le),te&&h.clip(te),Tr(x,j),h.restore(),Nr(a,C,d)):(Tr(x,j),Nr(a,C,d)),(Z||ee||le)&&h.restore()}function Nr(a,d,p){p>0&&(d instanceof Map?d.forEach((m,x)=>{h.strokeStyle=Cr=x,h.stroke(m)}):d!=null&&a&&h.stroke(d))}function Tr(a,d){d instanceof Map?d.forEach((p,m)=>{h.fillStyle=Fn=m,h.fill(p)}):d!=null&&a&&h.fill(d)}function rc(a,d,p,m){let x=M[a],C;if(m<=0)C=[0,0];else{let j=x._space=x.space(r,a,d,p,m),q=x._incrs=x.incrs(r,a,d,p,m,j);C=xd(d,p,q,m,j)}return x._found=C}function yl(a,d,p,m,x,C,j,q,Z,ee){let te=j%2/2;L==1&&h.translate(te,te),Ao(q,j,Z,ee,q),h.beginPath();let le,me,Te,Oe,ye=x+(m==0||m==3?-C:C);p==0?(me=x,Oe=ye):(le=x,Te=ye);for(let pe=0;pe<a.length;pe++)d[pe]!=null&&(p==0?le=Te=a[pe]:me=Oe=a[pe],h.moveTo(le,me),h.lineTo(Te,Oe));h.stroke(),L==1&&h.translate(-te,-te)}function lc(a){let d=!0;return M.forEach((p,m)=>{if(!p.show)return;let x=w[p.scale];if(x.min==null){p._show&&(d=!1,p._show=!1,Vn(!1));return}else p._show||(d=!1,p._show=!0,Vn(!1));let C=p.side,j=C%2,{min:q,max:Z}=x,[ee,te]=rc(m,q,Z,j==0?z:B);if(te==0)return;let le=x.distr==2,me=p._splits=p.splits(r,m,q,Z,ee,te,le),Te=x.distr==2?me.map(se=>Ft[se]):me,Oe=x.distr==2?Ft[me[1]]-Ft[me[0]]:ee,ye=p._values=p.values(r,p.filter(r,Te,m,te,Oe),m,te,Oe);p._rotate=C==2?p.rotate(r,ye,m,te):0;let pe=p._size;p._size=Dt(p.size(r,ye,m,a)),pe!=null&&p._size!=pe&&(d=!1)}),d}function oc(a){let d=!0;return To.forEach((p,m)=>{let x=p(r,m,En,a);x!=an[m]&&(d=!1),an[m]=x}),d}function ic(){for(let a=0;a<M.length;a++){let d=M[a];if(!d.show||!d._show)continue;let p=d.side,m=p%2,x,C,j=d.stroke(r,a),q=p==0||p==3?-1:1,[Z,ee]=d._found;if(d.label!=null){let bt=d.labelGap*q,$t=et((d._lpos+bt)*Le);Po(d.labelFont[0],j,"center",p==2?"top":bi),h.save(),m==1?(x=C=0,h.translate($t,et(ct+wt/2)),h.rotate((p==3?-Vr:Vr)/2)):(x=et(Ee+De/2),C=$t);let Mn=as(d.label)?d.label(r,a,Z,ee):d.label;h.fillText(Mn,x,C),h.restore()}if(ee==0)continue;let te=w[d.scale],le=m==0?De:wt,me=m==0?Ee:ct,Te=d._splits,Oe=te.distr==2?Te.map(bt=>Ft[bt]):Te,ye=te.distr==2?Ft[Te[1]]-Ft[Te[0]]:Z,pe=d.ticks,se=d.border,Be=pe.show?pe.size:0,Ke=et(Be*Le),at=et((d.alignTo==2?d._size-Be-d.gap:d.gap)*Le),Re=d._rotate*-Vr/180,Je=R(d._pos*Le),St=(Ke+at)*q,vt=Je+St;C=m==0?vt:0,x=m==1?vt:0;let Pt=d.font[0],Vt=d.align==1?Zn:d.align==2?Al:Re>0?Zn:Re<0?Al:m==0?"center":p==3?Al:Zn,Qt=Re||m==1?"middle":p==2?"top":bi;Po(Pt,j,Vt,Qt);let Mt=d.font[1]*d.lineGap,It=Te.map(bt=>R(s(bt,te,le,me))),Wt=d._values;for(let bt=0;bt<Wt.length;bt++){let $t=Wt[bt];if($t!=null){m==0?x=It[bt]:C=It[bt],$t=""+$t;let Mn=$t.indexOf(`
`)==-1?[$t]:$t.split(/\n/gm);for(let xt=0;xt<Mn.length;xt++){let ri=Mn[xt];Re?(h.save(),h.translate(x,C+xt*Mt),h.rotate(Re),h.fillText(ri,0,0),h.restore()):h.fillText(ri,x,C+xt*Mt)}}}pe.show&&yl(It,pe.filter(r,Oe,a,ee,ye),m,p,Je,Ke,ze(pe.width*Le,3),pe.stroke(r,a),pe.dash,pe.cap);let Zt=d.grid;Zt.show&&yl(It,Zt.filter(r,Oe,a,ee,ye),m,m==0?2:1,m==0?ct:Ee,m==0?wt:De,ze(Zt.width*Le,3),Zt.stroke(r,a),Zt.dash,Zt.cap),se.show&&yl([Je],[1],m==0?1:0,m==0?1:2,m==1?ct:Ee,m==1?wt:De,ze(se.width*Le,3),se.stroke(r,a),se.dash,se.cap)}st("drawAxes")}function Vn(a){k.forEach((d,p)=>{p>0&&(d._paths=null,a&&(l==1?(d.min=null,d.max=null):d.facets.forEach(m=>{m.min=null,m.max=null})))})}let Lr=!1,kl=!1,fr=[];function sc(){kl=!1;for(let a=0;a<fr.length;a++)st(...fr[a]);fr.length=0}function Wn(){Lr||(hu(zo),Lr=!0)}function ac(a,d=!1){Lr=!0,kl=d,a(r),zo(),d&&fr.length>0&&queueMicrotask(sc)}r.batch=ac;function zo(){if(yn&&(Xa(),yn=!1),Ut&&(Ga(),Ut=!1),_t){if(He(b,Zn,Q),He(b,"top",ce),He(b,vr,z),He(b,br,B),He(y,Zn,Q),He(y,"top",ce),He(y,vr,z),He(y,br,B),He(g,vr,T),He(g,br,Y),f.width=et(T*Le),f.height=et(Y*Le),M.forEach(({_el:a,_show:d,_size:p,_pos:m,side:x})=>{if(a!=null)if(d){let C=x===3||x===0?p:0,j=x%2==1;He(a,j?"left":"top",m-C),He(a,j?"width":"height",p),He(a,j?"top":"left",j?ce:Q),He(a,j?"height":"width",j?B:z),Wl(a,Tn)}else Ot(a,Tn)}),Cr=Fn=fl=pl=gl=ml=wl=vl=hl=null,kt=1,gr(!0),Q!=Ye||ce!=be||z!=Fe||B!=Tt){Vn(!1);let a=z/Fe,d=B/Tt;if(Pe&&!zt&&ne.left>=0){ne.left*=a,ne.top*=d,Bn&&en(Bn,et(ne.left),0,z,B),Hn&&en(Hn,0,et(ne.top),z,B);for(let p=0;p<At.length;p++){let m=At[p];m!=null&&(jn[p]*=a,zn[p]*=d,en(m,Dt(jn[p]),Dt(zn[p]),z,B))}}if(We.show&&!$r&&We.left>=0&&We.width>0){We.left*=a,We.width*=a,We.top*=d,We.height*=d;for(let p in Ol)He(Un,p,We[p])}Ye=Q,be=ce,Fe=z,Tt=B}st("setSize"),_t=!1}T>0&&Y>0&&(h.clearRect(0,0,f.width,f.height),st("drawClear"),S.forEach(a=>a()),st("draw")),We.show&&$r&&(Ar(We),$r=!1),Pe&&zt&&(Sn(null,!0,!1),zt=!1),oe.show&&oe.live&&Lt&&(Ml(),Lt=!1),u||(u=!0,r.status=1,st("ready")),dr=!1,Lr=!1}r.redraw=(a,d)=>{Ut=d||!1,a!==!1?un(O,P.min,P.max):Wn()};function El(a,d){let p=w[a];if(p.from==null){if(ut==0){let m=p.range(r,d.min,d.max,a);d.min=m[0],d.max=m[1]}if(d.min>d.max){let m=d.min;d.min=d.max,d.max=m}if(ut>1&&d.min!=null&&d.max!=null&&d.max-d.min<1e-16)return;a==O&&p.distr==2&&ut>0&&(d.min=Yt(d.min,t[0]),d.max=Yt(d.max,t[0]),d.min==d.max&&d.max++),E[a]=d,yn=!0,Wn()}}r.setScale=El;let _l,Sl,Bn,Hn,Fo,Vo,Yn,Gn,Wo,Bo,Ve,Ge,cn=!1,dt=ne.drag,ot=dt.x,it=dt.y;Pe&&(ne.x&&(_l=Rt(Dc,y)),ne.y&&(Sl=Rt(jc,y)),P.ori==0?(Bn=_l,Hn=Sl):(Bn=Sl,Hn=_l),Ve=ne.left,Ge=ne.top);let We=r.select=Ze({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Un=We.show?Rt(Rc,We.over?y:b):null;function Ar(a,d){if(We.show){for(let p in a)We[p]=a[p],p in Ol&&He(Un,p,a[p]);d!==!1&&st("setSelect")}}r.setSelect=Ar;function cc(a){if(k[a].show)Se&&Wl(ke[a],Tn);else if(Se&&Ot(ke[a],Tn),Pe){let p=Dn?At[0]:At[a];p!=null&&en(p,-10,-10,z,B)}}function un(a,d,p){El(a,{min:d,max:p})}function Kt(a,d,p,m){d.focus!=null&&pc(a),d.show!=null&&k.forEach((x,C)=>{C>0&&(a==C||a==null)&&(x.show=d.show,cc(C),l==2?(un(x.facets[0].scale,null,null),un(x.facets[1].scale,null,null)):un(x.scale,null,null),Wn())}),p!==!1&&st("setSeries",a,d),m&&mr("setSeries",r,a,d)}r.setSeries=Kt;function uc(a,d){Ze(I[a],d)}function dc(a,d){a.fill=_e(a.fill||null),a.dir=Ce(a.dir,-1),d=d??I.length,I.splice(d,0,a)}function fc(a){a==null?I.length=0:I.splice(a,1)}r.addBand=dc,r.setBand=uc,r.delBand=fc;function hc(a,d){k[a].alpha=d,Pe&&At[a]!=null&&(At[a].style.opacity=d),Se&&ke[a]&&(ke[a].style.opacity=d)}let nn,dn,_n,qn={focus:!0};function pc(a){if(a!=_n){let d=a==null,p=qt.alpha!=1;k.forEach((m,x)=>{if(l==1||x>0){let C=d||x==0||x==a;m._focus=d?null:C,p&&hc(x,C?1:qt.alpha)}}),_n=a,p&&Wn()}}Se&&Rn&&ae(Ei,ve,a=>{ne._lock||(kn(a),_n!=null&&Kt(null,qn,!0,Qe.setSeries))});function Jt(a,d,p){let m=w[d];p&&(a=a/Le-(m.ori==1?ce:Q));let x=z;m.ori==1&&(x=B,a=x-a),m.dir==-1&&(a=x-a);let C=m._min,j=m._max,q=a/x,Z=C+(j-C)*q,ee=m.distr;return ee==3?tr(10,Z):ee==4?tu(Z,m.asinh):ee==100?m.bwd(Z):Z}function gc(a,d){let p=Jt(a,O,d);return Yt(p,t[0],rt,lt)}r.valToIdx=a=>Yt(a,t[0]),r.posToIdx=gc,r.posToVal=Jt,r.valToPos=(a,d,p)=>w[d].ori==0?o(a,w[d],p?De:z,p?Ee:0):i(a,w[d],p?wt:B,p?ct:0),r.setCursor=(a,d,p)=>{Ve=a.left,Ge=a.top,Sn(null,d,p)};function Ho(a,d){He(Un,Zn,We.left=a),He(Un,vr,We.width=d)}function Yo(a,d){He(Un,"top",We.top=a),He(Un,br,We.height=d)}let hr=P.ori==0?Ho:Yo,pr=P.ori==1?Ho:Yo;function mc(){if(Se&&oe.live)for(let a=l==2?1:0;a<k.length;a++){if(a==0&&V)continue;let d=oe.values[a],p=0;for(let m in d)nt[a][p++].firstChild.nodeValue=d[m]}}function Ml(a,d){if(a!=null&&(a.idxs?a.idxs.forEach((p,m)=>{we[m]=p}):ou(a.idx)||we.fill(a.idx),oe.idx=we[0]),Se&&oe.live){for(let p=0;p<k.length;p++)(p>0||l==1&&!V)&&wc(p,we[p]);mc()}Lt=!1,d!==!1&&st("setLegend")}r.setLegend=Ml;function wc(a,d){let p=k[a],m=a==0&&K==2?Ft:t[a],x;V?x=p.values(r,a,d)??_:(x=p.value(r,d==null?null:m[d],a,d),x=x==null?_:{_:x}),oe.values[a]=x}function Sn(a,d,p){Wo=Ve,Bo=Ge,[Ve,Ge]=ne.move(r,Ve,Ge),ne.left=Ve,ne.top=Ge,Pe&&(Bn&&en(Bn,et(Ve),0,z,B),Hn&&en(Hn,0,et(Ge),z,B));let m,x=rt>lt;nn=je,dn=null;let C=P.ori==0?z:B,j=P.ori==1?z:B;if(Ve<0||ut==0||x){m=ne.idx=null;for(let q=0;q<k.length;q++){let Z=At[q];Z!=null&&en(Z,-10,-10,z,B)}Rn&&Kt(null,qn,!0,a==null&&Qe.setSeries),oe.live&&(we.fill(m),Lt=!0)}else{let q,Z,ee;l==1&&(q=P.ori==0?Ve:Ge,Z=Jt(q,O),m=ne.idx=Yt(Z,t[0],rt,lt),ee=D(t[0][m],P,C,0));let te=-10,le=-10,me=0,Te=0,Oe=!0,ye="",pe="";for(let se=l==2?1:0;se<k.length;se++){let Be=k[se],Ke=we[se],at=Ke==null?null:l==1?t[se][Ke]:t[se][1][Ke],Re=ne.dataIdx(r,se,m,Z),Je=Re==null?null:l==1?t[se][Re]:t[se][1][Re];if(Lt=Lt||Je!=at||Re!=Ke,we[se]=Re,se>0&&Be.show){let St=Re==null?-10:Re==m?ee:D(l==1?t[0][Re]:t[se][0][Re],P,C,0),vt=Je==null?-10:$(Je,l==1?w[Be.scale]:w[Be.facets[1].scale],j,0);if(Rn&&Je!=null){let Pt=P.ori==1?Ve:Ge,Vt=tt(qt.dist(r,se,Re,vt,Pt));if(Vt<nn){let Qt=qt.bias;if(Qt!=0){let Mt=Jt(Pt,Be.scale),It=Je>=0?1:-1,Wt=Mt>=0?1:-1;Wt==It&&(Wt==1?Qt==1?Je>=Mt:Je<=Mt:Qt==1?Je<=Mt:Je>=Mt)&&(nn=Vt,dn=se)}else nn=Vt,dn=se}}if(Lt||Dn){let Pt,Vt;P.ori==0?(Pt=St,Vt=vt):(Pt=vt,Vt=St);let Qt,Mt,It,Wt,Zt,bt,$t=!0,Mn=pt.bbox;if(Mn!=null){$t=!1;let xt=Mn(r,se);It=xt.left,Wt=xt.top,Qt=xt.width,Mt=xt.height}else It=Pt,Wt=Vt,Qt=Mt=pt.size(r,se);if(bt=pt.fill(r,se),Zt=pt.stroke(r,se),Dn)se==dn&&nn<=qt.prox&&(te=It,le=Wt,me=Qt,Te=Mt,Oe=$t,ye=bt,pe=Zt);else{let xt=At[se];xt!=null&&(jn[se]=It,zn[se]=Wt,Ni(xt,Qt,Mt,$t),Oi(xt,bt,Zt),en(xt,Dt(It),Dt(Wt),z,B))}}}}if(Dn){let se=qt.prox,Be=_n==null?nn<=se:nn>se||dn!=_n;if(Lt||Be){let Ke=At[0];Ke!=null&&(jn[0]=te,zn[0]=le,Ni(Ke,me,Te,Oe),Oi(Ke,ye,pe),en(Ke,Dt(te),Dt(le),z,B))}}}if(We.show&&cn)if(a!=null){let[q,Z]=Qe.scales,[ee,te]=Qe.match,[le,me]=a.cursor.sync.scales,Te=a.cursor.drag;if(ot=Te._x,it=Te._y,ot||it){let{left:Oe,top:ye,width:pe,height:se}=a.select,Be=a.scales[le].ori,Ke=a.posToVal,at,Re,Je,St,vt,Pt=q!=null&&ee(q,le),Vt=Z!=null&&te(Z,me);Pt&&ot?(Be==0?(at=Oe,Re=pe):(at=ye,Re=se),Je=w[q],St=D(Ke(at,le),Je,C,0),vt=D(Ke(at+Re,le),Je,C,0),hr(Gt(St,vt),tt(vt-St))):hr(0,C),Vt&&it?(Be==1?(at=Oe,Re=pe):(at=ye,Re=se),Je=w[Z],St=$(Ke(at,me),Je,j,0),vt=$(Ke(at+Re,me),Je,j,0),pr(Gt(St,vt),tt(vt-St))):pr(0,j)}else Cl()}else{let q=tt(Wo-Fo),Z=tt(Bo-Vo);if(P.ori==1){let me=q;q=Z,Z=me}ot=dt.x&&q>=dt.dist,it=dt.y&&Z>=dt.dist;let ee=dt.uni;ee!=null?ot&&it&&(ot=q>=ee,it=Z>=ee,!ot&&!it&&(Z>q?it=!0:ot=!0)):dt.x&&dt.y&&(ot||it)&&(ot=it=!0);let te,le;ot&&(P.ori==0?(te=Yn,le=Ve):(te=Gn,le=Ge),hr(Gt(te,le),tt(le-te)),it||pr(0,j)),it&&(P.ori==1?(te=Yn,le=Ve):(te=Gn,le=Ge),pr(Gt(te,le),tt(le-te)),ot||hr(0,C)),!ot&&!it&&(hr(0,0),pr(0,0))}if(dt._x=ot,dt._y=it,a==null){if(p){if(ni!=null){let[q,Z]=Qe.scales;Qe.values[0]=q!=null?Jt(P.ori==0?Ve:Ge,q):null,Qe.values[1]=Z!=null?Jt(P.ori==1?Ve:Ge,Z):null}mr(Pl,r,Ve,Ge,z,B,m)}if(Rn){let q=p&&Qe.setSeries,Z=qt.prox;_n==null?nn<=Z&&Kt(dn,qn,!0,q):nn>Z?Kt(null,qn,!0,q):dn!=_n&&Kt(dn,qn,!0,q)}}Lt&&(oe.idx=m,Ml()),d!==!1&&st("setCursor")}let fn=null;Object.defineProperty(r,"rect",{get(){return fn==null&&gr(!1),fn}});function gr(a=!1){a?fn=null:(fn=y.getBoundingClientRect(),st("syncRect",fn))}function Go(a,d,p,m,x,C,j){ne._lock||cn&&a!=null&&a.movementX==0&&a.movementY==0||($l(a,d,p,m,x,C,j,!1,a!=null),a!=null?Sn(null,!0,!0):Sn(d,!0,!1))}function $l(a,d,p,m,x,C,j,q,Z){if(fn==null&&gr(!1),kn(a),a!=null)p=a.clientX-fn.left,m=a.clientY-fn.top;else{if(p<0||m<0){Ve=-10,Ge=-10;return}let[ee,te]=Qe.scales,le=d.cursor.sync,[me,Te]=le.values,[Oe,ye]=le.scales,[pe,se]=Qe.match,Be=d.axes[0].side%2==1,Ke=P.ori==0?z:B,at=P.ori==1?z:B,Re=Be?C:x,Je=Be?x:C,St=Be?m:p,vt=Be?p:m;if(Oe!=null?p=pe(ee,Oe)?s(me,w[ee],Ke,0):-10:p=Ke*(St/Re),ye!=null?m=se(te,ye)?s(Te,w[te],at,0):-10:m=at*(vt/Je),P.ori==1){let Pt=p;p=m,m=Pt}}Z&&(d==null||d.cursor.event.type==Pl)&&((p<=1||p>=z-1)&&(p=Cn(p,z)),(m<=1||m>=B-1)&&(m=Cn(m,B))),q?(Fo=p,Vo=m,[Yn,Gn]=ne.move(r,p,m)):(Ve=p,Ge=m)}let Ol={width:0,height:0,left:0,top:0};function Cl(){Ar(Ol,!1)}let Uo,qo,Ko,Jo;function Qo(a,d,p,m,x,C,j){cn=!0,ot=it=dt._x=dt._y=!1,$l(a,d,p,m,x,C,j,!0,!1),a!=null&&(ae(Il,Fl,Zo,!1),mr(yi,r,Yn,Gn,z,B,null));let{left:q,top:Z,width:ee,height:te}=We;Uo=q,qo=Z,Ko=ee,Jo=te}function Zo(a,d,p,m,x,C,j){cn=dt._x=dt._y=!1,$l(a,d,p,m,x,C,j,!1,!0);let{left:q,top:Z,width:ee,height:te}=We,le=ee>0||te>0,me=Uo!=q||qo!=Z||Ko!=ee||Jo!=te;if(le&&me&&Ar(We),dt.setScale&&le&&me){let Te=q,Oe=ee,ye=Z,pe=te;if(P.ori==1&&(Te=Z,Oe=te,ye=q,pe=ee),ot&&un(O,Jt(Te,O),Jt(Te+Oe,O)),it)for(let se in w){let Be=w[se];se!=O&&Be.from==null&&Be.min!=je&&un(se,Jt(ye+pe,se),Jt(ye,se))}Cl()}else ne.lock&&(ne._lock=!ne._lock,Sn(d,!0,a!=null));a!=null&&(he(Il,Fl),mr(Il,r,Ve,Ge,z,B,null))}function vc(a,d,p,m,x,C,j){if(ne._lock)return;kn(a);let q=cn;if(cn){let Z=!0,ee=!0,te=10,le,me;P.ori==0?(le=ot,me=it):(le=it,me=ot),le&&me&&(Z=Ve<=te||Ve>=z-te,ee=Ge<=te||Ge>=B-te),le&&Z&&(Ve=Ve<Yn?0:z),me&&ee&&(Ge=Ge<Gn?0:B),Sn(null,!0,!0),cn=!1}Ve=-10,Ge=-10,we.fill(null),Sn(null,!0,!0),q&&(cn=q)}function Xo(a,d,p,m,x,C,j){ne._lock||(kn(a),dl(),Cl(),a!=null&&mr(_i,r,Ve,Ge,z,B,null))}function ei(){M.forEach(yd),ul(r.width,r.height,!0)}Ln(Wr,er,ei);let Kn={};Kn.mousedown=Qo,Kn.mousemove=Go,Kn.mouseup=Zo,Kn.dblclick=Xo,Kn.setSeries=(a,d,p,m)=>{let x=Qe.match[2];p=x(r,d,p),p!=-1&&Kt(p,m,!0,!1)},Pe&&(ae(yi,y,Qo),ae(Pl,y,Go),ae(ki,y,a=>{kn(a),gr(!1)}),ae(Ei,y,vc),ae(_i,y,Xo),ql.add(r),r.syncRect=gr);let Pr=r.hooks=e.hooks||{};function st(a,d,p){kl?fr.push([a,d,p]):a in Pr&&Pr[a].forEach(m=>{m.call(null,r,d,p)})}(e.plugins||[]).forEach(a=>{for(let d in a.hooks)Pr[d]=(Pr[d]||[]).concat(a.hooks[d])});let ti=(a,d,p)=>p,Qe=Ze({key:null,setSeries:!1,filters:{pub:Ii,sub:Ii},scales:[O,k[1]?k[1].scale:null],match:[Ri,Ri,ti],values:[null,null]},ne.sync);Qe.match.length==2&&Qe.match.push(ti),ne.sync=Qe;let ni=Qe.key,Nl=Ls(ni);function mr(a,d,p,m,x,C,j){Qe.filters.pub(a,d,p,m,x,C,j)&&Nl.pub(a,d,p,m,x,C,j)}Nl.sub(r);function bc(a,d,p,m,x,C,j){Qe.filters.sub(a,d,p,m,x,C,j)&&Kn[a](null,d,p,m,x,C,j)}r.pub=bc;function xc(){Nl.unsub(r),ql.delete(r),fe.clear(),Bl(Wr,er,ei),c.remove(),ve?.remove(),st("destroy")}r.destroy=xc;function Tl(){st("init",e,t),Lo(t||e.data,!1),E[O]?El(O,E[O]):dl(),$r=We.show&&(We.width>0||We.height>0),zt=Lt=!0,ul(e.width,e.height)}return k.forEach(No),M.forEach(Za),n?n instanceof HTMLElement?(n.appendChild(c),Tl()):n(r,Tl):Tl(),r}ht.assign=Ze;ht.fmtNum=to;ht.rangeNum=Br;ht.rangeLog=Gr;ht.rangeAsinh=Xl;ht.orient=Pn;ht.pxRatio=Le;ht.join=fu;ht.fmtDate=ro,ht.tzDate=Eu;ht.sync=Ls;{ht.addGap=od,ht.clipGaps=Kr;let e=ht.paths={points:js};e.linear=Fs,e.stepped=ad,e.bars=cd,e.spline=dd}var kd=e=>e.replace(/[{}]/g,""),Hs={ns:1,us:1e3,µs:1e3,ms:1e6,s:1e9,min:6e10,h:36e11},uo=[50,90,95,99],Ed=290,fo=[[],[7,4],[2,3],[10,3,2,3]];function Ys(e,t){let{groups:n,shape:r,unit:l,bins:o,step:i}=t,s=r==="histogram",u=Number(BigInt(t.start)/1000000n)/1e3,c=Array.from({length:o},(_,G)=>u+(G+.5)*i),f=new Map(t.details.map(_=>[_.trace,_])),h=t.exemplars??[],g=_=>_==null?"–":Hs[l]?Ie(_*Hs[l]):Me(_),b=_=>r==="rate"?`${Me(_)}${l&&l!=="1"&&!/^\{/.test(l)?` ${ie(l,12)}`:""}/s`:g(_),y=s?"heat":"lines",L=0,R=2,A=null,k=v("div",{class:"plot"}),M=v("ul",{class:"legend series"}),w=v("p",{class:"status",role:"status"}),I=v("div",{class:"doors"}),O=v("div",{class:"tree"}),N=s&&n.length>1,S=N&&v("select",{"aria-label":"Series",on:{change:()=>{L=Number(S.value),D()}}},n.map((_,G)=>v("option",{value:G},ie(_,60)))),F=N&&Qn("Percentile",uo.map((_,G)=>[G,`p${_}`]),R,_=>{R=_,D()}),U=s&&Qn("Picture",[["heat","Heatmap"],["levels","Percentiles"],...N?[["compare","Compare"]]:[]],y,_=>{y=_,D()});e.append(v("div",{class:"metric"},gt([v("strong",{},v("bdi",{},ie(t.metric)))],[t.type.replace("_"," "),t.temporality.toLowerCase(),l&&l!=="1"&&`in ${ie(kd(l),30)}`,t.by&&`by ${ie(t.by,60)}`,qe(t.streams,"stream")].filter(Boolean).map(_=>v("span",{},_)),[S,F,U]),t.description&&v("p",{class:"note about"},v("bdi",{},ie(t.description,500))),k,M,w,I,O));function P(){return y==="levels"?uo.map((_,G)=>({name:`p${_}`,values:t.percentiles[L][G]})):y==="compare"?n.flatMap((_,G)=>_==="all"&&G===0?[]:[{name:_,values:t.percentiles[G][R]}]):n.map((_,G)=>({name:_,values:t.series[G]}))}let K=_=>pn(e,`--hue${_%8}`);function D(){A?.destroy(),k.replaceChildren(),S&&(S.hidden=y==="compare"),F&&(F.hidden=y!=="compare");let _=Math.max(240,k.clientWidth||640),G=pn(e,"--soft"),re=pn(e,"--faint"),de={stroke:G,font:"11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",grid:{stroke:re,width:1},ticks:{stroke:re,width:1,size:4}},fe=y==="heat",ae=t.edges?.length??0,he=fe?[]:P(),T=he.map((z,B)=>({label:ie(z.name,60),stroke:K(B),width:2,dash:fo[Math.floor(B/8)%4].length?fo[Math.floor(B/8)%4]:y==="levels"?fo[B]:void 0,points:{show:z.values.filter(Q=>Q!==null).length<40,size:5,fill:K(B)},spanGaps:!1}));A=new ht({width:_,height:Ed,legend:{show:!1},padding:[12,26,0,4],cursor:{drag:{x:!fe,y:!1},points:{show:!fe},y:!0},scales:{x:{time:!0,range:()=>[u,u+o*i]},y:fe?{range:[0,Math.max(1,ae)]}:{range:(z,B,Q)=>[Math.min(0,B??0),Q>0?Q*1.08:1]}},series:[{},...fe?[{show:!1}]:T],axes:[{...de,values:(z,B)=>B.map(Q=>$(Q)),space:80,size:30},fe?{...de,size:72,splits:()=>J(ae),values:(z,B)=>B.map($e),grid:{show:!1}}:{...de,size:72,values:(z,B)=>B.map(b)}],hooks:{drawAxes:fe?[ne]:[],draw:[xe],setCursor:[ke]}},fe?[c,c.map(()=>null)]:[c,...he.map(z=>z.values)],k),A.over.addEventListener("click",Xe),A.over.addEventListener("dblclick",()=>D());let Y=A.over;Y.setAttribute("role","img"),Y.setAttribute("aria-label",H(he)),V(he,fe)}let $=_=>Xt(BigInt(Math.round(_*1e3))*1000000n).slice(0,o*i>600?5:o*i>15?8:10),E=_=>t.edges[_]?.[0],W=_=>t.edges[_]?.[1];function J(_){let G=Math.max(1,Math.ceil(_/11));return Array.from({length:Math.floor(_/G)+1},(re,X)=>X*G)}function $e(_){return _<t.edges.length?E(_)===null?W(_)>0?"0":"−∞":g(E(_)):W(_-1)===null||W(_-1)===void 0?"∞":g(W(_-1))}let ge=_=>`${E(_)===null?"up":`${g(E(_))}`} to ${W(_)===null?"∞":g(W(_))}`;function ue(_){for(let G=0;G<t.edges.length;G++){let re=E(G)??Math.min(0,W(G)),X=W(G);if(X===null)return _>re?G+.5:void 0;if(_<=X&&_>=re)return G+(X>re?(_-re)/(X-re):.5)}}let we={light:["#e4eef6","#b9d6ea","#7fb4d8","#4a8dbf","#2a669c","#14406e","#081f3d"],dark:["#17324a","#1d4a6e","#226a94","#2e8eb0","#56b3bd","#9ad5c0","#f1f5c8"]},oe=_=>we[e.dataset.theme==="dark"?"dark":"light"][Math.min(6,Math.floor(_**.5*7))];function ne(_){let{ctx:G}=_,re=Math.max(1,...t.cells[L].map(([,,X])=>X));G.save();for(let[X,de,fe]of t.cells[L]){let ae=_.valToPos(u+X*i,"x",!0),he=_.valToPos(u+(X+1)*i,"x",!0),T=_.valToPos(de,"y",!0),Y=_.valToPos(de+1,"y",!0);G.fillStyle=oe(fe/re),G.fillRect(Math.round(ae),Math.round(Y),Math.max(1,Math.round(he)-Math.round(ae)-1),Math.max(1,Math.round(T)-Math.round(Y)-1))}G.restore()}let Se=()=>h.filter(_=>!s||y==="compare"||n[L]==="all"||n.length===1||_.group===n[L]);function Pe(_,G){let re=y==="heat"?ue(G.value):G.value;if(re===void 0||r==="rate")return null;let X=[_.valToPos(u+G.t,"x"),_.valToPos(re,"y")];return X[0]>=0&&X[0]<=_.over.clientWidth&&X[1]>=0&&X[1]<=_.over.clientHeight?X:null}function xe(_){let{ctx:G}=_,re=devicePixelRatio||1;G.save();for(let X of Se()){let de=Pe(_,X);de&&(G.beginPath(),G.arc(de[0]*re+_.bbox.left,de[1]*re+_.bbox.top,4*re,0,7),G.fillStyle=pn(e,f.has(X.trace)?"--exemplar":"--bg"),G.fill(),G.lineWidth=1.5*re,G.strokeStyle=pn(e,"--path"),G.stroke())}G.restore()}function ve(_,G,re){let X=null,de=12;for(let fe of Se()){let ae=Pe(_,fe),he=ae?Math.hypot(ae[0]-G,ae[1]-re):99;he<de&&(X=fe,de=he)}return X}function Xe(_){let{left:G,top:re}=A.over.getBoundingClientRect(),X=ve(A,_.clientX-G,_.clientY-re);X&&Ne(X)}function Ne(_){O.replaceChildren();for(let re of I.querySelectorAll("button"))re.setAttribute("aria-pressed",String(re.dataset.trace===_.trace));let G=f.get(_.trace);G?vn(O,G):O.append(v("p",{class:"note"},_.trace?["This trace is not carried in the page. In a notebook: ",v("code",{},`waterfall(store, "${ie(_.trace,40)}")`)]:"This exemplar carries no trace."))}function ke(_){let{left:G,top:re,idx:X}=_.cursor;if(G<0||X===null||X===void 0){w.textContent=nt(),_.over.style.cursor="default";return}let de=ve(_,G,re);if(_.over.style.cursor=de?"pointer":"crosshair",de){w.textContent=`Exemplar ${g(de.value)} at ${$(u+de.t)}${de.trace?f.has(de.trace)?": opens its trace":`, trace ${ie(de.trace,40)}`:""}`;return}if(y==="heat"){let fe=Math.floor((_.posToVal(G,"x")-u)/i),ae=Math.floor(_.posToVal(re,"y")),he=t.cells[L].find(([T,Y])=>T===fe&&Y===ae);w.textContent=t.edges[ae]?`${$(u+fe*i)}: ${ge(ae)}, ${Me(he?Math.round(he[2]):0)} of ${Me(Math.round(t.cells[L].reduce((T,[Y,,z])=>Y===fe?T+z:T,0)))}`:"";return}w.textContent=`${$(c[X])}: ${P().slice(0,12).map(fe=>`${ie(fe.name,40)} ${b(fe.values[X]??null)}`).join(" · ")}`}function nt(){return s?`${ie(n[L],60)}: ${Me(t.totals[L])} measurements, ${uo.map((_,G)=>`p${_} ${g(t.whole[L][G])}`).join(", ")}`:`${t.hidden>0?`${Me(t.hidden)} more series are not drawn. `:""}Move over the picture for values; drag to look closer, double-click for all.`}let H=_=>`${t.label}. ${y==="heat"?`Heatmap. ${nt()}`:_.map(G=>{let re=G.values.filter(X=>X!==null);return re.length?`${ie(G.name,60)} from ${b(Math.min(...re))} to ${b(Math.max(...re))}`:`${ie(G.name,60)} without values`}).join("; ")}`;function V(_,G){M.replaceChildren(...G?[v("li",{},"fewer",we[e.dataset.theme==="dark"?"dark":"light"].map(X=>v("span",{class:"swatch wide",style:{background:X}})),"more")]:_.map((X,de)=>v("li",{},v("span",{class:`swatch dash${(y==="levels"?de:Math.floor(de/8))%4}`,style:{"--hue":K(de)}}),v("bdi",{},ie(X.name,60)),v("span",{class:"last"},b(X.values.findLast(fe=>fe!==null)??null)))),...h.length?[v("li",{},v("span",{class:"swatch dot"}),"exemplar")]:[]),w.textContent=nt();let re=Se().filter(X=>X.trace);I.replaceChildren(...re.length?[v("span",{class:"note"},`Exemplars (${Me(re.length)}), the largest first:`),...re.slice(0,8).map(X=>{let de=ft(`${g(X.value)} · ${$(u+X.t)}`,()=>Ne(X),`Open the trace of ${g(X.value)}`);return de.dataset.trace=X.trace,de})]:[])}Jn(()=>{(e.isConnected||A)&&D()}),Bt(k,D)}function Gs(e,t){let n=new Map,r=v("span",{role:"status"}),l=()=>{let i=[...n.values()].filter(Boolean).length;r.textContent=n.size?`${i} of ${t.questions.length} right`:""};e.append(v("div",{class:"quiz"},gt([v("strong",{},"Quiz")],[v("span",{},qe(t.questions.length,"question")),r],[]),v("ol",{},t.questions.map((i,s)=>v("li",{},o(i,s+1))))));function o(i,s){let u=i.kind==="multiple",c=wn("question"),f=v("p",{class:"verdict",role:"status"}),h=i.options.map((A,k)=>{let M=v("input",{type:u?"checkbox":"radio",name:c,value:k,id:`${c}-${k}`}),w=v("p",{class:"why",hidden:!0}),I=v("div",{class:"option"},v("label",{for:`${c}-${k}`},M,v("span",{},ho(A.text))),w);return{option:A,input:M,why:w,row:I}}),g=v("button",{type:"submit",class:"toggle",disabled:!0},"Check"),b=v("button",{type:"reset",hidden:!0},"Try again"),y=v("form",{on:{change:()=>{g.disabled=!h.some(A=>A.input.checked)},submit:A=>{A.preventDefault(),L()},reset:()=>R(),keydown:A=>A.stopPropagation()}},v("fieldset",{},v("legend",{},v("span",{class:"number"},`${s}.`),ho(i.text),u&&v("span",{class:"note"}," Several may be right.")),h.map(A=>A.row)),v("div",{class:"tools"},g,b,f));function L(){let A=h.every(({option:M,input:w})=>w.checked===!!M.correct);n.set(i.id,A);for(let{option:M,input:w,why:I,row:O}of h){w.disabled=!0;let N=w.checked||A;O.classList.toggle("right",N&&!!M.correct),O.classList.toggle("wrong",w.checked&&!M.correct),I.hidden=!N||!M.why,I.hidden||I.replaceChildren(v("b",{},M.correct?"✓ Right. ":"✕ Wrong. "),...ho(M.why))}let k=!A&&h.every(({option:M,input:w})=>!w.checked||M.correct);f.textContent=A?"✓ Right.":k?"Right so far, but not all of it.":"Not yet.",f.className=`verdict ${A?"right":"wrong"}`,g.hidden=!0,b.hidden=A,A||b.focus(),l()}function R(){for(let{input:A,why:k,row:M}of h)A.disabled=!1,k.hidden=!0,k.replaceChildren(),M.classList.remove("right","wrong");f.textContent="",g.hidden=!1,g.disabled=!0,b.hidden=!0,h[0].input.focus()}return y}}function ho(e){return Et(e,1e4).split(/(`[^`]+`)/).map(t=>t.length>2&&t.startsWith("`")&&t.endsWith("`")?v("code",{},t.slice(1,-1)):t)}var ha=Object.defineProperty,_d=(e,t,n)=>t in e?ha(e,t,{enumerable:!0,configurable:!0,writable:!0,value:n}):e[t]=n,Sd=(e,t)=>{for(var n in t)ha(e,n,{get:t[n],enumerable:!0})},Md=(e,t,n)=>_d(e,typeof t!="symbol"?t+"":t,n),$d={};Sd($d,{Graph:()=>jt,alg:()=>ko});var Od=Object.defineProperty,pa=(e,t)=>{for(var n in t)Od(e,n,{get:t[n],enumerable:!0})},yo=class{constructor(e){this._isDirected=!0,this._isMultigraph=!1,this._isCompound=!1,this._nodes={},this._in={},this._preds={},this._out={},this._sucs={},this._edgeObjs={},this._edgeLabels={},this._nodeCount=0,this._edgeCount=0,this._defaultNodeLabelFn=()=>{},this._defaultEdgeLabelFn=()=>{},e&&(this._isDirected="directed"in e?e.directed:!0,this._isMultigraph="multigraph"in e?e.multigraph:!1,this._isCompound="compound"in e?e.compound:!1),this._isCompound&&(this._parent={},this._children={},this._children["\0"]={})}isDirected(){return this._isDirected}isMultigraph(){return this._isMultigraph}isCompound(){return this._isCompound}setGraph(e){return this._label=e,this}graph(){return this._label}setDefaultNodeLabel(e){return typeof e!="function"?this._defaultNodeLabelFn=()=>e:this._defaultNodeLabelFn=e,this}nodeCount(){return this._nodeCount}nodes(){return Object.keys(this._nodes)}sources(){return this.nodes().filter(e=>Object.keys(this._in[e]).length===0)}sinks(){return this.nodes().filter(e=>Object.keys(this._out[e]).length===0)}setNodes(e,t){return e.forEach(n=>{t!==void 0?this.setNode(n,t):this.setNode(n)}),this}setNode(e,t){return e in this._nodes?(arguments.length>1&&(this._nodes[e]=t),this):(this._nodes[e]=arguments.length>1?t:this._defaultNodeLabelFn(e),this._isCompound&&(this._parent[e]="\0",this._children[e]={},this._children["\0"][e]=!0),this._in[e]={},this._preds[e]={},this._out[e]={},this._sucs[e]={},++this._nodeCount,this)}node(e){return this._nodes[e]}hasNode(e){return e in this._nodes}removeNode(e){if(e in this._nodes){let t=n=>this.removeEdge(this._edgeObjs[n]);delete this._nodes[e],this._isCompound&&(this._removeFromParentsChildList(e),delete this._parent[e],this.children(e).forEach(n=>{this.setParent(n)}),delete this._children[e]),Object.keys(this._in[e]).forEach(t),delete this._in[e],delete this._preds[e],Object.keys(this._out[e]).forEach(t),delete this._out[e],delete this._sucs[e],--this._nodeCount}return this}setParent(e,t){if(!this._isCompound)throw new Error("Cannot set parent in a non-compound graph");if(t===void 0)t="\0";else{t+="";for(let n=t;n!==void 0;n=this.parent(n))if(n===e)throw new Error("Setting "+t+" as parent of "+e+" would create a cycle");this.setNode(t)}return this.setNode(e),this._removeFromParentsChildList(e),this._parent[e]=t,this._children[t][e]=!0,this}parent(e){if(this._isCompound){let t=this._parent[e];if(t!=="\0")return t}}children(e="\0"){if(this._isCompound){let t=this._children[e];if(t)return Object.keys(t)}else{if(e==="\0")return this.nodes();if(this.hasNode(e))return[]}return[]}predecessors(e){let t=this._preds[e];if(t)return Object.keys(t)}successors(e){let t=this._sucs[e];if(t)return Object.keys(t)}neighbors(e){let t=this.predecessors(e);if(t){let n=new Set(t),r=this.successors(e);if(r)for(let l of r)n.add(l);return Array.from(n.values())}}isLeaf(e){var t;let n;return this.isDirected()?n=this.successors(e):n=this.neighbors(e),((t=n?.length)!=null?t:0)===0}filterNodes(e){let t=new this.constructor({directed:this._isDirected,multigraph:this._isMultigraph,compound:this._isCompound});t.setGraph(this.graph()),Object.entries(this._nodes).forEach(([l,o])=>{e(l)&&t.setNode(l,o)}),Object.values(this._edgeObjs).forEach(l=>{t.hasNode(l.v)&&t.hasNode(l.w)&&t.setEdge(l,this.edge(l))});let n={},r=l=>{let o=this.parent(l);return!o||t.hasNode(o)?(n[l]=o,o):o in n?n[o]:r(o)};return this._isCompound&&t.nodes().forEach(l=>t.setParent(l,r(l))),t}setDefaultEdgeLabel(e){return typeof e!="function"?this._defaultEdgeLabelFn=()=>e:this._defaultEdgeLabelFn=e,this}edgeCount(){return this._edgeCount}edges(){return Object.values(this._edgeObjs)}setPath(e,t){return e.reduce((n,r)=>(t!==void 0?this.setEdge(n,r,t):this.setEdge(n,r),r)),this}setEdge(e,t,n,r){let l,o,i,s,u=!1;typeof e=="object"&&e!==null&&"v"in e?(l=e.v,o=e.w,i=e.name,arguments.length===2&&(s=t,u=!0)):(l=e,o=t,i=r,arguments.length>2&&(s=n,u=!0)),l=""+l,o=""+o,i!==void 0&&(i=""+i);let c=_r(this._isDirected,l,o,i);if(c in this._edgeLabels)return u&&(this._edgeLabels[c]=s),this;if(i!==void 0&&!this._isMultigraph)throw new Error("Cannot set a named edge when isMultigraph = false");this.setNode(l),this.setNode(o),this._edgeLabels[c]=u?s:this._defaultEdgeLabelFn(l,o,i);let f=Cd(this._isDirected,l,o,i);return l=f.v,o=f.w,Object.freeze(f),this._edgeObjs[c]=f,Us(this._preds[o],l),Us(this._sucs[l],o),this._in[o][c]=f,this._out[l][c]=f,this._edgeCount++,this}edge(e,t,n){let r=arguments.length===1?po(this._isDirected,e):_r(this._isDirected,e,t,n);return this._edgeLabels[r]}edgeAsObj(e,t,n){let r=arguments.length===1?this.edge(e):this.edge(e,t,n);return typeof r!="object"||r===null?{label:r}:r}hasEdge(e,t,n){return(arguments.length===1?po(this._isDirected,e):_r(this._isDirected,e,t,n))in this._edgeLabels}removeEdge(e,t,n){let r=arguments.length===1?po(this._isDirected,e):_r(this._isDirected,e,t,n),l=this._edgeObjs[r];if(l){let o=l.v,i=l.w;delete this._edgeLabels[r],delete this._edgeObjs[r],qs(this._preds[i],o),qs(this._sucs[o],i),delete this._in[i][r],delete this._out[o][r],this._edgeCount--}return this}inEdges(e,t){return this.isDirected()?this.filterEdges(this._in[e],e,t):this.nodeEdges(e,t)}outEdges(e,t){return this.isDirected()?this.filterEdges(this._out[e],e,t):this.nodeEdges(e,t)}nodeEdges(e,t){if(e in this._nodes)return this.filterEdges({...this._in[e],...this._out[e]},e,t)}_removeFromParentsChildList(e){delete this._children[this._parent[e]][e]}filterEdges(e,t,n){if(!e)return;let r=Object.values(e);return n?r.filter(l=>l.v===t&&l.w===n||l.v===n&&l.w===t):r}};function Us(e,t){e[t]?e[t]++:e[t]=1}function qs(e,t){e[t]!==void 0&&!--e[t]&&delete e[t]}function _r(e,t,n,r){let l=""+t,o=""+n;if(!e&&l>o){let i=l;l=o,o=i}return l+""+o+""+(r===void 0?"\0":r)}function Cd(e,t,n,r){let l=""+t,o=""+n;if(!e&&l>o){let s=l;l=o,o=s}let i={v:l,w:o};return r&&(i.name=r),i}function po(e,t){return _r(e,t.v,t.w,t.name)}var Nd={};pa(Nd,{read:()=>Pd,write:()=>Td});function Td(e){let t={options:{directed:e.isDirected(),multigraph:e.isMultigraph(),compound:e.isCompound()},nodes:Ld(e),edges:Ad(e)},n=e.graph();return n!==void 0&&(t.value=structuredClone(n)),t}function Ld(e){return e.nodes().map(t=>{let n=e.node(t),r=e.parent(t),l={v:t};return n!==void 0&&(l.value=n),r!==void 0&&(l.parent=r),l})}function Ad(e){return e.edges().map(t=>{let n=e.edge(t),r={v:t.v,w:t.w};return t.name!==void 0&&(r.name=t.name),n!==void 0&&(r.value=n),r})}function Pd(e){let t=new yo(e.options);return e.value!==void 0&&t.setGraph(e.value),e.nodes.forEach(n=>{t.setNode(n.v,n.value),n.parent&&t.setParent(n.v,n.parent)}),e.edges.forEach(n=>{t.setEdge({v:n.v,w:n.w,name:n.name},n.value)}),t}var ko={};pa(ko,{CycleException:()=>el,bellmanFord:()=>ga,components:()=>Dd,dijkstra:()=>Xr,dijkstraAll:()=>Fd,findCycles:()=>Vd,floydWarshall:()=>Bd,isAcyclic:()=>Yd,postorder:()=>Ud,preorder:()=>qd,prim:()=>Kd,shortestPaths:()=>Jd,tarjan:()=>wa,topsort:()=>va});var Id=()=>1;function ga(e,t,n,r){return Rd(e,String(t),n||Id,r||function(l){var o;return(o=e.outEdges(l))!=null?o:[]})}function Rd(e,t,n,r){let l={},o,i=0,s=e.nodes(),u=function(h){let g=l[h.v],b=l[h.w];if(!g||!b)return;let y=n(h);g.distance+y<b.distance&&(l[h.w]={distance:g.distance+y,predecessor:h.v},o=!0)},c=function(){s.forEach(function(h){r(h).forEach(function(g){let b=g.v===h?g.v:g.w,y=b===g.v?g.w:g.v;u({v:b,w:y})})})};s.forEach(function(h){let g=h===t?0:Number.POSITIVE_INFINITY;l[h]={distance:g,predecessor:""}});let f=s.length;for(let h=1;h<f&&(o=!1,i++,c(),!!o);h++);if(i===f-1&&(o=!1,c(),o))throw new Error("The graph contains a negative weight cycle");return l}function Dd(e){let t={},n=[],r;function l(o){var i,s;o in t||(t[o]=!0,r.push(o),(i=e.successors(o))==null||i.forEach(l),(s=e.predecessors(o))==null||s.forEach(l))}return e.nodes().forEach(function(o){r=[],l(o),r.length&&n.push(r)}),n}var ma=class{constructor(){this._arr=[],this._keyIndices={}}size(){return this._arr.length}keys(){return this._arr.map(e=>e.key)}has(e){return e in this._keyIndices}priority(e){let t=this._keyIndices[e];if(t!==void 0)return this._arr[t].priority}min(){if(this.size()===0)throw new Error("Queue underflow");return this._arr[0].key}add(e,t){let n=this._keyIndices,r=String(e);if(!(r in n)){let l=this._arr,o=l.length;return n[r]=o,l.push({key:r,priority:t}),this._decrease(o),!0}return!1}removeMin(){if(this.size()===0)throw new Error("Queue underflow");this._swap(0,this._arr.length-1);let e=this._arr.pop();return delete this._keyIndices[e.key],this._heapify(0),e.key}decrease(e,t){let n=this._keyIndices[e];if(n===void 0)throw new Error(`Key not found: ${e}`);let r=this._arr[n].priority;if(t>r)throw new Error(`New priority is greater than current priority. Key: ${e} Old: ${r} New: ${t}`);this._arr[n].priority=t,this._decrease(n)}_heapify(e){let t=this._arr,n=2*e,r=n+1,l=e;n<t.length&&(l=t[n].priority<t[l].priority?n:l,r<t.length&&(l=t[r].priority<t[l].priority?r:l),l!==e&&(this._swap(e,l),this._heapify(l)))}_decrease(e){let t=this._arr,n=t[e].priority,r;for(;e!==0&&(r=e>>1,!(t[r].priority<n));)this._swap(e,r),e=r}_swap(e,t){let n=this._arr,r=this._keyIndices,l=n[e],o=n[t];n[e]=o,n[t]=l,r[o.key]=e,r[l.key]=t}},jd=()=>1;function Xr(e,t,n,r){let l=function(o){var i;return(i=e.outEdges(o))!=null?i:[]};return zd(e,String(t),n||jd,r||l)}function zd(e,t,n,r){let l={},o=new ma,i,s,u=function(c){let f=c.v!==i?c.v:c.w,h=l[f];if(!h)return;let g=n(c),b=s.distance+g;if(g<0)throw new Error("dijkstra does not allow negative edge weights. Bad edge: "+c+" Weight: "+g);b<h.distance&&(h.distance=b,h.predecessor=i,o.decrease(f,b))};for(e.nodes().forEach(function(c){let f=c===t?0:Number.POSITIVE_INFINITY;l[c]={distance:f,predecessor:""},o.add(c,f)});o.size()>0;){i=o.removeMin();let c=l[i];if(!c||c.distance===Number.POSITIVE_INFINITY)break;s=c,r(i).forEach(u)}return l}function Fd(e,t,n){return e.nodes().reduce(function(r,l){return r[l]=Xr(e,l,t,n),r},{})}function wa(e){let t=0,n=[],r={},l=[];function o(i){var s;let u=r[i]={onStack:!0,lowlink:t,index:t++};if(n.push(i),(s=e.successors(i))==null||s.forEach(function(c){if(c in r){let f=r[c];f!=null&&f.onStack&&(u.lowlink=Math.min(u.lowlink,f.index))}else{o(c);let f=r[c];f&&(u.lowlink=Math.min(u.lowlink,f.lowlink))}}),u.lowlink===u.index){let c=[],f;do{f=n.pop();let h=r[f];h&&(h.onStack=!1),c.push(f)}while(i!==f);l.push(c)}}return e.nodes().forEach(function(i){i in r||o(i)}),l}function Vd(e){return wa(e).filter(function(t){var n;let r=t[0];return r?t.length>1||t.length===1&&((n=e.outEdges(r,r))!=null?n:[]).length>0:!1})}var Wd=()=>1;function Bd(e,t,n){return Hd(e,t||Wd,n||function(r){var l;return(l=e.outEdges(r))!=null?l:[]})}function Hd(e,t,n){let r={},l=e.nodes();return l.forEach(function(o){let i={};r[o]=i,i[o]={distance:0,predecessor:""},l.forEach(function(s){o!==s&&(i[s]={distance:Number.POSITIVE_INFINITY,predecessor:""})}),n(o).forEach(function(s){let u=s.v===o?s.w:s.v,c=t(s);i[u]={distance:c,predecessor:o}})}),l.forEach(function(o){let i=r[o];i&&l.forEach(function(s){let u=r[s];u&&l.forEach(function(c){let f=u[o],h=i[c],g=u[c];if(f&&h&&g){let b=f.distance+h.distance;b<g.distance&&(g.distance=b,g.predecessor=h.predecessor)}})})}),r}var el=class extends Error{constructor(e){super(e),this.name="CycleException"}};function va(e){let t={},n={},r=[];function l(o){var i;if(o in n)throw new el;o in t||(n[o]=!0,t[o]=!0,(i=e.predecessors(o))==null||i.forEach(l),delete n[o],r.push(o))}if(e.sinks().forEach(l),Object.keys(t).length!==e.nodeCount())throw new el;return r}function Yd(e){try{va(e)}catch(t){if(t instanceof el)return!1;throw t}return!0}function Gd(e,t,n,r,l){Array.isArray(t)||(t=[t]);let o=(s=>{var u;return(u=e.isDirected()?e.successors(s):e.neighbors(s))!=null?u:[]}),i={};return t.forEach(function(s){if(!e.hasNode(s))throw new Error("Graph does not have node: "+s);l=ba(e,s,n==="post",i,o,r,l)}),l}function ba(e,t,n,r,l,o,i){return t in r||(r[t]=!0,n||(i=o(i,t)),l(t).forEach(function(s){i=ba(e,s,n,r,l,o,i)}),n&&(i=o(i,t))),i}function xa(e,t,n){return Gd(e,t,n,function(r,l){return r.push(l),r},[])}function Ud(e,t){return xa(e,t,"post")}function qd(e,t){return xa(e,t,"pre")}function Kd(e,t){var n;let r=new yo,l={},o=new ma,i;function s(f){let h=f.v===i?f.w:f.v,g=o.priority(h);if(g!==void 0){let b=t(f);b<g&&(l[h]=i,o.decrease(h,b))}}if(e.nodeCount()===0)return r;e.nodes().forEach(function(f){o.add(f,Number.POSITIVE_INFINITY),r.setNode(f)});let u=e.nodes()[0];u!==void 0&&o.decrease(u,0);let c=!1;for(;o.size()>0;){if(i=o.removeMin(),i in l)r.setEdge(i,l[i]);else{if(c)throw new Error("Input graph is not connected: "+e);c=!0}(n=e.nodeEdges(i))==null||n.forEach(s)}return r}function Jd(e,t,n,r){return Qd(e,t,n,r??(l=>{var o;return(o=e.outEdges(l))!=null?o:[]}))}function Qd(e,t,n,r){if(n===void 0)return Xr(e,t,n,r);let l=!1,o=e.nodes();for(let i=0;i<o.length;i++){let s=o[i];if(s===void 0)continue;let u=r(s);for(let c=0;c<u.length;c++){let f=u[c];if(!f)continue;let h=f.v===s?f.v:f.w,g=h===f.v?f.w:f.v;n({v:h,w:g})<0&&(l=!0)}if(l)return ga(e,t,n,r)}return Xr(e,t,n,r)}var jt=yo;function cr(e,t,n,r){let l=r;for(;e.hasNode(l);)l=Eo(r);return n.dummy=t,e.setNode(l,n),l}function Zd(e){let t=new jt().setGraph(e.graph());return e.nodes().forEach(n=>t.setNode(n,e.node(n))),e.edges().forEach(n=>{let r=t.edge(n.v,n.w)||{weight:0,minlen:1},l=e.edge(n);t.setEdge(n.v,n.w,{weight:r.weight+l.weight,minlen:Math.max(r.minlen,l.minlen)})}),t}function ya(e){let t=new jt({multigraph:e.isMultigraph()}).setGraph(e.graph());return e.nodes().forEach(n=>{e.children(n).length||t.setNode(n,e.node(n))}),e.edges().forEach(n=>{t.setEdge(n,e.edge(n))}),t}function Ks(e,t){let n=e.x,r=e.y,l=t.x-n,o=t.y-r,i=e.width/2,s=e.height/2;if(!l&&!o)throw new Error("Not possible to find intersection inside of the rectangle");let u,c;return l===0||Math.abs(o)*i>Math.abs(l)*s?(o<0&&(s=-s),u=s*l/o,c=s):(l<0&&(i=-i),u=i,c=i*o/l),{x:n+u,y:r+c}}function nl(e){let t=Sr(Ea(e)+1).map(()=>[]);return e.nodes().forEach(n=>{let r=e.node(n),l=r.rank;l!==void 0&&(t[l]||(t[l]=[]),t[l][r.order]=n)}),t}function Xd(e){let t=e.nodes().map(r=>{let l=e.node(r).rank;return l===void 0?Number.MAX_VALUE:l}),n=tn(Math.min,t);e.nodes().forEach(r=>{let l=e.node(r);Object.hasOwn(l,"rank")&&(l.rank-=n)})}function ef(e){let t=e.nodes().map(i=>e.node(i).rank).filter(i=>i!==void 0),n=tn(Math.min,t),r=[];e.nodes().forEach(i=>{let s=e.node(i).rank-n;r[s]||(r[s]=[]),r[s].push(i)});let l=0,o=e.graph().nodeRankFactor;Array.from(r).forEach((i,s)=>{i===void 0&&s%o!==0?--l:i!==void 0&&l&&i.forEach(u=>e.node(u).rank+=l)})}function Js(e,t,n,r){let l={width:0,height:0};return arguments.length>=4&&(l.rank=n,l.order=r),cr(e,"border",l,t)}function tf(e,t=ka){let n=[];for(let r=0;r<e.length;r+=t){let l=e.slice(r,r+t);n.push(l)}return n}var ka=65535;function tn(e,t){if(t.length>ka){let n=tf(t);return e(...n.map(r=>e(...r)))}else return e(...t)}function Ea(e){let t=e.nodes().map(n=>{let r=e.node(n).rank;return r===void 0?Number.MIN_VALUE:r});return tn(Math.max,t)}function nf(e,t){let n={lhs:[],rhs:[]};return e.forEach(r=>{t(r)?n.lhs.push(r):n.rhs.push(r)}),n}function rf(e,t){return t()}var lf=0;function Eo(e){let t=++lf;return e+(""+t)}function Sr(e,t,n=1){t==null&&(t=e,e=0);let r=o=>o<t;n<0&&(r=o=>t<o);let l=[];for(let o=e;r(o);o+=n)l.push(o);return l}function tl(e,t){let n={};for(let r of t)e[r]!==void 0&&(n[r]=e[r]);return n}function rl(e,t){let n;return typeof t=="string"?n=r=>r[t]:n=t,Object.entries(e).reduce((r,[l,o])=>(r[l]=n(o,l),r),{})}function of(e,t){return e.reduce((n,r,l)=>(n[r]=t[l],n),{})}var ll="\0";function _a(e,t,n){var r,l,o,i,s,u;if(!(e&&t&&n&&t.dummy==="edge"&&n.dummy==="edge"&&t.edgeObj&&n.edgeObj&&e[t.edgeObj.v]&&e[n.edgeObj.v]&&e[t.edgeObj.w]&&e[n.edgeObj.w]))return 0;let c=!0;t.edgeObj.w===n.edgeObj.w&&(c=!1);let f=c?(l=(r=e[t.edgeObj.v])==null?void 0:r.rank)!=null?l:NaN+1:(i=(o=e[t.edgeObj.w])==null?void 0:o.rank)!=null?i:NaN-1,h=Object.entries(e).find(L=>{var R,A;return((R=L[1].edgeObj)==null?void 0:R.v)===t.edgeObj.v&&((A=L[1].edgeObj)==null?void 0:A.w)===t.edgeObj.w&&L[1].rank===f}),g=Object.entries(e).find(L=>{var R,A;return((R=L[1].edgeObj)==null?void 0:R.v)===n.edgeObj.v&&((A=L[1].edgeObj)==null?void 0:A.w)===n.edgeObj.w&&L[1].rank===f});if(!h||!g)return 0;let b=(s=h[1].order)!=null?s:NaN,y=(u=g[1].order)!=null?u:NaN;return isNaN(b-y)?0:b-y}var sf=class{constructor(){Md(this,"_sentinel");let e={};e._next=e._prev=e,this._sentinel=e}dequeue(){let e=this._sentinel,t=e._prev;if(t!==e)return Qs(t),t}enqueue(e){let t=this._sentinel;e._prev&&e._next&&Qs(e),e._next=t._next,t._next._prev=e,t._next=e,e._prev=t}toString(){let e=[],t=this._sentinel,n=t._prev;for(;n!==t;)e.push(JSON.stringify(n,af)),n=n._prev;return"["+e.join(", ")+"]"}};function Qs(e){e._prev._next=e._next,e._next._prev=e._prev,delete e._next,delete e._prev}function af(e,t){if(e!=="_next"&&e!=="_prev")return t}var cf=sf,uf=()=>1;function df(e,t){if(e.nodeCount()<=1)return[];let n=hf(e,t||uf);return ff(n.graph,n.buckets,n.zeroIdx).flatMap(r=>e.outEdges(r.v,r.w)||[])}function ff(e,t,n){var r;let l=[],o=t[t.length-1],i=t[0],s;for(;e.nodeCount();){for(;s=i.dequeue();)go(e,t,n,s);for(;s=o.dequeue();)go(e,t,n,s);if(e.nodeCount()){for(let u=t.length-2;u>0;--u)if(s=(r=t[u])==null?void 0:r.dequeue(),s){l=l.concat(go(e,t,n,s,!0)||[]);break}}}return l}function go(e,t,n,r,l){let o=[],i=l?o:void 0;return(e.inEdges(r.v)||[]).forEach(s=>{let u=e.edge(s),c=e.node(s.v);l&&o.push({v:s.v,w:s.w}),c.out-=u,xo(t,n,c)}),(e.outEdges(r.v)||[]).forEach(s=>{let u=e.edge(s),c=s.w,f=e.node(c);f.in-=u,xo(t,n,f)}),e.removeNode(r.v),i}function hf(e,t){let n=new jt,r=0,l=0;e.nodes().forEach(s=>{n.setNode(s,{v:s,in:0,out:0})}),e.edges().forEach(s=>{let u=n.edge(s.v,s.w)||0,c=t(s),f=u+c;n.setEdge(s.v,s.w,f);let h=n.node(s.v),g=n.node(s.w);l=Math.max(l,h.out+=c),r=Math.max(r,g.in+=c)});let o=pf(l+r+3).map(()=>new cf),i=r+1;return n.nodes().forEach(s=>{xo(o,i,n.node(s))}),{graph:n,buckets:o,zeroIdx:i}}function xo(e,t,n){var r,l,o;n.out?n.in?(o=e[n.out-n.in+t])==null||o.enqueue(n):(l=e[e.length-1])==null||l.enqueue(n):(r=e[0])==null||r.enqueue(n)}function pf(e){let t=[];for(let n=0;n<e;n++)t.push(n);return t}function gf(e,t){(e.graph().acyclicer==="greedy"?df(e,n(e)):mf(e,t??null)).forEach(r=>{let l=e.edge(r);e.removeEdge(r),l.forwardName=r.name,l.reversed=!0,e.setEdge(r.w,r.v,l,Eo("rev"))});function n(r){return l=>r.edge(l).weight}}function mf(e,t){let n=[],r={},l={};function o(u){Object.hasOwn(l,u)||(l[u]=!0,r[u]=!0,e.outEdges(u).forEach(c=>{Object.hasOwn(r,c.w)?n.push(c):o(c.w)}),delete r[u])}function i(u){var c;Object.hasOwn(l,u)||(l[u]=!0,r[u]=!0,(c=e.outEdges(u))==null||c.forEach(f=>{var h,g;Object.hasOwn(r,f.w)||((h=t.node(u))==null?void 0:h.rank)>((g=t.node(f.w))==null?void 0:g.rank)&&vf(e,f.w,f)?n.push(f):i(f.w)}),delete r[u])}let s=o;return t&&typeof t.node=="function"&&(s=i),e.sources().forEach(s),e.nodes().forEach(s),n}function wf(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.reversed){e.removeEdge(t);let r=n.forwardName;delete n.reversed,delete n.forwardName,e.setEdge(t.w,t.v,n,r)}})}function vf(e,t,n){let r=new Set;function l(o){var i;if(e.sources().includes(o))return!0;r.add(o);for(let s of(i=e.inEdges(o))!=null?i:[])if(!(s.v===n.v&&s.w===n.w)&&!r.has(s.v)&&l(s.v))return!0;return!1}return l(t)}function bf(e){e.graph().dummyChains=[],e.edges().forEach(t=>xf(e,t))}function xf(e,t){let n=t.v,r=e.node(n).rank,l=t.w,o=e.node(l).rank,i=t.name,s=e.edge(t),u=s.labelRank;if(o===r+1)return;e.removeEdge(t);let c,f,h;for(h=0,++r;r<o;++h,++r)s.points=[],f={width:0,height:0,edgeLabel:s,edgeObj:t,rank:r},c=cr(e,"edge",f,"_d"),r===u&&(f.width=s.width,f.height=s.height,f.dummy="edge-label",f.labelpos=s.labelpos),e.setEdge(n,c,{weight:s.weight},i),h===0&&e.graph().dummyChains.push(c),n=c;e.setEdge(n,l,{weight:s.weight},i)}function yf(e){e.graph().dummyChains.forEach(t=>{let n=e.node(t),r=n.edgeLabel,l;for(e.setEdge(n.edgeObj,r);n.dummy;)l=e.successors(t)[0],e.removeNode(t),r.points.push({x:n.x,y:n.y}),n.dummy==="edge-label"&&(r.x=n.x,r.y=n.y,r.width=n.width,r.height=n.height),t=l,n=e.node(t)})}function _o(e){let t={};function n(r){let l=e.node(r);if(Object.hasOwn(t,r))return l.rank;t[r]=!0;let o=e.outEdges(r),i=o?o.map(u=>u==null?Number.POSITIVE_INFINITY:n(u.w)-e.edge(u).minlen):[],s=tn(Math.min,i);return s===Number.POSITIVE_INFINITY&&(s=0),l.rank=s}e.sources().forEach(n)}function ar(e,t){return e.node(t.w).rank-e.node(t.v).rank-e.edge(t).minlen}var Sa=kf;function kf(e){let t=new jt({directed:!1}),n=e.nodes();if(n.length===0)throw new Error("Graph must have at least one node");let r=n[0],l=e.nodeCount();t.setNode(r,{});let o,i;for(;Ef(t,e)<l&&(o=_f(t,e),!!o);)i=t.hasNode(o.v)?ar(e,o):-ar(e,o),Sf(t,e,i);return t}function Ef(e,t){function n(r){let l=t.nodeEdges(r);l&&l.forEach(o=>{let i=o.v,s=r===i?o.w:i;!e.hasNode(s)&&!ar(t,o)&&(e.setNode(s,{}),e.setEdge(r,s,{}),n(s))})}return e.nodes().forEach(n),e.nodeCount()}function _f(e,t){return t.edges().reduce((n,r)=>{let l=Number.POSITIVE_INFINITY;return e.hasNode(r.v)!==e.hasNode(r.w)&&(l=ar(t,r)),l<n[0]?[l,r]:n},[Number.POSITIVE_INFINITY,null])[1]}function Sf(e,t,n){e.nodes().forEach(r=>t.node(r).rank+=n)}var{preorder:Mf,postorder:$f}=ko,Of=In;In.initLowLimValues=Mo;In.initCutValues=So;In.calcCutValue=Ma;In.leaveEdge=Oa;In.enterEdge=Ca;In.exchangeEdges=Na;function In(e){e=Zd(e),_o(e);let t=Sa(e);Mo(t),So(t,e);let n,r;for(;n=Oa(t);)r=Ca(t,e,n),Na(t,e,n,r)}function So(e,t){let n=$f(e,e.nodes());n=n.slice(0,n.length-1),n.forEach(r=>Cf(e,t,r))}function Cf(e,t,n){let r=e.node(n).parent,l=e.edge(n,r);l.cutvalue=Ma(e,t,n)}function Ma(e,t,n){let r=e.node(n).parent,l=!0,o=t.edge(n,r),i=0;o||(l=!1,o=t.edge(r,n)),i=o.weight;let s=t.nodeEdges(n);return s&&s.forEach(u=>{let c=u.v===n,f=c?u.w:u.v;if(f!==r){let h=c===l,g=t.edge(u).weight;if(i+=h?g:-g,Tf(e,n,f)){let b=e.edge(n,f).cutvalue;i+=h?-b:b}}}),i}function Mo(e,t){arguments.length<2&&(t=e.nodes()[0]),$a(e,{},1,t)}function $a(e,t,n,r,l){let o=n,i=e.node(r);t[r]=!0;let s=e.neighbors(r);return s&&s.forEach(u=>{Object.hasOwn(t,u)||(n=$a(e,t,n,u,r))}),i.low=o,i.lim=n++,l?i.parent=l:delete i.parent,n}function Oa(e){return e.edges().find(t=>e.edge(t).cutvalue<0)}function Ca(e,t,n){let r=n.v,l=n.w;t.hasEdge(r,l)||(r=n.w,l=n.v);let o=e.node(r),i=e.node(l),s=o,u=!1;return o.lim>i.lim&&(s=i,u=!0),t.edges().filter(c=>u===Zs(e,e.node(c.v),s)&&u!==Zs(e,e.node(c.w),s)).reduce((c,f)=>ar(t,f)<ar(t,c)?f:c)}function Na(e,t,n,r){let l=n.v,o=n.w;e.removeEdge(l,o),e.setEdge(r.v,r.w,{}),Mo(e),So(e,t),Nf(e,t)}function Nf(e,t){let n=e.nodes().find(l=>!e.node(l).parent);if(!n)return;let r=Mf(e,[n]);r=r.slice(1),r.forEach(l=>{let o=e.node(l).parent,i=t.edge(l,o),s=!1;i||(i=t.edge(o,l),s=!0),t.node(l).rank=t.node(o).rank+(s?i.minlen:-i.minlen)})}function Tf(e,t,n){return e.hasEdge(t,n)}function Zs(e,t,n){return n.low<=t.lim&&t.lim<=n.lim}var Lf=Af;function Af(e){let t=e.graph().ranker;if(typeof t=="function")return t(e);switch(t){case"network-simplex":Xs(e);break;case"tight-tree":If(e);break;case"longest-path":Pf(e);break;case"none":break;default:Xs(e)}}var Pf=_o;function If(e){_o(e),Sa(e)}function Xs(e){Of(e)}var Rf=Df;function Df(e){let t=zf(e),n=e.graph();Array.isArray(n.dummyChains)&&n.dummyChains.forEach(r=>{let l=e.node(r),o=l.edgeObj,i=jf(e,t,o.v,o.w),s=i.path,u=i.lca,c=0,f=s[c],h=!0;for(;r!==o.w;){if(l=e.node(r),h){for(;(f=s[c])!==u&&e.node(f).maxRank<l.rank;)c++;f===u&&(h=!1)}if(!h){for(;c<s.length-1&&e.node(s[c+1]).minRank<=l.rank;)c++;f=s[c]}f!==void 0&&e.setParent(r,f),r=e.successors(r)[0]}})}function jf(e,t,n,r){let l=[],o=[],i=Math.min(t[n].low,t[r].low),s=Math.max(t[n].lim,t[r].lim),u;u=n;do u=e.parent(u),l.push(u);while(u&&(t[u].low>i||s>t[u].lim));let c=u,f=r;for(;(f=e.parent(f))!==c;)o.push(f);return{path:l.concat(o.reverse()),lca:c}}function zf(e){let t={},n=0;function r(l){let o=n;e.children(l).forEach(r),t[l]={low:o,lim:n++}}return e.children(ll).forEach(r),t}function Ff(e){let t=cr(e,"root",{},"_root"),n=Vf(e),r=Object.values(n),l=tn(Math.max,r)-1,o=2*l+1;e.graph().nestingRoot=t,e.edges().forEach(s=>e.edge(s).minlen*=o);let i=Wf(e)+1;e.children(ll).forEach(s=>{Ta(e,t,o,i,l,n,s)}),e.graph().nodeRankFactor=o}function Ta(e,t,n,r,l,o,i){var s;let u=e.children(i);if(!u.length){i!==t&&e.setEdge(t,i,{weight:0,minlen:n});return}let c=Js(e,"_bt"),f=Js(e,"_bb"),h=e.node(i);e.setParent(c,i),h.borderTop=c,e.setParent(f,i),h.borderBottom=f,u.forEach(g=>{var b;Ta(e,t,n,r,l,o,g);let y=e.node(g),L=y.borderTop?y.borderTop:g,R=y.borderBottom?y.borderBottom:g,A=y.borderTop?r:2*r,k=L!==R?1:l-((b=o[i])!=null?b:0)+1;e.setEdge(c,L,{weight:A,minlen:k,nestingEdge:!0}),e.setEdge(R,f,{weight:A,minlen:k,nestingEdge:!0})}),e.parent(i)||e.setEdge(t,c,{weight:0,minlen:l+((s=o[i])!=null?s:0)})}function Vf(e){let t={};function n(r,l){let o=e.children(r);o&&o.length&&o.forEach(i=>n(i,l+1)),t[r]=l}return e.children(ll).forEach(r=>n(r,1)),t}function Wf(e){return e.edges().reduce((t,n)=>t+e.edge(n).weight,0)}function Bf(e){let t=e.graph();e.removeNode(t.nestingRoot),delete t.nestingRoot,e.edges().forEach(n=>{e.edge(n).nestingEdge&&e.removeEdge(n)})}var Hf=Yf;function Yf(e){function t(n){let r=e.children(n),l=e.node(n);if(r.length&&r.forEach(t),l&&Object.hasOwn(l,"minRank")){l.borderLeft=[],l.borderRight=[];for(let o=l.minRank,i=l.maxRank+1;o<i;++o)ea(e,"borderLeft","_bl",n,l,o),ea(e,"borderRight","_br",n,l,o)}}e.children(ll).forEach(t)}function ea(e,t,n,r,l,o){let i={width:0,height:0,rank:o,borderType:t},s=l[t][o-1],u=cr(e,"border",i,n);l[t][o]=u,e.setParent(u,r),s&&e.setEdge(s,u,{weight:1})}function Gf(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="lr"||n==="rl")&&La(e)}function Uf(e){var t;let n=(t=e.graph().rankdir)==null?void 0:t.toLowerCase();(n==="bt"||n==="rl")&&qf(e),(n==="lr"||n==="rl")&&(Kf(e),La(e))}function La(e){e.nodes().forEach(t=>ta(e.node(t))),e.edges().forEach(t=>ta(e.edge(t)))}function ta(e){let t=e.width;e.width=e.height,e.height=t}function qf(e){e.nodes().forEach(t=>mo(e.node(t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(mo),Object.hasOwn(r,"y")&&mo(r)})}function mo(e){e.y=-e.y}function Kf(e){e.nodes().forEach(t=>wo(e.node(t))),e.edges().forEach(t=>{var n;let r=e.edge(t);(n=r.points)==null||n.forEach(wo),Object.hasOwn(r,"x")&&wo(r)})}function wo(e){let t=e.x;e.x=e.y,e.y=t}function Jf(e,t=null){let n={},r=e.nodes().filter(c=>!e.children(c).length),l=r.map(c=>e.node(c).rank),o=tn(Math.max,l),i=Sr(o+1).map(()=>[]);function s(c){if(n[c])return;n[c]=!0;let f=e.node(c);i[f.rank].push(c);let h=e.successors(c);h&&[...h].sort((g,b)=>u(g,b)).forEach(s)}r.sort((c,f)=>e.node(c).rank-e.node(f).rank).forEach(s);function u(c,f){let h=e.node(c),g=e.node(f);return _a(t,h,g)}return i}function Qf(e,t){let n=0;for(let r=1;r<t.length;++r)n+=Zf(e,t[r-1],t[r]);return n}function Zf(e,t,n){let r=of(n,n.map((c,f)=>f)),l=t.flatMap(c=>{let f=e.outEdges(c);return f?f.map(h=>({pos:r[h.w],weight:e.edge(h).weight})).sort((h,g)=>h.pos-g.pos):[]}),o=1;for(;o<n.length;)o<<=1;let i=2*o-1;o-=1;let s=new Array(i).fill(0),u=0;return l.forEach(c=>{let f=c.pos+o;s[f]+=c.weight;let h=0;for(;f>0;)f%2&&(h+=s[f+1]),f=f-1>>1,s[f]+=c.weight;u+=c.weight*h}),u}function Xf(e,t=[]){return t.map(n=>{let r=e.inEdges(n);if(!r||!r.length)return{v:n};{let l=r.reduce((o,i)=>{let s=e.edge(i),u=e.node(i.v);return{sum:o.sum+s.weight*u.order,weight:o.weight+s.weight}},{sum:0,weight:0});return{v:n,barycenter:l.sum/l.weight,weight:l.weight}}})}function eh(e,t){let n={};e.forEach((l,o)=>{let i={indegree:0,in:[],out:[],vs:[l.v],i:o};l.barycenter!==void 0&&(i.barycenter=l.barycenter,i.weight=l.weight),n[l.v]=i}),t.edges().forEach(l=>{let o=n[l.v],i=n[l.w];o!==void 0&&i!==void 0&&(i.indegree++,o.out.push(i))});let r=Object.values(n).filter(l=>!l.indegree);return th(r)}function th(e){let t=[];function n(l){return o=>{o.merged||(o.barycenter===void 0||l.barycenter===void 0||o.barycenter>=l.barycenter)&&nh(l,o)}}function r(l){return o=>{o.in.push(l),--o.indegree===0&&e.push(o)}}for(;e.length;){let l=e.pop();t.push(l),l.in.reverse().forEach(n(l)),l.out.forEach(r(l))}return t.filter(l=>!l.merged).map(l=>tl(l,["vs","i","barycenter","weight"]))}function nh(e,t){let n=0,r=0;e.weight&&(n+=e.barycenter*e.weight,r+=e.weight),t.weight&&(n+=t.barycenter*t.weight,r+=t.weight),e.vs=t.vs.concat(e.vs),e.barycenter=n/r,e.weight=r,e.i=Math.min(t.i,e.i),t.merged=!0}function rh(e,t,n,r,l){let o={},i=null,s=null,u=l;typeof t=="boolean"?(u=t,o={}):t&&(o=t,i=n??null,s=r??null);let c=nf(e,A=>Object.hasOwn(A,"barycenter")),f=c.lhs,h=c.rhs.sort((A,k)=>k.i-A.i),g=[],b=0,y=0,L=0;f.sort(lh(s,i,!!u));for(let[A,k]of Object.entries(o)){let M=f.findIndex(w=>w.vs[0]===A);f.splice(M+1,0,k)}L=na(g,h,L),f.forEach(A=>{L+=A.vs.length,g.push(A.vs),b+=A.barycenter*A.weight,y+=A.weight,L=na(g,h,L)});let R={vs:g.flat(1)};return y&&(R.barycenter=b/y,R.weight=y),R}function na(e,t,n){let r;for(;t.length&&(r=t[t.length-1]).i<=n;)t.pop(),e.push(r.vs),n++;return n}function lh(e,t,n){return(r,l)=>{if(r.barycenter<l.barycenter)return-1;if(r.barycenter>l.barycenter)return 1;if(e&&(typeof r.vs[0]=="string"||typeof l.vs[0]=="string")){let o=e.node(r.vs[0]),i=e.node(l.vs[0]),s=_a(t,o,i);if(s!==0)return s}return n?l.i-r.i:r.i-l.i}}function Aa(e,t,n,r,l){var o,i,s,u,c,f,h,g,b,y,L;let R=null,A=l;typeof r=="boolean"?(A=r,R=null):r!==void 0&&(R=r);let k=e.children(t),M=e.node(t),w=M?M.borderLeft:void 0,I=M?M.borderRight:void 0,O={};w&&(k=k.filter(K=>K!==w&&K!==I));let N=Xf(e,k);N.forEach(K=>{if(e.children(K.v).length){let{result:D}=Aa(e,K.v,n,R,A);O[K.v]=D,Object.hasOwn(D,"barycenter")&&ih(K,D)}});let S=eh(N,n);oh(S,O);let F={},U=!1;for(let K=0;K<S.length;K++)for(let D=K+1;D<S.length;D++)if(!(!S[K]||!S[D]||!((o=S[K])!=null&&o.barycenter)||!((i=S[D])!=null&&i.barycenter))&&((s=S[K])==null?void 0:s.barycenter)===S[D].barycenter){let $=(c=(u=S[K])==null?void 0:u.vs[0])!=null?c:"",E=(h=(f=S[D])==null?void 0:f.vs[0])!=null?h:"",W=e.node($),J=e.node(E);if(W.dummy==="edge"&&J.dummy==="edge"&&((g=W.edgeObj)==null?void 0:g.v)===((b=J.edgeObj)==null?void 0:b.v)&&((y=W.edgeObj)==null?void 0:y.w)===((L=J.edgeObj)==null?void 0:L.w))if(W.edgeLabel.reversed){F[E]=S[K],S.splice(K,1),K--;break}else F[$]||(F[$]=S[D],S.splice(D,1),D--);else U=!0}let P=rh(S,F,R,e,A);if(w&&I){P.vs=[w,P.vs,I].flat(1);let K=e.predecessors(w);if(K&&K.length){let D=e.node(K[0]),$=e.predecessors(I),E=e.node($[0]);Object.hasOwn(P,"barycenter")||(P.barycenter=0,P.weight=0),P.barycenter=(P.barycenter*P.weight+D.order+E.order)/(P.weight+2),P.weight+=2}}return Object.defineProperty(P,"result",{value:P,enumerable:!1,configurable:!0,writable:!0}),Object.defineProperty(P,"usedBias",{value:U,enumerable:!1,configurable:!0,writable:!0}),P}function oh(e,t){e.forEach(n=>{n.vs=n.vs.flatMap(r=>t[r]?t[r].vs:r)})}function ih(e,t){e.barycenter!==void 0?(e.barycenter=(e.barycenter*e.weight+t.barycenter*t.weight)/(e.weight+t.weight),e.weight+=t.weight):(e.barycenter=t.barycenter,e.weight=t.weight)}function sh(e,t,n,r){r||(r=e.nodes());let l=ah(e),o=new jt({compound:!0}).setGraph({root:l}).setDefaultNodeLabel(i=>e.node(i));return r.forEach(i=>{let s=e.node(i),u=e.parent(i);if(s.rank===t||s.minRank<=t&&t<=s.maxRank){o.setNode(i),o.setParent(i,u||l);let c=e[n](i);c&&c.forEach(f=>{let h=f.v===i?f.w:f.v,g=o.edge(h,i),b=g!==void 0?g.weight:0;o.setEdge(h,i,{weight:e.edge(f).weight+b})}),Object.hasOwn(s,"minRank")&&o.setNode(i,{borderLeft:s.borderLeft[t],borderRight:s.borderRight[t]})}}),o}function ah(e){let t;for(;e.hasNode(t=Eo("_root")););return t}function ch(e,t,n){let r={},l;n.forEach(o=>{let i=e.parent(o),s,u;for(;i;){if(s=e.parent(i),s?(u=r[s],r[s]=i):(u=l,l=i),u&&u!==i){t.setEdge(u,i);return}i=s}})}function Pa(e,t={},n=null){if(typeof t.customOrder=="function"){t.customOrder(e,Pa);return}let r=Ea(e),l=ra(e,Sr(1,r+1),"inEdges"),o=ra(e,Sr(r-1,-1,-1),"outEdges"),i=Jf(e,n);if(la(e,i),t.disableOptimalOrderHeuristic)return;let s=Number.POSITIVE_INFINITY,u,c=t.constraints||[];for(let f=0,h=0;h<4;++f,++h){uh(f%2?l:o,f%4>=2,c,n),i=nl(e);let g=Qf(e,i);g<s?(h=0,u=Object.assign({},i),s=g):g===s&&(u=structuredClone(i))}la(e,u)}function ra(e,t,n){let r=new Map,l=(o,i)=>{r.has(o)||r.set(o,[]),r.get(o).push(i)};for(let o of e.nodes()){let i=e.node(o);if(typeof i.rank=="number"&&l(i.rank,o),typeof i.minRank=="number"&&typeof i.maxRank=="number")for(let s=i.minRank;s<=i.maxRank;s++)s!==i.rank&&l(s,o)}return t.map(function(o){return sh(e,o,n,r.get(o)||[])})}function uh(e,t,n,r){let l=!0,o=new jt;e.forEach(function(i){n.forEach(f=>o.setEdge(f.left,f.right));let s=i.graph().root,{result:u,usedBias:c}=Aa(i,s,o,r,l);t&&c&&(l=!l),u.vs.forEach((f,h)=>i.node(f).order=h),ch(i,o,u.vs)})}function la(e,t){Object.values(t).forEach(n=>n.forEach((r,l)=>e.node(r).order=l))}function dh(e,t){let n={};function r(l,o){let i=0,s=0,u=l.length,c=o[o.length-1];return o.forEach((f,h)=>{let g=hh(e,f),b=g?e.node(g).order:u;(g||f===c)&&(o.slice(s,h+1).forEach(y=>{let L=e.predecessors(y);L&&L.forEach(R=>{let A=e.node(R),k=A.order;(k<i||b<k)&&!(A.dummy&&e.node(y).dummy)&&Ia(n,R,y)})}),s=h+1,i=b)}),o}return t.length&&t.reduce(r),n}function fh(e,t){let n={};function r(i){var s;return((s=e.node(i))==null?void 0:s.dummy)==="border"}if(!e.nodes().some(r))return n;function l(i,s,u,c,f){Sr(s,u).forEach(h=>{let g=i[h];if(g!==void 0&&e.node(g).dummy){let b=e.predecessors(g);b&&b.forEach(y=>{if(y===void 0)return;let L=e.node(y);L.dummy&&(L.order<c||L.order>f)&&Ia(n,y,g)})}})}function o(i,s){let u=-1,c=-1,f=0;return s.forEach((h,g)=>{if(r(h)){let b=e.predecessors(h);if(b&&b.length){let y=b[0];if(y===void 0)return;c=e.node(y).order,l(s,f,g,u,c),f=g,u=c}}l(s,f,s.length,c,i.length)}),s}return t.length&&t.reduce(o),n}function hh(e,t){if(e.node(t).dummy){let n=e.predecessors(t);if(n)return n.find(r=>e.node(r).dummy)}}function Ia(e,t,n){if(t>n){let l=t;t=n,n=l}let r=e[t];r||(e[t]=r={}),r[n]=!0}function ph(e,t,n){if(t>n){let l=t;t=n,n=l}let r=e[t];return r!==void 0&&Object.hasOwn(r,n)}function gh(e,t,n,r,l){let o={},i={},s={};return t.forEach(u=>{u.forEach((c,f)=>{o[c]=c,i[c]=c,s[c]=f})}),t.forEach(u=>{let c=-1,f=-1,h=!1,g=u,b=u.findIndex(y=>l?.includes(y)||oa(y,e,l));b>0&&(g=[u[b],...u.slice(0,b),...u.slice(b+1)],h=!0),g.forEach(y=>{var L;let R=r(y);if(R&&R.length){l!=null&&l.includes(y)&&(R=R.filter(M=>oa(M,e,l)));let A=R.sort((M,w)=>{let I=s[M],O=s[w];return(I!==void 0?I:0)-(O!==void 0?O:0)}),k=(A.length-1)/2;for(let M=Math.floor(k),w=Math.ceil(k);M<=w;++M){let I=A[M];if(I===void 0)continue;let O=s[I];if(O!==void 0&&i[y]===y&&c<O&&s[I]!==f&&!ph(n,y,I)){let N=o[I];N!==void 0&&(i[I]=y,i[y]=o[y]=N,c=O,h&&(c=-1,f=(L=s[I])!=null?L:-1,h=!1))}}}})}),{root:o,align:i}}function mh(e,t,n,r,l=!1){let o={},i=wh(e,t,n,l),s=l?"borderLeft":"borderRight";function u(b,y){let L=i.nodes().slice(),R={},A=L.pop();for(;A;){if(R[A])b(A);else{R[A]=!0,L.push(A);for(let k of y(A))L.push(k)}A=L.pop()}}function c(b){let y=i.inEdges(b);y?o[b]=y.reduce((L,R)=>{var A;let k=(A=o[R.v])!=null?A:0,M=i.edge(R);return Math.max(L,k+(M!==void 0?M:0))},0):o[b]=0}function f(b){let y=i.outEdges(b),L=Number.POSITIVE_INFINITY;y&&(L=y.reduce((A,k)=>{let M=o[k.w],w=i.edge(k);return Math.min(A,(M!==void 0?M:0)-(w!==void 0?w:0))},Number.POSITIVE_INFINITY));let R=e.node(b);L!==Number.POSITIVE_INFINITY&&R.borderType!==s&&(o[b]=Math.max(o[b]!==void 0?o[b]:0,L))}function h(b){return i.predecessors(b)||[]}function g(b){return i.successors(b)||[]}return u(c,h),u(f,g),Object.keys(r).forEach(b=>{var y;let L=n[b];L!==void 0&&(o[b]=(y=o[L])!=null?y:0)}),o}function wh(e,t,n,r){let l=new jt,o=e.graph(),i=kh(o.nodesep,o.edgesep,r);return t.forEach(s=>{let u;s.forEach(c=>{let f=n[c];if(f!==void 0){if(l.setNode(f),u!==void 0){let h=n[u];if(h!==void 0){let g=l.edge(h,f);l.setEdge(h,f,Math.max(i(e,c,u),g||0))}}u=c}})}),l}function vh(e,t){return Object.values(t).reduce((n,r)=>{let l=Number.NEGATIVE_INFINITY,o=Number.POSITIVE_INFINITY;Object.entries(r).forEach(([s,u])=>{let c=Eh(e,s)/2;l=Math.max(u+c,l),o=Math.min(u-c,o)});let i=l-o;return i<n[0]&&(n=[i,r]),n},[Number.POSITIVE_INFINITY,null])[1]}function bh(e,t){let n=Object.values(t),r=tn(Math.min,n),l=tn(Math.max,n);["u","d"].forEach(o=>{["l","r"].forEach(i=>{let s=o+i,u=e[s];if(!u||u===t)return;let c=Object.values(u),f=r-tn(Math.min,c);i!=="l"&&(f=l-tn(Math.max,c)),f&&(e[s]=rl(u,h=>h+f))})})}function xh(e,t=void 0){let n=e.ul;return n?rl(n,(r,l)=>{var o,i;if(t){let u=t.toLowerCase(),c=e[u];if(c&&c[l]!==void 0)return c[l]}let s=Object.values(e).map(u=>{let c=u[l];return c!==void 0?c:0}).sort((u,c)=>u-c);return(((o=s[1])!=null?o:0)+((i=s[2])!=null?i:0))/2}):{}}function yh(e,t){let n=nl(e),r=Object.assign(dh(e,n),fh(e,n)),l={},o;["u","d"].forEach(s=>{o=s==="u"?n:Object.values(n).reverse(),["l","r"].forEach(u=>{u==="r"&&(o=o.map(h=>Object.values(h).reverse()));let c=gh(e,o,r,h=>(s==="u"?e.predecessors(h):e.successors(h))||[],t),f=mh(e,o,c.root,c.align,u==="r");u==="r"&&(f=rl(f,h=>-h)),l[s+u]=f})});let i=vh(e,l);return bh(l,i),xh(l,e.graph().align)}function kh(e,t,n){return(r,l,o)=>{let i=r.node(l),s=r.node(o),u=0,c;if(u+=i.width/2,Object.hasOwn(i,"labelpos"))switch(i.labelpos.toLowerCase()){case"l":c=-i.width/2;break;case"r":c=i.width/2;break}if(c&&(u+=n?c:-c),c=void 0,u+=(i.dummy?t:e)/2,u+=(s.dummy?t:e)/2,u+=s.width/2,Object.hasOwn(s,"labelpos"))switch(s.labelpos.toLowerCase()){case"l":c=s.width/2;break;case"r":c=-s.width/2;break}return c&&(u+=n?c:-c),u}}function Eh(e,t){return e.node(t).width}function oa(e,t,n){var r;if(!n)return!1;let l=(r=t.node(e))==null?void 0:r.edgeObj;if(!l||t.node(e).edgeLabel.reversed)return!1;let o=n.indexOf(l?.v),i=n.indexOf(l?.w);return o!==-1&&i!==-1&&o===(i+1)%n.length||o===(i-1)%n.length}function _h(e,t){e=ya(e),Sh(e),Object.entries(yh(e,t)).forEach(([n,r])=>e.node(n).x=r)}function Sh(e){let t=nl(e),n=e.graph(),r=n.ranksep,l=n.rankalign,o=0;t.forEach(i=>{let s=i.reduce((u,c)=>{var f;let h=(f=e.node(c).height)!=null?f:0;return u>h?u:h},0);i.forEach(u=>{let c=e.node(u);l==="top"?c.y=o+c.height/2:l==="bottom"?c.y=o+s-c.height/2:c.y=o+s/2}),o+=s+r})}var ia=new WeakMap;function Ra(e,t={}){return Da(e,rf,t),e}function sa(e,t,n){let r=t;for(;r!==void 0;){let l=e.parent(r);if(l===n)return r;r=l}}function Da(e,t,n){var r;let l=e.nodes().filter(k=>e.children(k).length),o={};l.forEach(k=>{let M=e.node(k);if(M&&M.rankdir){let w=new jt({multigraph:!0,compound:!0});w.setGraph({rankdir:M.rankdir});let I=e.children(k);I.forEach($=>{let E={...e.node($)};w.setNode($,E);let W=e.parent($);W&&W!==k&&I.includes(W)&&w.setParent($,W)});let O=new Set;e.edges().forEach($=>{let E=sa(e,$.v,k),W=sa(e,$.w,k);if(E===$.v&&W===$.w)w.setEdge($,{...e.edge($)});else if(E&&W&&E!==W){let J=`${E}\0${W}`;O.has(J)||(O.add(J),w.setEdge(E,W,{...e.edge($)}))}}),Da(w,t,n);let N=fa(w);ca(N,t,n,null),ua(w,N);let S=1/0,F=1/0,U=-1/0,P=-1/0;w.nodes().forEach($=>{if($===k)return;let E=w.node($);E&&typeof E.x=="number"&&typeof E.y=="number"&&typeof E.width=="number"&&typeof E.height=="number"&&(S=Math.min(S,E.x-E.width/2),U=Math.max(U,E.x+E.width/2),F=Math.min(F,E.y-E.height/2),P=Math.max(P,E.y+E.height/2))}),(!isFinite(S)||!isFinite(F)||!isFinite(U)||!isFinite(P))&&(S=F=0,U=P=0);let K=U-S,D=P-F;o[k]={minX:S,minY:F,maxX:U,maxY:P,width:K,height:D,offsetX:S,offsetY:F},M._dagreClusterSubgraph=w}});let i=[],s=k=>{let M=[],w=(e.children(k)||[]).filter(I=>I!==k);for(;w.length>0;){let I=w.shift();M.push(I),(e.children(I)||[]).filter(O=>O!==I).forEach(O=>w.push(O))}return M},u=new Map;l.forEach(k=>{let M=e.node(k);M&&M.rankdir&&o[k]&&u.set(k,(e.children(k)||[]).filter(w=>w!==k))});let c=new Set([...u.values()].flat()),f=new Map;u.forEach((k,M)=>{c.has(M)||f.set(M,s(M))});let h=new Set([...f.values()].flat()),g=k=>{for(let[M,w]of f)if(w.includes(k))return M;return k},b=[];e.edges().forEach(k=>{(h.has(k.v)||h.has(k.w))&&b.push({edge:k,label:e.edge(k)})});let y=new Map;h.forEach(k=>{let M=e.parent(k);y.set(k,typeof M=="string"?M:void 0)}),f.forEach((k,M)=>{let w=e.node(M),I=[];k.forEach(S=>{let F=e.node(S);F&&(I.push({id:S,node:F,parent:y.get(S)}),e.removeNode(S))});let O=b.filter(({edge:S})=>k.includes(S.v)||k.includes(S.w)),N=o[M];w&&(i.push({clusterId:M,subgraph:w._dagreClusterSubgraph,bounds:N,children:k,removedNodes:I,removedEdges:O}),w.width=N.width,w.height=N.height)});let L=new Set;b.forEach(({edge:k,label:M})=>{let w=g(k.v),I=g(k.w);if(w!==I&&e.hasNode(w)&&e.hasNode(I)){let O=`${w}\0${I}`;L.has(O)||(L.add(O),e.setEdge(w,I,{...M,width:0,height:0}))}});let R=fa(e),A=ca(R,t,n,(r=ia.get(e))!=null?r:null);ia.set(e,A),ua(e,R),L.forEach(k=>{let M=k.indexOf("\0"),w=k.slice(0,M),I=k.slice(M+1);e.hasEdge(w,I)&&e.removeEdge(w,I)}),i.forEach(({clusterId:k,subgraph:M,bounds:w,removedNodes:I,removedEdges:O})=>{var N,S;let F=e.node(k),U=(N=F?.x)!=null?N:0,P=(S=F?.y)!=null?S:0,K=(w.minX+w.maxX)/2,D=(w.minY+w.maxY)/2;I.forEach(({id:$,node:E,parent:W})=>{e.setNode($,E),W!==void 0&&e.setParent($,W)}),O.forEach(({edge:$,label:E})=>{e.setEdge($,E)}),M.nodes().forEach($=>{if($===k)return;let E=M.node($),W=e.node($);W&&E&&typeof E.x=="number"&&typeof E.y=="number"&&(W.x=U+(E.x-K),W.y=P+(E.y-D))}),aa(e,M,U-K,P-D),delete F._dagreClusterSubgraph}),l.forEach(k=>{var M,w;let I=e.node(k),O=o[k];if(I&&I.rankdir&&I._dagreClusterSubgraph&&O){let N=I._dagreClusterSubgraph,S=(M=I.x)!=null?M:0,F=(w=I.y)!=null?w:0,U=(O.minX+O.maxX)/2,P=(O.minY+O.maxY)/2;N.nodes().forEach(K=>{if(K===k)return;let D=N.node(K),$=e.node(K);if($&&D&&typeof D.x=="number"&&typeof D.y=="number"){let E=D.x-U,W=D.y-P;$.x=S+E,$.y=F+W}}),aa(e,N,S-U,F-P),delete I._dagreClusterSubgraph}})}function aa(e,t,n,r){t.edges().forEach(l=>{if(!e.hasEdge(l))return;let o=t.edge(l),i=e.edge(l);i.points=o.points.map(s=>({x:s.x+n,y:s.y+r})),Object.hasOwn(o,"x")&&(i.x=o.x+n,i.y=o.y+r)})}function ca(e,t,n,r=null){var l,o;let i=n?.useDynamic!==!1,s=i&&(l=r?.graph)!=null?l:null,u=i&&(o=r?.rawNodes)!=null?o:null;t("    makeSpaceForEdgeLabels",()=>Ah(e)),t("    removeSelfEdges",()=>Wh(e)),t("    acyclic",()=>gf(e,s)),t("    nestingGraph.run",()=>Ff(e)),t("    rank",()=>Lf(ya(e))),t("    injectEdgeLabelProxies",()=>Ph(e)),t("    removeEmptyRanks",()=>ef(e)),t("    nestingGraph.cleanup",()=>Bf(e)),t("    normalizeRanks",()=>Xd(e)),t("    assignRankMinMax",()=>Ih(e)),t("    removeEdgeLabelProxies",()=>Rh(e)),t("    normalize.run",()=>bf(e)),t("    parentDummyChains",()=>Rf(e)),t("    addBorderSegments",()=>Hf(e)),t("    order",()=>Pa(e,n,u)),t("    insertSelfEdges",()=>Bh(e)),t("    adjustCoordinateSystem",()=>Gf(e)),t("    position",()=>_h(e,n.corePath)),t("    positionSelfEdges",()=>Hh(e));let c=JSON.parse(JSON.stringify(e._nodes));return t("    removeBorderNodes",()=>Vh(e)),t("    normalize.undo",()=>yf(e)),t("    fixupEdgeLabelCoords",()=>zh(e)),t("    undoCoordinateSystem",()=>Uf(e)),t("    translateGraph",()=>Dh(e)),t("    assignNodeIntersects",()=>jh(e)),t("    reversePoints",()=>Fh(e)),t("    acyclic.undo",()=>wf(e)),{graph:e,rawNodes:c}}function ua(e,t){e.nodes().forEach(n=>{let r=e.node(n),l=t.node(n);r&&(r.x=l.x,r.y=l.y,r.order=l.order,r.rank=l.rank,t.children(n).length&&(r.width=l.width,r.height=l.height))}),e.edges().forEach(n=>{let r=e.edge(n),l=t.edge(n);r.points=l.points,Object.hasOwn(l,"x")&&(r.x=l.x,r.y=l.y)}),e.graph().width=t.graph().width,e.graph().height=t.graph().height}var Mh=["nodesep","edgesep","ranksep","marginx","marginy"],$h={ranksep:50,edgesep:20,nodesep:50,rankdir:"TB",rankalign:"center"},Oh=["acyclicer","ranker","rankdir","align","rankalign"],Ch=["width","height","rank"],da={width:0,height:0},Nh=["minlen","weight","width","height","labeloffset"],Th={minlen:1,weight:1,width:0,height:0,labeloffset:10,labelpos:"r"},Lh=["labelpos"];function fa(e){let t=new jt({multigraph:!0,compound:!0}),n=bo(e.graph());return t.setGraph(Object.assign({},$h,vo(n,Mh),tl(n,Oh))),e.nodes().forEach(r=>{let l=bo(e.node(r)),o=vo(l,Ch);Object.keys(da).forEach(s=>{o[s]===void 0&&(o[s]=da[s])}),t.setNode(r,o);let i=e.parent(r);i!==void 0&&t.setParent(r,i)}),e.edges().forEach(r=>{let l=bo(e.edge(r));t.setEdge(r,Object.assign({},Th,vo(l,Nh),tl(l,Lh)))}),t}function Ah(e){let t=e.graph();t.ranksep/=2,e.edges().forEach(n=>{var r;let l=e.edge(n);l.minlen*=2,((r=l.labelpos)!=null?r:"r").toLowerCase()!=="c"&&(t.rankdir==="TB"||t.rankdir==="BT"?l.width+=l.labeloffset:l.height+=l.labeloffset)})}function Ph(e){e.edges().forEach(t=>{let n=e.edge(t);if(n.width&&n.height){let r=e.node(t.v),l={rank:(e.node(t.w).rank-r.rank)/2+r.rank,e:t};cr(e,"edge-proxy",l,"_ep")}})}function Ih(e){let t=0;e.nodes().forEach(n=>{let r=e.node(n);r.borderTop&&(r.minRank=e.node(r.borderTop).rank,r.maxRank=e.node(r.borderBottom).rank,t=Math.max(t,r.maxRank))}),e.graph().maxRank=t}function Rh(e){e.nodes().forEach(t=>{let n=e.node(t);if(n.dummy==="edge-proxy"){let r=n;e.edge(r.e).labelRank=n.rank,e.removeNode(t)}})}function Dh(e){let t=Number.POSITIVE_INFINITY,n=0,r=Number.POSITIVE_INFINITY,l=0,o=e.graph(),i=o.marginx||0,s=o.marginy||0;function u(c){let f=c.x,h=c.y,g=c.width,b=c.height;t=Math.min(t,f-g/2),n=Math.max(n,f+g/2),r=Math.min(r,h-b/2),l=Math.max(l,h+b/2)}e.nodes().forEach(c=>u(e.node(c))),e.edges().forEach(c=>{let f=e.edge(c);Object.hasOwn(f,"x")&&u(f)}),t-=i,r-=s,e.nodes().forEach(c=>{let f=e.node(c);f.x-=t,f.y-=r}),e.edges().forEach(c=>{let f=e.edge(c);f.points.forEach(h=>{h.x-=t,h.y-=r}),Object.hasOwn(f,"x")&&(f.x-=t),Object.hasOwn(f,"y")&&(f.y-=r)}),o.width=n-t+i,o.height=l-r+s}function jh(e){e.edges().forEach(t=>{if(t.v===t.w)return;let n=e.edge(t),r=e.node(t.v),l=e.node(t.w),o,i;n.points?(o=n.points[0],i=n.points[n.points.length-1]):(n.points=[],o=l,i=r),n.points.unshift(Ks(r,o)),n.points.push(Ks(l,i))})}function zh(e){e.edges().forEach(t=>{let n=e.edge(t);if(Object.hasOwn(n,"x"))switch((n.labelpos==="l"||n.labelpos==="r")&&(n.width-=n.labeloffset),n.labelpos){case"l":n.x-=n.width/2+n.labeloffset;break;case"r":n.x+=n.width/2+n.labeloffset;break}})}function Fh(e){e.edges().forEach(t=>{let n=e.edge(t);n.reversed&&n.points.reverse()})}function Vh(e){e.nodes().forEach(t=>{if(e.children(t).length){let n=e.node(t),r=e.node(n.borderTop),l=e.node(n.borderBottom),o=e.node(n.borderLeft[n.borderLeft.length-1]),i=e.node(n.borderRight[n.borderRight.length-1]);n.width=Math.abs(i.x-o.x),n.height=Math.abs(l.y-r.y),n.x=o.x+n.width/2,n.y=r.y+n.height/2}}),e.nodes().forEach(t=>{e.node(t).dummy==="border"&&e.removeNode(t)})}function Wh(e){e.edges().forEach(t=>{if(t.v===t.w){let n=e.node(t.v);n.selfEdges||(n.selfEdges=[]),n.selfEdges.push({e:t,label:e.edge(t)}),e.removeEdge(t)}})}function Bh(e){nl(e).forEach(t=>{let n=0;t.forEach((r,l)=>{let o=e.node(r);typeof o.rank!="number"&&(o.rank=0),o.order=l+n,(o.selfEdges||[]).forEach(i=>{cr(e,"selfedge",{width:i.label.width,height:i.label.height,rank:o.rank,order:l+ ++n,e:i.e,edgeLabel:i.label},"_se"),(!Array.isArray(i.label.points)||i.label.points.length!==7)&&(i.label.points=[{x:0,y:-10},{x:0,y:-10},{x:0,y:0},{x:0,y:10},{x:0,y:10},{x:0,y:0},{x:0,y:0}])}),delete o.selfEdges})})}function Hh(e){e.nodes().forEach(t=>{let n=e.node(t),r=l=>typeof l=="number"&&isFinite(l);if(n.dummy==="selfedge"){let l=n,o=e.node(l.e.v),i=r(o?.x)?o.x:0,s=r(o?.y)?o.y:0,u=r(o?.width)?o.width:0,c=r(o?.height)?o.height:0,f=r(n.x)?n.x:i,h=r(n.y)?n.y:s,g=u/2,b=c/2;l.edgeLabel.points=[{x:f+g,y:h-b},{x:f+g,y:h-b},{x:f,y:h},{x:f-g,y:h+b},{x:f-g,y:h+b},{x:f,y:h},{x:f,y:h}],l.edgeLabel.x=f,l.edgeLabel.y=h,e.setEdge(l.e,l.edgeLabel),e.removeNode(t)}else n&&Array.isArray(n.selfEdges)&&n.selfEdges.forEach(l=>{if(!Array.isArray(l.label.points)||l.label.points.length!==7){let o=r(n.x)?n.x:0,i=r(n.y)?n.y:0,s=r(n.width)?n.width:0,u=r(n.height)?n.height:0,c=s/2,f=u/2;l.label.points=[{x:o+c,y:i-f},{x:o+c,y:i-f},{x:o,y:i},{x:o-c,y:i+f},{x:o-c,y:i+f},{x:o,y:i},{x:o,y:i}]}})})}function vo(e,t){return rl(tl(e,t),Number)}function bo(e){let t={};return e&&Object.entries(e).forEach(([n,r])=>{typeof n=="string"&&(n=n.toLowerCase()),t[n]=r}),t}var ol=56,$o=36,Yh="system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",ja=document.createElement("canvas").getContext("2d");function il(e,t){return ja.font=`${t} ${Yh}`,ja.measureText(e).width}var za=e=>Ie(e===void 0?void 0:Number(e.toPrecision(2)));function Fa(e,t){let{nodes:n,edges:r,seconds:l}=t,o=gn(n.map(N=>N.name)),i=-1,s=N=>l>0?`${Me(Number((N/l).toPrecision(3)))}/s`:qe(N,"call"),u=({calls:N,errors:S})=>S?S/N<.01?"some":S/N<.05?"more":"many":"fine",c=({calls:N,errors:S})=>S?`✕ ${$n(S/N)}`:"no errors",f=N=>`p50 ${za(N.p50)} · p95 ${za(N.p95)}`,h=N=>`${s(N.calls)}${N.errors?`  ${c(N)}`:""}`,g=n.map(N=>({height:ol,width:28+Math.max(il(ie(N.name,20),"650 13px")+26,il(`${s(N.calls)}   ${c(N)}`,"600 12px"))})),b=r.map(N=>({height:$o,width:18+Math.max(il(h(N),"600 11.5px"),il(f(N),"11px"))})),y=v("div",{class:"picture"}),L=v("tbody"),R=ft("Show all",()=>A(-1),"Show all services (Escape)");R.hidden=!0,e.append(v("div",{class:"map"},gt([v("strong",{},"Service map")],[qe(n.length,"node"),qe(r.length,"connection"),l>0&&`over ${Ie(l*1e9)}`].filter(Boolean).map(N=>v("span",{},N)),[R]),y,v("div",{class:"scroll"},v("table",{},v("thead",{},v("tr",{},["Caller","Callee","Calls","Rate","Errors","p50","p95"].map((N,S)=>v("th",{scope:"col",class:S>1?`digits plain nth${S}`:"plain"},N)))),L)),v("p",{class:"keys"},"Choose a service to see only its connections · Tab and Enter · Escape shows all")));function A(N){i=N===i?-1:N,R.hidden=i<0;let S=new Set([i,...r.filter(F=>F.from===i||F.to===i).flatMap(F=>[F.from,F.to])]);for(let F of y.querySelectorAll(".node")){let U=Number(F.dataset.node);F.classList.toggle("off",i>=0&&!S.has(U)),F.setAttribute("aria-pressed",String(U===i))}for(let F of y.querySelectorAll(".edge")){let U=r[Number(F.dataset.edge)];F.classList.toggle("off",i>=0&&U.from!==i&&U.to!==i)}k()}function k(){let N=r.filter(S=>i<0||S.from===i||S.to===i);L.replaceChildren(...N.map(S=>v("tr",{},v("td",{},v("bdi",{},ie(n[S.from].name))),v("td",{},v("bdi",{},ie(n[S.to].name))),v("td",{class:"digits"},Me(S.calls)),v("td",{class:"digits nth3"},s(S.calls)),v("td",{class:`digits ${S.errors?"error":""}`},S.errors?[`✕ ${Me(S.errors)}`,v("span",{class:"nth5"},` (${$n(S.errors/S.calls)})`)]:"0"),v("td",{class:"digits nth5"},Ie(S.p50)),v("td",{class:"digits"},Ie(S.p95)))))}function M(N){let S=N-14,F=w(!1),U=w(!0),P=D=>Math.min(1,S/(D.graph().width||1)),K=P(F)>=.78||P(F)>=P(U)?F:U;I(K,Math.max(N<620?.72:.8,P(K)))}function w(N){let S=new jt({multigraph:!0});return S.setGraph({rankdir:N?"TB":"LR",nodesep:N?26:34,ranksep:N?26:34,edgesep:18,marginx:12,marginy:12}),S.setDefaultEdgeLabel(()=>({})),n.forEach((F,U)=>S.setNode(`n${U}`,{...g[U]})),r.forEach((F,U)=>F.from!==F.to&&S.setEdge(`n${F.from}`,`n${F.to}`,{...b[U],labelpos:"c"},`e${U}`)),Ra(S),S}function I(N,S){let F=N.graph(),U=Math.max(1,...r.map(D=>D.calls)),P=`arrow${Math.random().toString(36).slice(2)}`,K=Ue("svg",{viewBox:`0 0 ${F.width||10} ${F.height||10}`,width:(F.width||10)*S,height:(F.height||10)*S,role:"group","aria-label":t.label},Ue("defs",{},Ue("marker",{id:P,viewBox:"0 0 8 8",refX:7,refY:4,markerWidth:8,markerHeight:8,markerUnits:"userSpaceOnUse",orient:"auto"},Ue("path",{d:"M0 0.5 L8 4 L0 7.5 z",class:"tip"}))),r.map((D,$)=>{let E=D.from!==D.to&&N.edge(`n${D.from}`,`n${D.to}`,`e${$}`);if(!E)return null;let W=E.y-$o/2;return Ue("g",{class:`edge ${u(D)}`,"data-edge":$,role:"img","aria-label":O(D)},Ue("title",{},O(D)),Ue("path",{class:"wire",d:Gh(E.points),"stroke-width":1.25+2.75*Math.sqrt(D.calls/U),"marker-end":`url(#${P})`,"aria-hidden":"true"}),Ue("rect",{class:"plate",x:E.x-b[$].width/2,y:W,width:b[$].width,height:$o,rx:9}),Ue("text",{x:E.x,y:W+15,class:"rate"},s(D.calls),D.errors?Ue("tspan",{class:"bad"},`  ${c(D)}`):null),Ue("text",{x:E.x,y:W+29,class:"times"},f(D)))}),n.map((D,$)=>{let{x:E,y:W}=N.node(`n${$}`),{width:J}=g[$],[$e,ge]=[E-J/2,W-ol/2],ue=ie(D.name,20),we=oe=>{(oe.key==="Enter"||oe.key===" ")&&(oe.preventDefault(),oe.stopPropagation(),A($)),oe.key==="Escape"&&i>=0&&(oe.stopPropagation(),A(-1))};return Ue("g",{class:`node ${D.kind} ${u(D)}`,"data-node":$,tabindex:"0",role:"button","aria-pressed":"false","aria-label":`${D.kind} ${ie(D.name)}: ${s(D.calls)}, ${c(D)}, p95 ${Ie(D.p95)}`,on:{click:()=>A($),keydown:we}},Ue("title",{},ie(D.name)),Ue("rect",{x:$e,y:ge,width:J,height:ol,rx:D.kind==="database"?16:9}),Ue("path",{class:"side",d:`M${$e+5} ${ge+12} v${ol-24}`}),Ue("text",{x:$e+16,y:ge+23,class:"label"},Ue("tspan",{class:"code"},o[$]),Ue("tspan",{dx:7},ue)),Ue("text",{x:$e+16,y:ge+43,class:"facts"},D.calls?`${s(D.calls)}  `:"no calls seen",D.calls?Ue("tspan",{class:D.errors?"bad":""},c(D)):null))}));if(y.replaceChildren(K),i>=0){let D=i;i=-1,A(D)}}let O=N=>`${ie(n[N.from].name)} calls ${ie(n[N.to].name)}: ${qe(N.calls,"call")}, ${s(N.calls)}, ${c(N)}, p50 ${Ie(N.p50)}, p95 ${Ie(N.p95)}`;k(),Bt(y,M),M(e.clientWidth||900)}function Gh(e){if(e.length<3)return`M${e.map(n=>`${n.x} ${n.y}`).join("L")}`;let t=`M${e[0].x} ${e[0].y}`;for(let n=1;n<e.length-1;n++){let[r,l]=[e[n],e[n+1]],o=n===e.length-2?l:{x:(r.x+l.x)/2,y:(r.y+l.y)/2};t+=` Q${r.x} ${r.y} ${o.x} ${o.y}`}return t}function Va(e,t,n){let{steps:r,title:l}=t,o=wn("stepper"),i=v("div",{class:"steps"}),s=new Map,u=v("output",{for:o,class:"step"}),c=v("input",{type:"range",id:o,min:0,max:r.length-1,step:1,value:0,"aria-label":ie(l),on:{input:()=>g(Number(c.value))}}),f=ft("‹",()=>g(Number(c.value)-1),"Previous"),h=ft("›",()=>g(Number(c.value)+1),"Next");e.append(v("div",{class:"stepper"},gt([v("label",{for:o},v("strong",{},ie(l))),u],[],[f,c,h,v("span",{class:"note"},`${r.length} steps`)]),i));function g(b){if(b>=0&&b<r.length){if(c.value=String(b),c.setAttribute("aria-valuetext",ie(r[b].name)),u.textContent=ie(r[b].name),f.disabled=b===0,h.disabled=b===r.length-1,!s.has(b)){let y=v("div",{class:"step"});s.set(b,y),i.append(y),r[b].kind?n(y,r[b].kind,r[b].picture):y.append(v("pre",{},Et(r[b].text,1e5)))}for(let[y,L]of s)L.hidden=y!==b}}g(0)}var sl=[["Trace",e=>`${e.service}
${e.name}`,1],["Started",e=>BigInt(e.start),1],["Takes",e=>e.w,-1],["Spans",e=>e.spans,-1],["Errors",e=>e.errors,-1],["Services",e=>e.services.length,-1]];function Wa(e,t){let n=[...new Set(t.traces.flatMap(w=>[w.service,...w.services]))].sort(),r=gn(n),l=new Map(n.map((w,I)=>[w,I])),o=new Map(t.details.map(w=>[w.trace,w])),i=Math.max(1,...t.traces.map(w=>w.w)),s=new Set(t.traces.map(w=>hn(w.start))),u=2,c=-1,f="",h=null,g=mn("Search traces",w=>{f=w,R()},void 0,()=>y.querySelector("[tabindex='0']")?.focus()),b=sl.map(([w,,I],O)=>v("th",{scope:"col",class:`column${O}`},v("button",{type:"button",on:{click:()=>{c=O===u?-c:I,u=O,R()}}},w))),y=v("tbody"),L=t.traces.filter(w=>w.errors).length;e.append(v("div",{class:"traces"},gt([v("strong",{},qe(t.total,"trace"))],[t.traces.length<t.total&&`the ${Me(t.traces.length)} slowest are listed`,L>0&&`✕ ${Me(L)} with errors`].filter(Boolean).map(w=>v("span",{},w)),[g.element]),v("div",{class:"scroll"},v("table",{},v("thead",{},v("tr",{},b)),y)),v("p",{class:"keys"},"↑ ↓ move · Enter opens the waterfall · / search · a heading sorts")));function R(){b.forEach((O,N)=>{N===u?O.setAttribute("aria-sort",c>0?"ascending":"descending"):O.removeAttribute("aria-sort")});let w=sl[u][1],I=t.traces.filter(O=>!f||[O.service,O.name,O.trace,...O.services].join(`
`).toLowerCase().includes(f)).map(O=>[w(O),O]).sort(([O],[N])=>O<N?-c:O>N?c:0).map(([,O])=>O);g.count.textContent=f?`${Me(I.length)} of ${Me(t.traces.length)}`:"",y.replaceChildren(...I.flatMap((O,N)=>A(O,N===0))),I.length||y.append(v("tr",{},v("td",{colspan:sl.length,class:"empty"},"No trace matches.")))}function A(w,I){let O=h===w.trace,N=v("tr",{class:`trace${O?" opened":""}`,tabindex:I||O?"0":"-1","aria-expanded":String(O),"data-trace":w.trace,on:{click:()=>M(w,N)}},v("td",{class:"column0"},v("span",{class:"fold","aria-hidden":"true"},O?"▾":"▸"),rn(l.get(w.service),r[l.get(w.service)],w.service),v("bdi",{class:"service"},On(ie(w.service),f))," ",v("bdi",{class:"text"},On(ie(w.name),f))),v("td",{class:"column1 digits"},s.size>1&&`${hn(w.start)} `,Xt(w.start)),v("td",{class:"column2 digits"},v("span",{class:"gauge","aria-hidden":"true"},v("span",{style:{width:`${w.w/i*100}%`}})),Ie(w.w)),v("td",{class:"column3 digits"},Me(w.spans)),v("td",{class:"column4 digits"},w.errors?v("span",{class:"sign error"},`✕ ${Me(w.errors)}`):"0"),v("td",{class:"column5"},w.services.slice(0,8).map(S=>rn(l.get(S),r[l.get(S)],S)),w.services.length>8&&` +${w.services.length-8}`,v("span",{class:"hidden"},w.services.map(S=>ie(S)).join(", "))));return O?[N,k(w)]:[N]}function k(w){let I=v("td",{colspan:sl.length}),O=o.get(w.trace);return O?vn(I,O):I.append(v("p",{class:"note"},"This trace is not carried in the page. In a notebook: ",v("code",{},`waterfall(store, "${ie(w.trace,40)}")`))),v("tr",{class:"inside"},I)}function M(w,I){let O=I.getRootNode().activeElement===I||h!==w.trace;h=h===w.trace?null:w.trace;let N=I.getBoundingClientRect().top;R();let S=[...y.children].find(U=>U.dataset.trace===w.trace);O&&S?.focus({preventScroll:!0});let F=y.closest(".scroll");S&&(F.scrollTop+=S.getBoundingClientRect().top-N)}y.addEventListener("keydown",w=>{let I=w.target.closest?.("tr.trace");if(!I||w.target!==I||w.ctrlKey||w.metaKey||w.altKey)return;let O=[...y.querySelectorAll("tr.trace")],N=O.indexOf(I),S=U=>{let P=O[Math.max(0,Math.min(O.length-1,U))];for(let K of O)K.tabIndex=K===P?0:-1;P.focus()},F={ArrowDown:()=>S(N+1),ArrowUp:()=>S(N-1),Home:()=>S(0),End:()=>S(O.length-1),Enter:()=>I.click()," ":()=>I.click(),"/":()=>g.input.focus(),Escape:()=>h&&I.classList.contains("opened")&&I.click()}[w.key];F&&(w.preventDefault(),w.stopPropagation(),F())}),R()}var Ba={flame_graph:hi,log_table:wi,metric_chart:Ys,quiz:Gs,service_map:Fa,stepper:Va,trace_list:Wa,waterfall:vn},al;function cl(e,t,n){let r=Object.hasOwn(Ba,t)?Ba[t]:void 0;if(!r)throw new Error(`no such picture: ${t}`);al||(al=new CSSStyleSheet,al.replaceSync(oi+li));let l=e.shadowRoot??e.attachShadow({mode:"open"});l.adoptedStyleSheets=[al],e.setAttribute("role","group"),n.label&&e.setAttribute("aria-label",n.label);let o=v("div",{class:"view"});l.replaceChildren(o),Jn(i=>{o.dataset.theme=i}),r(o,n,cl)}async function Uh(e){let t=JSON.parse(e.textContent);if(!Object.hasOwn(t,"deflate"))return t;let n=Uint8Array.from(atob(t.deflate),l=>l.charCodeAt(0)),r=new Blob([n]).stream().pipeThrough(new DecompressionStream("deflate-raw"));return new Response(r).json()}async function Ha(e){let t=[...e.querySelectorAll(".otlplab-view[data-view]:not([data-alive])")];await Promise.all(t.map(async n=>{let r=n.querySelector(":scope > script[type='application/json']");if(r){n.dataset.alive="";try{cl(n,n.dataset.view,await Uh(r))}catch(l){console.error("otlplab: this view stays as it is",l)}}}))}function qh(e){let t=e.target instanceof Element&&e.target.closest(".otlplab-view");t&&t.toggleAttribute("data-lm-suppress-shortcuts",!e.ctrlKey&&!e.metaKey)}var Kh=Symbol.for("otlplab.views.ready"),Mr=globalThis[Kh]??={};if(!Mr.loaded){Mr.loaded=!0,window.addEventListener("keydown",qh,!0);let e=()=>{Ha(document),new MutationObserver(t=>{t.some(n=>n.addedNodes.length)&&Ha(document)}).observe(document.body,{childList:!0,subtree:!0})};document.readyState==="loading"?document.addEventListener("DOMContentLoaded",e):e()}Mr.done?Mr.done({mount:cl}):Mr.promise=Promise.resolve({mount:cl});})();
