// A caseworker rejects an application: the reason they wrote stands word by word in the letter.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { textOf } from "../house/pdf.js";
import { startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

const REASON = "Sie haben den Hund im März an Ihre Schwester in Frankfurt abgegeben. Er lebt nicht in unserer Stadt.";

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

/** Who is refused reads why, and what can be done about it. */
test("a rejection says why and how to object", async () => {
  const citizen = await visitor(browser, program.address);
  await portal.fillAll(citizen.page, { ...portal.DOG, name: "Rocky" });
  await portal.sendButton(citizen.page).click();
  const sent = await portal.receipt(citizen.page);

  const clerk = await visitor(browser, program.address);
  await desk.signIn(clerk.page);
  await desk.openCase(clerk.page, sent.number);
  await desk.take(clerk.page);
  await desk.reject(clerk.page, REASON, async () => look(clerk.page, "reject-01-reason-missing"));
  await desk.waitUntilDecided(clerk.page, sent.number);
  await clerk.leave();

  await portal.askForStatus(citizen.page, sent);
  const link = citizen.page.getByRole("link", { name: /Ablehnung.*herunterladen/ });
  await portal.reloadUntil(citizen.page, link);
  await look(citizen.page, "reject-02-status");
  const answer = await citizen.page.request.get(await link.getAttribute("href"));
  const text = await textOf(await answer.body());
  for (const words of [REASON, "Rocky", "Widerspruch", sent.number]) {
    assert.ok(text.includes(words), `„${words}“ stands in the letter:\n${text}`);
  }
  await citizen.leave();
});
