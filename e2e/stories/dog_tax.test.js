// The dog tax of the library from the application to the end: a reduction with its proof, two people at the desk, paying,
// the notice and the day it counts from, and the deregistration of the same dog. Walked with an account and scripts, and as
// a guest without both. And once where nobody needs to look.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import { textOf } from "../house/pdf.js";
import * as desk from "../pages/desk.js";
import * as dogTax from "../pages/dog_tax.js";
import * as portal from "../pages/portal.js";

const WAYS = [
  { javaScript: true, way: "account", dog: { name: "Anton", breed: "Golden Retriever", chip: "276098104123451" } },
  { javaScript: false, way: "guest", dog: { name: "Emma", breed: "Dackel", chip: "276098104123452" } },
];

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

for (const { javaScript, way, dog } of WAYS) {
  describe(`a dog is registered, taxed and deregistered: ${way}`, () => {
    const people = {};
    let sent;
    let tag;
    before(async () => {
      for (const name of ["citizen", "roth", "seidel"]) people[name] = await visitor(browser, program.address, { javaScript });
    });

    /** Who has little money asks for the reduction and adds the proof on the way. */
    test("a citizen applies with a proof", async () => {
      const { page } = people.citizen;
      if (way === "account") await portal.signInByCard(page, "Erika Beispiel");
      await page.goto(dogTax.SERVICE);
      await look(page, `dog-tax-${way}-01-service`);
      sent = await applies(page, way, dog, javaScript);
    });

    /** The office sees proof and computation; who granted the reduction cannot release it. */
    test("two people grant the reduction", async () => {
      const roth = people.roth.page;
      await desk.signIn(roth, "roth", dogTax.TOWN);
      await desk.openCase(roth, sent.number, dogTax.TOWN);
      await desk.openPart(roth, "Dokumente");
      await roth.getByText(dogTax.PROOF.name).first().waitFor();
      await look(roth, `dog-tax-${way}-11-desk-proof`);
      await desk.take(roth);
      await roth.getByLabel("Hunde anmelden und Steuer festsetzen").check();
      await decideFollowUp(roth, javaScript, "bewilligen");
      await look(roth, `dog-tax-${way}-12-desk-decision`);
      await desk.decide(roth);
      await nobodyReleasesTheirOwn(roth, sent.number, way);
      const seidel = people.seidel.page;
      await desk.signIn(seidel, "seidel", dogTax.TOWN);
      await desk.openCase(seidel, sent.number, dogTax.TOWN);
      await desk.take(seidel);
      await seidel.getByLabel("freigeben", { exact: true }).check();
      await look(seidel, `dog-tax-${way}-14-release`);
      await desk.decide(seidel);
      await desk.waitForDocument(seidel, "Bescheid über die Hundesteuer");
      await look(seidel, `dog-tax-${way}-15-notice-at-the-desk`);
    });

    /** Who changes their mind at the checkout has paid nothing, and pays later. */
    test("the citizen pays at the second try", async () => {
      const { page } = people.citizen;
      await portal.openStatus(page, sent, dogTax.TOWN);
      const pay = page.getByRole("button", { name: /bezahlen$/ });
      await portal.reloadUntil(page, pay);
      await look(page, `dog-tax-${way}-16-to-pay`);
      await pay.click();
      await portal.heading(page, "Demo-Bezahldienst");
      await look(page, `dog-tax-${way}-17-checkout`);
      await page.getByRole("button", { name: "Abbrechen" }).click();
      await page.getByText("Die Zahlung wurde abgebrochen").waitFor();
      await look(page, `dog-tax-${way}-18-cancelled`);
      await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
      await page.getByRole("button", { name: "Erfolg" }).click();
      await portal.reloadUntil(page, page.getByText(/Bezahlt am/));
      await look(page, `dog-tax-${way}-19-paid`);
      assert.equal(await page.getByRole("button", { name: /bezahlen|versuchen/ }).count(), 0, "nothing is left to pay");
    });

    /** The notice reaches the citizen, and both sides see from which day it counts and until when one may object. */
    test("the notice arrives and counts from a day", async () => {
      const { page } = people.citizen;
      if (way === "account") await postboxHolds(page, way);
      else await officePosts(people.roth.page, sent.number, way);
      await portal.openStatus(page, sent, dogTax.TOWN);
      await page.getByText(/gilt am \d\d\.\d\d\.\d{4} als bekannt gegeben/).first().waitFor();
      await page.getByText(/Bis \d\d\.\d\d\.\d{4} können Sie Widerspruch einlegen/).first().waitFor();
      await look(page, `dog-tax-${way}-24-status`);
      const link = page.getByRole("link", { name: /Bescheid über die Hundesteuer.*herunterladen/ });
      const answer = await page.request.get(await link.getAttribute("href"));
      const text = await textOf(await answer.body());
      for (const words of [dog.name, dogTax.HALF, "Wir gewähren die beantragte Ermäßigung"]) {
        assert.ok(text.includes(words), `„${words}“ stands in the notice:\n${text}`);
      }
      tag = dogTax.tagIn(text);
      const clerk = people.roth.page;
      await desk.openCase(clerk, sent.number, dogTax.TOWN);
      await desk.openPart(clerk, "Dokumente");
      await clerk.getByText(/als bekannt gegeben/).first().waitFor();
      await clerk.getByText(/bezahlt am/).first().waitFor();
      await look(clerk, `dog-tax-${way}-25-desk-delivered`);
    });

    /** The dog moves away: the same keeper ends the tax, and the office refunds nothing twice. */
    test("the dog is deregistered", async () => {
      const { page } = people.citizen;
      const ended = await deregisters(page, way, tag, dog);
      const link = page.getByRole("link", { name: /Ende der Hundesteuer.*herunterladen/ });
      await portal.openStatus(page, ended, dogTax.TOWN);
      await portal.reloadUntil(page, link);
      await page.getByText("Stand: Entschieden").waitFor();
      await look(page, `dog-tax-${way}-34-ended`);
      const answer = await page.request.get(await link.getAttribute("href"));
      const text = await textOf(await answer.body());
      for (const words of [dog.name, tag]) assert.ok(text.includes(words), `„${words}“ stands in the notice:\n${text}`);
    });

    test("nothing failed on the way", async () => {
      for (const person of Object.values(people)) await person.leave();
    });
  });
}

