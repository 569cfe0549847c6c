// Builds static/otlplab.js (the one bundle) and static/LICENSES.txt beside it. The same input gives the same bytes.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const out = process.argv[2] ?? "static";
const result = await build({
  entryPoints: ["src/index.js"],
  outfile: `${out}/otlplab.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  loader: { ".css": "text" },
  legalComments: "none",
  banner: { js: "/* otlplab views, Apache-2.0; bundled libraries: see LICENSES.txt */" },
  metafile: true,
});

const bundled = new Set(
  Object.keys(result.metafile.inputs)
    .map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
    .filter(Boolean),
);
// A library may have bundled its own dependencies into what it publishes: their licences belong here too.
const manifest = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
for (const name of bundled) for (const inner of Object.keys(manifest(name).dependencies ?? {})) bundled.add(inner);
const licences = [...bundled].sort().map((name) => {
  const { version, license } = manifest(name);
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(`${out}/LICENSES.txt`, licences.join(`\n${"-".repeat(80)}\n\n`));
