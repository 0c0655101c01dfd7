// Two tabs, the back button, two people at once, and numbers of others: nothing is lost, nothing happens twice, nothing of
// others is shown.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as dogTax from "../pages/dog_tax.js";
import * as portal from "../pages/portal.js";

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

/** Who has the same application open in two tabs sends one application; the way back leads to what was sent. */
test("two tabs are one application", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await dogTax.fillPlain(page, [{ name: "Pauli", breed: "Mops", chip: "276098104123461" }]);
  await portal.toSummary(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await portal.sendButton(page).click();
  const first = await portal.receipt(page);
  await portal.sendButton(other).click();
  assert.deepEqual(await portal.receipt(other), first, "the second tab shows the same case");
  await page.goBack();
  await page.goBack();
  await look(page, "twice-01-back-after-sending");
  await page.reload();
  await look(page, "twice-02-page-of-a-sent-application");
  await leave();
});

/** A signed-in person finds nothing of others by number, and a caseworker nothing of another town. */
test("the number of somebody else leads nowhere", async () => {
  const owner = await visitor(browser, program.address);
  await portal.signInByCard(owner.page, "Erika Beispiel");
  const sent = await asks(owner.page, "Kalle", "276098104123462");
  const other = await visitor(browser, program.address);
  await portal.signInByCard(other.page, "Jonas Öztürk");
  const answers = [];
  for (const number of [sent.number, "2026-99999"]) {
    const reply = await other.page.request.get(`/${dogTax.TOWN}/vorgang/${number}`, { maxRedirects: 0 });
    answers.push(`${reply.status()} ${(reply.headers().location ?? "").replace(number, "…")}`);
  }
  assert.equal(answers[0], answers[1], "known and unknown look alike");
  assert.notEqual(answers[0].slice(0, 3), "200");
  const roth = await visitor(browser, program.address);
  await desk.signIn(roth.page, "roth", dogTax.TOWN);
  await desk.openCase(roth.page, sent.number, dogTax.TOWN);
  const address = new URL(roth.page.url()).pathname;
  const busch = await visitor(browser, program.address);
  await desk.signIn(busch.page, "busch", "hanau");
  for (const path of [address, address.replace(dogTax.TOWN, "hanau")]) {
    const reply = await busch.page.request.get(path, { maxRedirects: 0 });
    assert.ok([303, 404].includes(reply.status()), `${path}: ${reply.status()}`);
  }
  for (const person of [owner, other, roth, busch]) await person.leave();
});

/** Who withdraws while the office decides is obeyed, and the caseworker is told. */
test("withdrawing comes before deciding", async () => {
  const citizen = await visitor(browser, program.address, { javaScript: false });
  const sent = await asks(citizen.page, "Lotte", "276098104123463", false);
  const roth = await visitor(browser, program.address);
  await desk.signIn(roth.page, "roth", dogTax.TOWN);
  await desk.openCase(roth.page, sent.number, dogTax.TOWN);
  await desk.take(roth.page);
  await roth.page.getByLabel("Anmeldung ablehnen").check();
  await roth.page.getByLabel("Begründung").fill("Der Hund lebt nicht hier.");
  await portal.openStatus(citizen.page, sent, dogTax.TOWN);
  await citizen.page.getByRole("link", { name: "Antrag zurückziehen" }).click();
  await look(citizen.page, "twice-03-withdraw");
  await citizen.page.getByRole("button", { name: "Ja, Antrag zurückziehen" }).click();
  await citizen.page.getByText("Sie haben Ihren Antrag zurückgezogen").first().waitFor();
  await citizen.page.getByText("Stand: Beendet").waitFor();
  await look(citizen.page, "twice-04-withdrawn");
  await desk.decide(roth.page);
  await roth.page.getByRole("alert").first().waitFor();
  await look(roth.page, "twice-05-too-late-to-decide");
  await desk.openPart(roth.page, "Dokumente");
  assert.equal(await roth.page.getByText(/Ablehnung/).count(), 0, "no letter was written");
  await citizen.leave();
  await roth.leave();
});

/** Sends an application that the office has to look at. */
async function asks(page, name, chip, javaScript = true) {
  await dogTax.begin(page, "Hund anmelden");
  if (await page.getByLabel("Vorname").isVisible()) await dogTax.fillKeeper(page);
  await portal.next(page, "Ihre Hunde");
  await dogTax.fillDog(page, { name, breed: "Pudel", chip });
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
