// Copies the files that pages use out of node_modules into book/_static/vendor, each folder with its licence and
// the version it came from. Run through `npm run vendor`; the result is committed.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "_static", "vendor");

const wanted = {
  "@fontsource-variable/inter": ["files/inter-latin-wght-normal.woff2", "files/inter-latin-wght-italic.woff2"],
  "@fontsource-variable/jetbrains-mono": ["files/jetbrains-mono-latin-wght-normal.woff2"],
  "@fontsource-variable/newsreader": ["files/newsreader-latin-opsz-normal.woff2"],
  "@mermaid-js/tiny": ["dist/mermaid.tiny.js"],
  "reveal.js": ["dist/reveal.js", "dist/reveal.css", "plugin/notes/notes.js"],
};

await rm(target, { recursive: true, force: true });
const rows = [];
for (const [name, files] of Object.entries(wanted)) {
  const from = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
  const to = join(target, name.split("/").pop() === "tiny" ? "mermaid" : name.split("/").pop());
  await mkdir(to, { recursive: true });
  await copyFile(join(from, "LICENSE"), join(to, "LICENSE"));
  for (const file of files) await copyFile(join(from, file), join(to, basename(file)));
  rows.push(`| ${basename(to)} | ${name} | ${version} | ${license} |`);
}
await writeFile(
  join(target, "README.md"),
  [
    "# Third-party files of the site",
    "",
    "Copied by `npm run vendor` in `book/_tools`; change versions there. Each folder holds its licence.",
    "",
    "| folder | package | version | licence |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n"),
);
console.log(rows.join("\n"));
