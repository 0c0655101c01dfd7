// Who reads English walks a whole service in English, and a caseworker decides by keyboard alone: no German word is left on
// the way but what a town wrote itself.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { tabTo } from "../house/keyboard.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";
import { COUNTY } from "../pages/suspicion.js";

/** Words that stand in almost every German sentence and in no English one. */
const GERMAN = /(?<![\p{L}-])(und|oder|nicht|Sie|Ihre?n?|bitte|eine?[nr]?|wir|ist|mit|bis|der|das|den|für|keine?|Uhr|Angabe)(?![\p{L}-])/u;
const ADVICE = "Please stay at home for two days.";

let program;
let browser;
let number;
before(async () => {
  program = await startProgram();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** From the first page to the number of the case. */
test("a report in English", async () => {
  const { page, leave } = await visitor(browser, program.address);
  const seen = async (name) => {
    await isEnglish(page, name);
    await look(page, `english-walk-${name}`);
  };
  await page.goto("/");
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("link", { name: "Deutsch" }).waitFor();
  await seen("01-start");
  await page.goto(`/${COUNTY}`);
  await seen("02-county");
  await page.getByRole("link", { name: /suspected infection/i }).first().click();
  await page.getByRole("button", { name: /^(Apply now|Report|Begin)/ }).waitFor();
  await seen("03-service");
  await page.getByRole("button", { name: /^(Apply now|Report|Begin)/ }).click();
  await fillPages(page, seen);
  await portal.heading(page, /Check your (answers|details|report)/);
  await seen("11-summary");
  await page.getByRole("button", { name: "Send now" }).click();
  ({ number } = await portal.receipt(page));
  await seen("12-done");
  await page.getByRole("link", { name: "See where it stands" }).click();
  await page.getByText(number).first().waitFor();
  await seen("13-status");
  await leave();
});

/** The desk in English, without a mouse, from the open case to the decision. */
test("a caseworker decides in English by keyboard", async () => {
  const { page, leave } = await visitor(browser, program.address);
  await desk.signIn(page, "fuchs", COUNTY);
  await page.getByRole("link", { name: "English" }).click();
  await portal.reloadUntil(page, page.getByRole("link", { name: number }));
  await isEnglish(page, "work list");
  await look(page, "english-walk-14-work-list");
  await tabTo(page, number);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: `Case ${number}` }).waitFor();
  await tabTo(page, "Take");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Decide" }).waitFor();
  await isEnglish(page, "case");
  await tabTo(page, "Give advice");
  await page.keyboard.press("Space");
  await page.getByLabel("Your advice").waitFor();
  await tabTo(page, "Your advice");
  await page.keyboard.type(ADVICE);
  await look(page, "english-walk-15-decision");
  await tabTo(page, "Decide");
  await page.keyboard.press("Enter");
  await page.getByText(/^Done/).first().waitFor();
  await portal.reloadUntil(page, page.getByText("Closed", { exact: true }).or(page.getByText("Ended", { exact: true })));
  await isEnglish(page, "closed case");
  await leave();
});

/** Every page of the form, by what it asks. */
async function fillPages(page, seen) {
  const pages = [
    ["Do you need help right now?", { choices: { "hard for you to breathe": "No", "confused": "No", "doctor today": "No" } }],
    ["Who is affected?", { answers: { "First name": "Amara", "Last name": "Okafor", "Date of birth": "02.02.1990", "Telephone number": "06051 4455" } }],
    ["Where is the person staying now?", { answers: { "Street and number": "Am Bahnhof 2", "Postcode": "63571", "Town": "Gelnhausen" }, choices: { "What kind of place": "Hotel or holiday flat" } }],
    ["Symptoms", { choices: { "Do you have symptoms?": "No" } }],
    ["Contacts and travel", { choices: { "contact with an infected person": "I do not know", "many people are being infected": "No" } }],
    ["Work, household, health", { choices: { "Do you work": "No" }, answers: { "How many people": "0" } }],
    ["Test and declaration", { choices: { "test result": "No" }, ticks: ["I agree"] }],
  ];
  for (const [index, [title, { answers = {}, choices = {}, ticks = [] }]] of pages.entries()) {
    await portal.heading(page, title);
    for (const [question, label] of Object.entries(choices)) await page.getByRole("group", { name: question }).getByLabel(label, { exact: true }).check();
    for (const [label, answer] of Object.entries(answers)) await page.getByLabel(label).fill(answer);
    for (const label of ticks) await page.getByLabel(label).check();
    await seen(`${String(index + 4).padStart(2, "0")}-page`);
    await page.getByRole("button", { name: /^(Continue|Check your answers)$/ }).click();
  }
}

/** What a person wrote in German stands in its own place; the rest is English, the names of letters too. */
async function isEnglish(page, name) {
  const text = await page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    for (const part of copy.querySelectorAll("[lang=de], .case dd, script, a[hreflang]")) part.remove();
    return copy.textContent.replace(/\s+/g, " ");
  });
  const found = GERMAN.exec(text);
  assert.ok(!found, `${name}: German is left: „${found && text.slice(Math.max(0, found.index - 60), found.index + 60)}“`);
}
