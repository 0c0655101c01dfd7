// The whole way: a citizen registers a dog, a caseworker decides, the notice lies on the status page. Walked twice, with
// scripts and without; every page on the way is looked at.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look, pictureForReaders } from "../house/look.js";
import { textOf } from "../house/pdf.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
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

for (const javaScript of [true, false]) {
  const way = javaScript ? "with-scripts" : "without-scripts";
  const dog = { ...portal.DOG, name: javaScript ? "Frieda" : "Bruno" };

  describe(`registering a dog ${way.replace("-", " ")}`, () => {
    let sent;

    /** A citizen finds the service, makes a mistake, mends it, changes an answer and sends exactly once. */
    test("a citizen applies", async () => {
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await page.goto("/");
      await look(page, `${way}-01-towns`);
      await page.getByRole("link", { name: /Musterstadt/ }).click();
      await look(page, `${way}-02-town`);
      await page.getByRole("link", { name: /Hund anmelden/ }).click();
      await look(page, `${way}-03-service`);
      await portal.apply(page);
      await look(page, `${way}-04-keeper`);
      await mistakesAreTold(page, way);
      await portal.fillKeeper(page);
      await portal.next(page, "Ihr Hund");
      await portal.fillDog(page, dog);
      await conditionalPartsFollow(page, javaScript);
      await look(page, `${way}-06-dog`);
      if (javaScript) await pictureForReaders(page, "wizard");
      await portal.next(page, "Haushalt und Erklärung");
      await portal.fillHousehold(page);
      await look(page, `${way}-07-household`);
      await portal.toSummary(page);
      await portal.change(page, "Ihr Hund", async () => page.getByLabel("Farbe").fill("dreifarbig"));
      await page.getByText("dreifarbig").waitFor();
      await look(page, `${way}-08-summary`);
      sent = await sendTwice(page);
      await look(page, `${way}-09-done`);
      await leave();
    });

    /** A caseworker finds the one new application, takes it and decides. */
    test("a caseworker approves", async () => {
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await page.goto(desk.SIGN_IN);
      await look(page, `${way}-10-sign-in`);
      await desk.signIn(page);
      await look(page, `${way}-11-work-list`);
      assert.equal(await desk.rowsOf(page, sent.number).count(), 1, "sent twice, received once");
      await desk.openCase(page, sent.number);
      await page.getByText("dreifarbig").first().waitFor();
      await look(page, `${way}-12-case`);
      await desk.take(page);
      await look(page, `${way}-13-task`);
      if (javaScript) await pictureForReaders(page, "case");
      await desk.approve(page);
      await desk.waitUntilDecided(page, sent.number);
      await look(page, `${way}-14-decided`);
      await leave();
    });

    /** The citizen comes back days later on another device, with number and code, and reads the notice. */
    test("the citizen reads the notice", async () => {
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await page.goto(`/${portal.TOWN}/vorgang`);
      await look(page, `${way}-15-ask-for-status`);
      await portal.askForStatus(page, sent);
      const link = page.getByRole("link", { name: /Bescheid.*herunterladen/ });
      await portal.reloadUntil(page, link);
      await page.getByText("Stand: Entschieden").waitFor();
      await look(page, `${way}-16-status`);
      await noticeHolds(page, link, [sent.number, portal.taxOfThisYear(), "90,00 €", dog.name, "Widerspruch"]);
      await leave();
    });
  });
}

/** An empty page is not accepted: every gap is named, what was typed stays, and the way to the field is a link. */
async function mistakesAreTold(page, way) {
  await page.getByLabel("Vorname").fill("Mira");
  await page.getByLabel("Geburtsdatum").fill("31.02.1985");
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  const summary = page.getByRole("alert");
  await summary.getByRole("link").first().waitFor();
  assert.ok((await summary.getByRole("link").count()) >= 4, "each gap has its link");
  assert.equal(await page.getByLabel("Vorname").inputValue(), "Mira");
  assert.equal(await page.getByLabel("Geburtsdatum").inputValue(), "31.02.1985");
  await look(page, `${way}-05-mistakes`);
}

/** "Moved here" asks two more questions: at once with scripts, after the next step without. */
async function conditionalPartsFollow(page, javaScript) {
  const follow = page.getByLabel("Seit wann wohnen Sie mit dem Hund hier?");
  await page.getByLabel("Ja, ich hatte den Hund schon").check();
  if (!javaScript) await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await follow.waitFor();
  await page.getByLabel("Nein, ich habe den Hund hier aufgenommen").check();
  if (javaScript) await follow.waitFor({ state: "detached" });
}

/** A double click, then the back button and once more: there is one case, and it keeps its number. */
async function sendTwice(page) {
  await portal.sendButton(page).dblclick();
  const first = await portal.receipt(page);
  await page.goBack();
  if (await portal.sendButton(page).isVisible()) await portal.sendButton(page).click();
  const second = await portal.receipt(page);
  assert.deepEqual(second, first, "sent again, the same case");
  return first;
}

async function noticeHolds(page, link, expected) {
  const answer = await page.request.get(await link.getAttribute("href"));
  assert.equal(answer.status(), 200);
  assert.match(answer.headers()["content-type"], /^application\/pdf/);
  assert.equal(answer.headers()["x-content-type-options"], "nosniff");
  const bytes = await answer.body();
  assert.ok(bytes.length > 10_000, `${bytes.length} bytes`);
  const text = await textOf(bytes);
  for (const words of expected) assert.ok(text.includes(words), `„${words}“ stands in the notice:\n${text}`);
}
