// The first day of a colleague: a link that opens once, a password, an app, and codes for the day the phone is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import { code } from "../house/totp.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";
import { TOWN } from "../pages/dog_tax.js";

const LOGIN = "neumann";
const PASSWORD = "Der Dackel bellt um sieben";

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

/** Nobody but the colleague knows the password, and without the phone a code on paper opens the door once. */
test("a colleague begins", async () => {
  const said = await program.command("user", "add", TOWN, LOGIN, "Nora Neumann", "--group", "steueramt");
  const [, link] = /(\/amt\/\S+\/zugang\/\S+)/.exec(said) ?? [];
  assert.ok(link, `a link is printed:\n${said}`);
  const { page, leave } = await visitor(browser, program.address, { javaScript: false });
  await choosesPassword(page, link);
  await setsUpApp(page);
  const recovery = await page.locator("#ersatzcodes code").allInnerTexts();
  assert.ok(recovery.length >= 8, `${recovery.length} codes`);
  await look(page, "new-staff-05-recovery-codes");
  await page.getByRole("link", { name: "Ich habe die Codes notiert" }).click();
  await desk.workList(page);
  assert.equal((await page.request.get(link)).status(), 404, "the link opens once");
  await signsInWith(page, recovery[0]);
  await desk.workList(page);
  await signsInWith(page, recovery[0]);
  await page.getByRole("alert").waitFor();
  await look(page, "new-staff-06-used-code");
  await page.getByLabel("Code aus Ihrer App").fill(recovery[1]);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await desk.workList(page);
  await leave();
});

async function choosesPassword(page, link) {
  await page.goto(link);
  await portal.heading(page, "Passwort wählen");
  await look(page, "new-staff-01-password");
  await page.getByLabel("Neues Passwort").fill(PASSWORD);
  await page.getByRole("button", { name: "Passwort speichern" }).click();
  await page.getByText("Ihr Passwort ist gespeichert").waitFor();
  await look(page, "new-staff-02-chosen");
  await desk.fillSignIn(page, LOGIN, PASSWORD);
}

async function setsUpApp(page) {
  await portal.heading(page, "Zweiten Faktor einrichten");
  await look(page, "new-staff-03-app");
  const secret = await page.locator("#geheimnis").innerText();
  await page.getByLabel("Code aus Ihrer App").fill("000000");
  await page.getByRole("button", { name: "Anmelden" }).click();
  await page.getByRole("alert").waitFor();
  await look(page, "new-staff-04-wrong-code");
  assert.equal(await page.locator("#geheimnis").innerText(), secret, "the picture that was scanned stays the right one");
  await page.getByLabel("Code aus Ihrer App").fill(code(secret));
  await page.getByRole("button", { name: "Anmelden" }).click();
  await portal.heading(page, "Ihre Ersatzcodes");
}

async function signsInWith(page, recoveryCode) {
  await page.getByRole("button", { name: "Abmelden" }).click();
  await desk.fillSignIn(page, LOGIN, PASSWORD);
  await page.getByLabel("Code aus Ihrer App").fill(recoveryCode);
  await page.getByRole("button", { name: "Anmelden" }).click();
}
