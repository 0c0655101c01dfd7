// Deciding at the desk: the letter and what will happen stand beside the form, text blocks help to write the reasons, and what one
// person grants another must release. Walked with scripts and without.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, startBrowser, visitor } from "../house/browser.js";
import { tabTo } from "../house/keyboard.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import { applyForRelief, FIRST, SECOND, TOWN } from "../pages/watchdog.js";

const BLOCK = "Ermäßigung: Gebäude nicht abgelegen";
const BLOCK_SAYS = "Ihr Gebäude liegt in der bebauten Ortslage.";

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

  describe(`deciding ${way.replace("-", " ")}`, () => {
    /** Reasons are put together from blocks and own words; the letter and what will happen follow, and nothing typed is lost. */
    test("a caseworker refuses a reduction", async () => {
      const citizen = await visitor(browser, program.address, { javaScript });
      const { number } = await applyForRelief(citizen.page, javaScript ? "Hasso" : "Rex");
      await citizen.leave();
      const { page, leave } = await visitor(browser, program.address, { javaScript });
      await desk.signIn(page, FIRST.login, TOWN);
      await desk.openCase(page, number, TOWN);
      await desk.take(page);
      await desk.consequences(page).getByText("Treffen Sie Ihre Wahl").waitFor();
      await look(page, `decide-${way}-01-open`);

      await page.getByLabel("Hunde anmelden und Steuer festsetzen").check();
      const refuse = page.getByRole("group", { name: "Ermäßigung oder Befreiung" }).getByLabel("ablehnen");
      await desk.look(page, javaScript);
      await refuse.check();
      await desk.look(page, javaScript);
      const reasons = page.getByLabel("Begründung");
      await reasons.fill("Vielen Dank für Ihre Angaben.");
      await desk.insertBlock(page, BLOCK);
      const written = await reasons.inputValue();
      assert.match(written, /^Vielen Dank für Ihre Angaben\.\n\n/);
      assert.ok(written.includes(BLOCK_SAYS), written);
      assert.ok(await reasons.evaluate((field) => field === document.activeElement) || !javaScript, "writing goes on there");
      await desk.draft(page).getByText(BLOCK_SAYS).waitFor();
      await desk.draft(page).getByText("Entwurf", { exact: true }).waitFor();
      for (const told of [/„Bescheid über die Hundesteuer“ wird geschrieben/, /per Post/, /€ werden verlangt/, /„Marke versenden“/, /„Entschieden“/]) {
        await desk.consequences(page).getByText(told).first().waitFor();
      }
      await look(page, `decide-${way}-02-refuse`);
      await signedOutMeanwhile(page, way);
      assert.equal(await reasons.inputValue(), written, "nothing written is lost when the session ends");
      await desk.draft(page).getByText(BLOCK_SAYS).waitFor();

      await page.getByRole("button", { name: desk.DECIDE }).click();
      await page.getByText("Erledigt. Der Vorgang läuft").waitFor();
      await desk.waitUntilWritten(page, number, /Bescheid über die Hundesteuer/);
      await page.getByRole("link", { name: "Bescheid über die Hundesteuer", exact: true }).click();
      await page.getByText(BLOCK_SAYS).waitFor();
      await leave();
    });

    /** Whoever granted a reduction reads why somebody else must release it, and is refused in words; the second person does it. */
    test("another person releases", async () => {
      const citizen = await visitor(browser, program.address, { javaScript });
      const { number } = await applyForRelief(citizen.page, javaScript ? "Asta" : "Kira");
      await citizen.leave();
      const first = await visitor(browser, program.address, { javaScript });
      await desk.signIn(first.page, FIRST.login, TOWN);
      await desk.openCase(first.page, number, TOWN);
      await desk.take(first.page);
      await first.page.getByLabel("Hunde anmelden und Steuer festsetzen").check();
      await desk.look(first.page, javaScript);
      await first.page.getByLabel("bewilligen", { exact: true }).check();
      await desk.look(first.page, javaScript);
      await desk.consequences(first.page).getByText("Sie muss eine andere Person übernehmen.").waitFor();
      await desk.draft(first.page).getByText("wenn auch „Ermäßigung freigeben“ erledigt ist").waitFor();
      await look(first.page, `decide-${way}-03-grant`);
      await first.page.getByRole("button", { name: desk.DECIDE }).click();
      await first.page.getByText("Erledigt. Der Vorgang läuft").waitFor();
      await first.page.getByText("Sie haben „Anmeldung prüfen“ erledigt.").waitFor();
      assert.equal(await first.page.getByRole("button", { name: "Übernehmen" }).count(), 0, "nothing is offered to the first");
      await look(first.page, `decide-${way}-04-not-you`);

      const second = await visitor(browser, program.address, { javaScript });
      await desk.signIn(second.page, SECOND.login, TOWN);
      await desk.openCase(second.page, number, TOWN);
      await second.page.getByText(`„Anmeldung prüfen“ ist schon erledigt, von: ${FIRST.name}.`).waitFor();
      const take = await second.page.locator("form[action$='/uebernehmen']").getAttribute("action");
      const token = await first.page.locator("input[name=_token]").first().inputValue();
      const refused = await first.page.request.post(take, { form: { _token: token }, headers: { origin: program.address } });
      assert.match(await refused.text(), /Diese Aufgabe muss eine andere Person übernehmen/);
      await desk.take(second.page);
      await second.page.getByLabel("freigeben", { exact: true }).check();
      await desk.look(second.page, javaScript);
      await desk.draft(second.page).getByText(SECOND.name).first().waitFor();
      await second.page.getByRole("button", { name: desk.DECIDE }).click();
      await second.page.getByText("Erledigt. Der Vorgang läuft").waitFor();
      await desk.waitUntilWritten(second.page, number, /Bescheid über die Hundesteuer/);
      await first.leave();
      await second.leave();
    });
  });
}

/** Nobody needs a mouse to choose, to insert a block and to read the letter. */
test("the keyboard is enough to decide", async () => {
  const { page, leave } = await visitor(browser, program.address, { viewport: DESKTOP });
  const { number } = await applyForRelief(page, "Bella");
  await desk.signIn(page, FIRST.login, TOWN);
  await desk.openCase(page, number, TOWN);
  await desk.take(page);
  await page.getByLabel("Anmeldung ablehnen").focus();
  await page.keyboard.press("Space");
  const reasons = page.getByLabel("Begründung");
  await reasons.waitFor();
  await tabTo(page, "Textbausteine");
  await page.keyboard.press("Enter");
  await tabTo(page, `„${BLOCK}“ einfügen`);
  await page.keyboard.press("Enter");
  assert.ok((await reasons.inputValue()).includes(BLOCK_SAYS));
  assert.ok(await reasons.evaluate((field) => field === document.activeElement), "the cursor is in the reasons");
  await page.keyboard.type(" Danke.");
  await desk.draft(page).getByText(/Ortslage\..*Danke\./).waitFor();
  await leave();
});

/** The session ends before the button is pressed; signing in leads back to what was written, and nothing is decided yet. */
async function signedOutMeanwhile(page, way) {
  await page.context().clearCookies();
  await desk.decide(page);
  await page.getByText("Ihre Sitzung ist beendet.").waitFor();
  await look(page, `decide-${way}-02-session-over`);
  await desk.fillSignIn(page, FIRST.login, "fachwerk-demo");
  await desk.passSecondStep(page);
  await page.getByRole("button", { name: desk.DECIDE }).waitFor();
}
