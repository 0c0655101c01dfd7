// A clerk extends a statutory period with the keyboard alone, in either language, and the applicant reads the new day.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { tabTo } from "../house/keyboard.js";
import { look } from "../house/look.js";
import { SMALL, startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

const REASON = "Das Gutachten zur Rasse fehlt noch.";
const CLOCK =
  '<bpmn:extensionElements><fachwerk:legalClock id="decision" term="P3M" extension="P4W" stops="deliver_letter" /></bpmn:extensionElements>';

let program;
let browser;
let citizen;
let sent;
before(async () => {
  program = await startProgram();
  browser = await startBrowser();
  await installWithClock();
  citizen = await visitor(browser, program.address);
  await portal.fillAll(citizen.page);
  await portal.sendButton(citizen.page).click();
  sent = await portal.receipt(citizen.page);
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** Who cannot use a mouse is led to what is missing, and nothing typed is lost on the way. */
test("a period is extended by keyboard", async () => {
  const { page, leave } = await visitor(browser, program.address);
  const { keyboard } = page;
  await desk.signIn(page);
  await desk.openCase(page, sent.number);
  await tabTo(page, "Frist verlängern");
  await keyboard.press("Enter");
  await look(page, "deadline-01-open");
  await retype(page, "Verlängern um", "9");
  await send(page);
  await page.getByRole("alert").filter({ hasText: "2 Angaben passen noch nicht" }).waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.matches("[data-error-summary]")), "the list has the focus");
  await look(page, "deadline-02-problems");
  await tabTo(page, "Schreiben Sie den Grund");
  await keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "grund");
  await keyboard.type(REASON);
  await send(page);
  await page.getByRole("alert").filter({ hasText: "Eine Angabe passt noch nicht" }).waitFor();
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: `Case ${sent.number}` }).waitFor();
  await tabTo(page, "Extend the deadline");
  await keyboard.press("Enter");
  await retype(page, "Extend by", "2");
  await tabTo(page, "Reason");
  await keyboard.type(REASON);
  await tabTo(page, "Extend");
  await keyboard.press("Enter");
  await page.getByText("The deadline is extended.").waitFor();
  await look(page, "deadline-03-extended-english");
  await leave();
});

/** The applicant reads until when the office has time now, and why, in either language. */
test("the applicant reads the new day", async () => {
  const { page } = citizen;
  await portal.askForStatus(page, sent);
  await page.getByText(/Die Frist für Ihren Antrag ist verlängert\. Sie endet jetzt am \d\d\.\d\d\.\d{4}\./).waitFor();
  await page.getByText(`Grund: ${REASON}`).waitFor();
  await look(page, "deadline-04-status");
  await page.getByRole("link", { name: "English" }).click();
  await portal.reloadUntil(page, page.getByRole("link", { name: "Extension of the period – Register a dog", exact: true }));
  await look(page, "deadline-05-status-english");
  await citizen.leave();
});

/** The small service with three months to decide. */
async function installWithClock() {
  const folder = join(program.data, "with-clock");
  await cp(SMALL, folder, { recursive: true });
  const file = join(folder, "process.bpmn");
  const process = await readFile(file, "utf8");
  await writeFile(file, process.replace('isExecutable="true">', `isExecutable="true">${CLOCK}`));
  await program.command("library", "install", folder, "--tenant", portal.TOWN);
}

async function retype(page, label, answer) {
  await tabTo(page, label);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(answer);
}

/** The button is the next stop behind the reason. */
async function send(page) {
  await tabTo(page, "Verlängern");
  await page.keyboard.press("Enter");
}
