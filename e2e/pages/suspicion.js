// What people meet in the report of a suspected infection, by the words on the pages. When a page calls something
// differently, it is changed here alone.
import { daysAgo, heading, next } from "./portal.js";

export const TOWN = "gelnhausen";
export const COUNTY = "main-kinzig-kreis";

/** Answers a question with one choice; `label` is the whole label of the choice. */
async function choose(page, question, label) {
  await page.getByRole("group", { name: question }).getByLabel(label, { exact: true }).check();
}

/** The search of the town leads to the office of the county. */
export async function findFromTown(page) {
  await page.goto(`/${TOWN}`);
  await page.getByLabel("Leistung suchen").fill("Ansteckung");
  await page.getByRole("button", { name: "Suchen" }).click();
  await page.getByRole("link", { name: /Verdacht auf Ansteckung melden/ }).first().click();
  await heading(page, "Verdacht auf Ansteckung melden");
}

export async function begin(page) {
  await page.getByRole("button", { name: /beantragen|melden/i }).first().click();
  await heading(page, "Brauchen Sie sofort Hilfe?");
}

/** Says that somebody is in danger, and that nobody is. */
export async function inDanger(page) {
  await choose(page, "schwer Luft", "Ja");
  await choose(page, "verwirrt", "Nein");
}

export async function outOfDanger(page) {
  await choose(page, "schwer Luft", "Nein");
  await choose(page, "verwirrt", "Nein");
}

export async function needsNoDoctor(page) {
  await choose(page, "Brauchen Sie noch heute", "Nein");
}

export async function fillPerson(page) {
  await page.getByLabel("Vorname").fill("Tomasz");
  await page.getByLabel("Nachname").fill("Wiśniewski");
  await page.getByLabel("Geburtsdatum").fill("17.06.1969");
  await page.getByLabel("Telefonnummer").fill("06051 998877");
}

export async function fillStay(page) {
  await page.getByLabel("Straße und Hausnummer").fill("Röther Gasse 3");
  await page.getByLabel("Postleitzahl").fill("63571");
  await page.getByLabel("Ort", { exact: true }).fill("Gelnhausen");
  await choose(page, "Was für ein Ort", "Eigene Wohnung oder bei Angehörigen");
}

export async function fillSymptoms(page, { javaScript }) {
  await choose(page, "Haben Sie Beschwerden?", "Ja");
  if (!javaScript) await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await page.getByLabel("Fieber ab 38 Grad").check();
  await page.getByLabel("Husten").check();
  await page.getByLabel("Seit wann haben Sie Beschwerden?").fill(daysAgo(2));
}

export async function fillNoContact(page) {
  await choose(page, "Kontakt zu einer angesteckten", "Nein");
  await choose(page, "in einem Gebiet", "Nein");
}

export async function fillSituation(page) {
  await choose(page, "Arbeiten Sie", "Nein");
  await page.getByLabel("Wie viele Personen").fill("2");
}

export async function fillTest(page) {
  await choose(page, "Testergebnis", "Nein");
  await page.getByLabel("Ich bin einverstanden").check();
}

/** From the first page of the form to its last one, filled; `seen` looks at each page. */
export async function fillAll(page, seen, { javaScript }) {
  await outOfDanger(page);
  await needsNoDoctor(page);
  await next(page, "Wer ist betroffen?");
  await fillPerson(page);
  await seen("person");
  await next(page, "Wo hält sich die Person jetzt auf?");
  await fillStay(page);
  await seen("stay");
  await next(page, "Beschwerden");
  await fillSymptoms(page, { javaScript });
  await seen("symptoms");
  await next(page, "Kontakte und Reisen");
  await fillNoContact(page);
  await seen("contacts");
  await next(page, "Arbeit, Haushalt, Gesundheit");
  await fillSituation(page);
  await seen("situation");
  await next(page, "Test und Erklärung");
  await fillTest(page);
  await seen("test");
}
