// A citizen with an account: signs up, shows an identity card in the middle of a form, finds the case again, reads the notice
// in the postbox; and a session that ends in the middle of a page. Walked twice, with scripts and without.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as account from "../pages/account.js";
import * as portal from "../pages/portal.js";

/** A town with the dog tax of the library, which takes over what is known of a person. */
const TOWN = "gelnhausen";

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

for (const javaScript of [true, false]) {
  const way = javaScript ? "with-scripts" : "without-scripts";
  const person = javaScript ? account.ERIKA : account.JONAS;

  describe(`a citizen account ${way.replace("-", " ")}`, () => {
    /** Somebody signs up with the mails that the demo shows, leaves, and comes back. */
    test("signing up and in", async () => {
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await page.goto("/");
      await page.getByRole("banner").getByRole("link", { name: "Anmelden" }).click();
      await look(page, `account-${way}-01-sign-in`);
      await account.signUp(page, person, (name) => look(page, `account-${way}-${name}`));
      await look(page, `account-${way}-06-nothing-yet`);
      await account.signOut(page);
      await account.signIn(page, person);
      await leave();
    });

    /** The card fills in what it knows and leaves alone what was typed; the notice arrives in the postbox. */
    test("a card in the middle of a form", async () => {
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await account.signIn(page, person);
      await begin(page);
      assert.equal(await page.getByLabel("E-Mail-Adresse").inputValue(), person.mail, "known from the account");
      await page.getByLabel("Telefonnummer").fill("06051 12345");
      await page.getByRole("button", { name: "Angaben aus dem Online-Ausweis übernehmen" }).click();
      await look(page, `account-${way}-07-card`);
      await page.getByRole("button", { name: "Online-Ausweis benutzen" }).click();
      await look(page, `account-${way}-08-provider`);
      await page.getByRole("button", { name: person.name }).click();
      await portal.heading(page, "Ihre Angaben");
      await page.getByText(person.lastName).first().waitFor();
      await page.getByText("aus Ihrem Ausweis übernommen").first().waitFor();
      assert.equal(await page.getByLabel("Telefonnummer").inputValue(), "06051 12345", "what was typed stays");
      await look(page, `account-${way}-09-filled-in`);
      const { number } = await send(page, way);
      await page.getByRole("link", { name: "Meine Anträge" }).last().click();
      await page.getByRole("link", { name: new RegExp(number) }).waitFor();
      await look(page, `account-${way}-11-mine`);
      const box = page.getByRole("main").getByRole("link", { name: /^Postfach \(\d+ neu\)/ });
      await portal.reloadUntil(page, box);
      await box.click();
      await look(page, `account-${way}-12-postbox`);
      await page.getByRole("main").locator("li").getByRole("link").first().click();
      await page.waitForURL(/\/lesen$|\/vorgang\//);
      await look(page, `account-${way}-13-opened`);
      await leave();
    });

    /** Whoever is signed out while they type signs in again and goes on where they were. */
    test("a session ends in the middle of a form", async () => {
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await account.signIn(page, person);
      await begin(page);
      await page.getByLabel("Telefonnummer").fill("06051 99999");
      await account.endSessionElsewhere(browser, program.address, page);
      await page.getByRole("button", { name: "Weiter", exact: true }).click();
      await page.getByText("Ihre Angaben bleiben erhalten.").waitFor();
      await look(page, `account-${way}-14-session-over`);
      await account.fillSignIn(page, person);
      await portal.heading(page, "Ihre Angaben");
      assert.equal(await page.getByLabel("Telefonnummer").inputValue(), "06051 99999");
      await leave();
    });

    /** Whoever applied without account has the number sent, and puts the application into their account. */
    test("from guest to account", async () => {
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await portal.fillAll(page, { ...portal.DOG, name: "Kalle" });
      await portal.sendButton(page).click();
      const { number, code } = await portal.receipt(page);
      await page.getByLabel("E-Mail-Adresse").fill("kein Ort");
      await page.getByRole("button", { name: "Nummer an meine E-Mail senden" }).click();
      await page.getByText("Das ist keine E-Mail-Adresse.").waitFor();
      await look(page, `account-${way}-15-no-mail`);
      const mail = `kalle-${way}@beispiel.example`;
      await page.getByLabel("E-Mail-Adresse").fill(mail);
      await page.getByRole("button", { name: "Nummer an meine E-Mail senden" }).click();
      await page.getByText("Die E-Mail mit Ihrer Nummer ist unterwegs.").waitFor();
      await look(page, `account-${way}-16-on-its-way`);
      const done = page.url();
      const letter = await account.mailTo(page, mail);
      assert.ok(letter.includes(number) && !letter.includes(code) && !letter.includes("Kalle"), letter);
      await page.goto(done);
      await page.getByRole("link", { name: "Anmelden und hinzufügen" }).click();
      await account.fillSignIn(page, person);
      await page.waitForURL(/\/fertig/);
      await page.getByRole("link", { name: "Meine Anträge" }).last().click();
      await page.locator("li", { hasText: "Musterstadt" }).getByRole("link", { name: new RegExp(number) }).waitFor();
      await leave();
    });
  });
}

async function begin(page) {
  await page.goto(`/${TOWN}/leistung/hundesteuer`);
  await page.getByRole("button", { name: /anmelden/i }).first().click();
  await portal.heading(page, "Ihre Angaben");
}

/** Fills in the rest of the form of the library and sends it. */
async function send(page, way) {
  await portal.next(page, "Ihre Hunde");
  await page.getByLabel("Name des Hundes").fill("Frieda");
  await page.getByLabel("Rasse", { exact: true }).selectOption({ label: "Beagle" });
  await page.getByLabel("Geburtsdatum").fill("01.05.2024");
  await page.getByLabel("Hündin").check();
  await page.getByLabel("Farbe").fill("braun-weiß");
  await page.getByLabel(/Seit wann/).fill(portal.daysAgo(10));
  await portal.next(page, "Ihr Haushalt");
  await page.getByLabel("Nein").first().check();
  await page.getByLabel("Wie viele andere Hunde").fill("0");
  await portal.next(page, "Ermäßigung oder Befreiung");
  await page.getByLabel("Nein").first().check();
  await portal.next(page, "Zahlung und Erklärung");
  await page.getByLabel(/Überweisung/).first().check();
  await page.getByLabel("Ich versichere").check();
  await portal.toSummary(page);
  await portal.sendButton(page).click();
  const receipt = await portal.receipt(page);
  await look(page, `account-${way}-10-done`);
  return receipt;
}
