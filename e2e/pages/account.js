// What a citizen with an account meets, by the words on the pages. When a page calls something differently, it is changed
// here alone.
import assert from "node:assert/strict";
import { heading, reloadUntil } from "./portal.js";

const PASSWORD = "drei lange Wörter";

/** Two people with accounts; the demo's reader of identity cards knows them by these names. */
export const ERIKA = { mail: "erika@beispiel.example", name: /Erika Beispiel/, lastName: "Beispiel" };
export const JONAS = { mail: "jonas@beispiel.example", name: /Jonas Öztürk/, lastName: "Öztürk" };

/** From the page to sign in to an account; `see` is told each page on the way. */
export async function signUp(page, { mail }, see) {
  await page.getByRole("link", { name: "Bürgerkonto anlegen" }).click();
  await heading(page, "Bürgerkonto anlegen");
  await see("02-sign-up");
  await page.getByLabel("E-Mail-Adresse").fill(mail);
  await page.getByLabel("Neues Passwort").fill(PASSWORD);
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await heading(page, "Sehen Sie in Ihre E-Mails");
  await see("03-on-its-way");
  await page.getByRole("link", { name: "Demo: Post ansehen" }).click();
  await heading(page, "Post der Demo");
  await reloadUntil(page, letterTo(page, mail));
  await see("04-mails");
  await letterTo(page, mail).click();
  await see("05-mail");
  await page.getByRole("link", { name: /\/konto\/bestaetigen\// }).click();
  await heading(page, "E-Mail-Adresse bestätigen");
  await page.getByLabel("Passwort").fill(PASSWORD);
  await page.getByRole("button", { name: "Bestätigen" }).click();
  await heading(page, "Meine Anträge");
}

export async function fillSignIn(page, { mail }) {
  await page.getByLabel("E-Mail-Adresse").fill(mail);
  await page.getByLabel("Passwort").fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Anmelden", exact: true }).click();
}

export async function signIn(page, person) {
  await page.goto("/anmelden");
  await fillSignIn(page, person);
  await heading(page, "Meine Anträge");
}

export async function signOut(page) {
  await page.getByRole("button", { name: "Abmelden" }).click();
  await page.getByRole("banner").getByRole("link", { name: "Anmelden" }).waitFor();
}

/** The session ends for the program, and the browser does not know it: as after half an hour of silence. */
export async function endSessionElsewhere(browser, address, page) {
  const other = await browser.newContext({ baseURL: address, locale: "de-DE", storageState: await page.context().storageState() });
  const window = await other.newPage();
  await window.goto("/meine");
  await signOut(window);
  await other.close();
}

/** The text of the newest mail to this address, as the demo shows it. */
export async function mailTo(page, mail) {
  await page.goto("/demo/post");
  await reloadUntil(page, letterTo(page, mail));
  await letterTo(page, mail).click();
  const text = await page.getByRole("main").innerText();
  assert.ok(text.includes(mail), text);
  return text;
}

function letterTo(page, mail) {
  return page.getByRole("main").locator("li", { hasText: mail }).getByRole("link").first();
}
