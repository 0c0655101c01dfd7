// Who fears to be infected reports it as a guest: the town leads to the health office of the county, danger is stopped at the
// door, the office asks, the reporter answers and is told what to do. Walked with scripts and without, and taken back once.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { textOf } from "../house/pdf.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";
import * as suspicion from "../pages/suspicion.js";

const QUESTION = "Wie ist Ihr Selbsttest ausgegangen? Bitte nennen Sie auch den Tag.";
const REPLY = "Der Selbsttest von heute Morgen war negativ.";
const ADVICE = "Bleiben Sie zu Hause, bis Sie zwei Tage ohne Fieber sind.";

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

  describe(`a suspicion is reported ${way.replace("-", " ")}`, () => {
    let reporter;
    let office;
    let sent;
    before(async () => {
      reporter = await visitor(browser, program.address, { javaScript });
      office = await visitor(browser, program.address, { javaScript });
    });

    /** Who cannot breathe is told to call for help, and nothing is sent. */
    test("danger is stopped at the door", async () => {
      const { page } = reporter;
      await suspicion.findFromTown(page);
      await page.getByText(/Main-Kinzig-Kreis/).first().waitFor();
      await look(page, `suspicion-${way}-01-service`);
      await suspicion.begin(page);
      await look(page, `suspicion-${way}-02-questions`);
      await suspicion.inDanger(page);
      if (!javaScript) await goOn(page);
      const stop = page.getByRole("heading", { name: "Hier geht es nicht weiter" });
      await stop.waitFor();
      await page.getByText("Rufen Sie jetzt 112 an.").waitFor();
      await look(page, `suspicion-${way}-03-stop`);
      if (await goOnButton(page).isVisible()) await goOn(page);
      await stop.waitFor();
      await suspicion.outOfDanger(page);
      if (!javaScript) await goOn(page);
    });

    /** A guest answers the questions and gets number and code. */
    test("a guest reports", async () => {
      const { page } = reporter;
      let step = 3;
      const seen = (what) => look(page, `suspicion-${way}-${String((step += 1)).padStart(2, "0")}-${what}`);
      await suspicion.fillAll(page, seen, { javaScript });
      await portal.toSummary(page);
      await seen("summary");
      await portal.sendButton(page).click();
      sent = await portal.receipt(page);
      await seen("done");
    });

    /** The office sees how urgent it is and until when it must have answered, and asks for the test. */
    test("the health office asks for the test", async () => {
      const { page } = office;
      await desk.signIn(page, javaScript ? "brandt" : "fuchs", suspicion.COUNTY);
      await portal.reloadUntil(page, desk.rowsOf(page, sent.number));
      await desk.rowsOf(page, sent.number).getByText("morgen").waitFor();
      await look(page, `suspicion-${way}-12-work-list`);
      await desk.openCase(page, sent.number, suspicion.COUNTY);
      await page.getByText(/\(morgen\)/).first().waitFor();
      await desk.take(page);
      await page.getByText("Dringlichkeit").first().waitFor();
      await look(page, `suspicion-${way}-13-assess`);
      await page.getByLabel("Nachfragen, zum Beispiel nach einem Testergebnis").check();
      if (!javaScript) await desk.decide(page);
      await page.getByLabel("Ihre Frage").fill(QUESTION);
      await desk.decide(page);
      await desk.casePage(page, sent.number);
    });

    /** The reporter sees the question first, and answers it; an empty answer is asked for again. */
    test("the reporter answers", async () => {
      const { page } = reporter;
      await portal.openStatus(page, sent, suspicion.COUNTY);
      await portal.reloadUntil(page, page.getByRole("heading", { name: "Wir haben eine Frage" }));
      await page.getByText(QUESTION).waitFor();
      await page.getByText("Stand: Wir warten auf Sie").waitFor();
      await look(page, `suspicion-${way}-14-question`);
      await page.getByRole("button", { name: "Jetzt antworten" }).click();
      await page.locator("textarea[aria-invalid=true]").waitFor();
      await look(page, `suspicion-${way}-15-nothing-answered`);
      await page.getByLabel("Ihre Antwort").fill(REPLY);
      await page.getByRole("button", { name: "Jetzt antworten" }).click();
      await page.getByText("Ihre Antwort ist bei uns angekommen").waitFor();
      await page.getByText(REPLY).waitFor();
      await look(page, `suspicion-${way}-16-answered`);
    });

    /** The office reads the answer beside the question and gives advice; the reporter reads it and has nothing to do. */
    test("the office advises", async () => {
      const { page } = office;
      await desk.openCase(page, sent.number, suspicion.COUNTY);
      await desk.openPart(page, "Nachrichten");
      await page.getByText(REPLY).waitFor();
      await desk.take(page);
      await page.getByLabel("Rat geben").check();
      if (!javaScript) await desk.decide(page);
      await page.getByLabel("Ihr Rat").fill(ADVICE);
      await look(page, `suspicion-${way}-17-advice`);
      await desk.decide(page);
      await portal.openStatus(reporter.page, sent, suspicion.COUNTY);
      await portal.reloadUntil(reporter.page, reporter.page.getByText("Stand: Beendet"));
      await look(reporter.page, `suspicion-${way}-18-ended`);
      const links = reporter.page.locator("a.tool[href*='/dokument/']");
      const texts = [];
      for (const link of await links.all()) {
        const answer = await reporter.page.request.get(await link.getAttribute("href"));
        texts.push(await textOf(await answer.body()));
      }
      assert.ok(texts.some((text) => text.includes(ADVICE)), `the advice stands in a letter:\n${texts.join("\n---\n")}`);
      await reporter.leave();
      await office.leave();
    });
  });
}

/** Who feels better takes the report back; the office has nothing to do any more. */
test("a report is taken back", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(`/${suspicion.COUNTY}/leistung/verdachtsmeldung`);
  await suspicion.begin(page);
  await suspicion.fillAll(page, async () => {}, { javaScript: true });
  await portal.toSummary(page);
  await portal.sendButton(page).click();
  const sent = await portal.receipt(page);
  await portal.openStatus(page, sent, suspicion.COUNTY);
  await page.getByRole("link", { name: "Antrag zurückziehen" }).click();
  await portal.heading(page, "Antrag zurückziehen?");
  await look(page, "suspicion-19-withdraw");
  await page.getByRole("button", { name: "Ja, Antrag zurückziehen" }).click();
  await page.getByText("Sie haben Ihren Antrag zurückgezogen").first().waitFor();
  await portal.reloadUntil(page, page.getByText("Stand: Beendet"));
  assert.equal(await page.getByRole("link", { name: "Antrag zurückziehen" }).count(), 0);
  await look(page, "suspicion-20-withdrawn");
  await leave();
});

function goOnButton(page) {
  return page.getByRole("button", { name: "Weiter", exact: true });
}

async function goOn(page) {
  await goOnButton(page).click();
}
