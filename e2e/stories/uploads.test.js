// Files that are not what they say, files that are too large, and files that were the wrong ones: each is told in words, and
// what is right stays.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as dogTax from "../pages/dog_tax.js";
import * as portal from "../pages/portal.js";

/** One byte more than the ten megabytes that are welcome. */
const TOO_LARGE = { name: "Scan.pdf", mimeType: "application/pdf", buffer: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(10_000_000)]) };
const LIAR = { name: "Nachweis.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\u0090 this is a program and no document") };

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

  /** Who chooses the wrong file is told why, loses nothing, and takes a file back. */
  test(`files are judged by what they are ${way.replace("-", " ")}`, async () => {
    const { page, leave } = await visitor(browser, program.address, { javaScript });
    await dogTax.begin(page, "Hund anmelden");
    await page.goto(page.url().replace(/\/1$/, "/4"));
    await portal.heading(page, "Ermäßigung oder Befreiung");
    await dogTax.askForRelief(page, { javaScript });
    await send(page, LIAR, javaScript);
    await page.getByText(/Diese Datei können wir nicht öffnen: „Nachweis\.pdf“/).first().waitFor();
    await look(page, `uploads-${way}-01-liar`);
    await send(page, TOO_LARGE, javaScript);
    await page.getByText(/zu groß/).first().waitFor();
    await look(page, `uploads-${way}-02-too-large`);
    await page.getByText(dogTax.PROOF.name).first().waitFor();
    await page.getByRole("button", { name: `${dogTax.PROOF.name} entfernen` }).click();
    await page.getByText(dogTax.PROOF.name).waitFor({ state: "detached" });
    assert.equal(await page.getByLabel("Warum?").inputValue(), "Ich erhalte seit März Wohngeld.");
    await look(page, `uploads-${way}-03-removed`);
    await leave();
  });
}

async function send(page, file, javaScript) {
  await page.getByLabel("Nachweis").setInputFiles(file);
  if (!javaScript) await page.getByRole("button", { name: "Datei hinzufügen" }).click();
}