/** Where nothing is special the notice is there before anybody looked. */
test("two plain dogs are taxed without a person", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await dogTax.fillPlain(page, [
    { name: "Balu", breed: "Labrador Retriever", chip: "276098104123453" },
    { name: "Mogli", breed: "Beagle", chip: "276098104123454" },
  ]);
  await look(page, "dog-tax-plain-01-payment");
  await portal.toSummary(page);
  await look(page, "dog-tax-plain-02-summary");
  await portal.sendButton(page).click();
  await portal.receipt(page);
  await page.getByRole("link", { name: "Stand ansehen" }).click();
  const link = page.getByRole("link", { name: /Bescheid über die Hundesteuer.*herunterladen/ });
  await portal.reloadUntil(page, link);
  await look(page, "dog-tax-plain-03-decided");
  const answer = await page.request.get(await link.getAttribute("href"));
  const text = await textOf(await answer.body());
  for (const words of ["Balu", "Mogli", ...Object.values(dogTax.RATES)]) {
    assert.ok(text.includes(words), `„${words}“ stands in the notice:\n${text}`);
  }
  await readsInEnglish(page);
  await leave();
});

/** Who reads English is told in English what the case and the payment are about, and which letter there is. */
async function readsInEnglish(page) {
  await page.getByRole("link", { name: "English" }).click();
  await page.getByText("Register a dog · 2 dogs").waitFor();
  await page.getByRole("heading", { level: 2, name: /^Dog tax \d{4}: 150,00 €$/ }).waitFor();
  await page.getByRole("link", { name: "Dog tax notice", exact: true }).waitFor();
  await look(page, "dog-tax-plain-04-english");
}

