// Somebody brings an application on paper: the office enters it, hands over receipt, number and code, and the answer goes by
// post. Walked with scripts and without; every page on the way is looked at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { textOf } from "../house/pdf.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

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
  const dog = { ...portal.DOG, name: javaScript ? "Alma" : "Bodo" };
  // A code of an app counts once, so each walk has a person of its own.
  const login = javaScript ? "weber" : "kaya";

  /** Who has no computer is served as everybody else; a session that ends while the clerk types loses nothing. */
  test(`an application on paper ${way.replace("-", " ")}`, async () => {
    const { page, leave } = await visitor(browser, program.address, { javaScript });
    await desk.signIn(page, login);
    await page.getByRole("link", { name: "Antrag aufnehmen" }).click();
    await portal.heading(page, "Antrag aufnehmen");
    await look(page, `on-behalf-${way}-01-services`);
    await page.getByRole("button", { name: "Hund anmelden" }).first().click();
    await portal.heading(page, "Ihre Angaben");
    await portal.fillKeeper(page);
    await look(page, `on-behalf-${way}-02-keeper`);
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Weiter", exact: true }).click();
    await desk.fillSignIn(page, login, "fachwerk-demo");
    await desk.passSecondStep(page);
    await portal.heading(page, "Ihre Angaben");
    assert.equal(await page.getByLabel("Vorname").inputValue(), portal.KEEPER["Vorname"], "nothing typed is lost");
    await portal.next(page, "Ihr Hund");
    await portal.fillDog(page, dog);
    await page.getByRole("button", { name: "Später weitermachen" }).click();
    await page.getByText("Alles ist gespeichert").waitFor();
    await look(page, `on-behalf-${way}-03-put-aside`);
    await page.getByRole("main").getByRole("link", { name: "Hund anmelden" }).click();
    await portal.next(page, "Ihr Hund");
    await portal.next(page, "Haushalt und Erklärung");
    await portal.fillHousehold(page);
    await portal.toSummary(page);
    await look(page, `on-behalf-${way}-04-summary`);
    await page.getByRole("button", { name: "Für die Person absenden" }).click();
    const sent = await portal.receipt(page);
    await look(page, `on-behalf-${way}-05-entered`);
    const link = page.getByRole("link", { name: "Eingangsbestätigung (PDF)" });
    const answer = await page.request.get(new URL(await link.getAttribute("href"), page.url()).href);
    const paper = await textOf(await answer.body());
    assert.ok(paper.includes(sent.number) && paper.includes(dog.name), paper);
    await page.getByRole("link", { name: "Zum Vorgang" }).click();
    await page.getByText("Auf Papier gebracht, aufgenommen von").waitFor();
    await desk.openCase(page, sent.number);
    await desk.take(page);
    await desk.approve(page);
    await desk.openPrintTray(page);
    const letter = page.getByRole("row").filter({ hasText: sent.number });
    await portal.reloadUntil(page, letter);
    await look(page, `on-behalf-${way}-06-print-tray`);
    await leave();
  });
}
