// What a caseworker meets, by the words on the pages. When a page calls something differently, it is changed here alone.
import { codes } from "../house/totp.js";
import { reloadUntil, TOWN } from "./portal.js";

export const SIGN_IN = `/amt/${TOWN}/anmelden`;
export const WORK_LIST = `/amt/${TOWN}/aufgaben`;
/** The button that closes a decision. */
export const DECIDE = "Entscheiden";
const PASSWORD = "fachwerk-demo";
/** What the apps of all demo logins know. */
const SECRET = "FACHWERKDEMOFACHWERKDEMOFACHWERK";
const CODE_PATIENCE_MS = 90_000;
const NOBODYS = "0".repeat(32);
/** Pages that nobody reaches without a sign-in. */
export const PAGES = [WORK_LIST, `/amt/${TOWN}/vorgang/${NOBODYS}`, `/amt/${TOWN}/vorgang/${NOBODYS}/dokument/${NOBODYS}`];

export async function fillSignIn(page, login, password) {
  await page.getByLabel("Anmeldename").fill(login);
  await page.getByLabel("Passwort").fill(password);
  await page.getByRole("button", { name: "Anmelden" }).click();
}

export async function signIn(page, login = "weber", town = TOWN) {
  await page.goto(`/amt/${town}/anmelden`);
  await fillSignIn(page, login, PASSWORD);
  await passSecondStep(page);
}

/** Types the code of the app; whoever was here a moment ago waits for a fresh one. Each is typed once: guessing is slowed down. */
export async function passSecondStep(page) {
  const field = page.getByLabel("Code aus Ihrer App");
  const patience = Date.now() + CODE_PATIENCE_MS;
  let typed = 0;
  await field.waitFor();
  while (Date.now() < patience) {
    for (const { step, code } of codes(SECRET).filter(({ step }) => step > typed)) {
      typed = step;
      await field.fill(code);
      await page.getByRole("button", { name: "Anmelden" }).click();
      await page.waitForLoadState();
      if (!page.url().includes("/anmelden")) return;
    }
    await page.waitForTimeout(1_000);
  }
  throw new Error("no code was accepted");
}

export async function signInByKeyboard(page, tabTo) {
  await tabTo(page, "Anmeldename");
  await page.keyboard.type("weber");
  await tabTo(page, "Passwort");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByLabel("Code aus Ihrer App").waitFor();
  // The field has the focus already.
  await page.keyboard.type(codes(SECRET)[1].code);
  await page.keyboard.press("Enter");
  await workList(page);
}

export async function workList(page) {
  await page.getByRole("heading", { level: 1, name: "Mein Arbeitskorb" }).waitFor();
}

/** Opens the work list and one of its views. */
export async function showView(page, name) {
  await page.goto(WORK_LIST);
  await page.getByRole("navigation", { name: "Ansichten" }).getByRole("link", { name: new RegExp(`^${name} \\d`) }).click();
  await workList(page);
  await page.locator("[aria-current=page]", { hasText: name }).waitFor();
}

/** The rows of the work list that belong to this case. */
export function rowsOf(page, number) {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name: number }) });
}

/** Waits for the task, because what comes before it is carried out by the worker, and opens its case. */
export async function openCase(page, number, town = TOWN) {
  await page.goto(`/amt/${town}/aufgaben`);
  const link = page.getByRole("link", { name: number });
  await reloadUntil(page, link);
  await link.click();
  await casePage(page, number);
}

/** Finds a case by its number, whoever is asked for it. */
export async function searchCase(page, number, town = TOWN) {
  await page.goto(`/amt/${town}/aufgaben`);
  await page.getByLabel("Vorgänge und Bestand durchsuchen").fill(number);
  await page.getByRole("button", { name: "Suchen" }).click();
  await page.getByRole("link", { name: number }).first().click();
  await casePage(page, number);
}

/** Says why something is done to a case. */
export async function giveReason(page, reason) {
  await page.getByLabel("Grund", { exact: true }).locator("visible=true").fill(reason);
}

export async function casePage(page, number) {
  await page.getByRole("heading", { level: 1, name: `Vorgang ${number}` }).waitFor();
}

/** Takes the task; the form of the decision appears. */
export async function take(page) {
  await page.getByRole("button", { name: "Übernehmen" }).click();
  await page.getByRole("button", { name: DECIDE }).waitFor();
}

/** Closes the decision. */
export async function decide(page) {
  await page.getByRole("button", { name: DECIDE }).click();
}

export async function approve(page) {
  await page.getByLabel("Hund anmelden und Steuer festsetzen").check();
  await page.getByRole("button", { name: DECIDE }).click();
}

/** Rejects; first without the reason, which is asked for. */
export async function reject(page, reason, whenReasonIsMissing) {
  await page.getByLabel("Anmeldung ablehnen").check();
  await page.getByRole("button", { name: DECIDE }).click();
  await page.getByRole("alert").waitFor();
  await whenReasonIsMissing();
  await page.getByLabel("Begründung der Ablehnung").fill(reason);
  await page.getByRole("button", { name: DECIDE }).click();
}

/** What the page says will happen on deciding. */
export function consequences(page) {
  return page.locator(".foreseen");
}

/** The letter beside the form. */
export function draft(page) {
  return page.getByRole("region", { name: "Vorschau des Schreibens" });
}

/** Asks for the outlook where no script keeps it fresh. */
export async function look(page, javaScript) {
  if (!javaScript) await page.getByRole("button", { name: "Vorschau", exact: true }).click();
}

/** Inserts a text block into the field that offers it. */
export async function insertBlock(page, title) {
  const insert = page.getByRole("button", { name: `„${title}“ einfügen` });
  if (!(await insert.isVisible())) await page.getByText("Textbausteine").first().click();
  await insert.click();
}

/** Opens a part of the page of a case. */
export async function openPart(page, name) {
  await page.getByRole("navigation", { name: "Teile des Vorgangs" }).getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
}

/** Until the letter of this name stands among the documents. */
export async function waitUntilWritten(page, number, name) {
  await casePage(page, number);
  await openPart(page, "Dokumente");
  await reloadUntil(page, page.getByRole("link", { name }).first());
}

/** Until the letter was written and delivered. */
export async function waitUntilDecided(page, number) {
  await casePage(page, number);
  await openPart(page, "Dokumente");
  await reloadUntil(page, page.getByText("für die antragstellende Person sichtbar"));
}

/** Until this document lies in the case. */
export async function waitForDocument(page, title) {
  await openPart(page, "Dokumente");
  await reloadUntil(page, page.getByRole("link", { name: new RegExp(`${title}.*herunterladen`) }));
}

export async function openPrintTray(page, town = TOWN) {
  await page.goto(`/amt/${town}/druck`);
  await page.getByRole("heading", { level: 1, name: "Post zum Drucken" }).waitFor();
}
