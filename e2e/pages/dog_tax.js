// What people meet in the dog tax of the library, by the words on the pages. When a page calls something differently, it is
// changed here alone.
import { heading, next } from "./portal.js";

export const TOWN = "gelnhausen";
export const SERVICE = `/${TOWN}/leistung/hundesteuer`;

export const KEEPER = {
  "Vorname": "Katharina",
  "Nachname": "Büttner-Özdemir",
  "Geburtsdatum": "09.11.1978",
  "Straße und Hausnummer": "Obermarkt 7",
  "Postleitzahl": "63571",
  "Ort": "Gelnhausen",
};

/** A picture of one dot: the smallest proof there is. */
export const PROOF = {
  name: "Bescheid über Wohngeld.png",
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64"),
};

/** The first day of this year, as a German date; whoever keeps the dog since then pays for twelve months. */
export const NEW_YEAR = `01.01.${new Date().getFullYear()}`;

/** What the demonstration town takes in a whole year (demo/parameters/hundesteuer-gelnhausen.toml). */
export const RATES = { first: "60,00 €", second: "90,00 €", both: "150,00 €" };
/** The first dog's tax after the reduction. */
export const HALF = "30,00 €";

/** Begins one of the two procedures. */
export async function begin(page, procedure) {
  await page.goto(SERVICE);
  await page.getByRole("button", { name: procedure }).click();
  await heading(page, "Ihre Angaben");
}

export async function fillKeeper(page, keeper = KEEPER) {
  for (const [label, answer] of Object.entries(keeper)) await page.getByLabel(label, { exact: true }).fill(answer);
}

/** Fills one dog; `within` is its part of the page. */
export async function fillDog(within, dog) {
  await within.getByLabel("Name des Hundes").fill(dog.name);
  await within.getByLabel("Rasse", { exact: true }).selectOption({ label: dog.breed });
  await within.getByLabel("Geburtsdatum des Hundes").fill("01.02.2024");
  await within.getByLabel("Rüde").check();
  await within.getByLabel("Farbe").fill("schwarz mit weißer Brust");
  if (dog.chip) await within.getByLabel("Chipnummer").fill(dog.chip);
  await within.getByLabel("Seit wann halten Sie den Hund?").fill(NEW_YEAR);
}

export async function fillHousehold(page) {
  await page.getByLabel("Nein, ich habe die Hunde hier aufgenommen").check();
  await page.getByLabel("Wie viele andere Hunde").fill("0");
}

/** Asks for the reduction of people who receive benefits. Without scripts its questions follow after the next page load. */
export async function askForRelief(page, { javaScript }) {
  await page.getByLabel("Ja, ich erhalte Bürgergeld").check();
  if (!javaScript) await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await page.getByLabel("Warum?").fill("Ich erhalte seit März Wohngeld.");
  await page.getByLabel("Nachweis").setInputFiles(PROOF);
  if (!javaScript) await page.getByRole("button", { name: "Datei hinzufügen" }).click();
  await page.getByText(PROOF.name).first().waitFor();
}

export async function payByTransfer(page) {
  await page.getByLabel("Überweisung nach Bescheid").check();
  await page.getByLabel("Ich versichere").check();
}

/** From the first page to the page of payment, of a dog that nothing speaks about. */
export async function fillPlain(page, dogs) {
  await begin(page, "Hund anmelden");
  await fillKeeper(page);
  await next(page, "Ihre Hunde");
  for (const [index, dog] of dogs.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Hund hinzufügen" }).click();
    await fillDog(page.getByRole("group", { name: `${index + 1}. Hund` }), dog);
  }
  await next(page, "Ihr Haushalt");
  await fillHousehold(page);
  await next(page, "Ermäßigung oder Befreiung");
  await page.getByLabel("Nein", { exact: true }).check();
  await next(page, "Zahlung und Erklärung");
  await payByTransfer(page);
}

/** The number of the tag in the words of a notice. */
export function tagIn(notice) {
  const [, tag] = /Steuermarke\s+Nr\.\s+(\d+)/.exec(notice) ?? [];
  if (!tag) throw new Error(`no tag in the notice:\n${notice}`);
  return tag;
}
