// What is not mine leads nowhere: numbers, documents and drafts of others, pages of staff, forms from another site.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

let program;
let browser;
let sent;
let draft;
let documentAddress;
before(async () => {
  program = await startProgram();
  browser = await startBrowser();
  await somebodyApplies();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** A guessed number or a wrong code tells nothing, not even whether the case exists. */
test("a number without its code opens nothing", async () => {
  const { page, leave } = await visitor(browser, program.address);
  const answers = [];
  for (const number of [sent.number, "2026-99999"]) {
    await portal.askForStatus(page, { number, code: "AAAA-BBBB-CCCC-DDDD" });
    answers.push((await page.getByRole("main").innerText()).replaceAll(number, "…"));
    const reply = await page.request.get(`/${portal.TOWN}/vorgang/${number}`, { maxRedirects: 0 });
    answers.push(`${reply.status()} ${reply.headers().location.replace(number, "…")}`);
  }
  assert.deepEqual(answers.slice(0, 2), answers.slice(2), "known and unknown look alike");
  assert.match(answers[0], /Diesen Vorgang finden wir nicht/);
  await look(page, "strangers-01-wrong-code");
  await leave();
});

/** Nobody reads a notice or a draft by its address alone: a draft is not found, and to a notice leads the code of its case. */
test("documents and drafts of others stay shut", async () => {
  const { page, leave } = await visitor(browser, program.address);
  for (const address of draft) {
    const reply = await page.request.get(address, { maxRedirects: 0 });
    assert.equal(reply.status(), 404, address);
  }
  await page.goto(draft[0]);
  await look(page, "strangers-02-not-found");
  await page.goto(documentAddress);
  await page.getByRole("heading", { level: 1, name: "Wie weit ist mein Antrag?" }).waitFor();
  await look(page, "strangers-02-asked-for-the-code");
  await leave();
});

/** Without a sign-in there is no desk: every page of it leads to the door. */
test("the desk stays shut", async () => {
  const { page, leave } = await visitor(browser, program.address);
  for (const address of desk.PAGES) {
    const reply = await page.request.get(address, { maxRedirects: 0 });
    assert.equal(reply.status(), 303, address);
    assert.match(reply.headers().location, /\/anmelden/);
  }
  await page.goto(desk.SIGN_IN);
  await desk.fillSignIn(page, "weber", "falsch-falsch");
  await page.getByRole("alert").waitFor();
  await look(page, "strangers-03-wrong-password");
  await leave();
});

/** A page of another site cannot send a form in somebody's name. */
test("a foreign site sends nothing", async () => {
  const { page, leave } = await visitor(browser, program.address);
  const foreign = { "sec-fetch-site": "cross-site", origin: "https://anderswo.example" };
  const reply = await page.request.post(`/${portal.TOWN}/leistung/${portal.SERVICE}/antrag/register`, { headers: foreign, maxRedirects: 0 });
  assert.equal(reply.status(), 403);
  await leave();
});

/** A town that does not exist and an address that leads nowhere are told in plain words. */
test("what does not exist is said plainly", async () => {
  const { page, leave } = await visitor(browser, program.address);
  for (const address of ["/nirgendwo", `/${portal.TOWN}/leistung/nichts`, `/${portal.TOWN}/vorgang/2026-00001/dokument/zzz`]) {
    const reply = await page.goto(address);
    assert.equal(reply.status(), 404, address);
    await page.getByRole("heading", { level: 1, name: "Diese Seite gibt es nicht" }).waitFor();
  }
  await leave();
});

async function somebodyApplies() {
  const citizen = await visitor(browser, program.address);
  await portal.fillAll(citizen.page, { ...portal.DOG, name: "Luna" });
  const pages = citizen.page.url().replace(/\/pruefen.*$/, "");
  draft = [`${pages}/1`, `${pages}/pruefen`, `${pages}/fertig`];
  await portal.sendButton(citizen.page).click();
  sent = await portal.receipt(citizen.page);
  const clerk = await visitor(browser, program.address);
  await desk.signIn(clerk.page);
  await desk.openCase(clerk.page, sent.number);
  await desk.take(clerk.page);
  await desk.approve(clerk.page);
  await desk.waitUntilDecided(clerk.page, sent.number);
  await portal.askForStatus(citizen.page, sent);
  const link = citizen.page.getByRole("link", { name: /Bescheid.*herunterladen/ });
  await portal.reloadUntil(citizen.page, link);
  documentAddress = await link.getAttribute("href");
  await citizen.leave();
  await clerk.leave();
}
