// Bundles the editor's text field, CodeMirror, into the folder that is named: what the editor uses of
// the pinned packages and nothing of ours, with their versions and their licences.

import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const USED = `
export { history, historyKeymap, standardKeymap } from "@codemirror/commands";
export { markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
export { syntaxHighlighting } from "@codemirror/language";
export { forEachDiagnostic, lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
export { EditorState, Transaction } from "@codemirror/state";
export { EditorView, keymap, lineNumbers } from "@codemirror/view";
export { classHighlighter } from "@lezer/highlight";
`;
const HERE = dirname(fileURLToPath(import.meta.url));
const goal = resolve(process.argv[2]);

const result = await build({
  stdin: { contents: USED, resolveDir: HERE },
  absWorkingDir: HERE,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
  outfile: join(goal, "codemirror.js"),
});

const [output] = Object.values(result.metafile.outputs);
const files = Object.keys(output.inputs).filter((file) => file.includes("node_modules/"));
const names = new Set(files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)[1]));
const versions = [];
const licences = new Map();
for (const name of [...names].sort()) {
  const folder = join(HERE, "node_modules", name);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const licence = (await readFile(join(folder, "LICENSE"), "utf8")).trim();
  versions.push(`${name} ${version} (npm)`);
  licences.set(licence, [...(licences.get(licence) ?? []), name]);
}
const parts = [...licences].map(([text, of]) => `${of.join(", ")}:\n\n${text}\n`);
await writeFile(join(goal, "LICENSE.txt"), parts.join("\n\n"));
const how = "One file of these packages, made by `make codemirror`; a test makes it again and compares.";
await writeFile(join(goal, "VERSION.txt"), `${how}\n${versions.join("\n")}\n`);
