// The office chooses what is done with a case: steps are begun, done, and at last nothing more is to be done. A task is left another
// way than by doing it.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { tabTo } from "../house/keyboard.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

const PARTY = fileURLToPath(new URL("../../crates/application/casework/tests/packages/examination", import.meta.url));
const CALL = "Veranstalter anrufen";
const ASK_YARD = "Stellungnahme des Bauhofs einholen";
const DECIDE = "Über das Fest entscheiden";
const CALL_HEAD = "Einschalten: Amtsleitung";
const BREAK_OFF = "Aufgabe abbrechen: Unterlagen unbrauchbar";
const REASON = "Der Lageplan ist nicht lesbar.";

let program;
let browser;
before(async () => {
  program = await startProgram();
  await program.command("library", "install", PARTY, "--tenant", portal.TOWN);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** Registers a street party; the answer is its number. */
async function applied() {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(`/${portal.TOWN}/leistung/examination`);
  await portal.apply(page);
  await page.getByLabel("Name").fill("Erika Beispiel");
  await page.getByLabel("Ort").fill("Marktplatz");
  await portal.toSummary(page);
  await portal.sendButton(page).click();
  const { number } = await portal.receipt(page);
  await leave();
  return number;
}

/** Does the task that is open and free, by its name. */
async function complete(page, name) {
  const task = page.locator(".case__task > .stack", { has: page.getByRole("heading", { level: 3, name, exact: true }) });
  await task.getByRole("button", { name: "Übernehmen" }).click();
  await page.getByLabel("Ergebnis").fill("Keine Bedenken");
  await page.getByRole("button", { name: desk.DECIDE }).click();
  await page.getByRole("status").waitFor();
}

/** A clerk finds the case in the work list, begins two steps, does one, and reads what ends before saying that nothing more is to
 * be done; the history names who began what. Another person decides. */
test("steps are chosen without scripts", async () => {
  const number = await applied();
  const { page, leave } = await visitor(browser, program.address, { javaScript: false });
  await desk.signIn(page);
  await desk.openCase(page, number);
  await look(page, "choose-01-what-is-to-be-done");
  await page.getByRole("button", { name: `Beginnen: ${CALL}` }).click();
  await page.getByText("Der Schritt ist begonnen.").waitFor();
  await page.getByRole("button", { name: `Beginnen: ${ASK_YARD}` }).click();
  await page.getByRole("heading", { level: 3, name: ASK_YARD }).waitFor();
  await look(page, "choose-02-begun");
  await complete(page, CALL);
  await page.getByText("Keine weiteren Schritte", { exact: true }).click();
  await desk.consequences(page).getByText(`Die Aufgabe „${ASK_YARD}“ entfällt.`).waitFor();
  await look(page, "choose-03-what-would-follow");
  await page.getByRole("button", { name: "Es ist nichts mehr zu tun" }).click();
  await page.getByText("Hier ist nichts mehr zu tun. Der Vorgang geht weiter.").waitFor();
  await page.getByText("Diese Aufgabe muss").or(page.getByText("eine andere Person")).first().waitFor();
  await look(page, "choose-04-for-somebody-else");
  await desk.openPart(page, "Verlauf");
  const begun = page.getByRole("listitem").filter({ hasText: "Schritt begonnen – Jonas Weber" });
  assert.equal(await begun.count(), 2);
  await begun.filter({ hasText: ASK_YARD }).waitFor();
  await look(page, "choose-05-history");
  await leave();
});

/** Whoever decides calls in the head of office and keeps the task, then breaks it off; each time with a reason that everybody in the
 * office can read. */
test("a task is left another way", async () => {
  const number = await applied();
  const { page, leave } = await visitor(browser, program.address, { javaScript: false });
  await desk.signIn(page, "kaya");
  await desk.searchCase(page, number);
  await page.getByText("Keine weiteren Schritte", { exact: true }).click();
  await page.getByRole("button", { name: "Es ist nichts mehr zu tun" }).click();
  await page.getByRole("button", { name: "Übernehmen" }).click();
  await page.getByText(CALL_HEAD).first().click();
  await look(page, "choose-06-other-ways");
  await desk.giveReason(page, REASON);
  await page.getByRole("button", { name: CALL_HEAD }).click();
  await page.getByText("Erledigt. Der Grund steht bei den Notizen.").waitFor();
  await page.getByRole("heading", { level: 3, name: "Rat geben" }).waitFor();
  await page.getByText(BREAK_OFF).first().click();
  await page.getByRole("button", { name: BREAK_OFF }).click();
  await page.getByRole("link", { name: "Schreiben Sie den Grund." }).waitFor();
  await look(page, "choose-07-reason-missing");
  await desk.giveReason(page, REASON);
  await page.getByRole("button", { name: BREAK_OFF }).click();
  await page.getByRole("heading", { level: 3, name: "Unterlagen nachfordern" }).waitFor();
  await desk.openPart(page, "Notizen");
  assert.equal(await page.getByText(REASON).count(), 2);
  await leave();
});

/** Who cannot use a mouse chooses, too. */
test("steps are chosen by keyboard", async () => {
  const number = await applied();
  const { page, leave } = await visitor(browser, program.address);
  await desk.signIn(page, "kaya");
  await desk.searchCase(page, number);
  await tabTo(page, `Beginnen: ${CALL}`);
  await page.keyboard.press("Enter");
  await page.getByText("Der Schritt ist begonnen.").waitFor();
  await tabTo(page, "Keine weiteren Schritte");
  await page.keyboard.press("Enter");
  await tabTo(page, "Es ist nichts mehr zu tun");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 3, name: DECIDE }).waitFor();
  await leave();
});
