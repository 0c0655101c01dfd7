// What lies beside the straight way: pausing, legal pages, giving a task back, the views of the work list, leaving.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
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

/** Who is interrupted finds everything again, also what was not right yet. */
test("a draft waits", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(`/${portal.TOWN}/leistung/${portal.SERVICE}`);
  await portal.apply(page);
  await page.getByLabel("Vorname").fill("Mira");
  await page.getByLabel("Postleitzahl").fill("611");
  await page.getByRole("button", { name: "Später weitermachen" }).click();
  await portal.heading(page, "Ihre Angaben sind gespeichert");
  await look(page, "around-01-later");
  await page.getByRole("link", { name: "Hier weitermachen" }).click();
  await portal.heading(page, "Ihre Angaben");
  assert.equal(await page.getByLabel("Vorname").inputValue(), "Mira");
  assert.equal(await page.getByLabel("Postleitzahl").inputValue(), "611");
  await leave();
});

/** Everybody finds who is responsible, what happens to data and where to report a barrier. */
test("the pages below every page", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(`/${portal.TOWN}`);
  for (const name of ["Impressum", "Datenschutz", "Barrierefreiheit", "Barriere melden"]) {
    await page.getByRole("contentinfo").getByRole("link", { name }).click();
    await portal.heading(page, new RegExp(name.split(" ")[0], "i"));
    await look(page, `around-02-${name.toLowerCase().replace(" ", "-")}`);
  }
  await leave();
});

/** A task that was given back can be taken by a colleague, and only one person has it at a time. */
test("a task changes hands", async () => {
  const citizen = await visitor(browser, program.address);
  await portal.fillAll(citizen.page, { ...portal.DOG, name: "Bella" });
  await portal.sendButton(citizen.page).click();
  const { number } = await portal.receipt(citizen.page);
  await citizen.leave();

  const [weber, kaya] = [await visitor(browser, program.address), await visitor(browser, program.address)];
  await desk.signIn(weber.page, "weber");
  await desk.openCase(weber.page, number);
  await desk.signIn(kaya.page, "kaya");
  await desk.openCase(kaya.page, number);
  await desk.take(weber.page);
  await kaya.page.getByRole("button", { name: "Übernehmen" }).click();
  await kaya.page.getByRole("alert").waitFor();
  await look(kaya.page, "around-03-somebody-was-faster");
  await desk.showView(weber.page, "Meine");
  assert.equal(await desk.rowsOf(weber.page, number).count(), 1);
  await desk.showView(kaya.page, "Frei");
  await look(kaya.page, "around-04-nothing-free");
  await desk.openCase(weber.page, number);
  await weber.page.getByRole("button", { name: "Abgeben" }).click();
  await weber.page.getByRole("button", { name: "Übernehmen" }).waitFor();
  await desk.openCase(kaya.page, number);
  await desk.take(kaya.page);
  await weber.leave();
  await kaya.leave();
});

/** Who leaves the desk closes the door behind them, also for the back button. */
test("signing out", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await desk.signIn(page, "amann");
  await look(page, "around-05-head-of-office");
  await page.getByRole("button", { name: "Abmelden" }).click();
  await page.waitForURL(/\/anmelden/);
  await page.goto(desk.WORK_LIST);
  await page.waitForURL(/\/anmelden/);
  await leave();
});
