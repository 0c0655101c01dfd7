// Builds everything a browser loads into dist/: one style sheet, two fonts, one script per audience. Each file name carries
// the hash of its content; manifest.json says which name belongs to which part. The program embeds the folder.
import { build, transform } from "esbuild";
import { compile } from "sass";
import subsetFont from "subset-font";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";

const target = ["chrome111", "firefox113", "safari16.4"];
const fonts = ["FiraSans-Regular.woff2", "FiraSans-SemiBold.woff2"];
const manifest = {};

/** Letters of String.Latin+ (DIN 91379), which every name in a German register uses, and the signs of a page. */
function letters() {
  const ranges = [[0x20, 0x7e], [0xa0, 0x24f], [0x2b0, 0x2ff], [0x300, 0x36f], [0x1e00, 0x1eff], [0x2010, 0x203a], [0x20ac, 0x20ac], [0x2190, 0x2193], [0x2212, 0x2212]];
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i))).join("");
}

/** Writes a file under a name that changes with its content. */
async function put(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  manifest[name] = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  await writeFile(`dist/${manifest[name]}`, content);
}

/** Drops custom properties that nothing reads; KERN declares several hundred more than our pages use. */
function withoutUnreadProperties(css) {
  for (;;) {
    const read = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
    const next = css.replace(/(--[\w-]+):[^;{}]*(;|(?=}))/g, (whole, name) => (read.has(name) ? whole : ""));
    if (next.length === css.length) return css;
    css = next;
  }
}

async function styles() {
  const { css } = compile("styles/fachwerk.scss", { loadPaths: ["node_modules"], quietDeps: true, charset: false });
  const small = await transform(css, { loader: "css", minify: true, target });
  const hashed = fonts.reduce((text, font) => text.replaceAll(font, manifest[font]), withoutUnreadProperties(small.code));
  await put("fachwerk.css", hashed);
}

async function script(audience) {
  const bundle = await build({ entryPoints: [`scripts/${audience}.ts`], bundle: true, minify: true, format: "esm", target, write: false });
  await put(`${audience}.js`, bundle.outputFiles[0].contents);
}

await rm("dist", { recursive: true, force: true });
await mkdir("dist", { recursive: true });
// The names kept are those of copyright and licence (OFL-1.1 asks for them in every copy).
for (const font of fonts) {
  const whole = await readFile(new URL(`node_modules/@kern-ux/native/dist/fonts/fira-sans/${font}`, import.meta.url));
  await put(font, await subsetFont(whole, letters(), { targetFormat: "woff2", preserveNameIds: [0, 7, 8, 9, 11, 13, 14] }));
}
await styles();
await script("portal");
await script("desk");
await writeFile("dist/manifest.json", JSON.stringify(manifest, null, 2));
