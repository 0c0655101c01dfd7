// Pages for old phones and slow lines: few bytes, few fonts, nothing that jumps. And the same pages in English.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as portal from "../pages/portal.js";

/** HTML, style sheet and scripts of one page over the wire, on the very first visit. */
const MOST_BYTES = 60_000;
const MOST_FONTS = 2;
/** Longer than any browser waits for a font before it shows text. */
const LATE_MS = 1_000;

let program;
let browser;
before(async () => {
  program = await startProgram();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** Who has a slow line does not wait, and nothing moves under the finger. */
test("a citizen's page is light and still", async () => {
  for (const address of ["/", `/${portal.TOWN}`, `/${portal.TOWN}/leistung/${portal.SERVICE}`, `/${portal.TOWN}/vorgang`]) {
    const { page, leave } = await visitor(browser, program.address, { viewport: PHONE });
    const requests = [];
    page.on("requestfinished", (request) => requests.push(request));
    await page.goto(address, { waitUntil: "networkidle" });
    const loaded = requests.filter((request) => ["document", "stylesheet", "script"].includes(request.resourceType()));
    const sizes = await Promise.all(loaded.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0);
    assert.ok(loaded.length >= 3, `${address}: page, style sheet and script were loaded`);
    assert.ok(bytes <= MOST_BYTES, `${address}: ${bytes} bytes`);
    const fonts = requests.filter((request) => request.resourceType() === "font").length;
    assert.ok(fonts <= MOST_FONTS, `${address}: ${fonts} fonts`);
    assert.equal(await layoutShift(page), 0, `${address}: nothing jumps`);
    await leave();
  }
});

/** On a slow line the fonts come last, when somebody is reading already: the line they are at stays where it is. */
test("nothing moves when the fonts come late", async () => {
  const { page, leave } = await visitor(browser, program.address, { viewport: PHONE });
  await page.route("**/*.woff2", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    await route.continue();
  });
  for (const address of ["/", `/${portal.TOWN}/leistung/${portal.SERVICE}`]) {
    await page.goto(address, { waitUntil: "networkidle" });
    assert.equal(await layoutShift(page), 0, `${address}: nothing jumps`);
  }
  await leave();
});

/** Who reads English finds the way from the town to the first question in English. */
test("the way to the form in English", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(`/${portal.TOWN}/leistung/${portal.SERVICE}`);
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Register a dog" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await look(page, "english-01-service");
  await page.getByRole("button", { name: "Apply now" }).click();
  await page.getByLabel("First name").waitFor();
  await look(page, "english-02-keeper");
  await page.goto(`/amt/${portal.TOWN}/anmelden`);
  await look(page, "english-03-sign-in");
  await leave();
});

function layoutShift(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(Math.round(sum * 1000) / 1000), 200);
      }),
  );
}
