// An application for a watchdog in the dog tax of the library, which two people decide, by the words of its form.
import { DOG, heading, KEEPER, next, receipt, sendButton, toSummary } from "./portal.js";

/** The town whose tax office has two people. */
export const TOWN = "gelnhausen";
/** Who prepares, and who releases. */
export const FIRST = { login: "roth", name: "Miriam Roth" };
export const SECOND = { login: "seidel", name: "Paul Seidel" };

/** Sends an application for a watchdog; its number and code. */
export async function applyForRelief(page, dog) {
  await page.goto(`/${TOWN}/leistung/hundesteuer`);
  await page.getByRole("button", { name: /beantragen|anmelden/i }).first().click();
  await heading(page, "Ihre Angaben");
  for (const [label, answer] of Object.entries({ ...KEEPER, "Postleitzahl": "63571", "Ort": "Gelnhausen" })) {
    await page.getByLabel(label).fill(answer);
  }
  await next(page, "Ihre Hunde");
  await page.getByLabel("Name des Hundes").fill(dog);
  await page.getByLabel("Rasse", { exact: true }).selectOption({ label: DOG.breed });
  await page.getByLabel("Geburtsdatum des Hundes").fill(DOG.born);
  await page.getByLabel(DOG.sex).check();
  await page.getByLabel("Farbe").fill(DOG.colour);
  await page.getByLabel("Seit wann halten Sie den Hund?").fill(DOG.since);
  await next(page, "Ihr Haushalt");
  await page.getByLabel("Nein, ich habe die Hunde hier aufgenommen").check();
  await page.getByLabel("Wie viele andere Hunde").fill("0");
  await next(page, "Ermäßigung oder Befreiung");
  await page.getByLabel(/Wachhund/).check();
  const reason = page.getByLabel("Warum?");
  if (!(await reason.isVisible())) await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await reason.fill("Der Hund bewacht unseren Hof.");
  await next(page, "Zahlung und Erklärung");
  await page.getByLabel("Überweisung nach Bescheid").check();
  await page.getByLabel("Ich versichere").check();
  await toSummary(page);
  await sendButton(page).click();
  return receipt(page);
}
