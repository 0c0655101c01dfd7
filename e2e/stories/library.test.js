// The services of the library as the demonstration offers them: found, opened and begun in a town that installed nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";

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

for (const javaScript of [true, false]) {
  const way = javaScript ? "with-scripts" : "without-scripts";

  /** Who keeps a dog finds the tax of their town and the first question about it. */
  test(`the dog tax begins ${way.replace("-", " ")}`, async () => {
    const { page, leave } = await visitor(browser, program.address, { javaScript });
    await page.goto("/gelnhausen/leistung/hundesteuer");
    await look(page, `library-${way}-01-dog-tax`);
    await page.getByRole("button", { name: /beantragen|anmelden/i }).first().click();
    await page.waitForURL(/\/antrag\/[0-9a-f]+\/1$/);
    await look(page, `library-${way}-02-first-page`);
    await page.getByRole("button", { name: "Weiter", exact: true }).click();
    await page.getByRole("alert").waitFor();
    await look(page, `library-${way}-03-mistakes`);
    await leave();
  });

  /** Who suspects an infection is led from their town to the health office of the county. */
  test(`a suspicion goes to the county ${way.replace("-", " ")}`, async () => {
    const { page, leave } = await visitor(browser, program.address, { javaScript });
    await page.goto("/gelnhausen/leistung/verdachtsmeldung");
    await look(page, `library-${way}-04-suspicion`);
    await page.getByText(/Main-Kinzig-Kreis/).first().waitFor();
    await page.goto("/main-kinzig-kreis/leistung/verdachtsmeldung");
    await look(page, `library-${way}-05-county`);
    await page.getByRole("button", { name: /beantragen|melden/i }).first().click();
    await page.waitForURL(/\/main-kinzig-kreis\/antrag\/[0-9a-f]+\/1$/);
    await look(page, `library-${way}-06-first-page`);
    assert.match(await page.title(), /Main-Kinzig-Kreis/);
    await leave();
  });
}
