// The desk's lists with the keyboard, with and without scripts: taking tasks, putting a case away, sorting, searching.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

let program;
let browser;
const sent = [];
before(async () => {
  program = await startProgram();
  browser = await startBrowser();
  for (const name of ["Änne", "Bello"]) {
    const { page, leave } = await visitor(browser, program.address);
    await portal.fillAll(page, { ...portal.DOG, name });
    await portal.sendButton(page).click();
    sent.push(await portal.receipt(page));
    await leave();
  }
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** Who knows the keys takes a task, opens a case and searches without touching the mouse. */
test("the keys walk, take, open and search", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await desk.signIn(page);
  await portal.reloadUntil(page, desk.rowsOf(page, sent[1].number));
  await look(page, "lists-01-work");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const number = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("c");
  await page.getByText(`${number}: Sie haben die Aufgabe übernommen.`).waitFor();
  await look(page, "lists-02-taken");
  await page.keyboard.press("/");
  await page.keyboard.type("aenne");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Suche" }).waitFor();
  assert.equal(await desk.rowsOf(page, sent[0].number).count(), 1, "an umlaut is found as it is spelled out");
  assert.equal(await desk.rowsOf(page, sent[1].number).count(), 0);
  await look(page, "lists-03-search");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await desk.casePage(page, sent[0].number);
  await leave();
});

/** Without scripts everything works as well: tick, give back, sort, filter, put away, look at again. */
test("lists need no scripts", async () => {
  const { page, leave } = await visitor(browser, program.address, { javaScript: false });
  await desk.signIn(page);
  for (const { number } of sent) await page.getByLabel(`Vorgang ${number} auswählen`).check();
  await page.getByRole("button", { name: "Übernehmen", exact: true }).click();
  await page.getByText("Erledigt.", { exact: true }).waitFor();
  for (const { number } of sent) await page.getByLabel(`Vorgang ${number} auswählen`).check();
  await page.getByRole("button", { name: "Abgeben", exact: true }).click();
  await page.getByText(`${sent[0].number}: Die Aufgabe ist wieder frei.`).waitFor();
  for (const direction of ["ascending", "descending"]) {
    await page.getByRole("link", { name: /^Vorgang/ }).first().click();
    await page.locator(`th[aria-sort=${direction}]`).waitFor();
    const first = await page.locator("a[data-row-link]").first().textContent();
    assert.equal(first, direction === "ascending" ? sent[0].number : sent[1].number);
  }
  await page.getByLabel("Leistung").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Filtern" }).click();
  await page.getByRole("link", { name: "Filter aufheben" }).click();
  await desk.openCase(page, sent[0].number);
  await page.getByText("Auf Wiedervorlage legen").click();
  await page.getByRole("button", { name: "Zurücklegen" }).click();
  await page.getByText("Wählen Sie einen Tag nach heute").first().waitFor();
  await look(page, "lists-04-put-away-problems");
  await page.getByLabel("Wiedervorlage am").fill(portal.daysAgo(-9).split(".").reverse().join("-"));
  await page.getByLabel("Grund").fill("Antwort der Meldebehörde");
  await page.getByRole("button", { name: "Zurücklegen" }).click();
  await page.getByText("Der Vorgang ist zurückgelegt.").waitFor();
  await look(page, "lists-05-put-away");
  await page.goto(desk.WORK_LIST);
  assert.equal(await desk.rowsOf(page, sent[0].number).count(), 0, "what is put away is out of the way");
  await page.getByRole("link", { name: /^Wiedervorlage/ }).click();
  await page.getByRole("link", { name: /^Später vorzulegen: 1/ }).click();
  assert.equal(await desk.rowsOf(page, sent[0].number).count(), 1);
  await look(page, "lists-06-later");
  await page.getByRole("link", { name: "Bestand", exact: true }).click();
  await look(page, "lists-07-registers");
  await page.getByRole("link", { name: "Post zum Drucken" }).click();
  await look(page, "lists-08-print-tray");
  await leave();
});

/** On a phone the head of office sees all tasks, in English. */
test("the head of office sees all tasks", async () => {
  const { page, leave } = await visitor(browser, program.address, { viewport: PHONE });
  await desk.signIn(page, "amann");
  await page.goto(`${desk.WORK_LIST}?sicht=alle&lang=en`);
  await page.getByRole("heading", { level: 1, name: "My work list" }).waitFor();
  assert.equal(await desk.rowsOf(page, sent[0].number).count(), 1, "also what somebody has put away");
  await look(page, "lists-09-head-phone-english");
  await leave();
});