async function applies(page, way, dog, javaScript) {
  await dogTax.begin(page, "Hund anmelden");
  if (way === "guest") await dogTax.fillKeeper(page);
  await look(page, `dog-tax-${way}-02-keeper`);
  await portal.next(page, "Ihre Hunde");
  await dogTax.fillDog(page, dog);
  await look(page, `dog-tax-${way}-03-dogs`);
  await portal.next(page, "Ihr Haushalt");
  await dogTax.fillHousehold(page);
  await look(page, `dog-tax-${way}-04-household`);
  await portal.next(page, "Ermäßigung oder Befreiung");
  await dogTax.askForRelief(page, { javaScript });
  await look(page, `dog-tax-${way}-05-relief`);
  await portal.next(page, "Zahlung und Erklärung");
  await dogTax.payByTransfer(page);
  await look(page, `dog-tax-${way}-06-payment`);
  await portal.toSummary(page);
  await page.getByText(dogTax.PROOF.name).waitFor();
  await look(page, `dog-tax-${way}-07-summary`);
  await portal.sendButton(page).click();
  const sent = await portal.receipt(page);
  await look(page, `dog-tax-${way}-08-done`);
  return sent;
}

/** A choice that another one brings up: at once with scripts, after sending without. */
async function decideFollowUp(page, javaScript, choice) {
  if (!javaScript) await desk.decide(page);
  await page.getByLabel(choice, { exact: true }).check();
}

async function nobodyReleasesTheirOwn(page, number, way) {
  await desk.openCase(page, number, dogTax.TOWN);
  await portal.reloadUntil(page, page.getByRole("heading", { name: "Ermäßigung freigeben" }));
  await look(page, `dog-tax-${way}-13-own-release`);
  const take = page.getByRole("button", { name: "Übernehmen" });
  if (await take.isVisible()) {
    await take.click();
    await portal.heading(page, "Das muss eine andere Person tun");
    await look(page, `dog-tax-${way}-13-refused`);
  }
  assert.equal(await page.getByLabel("freigeben", { exact: true }).count(), 0, "the first person finds no way to release");
}

async function postboxHolds(page, way) {
  await page.goto("/postfach");
  const entry = page.getByRole("link", { name: "Bescheid über die Hundesteuer" });
  await portal.reloadUntil(page, entry);
  await look(page, `dog-tax-${way}-20-postbox`);
  await entry.first().click();
  await page.getByRole("heading", { level: 1, name: /Hundesteuer/ }).first().waitFor();
  await look(page, `dog-tax-${way}-21-notice`);
}

async function officePosts(page, number, way) {
  await desk.openPrintTray(page, dogTax.TOWN);
  const row = page.getByRole("row", { name: new RegExp(number) });
  await portal.reloadUntil(page, row);
  await look(page, `dog-tax-${way}-20-print-tray`);
  await row.getByLabel(/^Zur Post gegeben am/).fill("2020-01-02");
  await row.getByRole("button", { name: "Als versandt markieren" }).click();
  await page.getByText("Der Tag liegt vor dem Schreiben").waitFor();
  await look(page, `dog-tax-${way}-20-wrong-day`);
  await row.getByRole("button", { name: "Als versandt markieren" }).click();
  await page.getByText("Der Versand ist eingetragen").waitFor();
  await look(page, `dog-tax-${way}-21-posted`);
}

async function deregisters(page, way, tag, dog) {
  await dogTax.begin(page, "Hund abmelden");
  if (way === "guest") await dogTax.fillKeeper(page);
  await portal.next(page, "Ihr Hund");
  await page.getByLabel("Nummer der Steuermarke").fill(tag);
  await page.getByLabel("Chipnummer").fill(dog.chip);
  await page.getByLabel("Der Hund ist gestorben").check();
  await page.getByLabel("Seit wann?").fill(portal.daysAgo(0));
  await look(page, `dog-tax-${way}-31-end-dog`);
  await portal.next(page, "Erstattung und Erklärung");
  await page.getByLabel("Ich versichere").check();
  await look(page, `dog-tax-${way}-32-end-declaration`);
  await portal.toSummary(page);
  await look(page, `dog-tax-${way}-33-end-summary`);
  await portal.sendButton(page).click();
  return portal.receipt(page);
}
