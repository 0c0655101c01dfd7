// Applying, deciding and reading the notice with the keyboard alone: no mouse is touched, and one always sees where one is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { tabTo } from "../house/keyboard.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

const NOTICE = "Bescheid über die Hundesteuer";

let program;
let browser;
let sent;
before(async () => {
  program = await startProgram();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** Who cannot use a mouse registers a dog. */
test("a citizen applies by keyboard", async () => {
  const { page, leave } = await visitor(browser, program.address);
  const { keyboard } = page;
  await page.goto(`/${portal.TOWN}/leistung/${portal.SERVICE}`);
  await keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Zum Inhalt/, "the first Tab offers to skip to the content");
  await keyboard.press("Enter");
  assert.equal(await focused(page, "id"), "inhalt", "the skip link leads to the content");
  await press(page, "Jetzt beantragen", "Ihre Angaben");
  await emptyPage(page);
  const [[, first], ...others] = Object.entries(portal.KEEPER);
  await keyboard.type(first);
  for (const [label, answer] of others) await type(page, label, answer);
  await keyboard.press("Enter");
  await portal.heading(page, "Ihr Hund");
  await type(page, "Name des Hundes", "Akela");
  await type(page, "Rasse", portal.DOG.breed);
  await type(page, "Geburtsdatum des Hundes", portal.DOG.born);
  await choose(page, "Hündin", "Space");
  await type(page, "Farbe", portal.DOG.colour);
  await type(page, "Seit wann halten Sie den Hund?", portal.DOG.since);
  await choose(page, "Nein, ich habe den Hund hier", "Space");
  await press(page, "Weiter", "Haushalt und Erklärung");
  await type(page, "Wie viele andere Hunde", "0");
  await choose(page, "Ich versichere", "Space");
  await press(page, "Angaben prüfen", "Prüfen Sie Ihre Angaben");
  await press(page, "Verbindlich absenden", "Ihr Antrag ist angekommen");
  sent = await portal.receipt(page);
  await leave();
});

/** Who cannot use a mouse works as a caseworker. */
test("a caseworker decides by keyboard", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(desk.SIGN_IN);
  await desk.signInByKeyboard(page, tabTo);
  await press(page, sent.number, `Vorgang ${sent.number}`);
  await tabTo(page, "Übernehmen");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: desk.DECIDE }).waitFor();
  await choose(page, "Hund anmelden und Steuer festsetzen", "Space");
  await press(page, desk.DECIDE, `Vorgang ${sent.number}`);
  await desk.waitUntilDecided(page, sent.number);
  await leave();
});

/** Who cannot use a mouse reads what was decided. */
test("the citizen reads the notice by keyboard", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await page.goto(`/${portal.TOWN}/vorgang`);
  await type(page, "Vorgangsnummer", sent.number);
  await type(page, "Code", sent.code);
  await page.keyboard.press("Enter");
  await portal.heading(page, `Vorgang ${sent.number}`);
  await portal.reloadUntil(page, page.getByRole("link", { name: NOTICE, exact: true }));
  await press(page, NOTICE, NOTICE);
  await press(page, "Zurück", `Vorgang ${sent.number}`);
  await leave();
});

/** Goes on without an answer: the list of what is missing has the focus, and its first link leads into the first field. */
async function emptyPage(page) {
  await tabTo(page, "Weiter");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  assert.equal(await focused(page, "className").then((name) => name.includes("error-summary")), true, "the list has the focus");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page, "name"), "keeper.first_name", "the link leads into the field");
}

function focused(page, property) {
  return page.evaluate((name) => document.activeElement[name], property);
}

async function type(page, label, answer) {
  await tabTo(page, label);
  await page.keyboard.type(answer);
}

/** Presses a button or follows a link, and arrives on the page with this heading. */
async function press(page, name, arrival) {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
  await portal.heading(page, arrival);
}

async function choose(page, name, key) {
  await tabTo(page, name);
  await page.keyboard.press(key);
}
