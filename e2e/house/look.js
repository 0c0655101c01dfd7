// Looks at a page as every visitor may meet it: with a reader, on a narrow screen, and as a picture. What the page is for
// is known by the stories.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { DESKTOP, NARROW, PHONE, scriptsAreOff } from "./browser.js";

const OUTPUT = fileURLToPath(new URL("../output", import.meta.url));
/** Where the pictures of the README live; set only by `cargo xtask screenshots`. */
const PICTURES = process.env.FACHWERK_PICTURES;

/** Checks the page a visitor is on, and takes its picture on a phone and on a desk. */
export async function look(page, name) {
  const before = page.viewportSize();
  await hasNoBarriers(page, name);
  await saysWhereOneIs(page, name);
  await page.setViewportSize(NARROW);
  await fitsItsScreen(page, name);
  for (const [screen, size] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    await page.setViewportSize(size);
    await fitsItsScreen(page, name);
    await picture(page, OUTPUT, `${name}-${screen}`);
  }
  await page.setViewportSize(before);
}

/** A picture for the README, renewed only when asked for. */
export async function pictureForReaders(page, name) {
  if (!PICTURES) return;
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, PICTURES, name, false);
}

async function picture(page, folder, name, fullPage = true) {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage, animations: "disabled" });
}

/** Nothing that axe knows keeps anybody out. */
async function hasNoBarriers(page, name) {
  const found = scriptsAreOff(page) ? await barriersOfTwin(page) : await barriers(page);
  assert.deepEqual(found, [], `${name}: axe-core finds barriers`);
}

/** The pages with scripts that stand in for those without, by the context they stand in for. */
const twins = new WeakMap();

/** axe cannot run where scripts are off: it looks at the same page, as it was delivered, in a browser that has them. */
async function barriersOfTwin(page) {
  const html = await page.content();
  const twin = await twinOf(page);
  await twin.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await twin.goto(page.url());
  return barriers(twin);
}

async function twinOf(page) {
  if (!twins.has(page.context())) {
    const context = await page.context().browser().newContext({ viewport: page.viewportSize(), reducedMotion: "reduce" });
    const twin = await context.newPage();
    await twin.route("**/*.js", (route) => route.abort());
    twins.set(page.context(), twin);
  }
  return twins.get(page.context());
}

async function barriers(page) {
  await page.evaluate(axe.source);
  const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), options);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** Language, one heading of the first rank, a title that names page and place. */
async function saysWhereOneIs(page, name) {
  const facts = await page.evaluate(() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    title: document.title,
  }));
  assert.ok(["de", "en"].includes(facts.language), `${name}: lang is ${facts.language}`);
  assert.equal(facts.headings, 1, `${name}: one h1`);
  assert.match(facts.title, /Musterstadt|Gelnhausen|Main-Kinzig-Kreis|Kommune|municipalities|Fachwerk/, `${name}: the title names the place`);
}

async function fitsItsScreen(page, name) {
  const { inner, content } = await page.evaluate(() => ({
    inner: document.documentElement.clientWidth,
    content: document.documentElement.scrollWidth,
  }));
  assert.ok(content <= inner, `${name}: ${content} px wide on a screen of ${inner} px`);
}
