// What one case told another and nobody took stays in a list for whoever leads the office, who deals with it by keyboard.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { tabTo } from "../house/keyboard.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

const PARTY = fileURLToPath(new URL("../../crates/application/casework/tests/packages/examination", import.meta.url));
const WORD = "Straße ist frei";
const HOST = "Maximilian-Alexander von Hohenstein";
const REASON = "Das Fest ist schon vorbei.";
/** The message, for the host by name. */
const MESSAGE = `<bpmn:message id="free" name="${WORD}"><bpmn:extensionElements><zeebe:subscription correlationKey="=party.host" /></bpmn:extensionElements></bpmn:message>`;
/** It is told before the office begins. */
const TELL =
  '<bpmn:intermediateThrowEvent id="tell"><bpmn:messageEventDefinition messageRef="free" /></bpmn:intermediateThrowEvent><bpmn:sequenceFlow id="told" sourceRef="tell" targetRef="examine" />';

let program;
let browser;
before(async () => {
  program = await startProgram();
  browser = await startBrowser();
  await installTelling();
  await apply();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** Whoever leads the office sees what nobody took and lets it go with a reason, which is asked for. */
test("a message is let go by keyboard", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await desk.signIn(page, "amann");
  await page.goto(`/amt/${portal.TOWN}/liegengeblieben`);
  await portal.reloadUntil(page, page.getByRole("link", { name: WORD }));
  await look(page, "undelivered-01-list");
  await tabTo(page, WORD);
  await page.keyboard.press("Enter");
  await portal.heading(page, WORD);
  await page.getByText(HOST).waitFor();
  await look(page, "undelivered-02-message");
  await tabTo(page, "Verwerfen");
  await page.keyboard.press("Enter");
  await letGo(page);
  await page.getByRole("alert").filter({ hasText: "Eine Angabe passt noch nicht" }).waitFor();
  await look(page, "undelivered-03-reason-missing");
  await tabTo(page, "Schreiben Sie den Grund");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "grund", "the list leads into the field");
  await page.keyboard.type(REASON);
  await letGo(page);
  await page.getByRole("status").waitFor();
  assert.equal(await page.getByRole("link", { name: WORD }).count(), 0);
  await look(page, "undelivered-04-gone");
  await leave();
});

async function letGo(page) {
  await tabTo(page, "Endgültig verwerfen");
  await page.keyboard.press("Enter");
}

/** Street parties whose cases tell a neighbour something that nobody waits for. */
async function installTelling() {
  const folder = join(program.data, "telling");
  await cp(PARTY, folder, { recursive: true });
  const file = join(folder, "process.bpmn");
  const process = await readFile(file, "utf8");
  const telling = process
    .replace("<bpmn:error ", `${MESSAGE}<bpmn:error `)
    .replace('targetRef="examine" />', `targetRef="tell" />${TELL}`)
    .replace("<bpmn:incoming>to_examination</bpmn:incoming>", "<bpmn:incoming>told</bpmn:incoming>");
  await writeFile(file, telling);
  await program.command("library", "install", folder, "--tenant", portal.TOWN);
}

async function apply() {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(`/${portal.TOWN}/leistung/examination`);
  await portal.apply(page);
  await page.getByLabel("Name").fill(HOST);
  await page.getByLabel("Ort").fill("Marktplatz");
  await portal.toSummary(page);
  await portal.sendButton(page).click();
  await portal.receipt(page);
  await leave();
}
