// What a citizen meets, by the words on the pages. When a page calls something differently, it is changed here alone.
import assert from "node:assert/strict";

export const TOWN = "musterstadt";
export const SERVICE = "hundesteuer";

/** Days ago as the German date a person types. */
export function daysAgo(days) {
  const day = new Date(Date.now() - days * 86_400_000);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(day.getDate())}.${two(day.getMonth() + 1)}.${day.getFullYear()}`;
}

export const KEEPER = {
  "Vorname": "Mira",
  "Nachname": "Yıldız-Groß",
  "Geburtsdatum": "24.03.1985",
  "Straße und Hausnummer": "Kaiserstraße 12a",
  "Postleitzahl": "61169",
  "Ort": "Musterstadt",
};

export const DOG = { name: "Frieda", breed: "Beagle", born: "01.05.2024", sex: "Hündin", colour: "braun-weiß", since: daysAgo(40) };

/** Yearly tax of a first dog in the demonstration town, in cents (`rate_first` of the package). */
const YEARLY_CENTS = 9000;

/** What a first dog costs in the current year: the months from the one it came to the household in. */
export function taxOfThisYear(since = DOG.since) {
  const [, month, year] = since.split(".").map(Number);
  const months = year < new Date().getFullYear() ? 12 : 13 - month;
  const cents = Math.floor((YEARLY_CENTS * months) / 12);
  return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")} €`;
}

/** From the service's page to the first page of the form. */
export async function apply(page) {
  await page.getByRole("button", { name: "Jetzt beantragen" }).click();
  await heading(page, "Ihre Angaben");
}

/** The page is the one with this heading. */
export async function heading(page, words) {
  await page.getByRole("heading", { level: 1, name: words }).waitFor();
}

export async function fillKeeper(page, keeper = KEEPER) {
  for (const [label, answer] of Object.entries(keeper)) await page.getByLabel(label).fill(answer);
}

export async function fillDog(page, dog = DOG) {
  await page.getByLabel("Name des Hundes").fill(dog.name);
  await page.getByLabel("Rasse", { exact: true }).selectOption({ label: dog.breed });
  await page.getByLabel("Geburtsdatum des Hundes").fill(dog.born);
  await page.getByLabel(dog.sex).check();
  await page.getByLabel("Farbe").fill(dog.colour);
  await page.getByLabel("Seit wann halten Sie den Hund?").fill(dog.since);
  await page.getByLabel("Nein, ich habe den Hund hier aufgenommen").check();
}

export async function fillHousehold(page, otherDogs = "0") {
  await page.getByLabel("Wie viele andere Hunde").fill(otherDogs);
  await page.getByLabel("Ich versichere").check();
}

/** On to the next page of the form. */
export async function next(page, words) {
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await heading(page, words);
}

/** From the last page of the form to the summary. */
export async function toSummary(page) {
  await page.getByRole("button", { name: "Angaben prüfen" }).click();
  await heading(page, "Prüfen Sie Ihre Angaben");
}

/** Fills the three pages and stops before the summary is sent. */
export async function fillAll(page, dog = DOG) {
  await page.goto(`/${TOWN}/leistung/${SERVICE}`);
  await apply(page);
  await fillKeeper(page);
  await next(page, "Ihr Hund");
  await fillDog(page, dog);
  await next(page, "Haushalt und Erklärung");
  await fillHousehold(page);
  await toSummary(page);
}

/** From the summary back to a page of the form, and to the summary again. */
export async function change(page, section, mend) {
  await page.getByRole("link", { name: `Ändern: ${section}` }).click();
  await heading(page, section);
  await mend();
  await page.getByRole("button", { name: /^(Weiter|Angaben prüfen)$/ }).click();
  await heading(page, "Prüfen Sie Ihre Angaben");
}

export function sendButton(page) {
  return page.getByRole("button", { name: "Verbindlich absenden" });
}

/** What the last page tells: number and code of the case. */
export async function receipt(page) {
  await page.waitForURL(/\/fertig$/);
  const text = await page.getByRole("main").innerText();
  const [number] = /\b\d{4}-\d{5,}\b/.exec(text) ?? [];
  const [code] = /\b[A-Z2-9]{4}(-[A-Z2-9]{4}){3}\b/.exec(text) ?? [];
  assert.ok(number && code, `number and code stand on the page:\n${text}`);
  return { number, code };
}

/** Asks for the status as a person with the letter in their hand. */
export async function askForStatus(page, { number, code }, town = TOWN) {
  await page.goto(`/${town}/vorgang`);
  await page.getByLabel("Vorgangsnummer").fill(number);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Stand ansehen" }).click();
}

/** Loads the page again until it shows this; the worker carries out what was decided a moment later. */
export async function reloadUntil(page, locator) {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (await locator.first().isVisible()) return;
    await page.waitForTimeout(500);
    await page.reload();
  }
  assert.fail(`never appeared: ${locator}\n${await page.getByRole("main").innerText()}`);
}

/** Signs in with the identity card of one of the demonstration's people. */
export async function signInByCard(page, person) {
  await page.goto("/anmelden");
  await page.getByRole("button", { name: "Online-Ausweis benutzen" }).click();
  await page.getByRole("button", { name: new RegExp(person) }).click();
  await page.waitForURL(/\/meine|\/konto/);
}

/** Opens the page of the case: as its owner, or with number and code. */
export async function openStatus(page, sent, town = TOWN) {
  await page.goto(`/${town}/vorgang/${sent.number}`);
  if (await page.getByLabel("Code", { exact: true }).isVisible()) await askForStatus(page, sent, town);
  await page.getByText("Stand:").first().waitFor();
}
