// The office asks, and the answer comes on paper: the clerk enters it with the day on which it came, and the applicant reads it
// where they were asked. Meanwhile the case was closed in the applicant's browser. Walked with scripts and without.
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as dogTax from "../pages/dog_tax.js";
import * as portal from "../pages/portal.js";

const QUESTION = "Bitte schicken Sie uns den ganzen Bescheid über Ihr Wohngeld.";
const ANSWER = "Der Bescheid liegt in Kopie bei.";

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
  // A code of an app counts once, so each walk has a person of its own.
  const login = javaScript ? "roth" : "seidel";

  /** Whoever answers by letter is heard as everybody else, and whoever comes back too late is let in again. */
  test(`an answer on paper ${way.replace("-", " ")}`, async () => {
    const applicant = await visitor(browser, program.address, { javaScript });
    const sent = await applies(applicant.page, javaScript);
    const office = await visitor(browser, program.address, { javaScript });
    const { page } = office;
    await desk.signIn(page, login, dogTax.TOWN);
    await desk.openCase(page, sent.number, dogTax.TOWN);
    await desk.take(page);
    await page.getByLabel("Nachweis anfordern").check();
    if (!javaScript) await desk.decide(page);
    await page.getByLabel("Was fehlt noch?").fill(QUESTION);
    await desk.decide(page);
    await desk.casePage(page, sent.number);
    const toEnter = page.getByRole("link", { name: /auf Papier oder mündlich/ });
    await portal.reloadUntil(page, toEnter);
    await look(page, `paper-answer-${way}-01-waiting`);
    await toEnter.click();
    await page.getByLabel("Was wurde geantwortet?").waitFor();
    await look(page, `paper-answer-${way}-02-form`);
    await page.getByRole("button", { name: "Antwort eintragen" }).click();
    await page.locator("textarea[aria-invalid=true]").waitFor();
    await look(page, `paper-answer-${way}-03-nothing-entered`);
    await page.getByLabel("Was wurde geantwortet?").fill(ANSWER);
    await page.getByLabel("Schreiben oder Nachweise als Datei").setInputFiles(dogTax.PROOF);
    await page.getByRole("button", { name: "Antwort eintragen" }).click();
    await page.getByText("Die Antwort ist eingetragen.").waitFor();
    await page.getByText(/eingetragen von/).waitFor();
    await look(page, `paper-answer-${way}-04-entered`);
    await office.leave();
    await portal.openStatus(applicant.page, sent, dogTax.TOWN);
    await applicant.page.getByText("von uns eingetragen").waitFor();
    await applicant.page.getByText(ANSWER).waitFor();
    await look(applicant.page, `paper-answer-${way}-05-read`);
    await applicant.leave();
  });
}

/** Applies as somebody whose case a person has to look at. */
async function applies(page, javaScript) {
  await dogTax.begin(page, "Hund anmelden");
  await dogTax.fillKeeper(page);
  await portal.next(page, "Ihre Hunde");
  await dogTax.fillDog(page, { name: "Frida", breed: "Dackel" });
  await portal.next(page, "Ihr Haushalt");
  await dogTax.fillHousehold(page);
  await portal.next(page, "Ermäßigung oder Befreiung");
  await dogTax.askForRelief(page, { javaScript });
  await portal.next(page, "Zahlung und Erklärung");
  await dogTax.payByTransfer(page);
  await portal.toSummary(page);
  await portal.sendButton(page).click();
  return portal.receipt(page);
}
