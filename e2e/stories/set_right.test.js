// The head of office takes a case in hand: it goes on at another step, and later in a newer release of its service.
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBrowser, visitor } from "../house/browser.js";
import { look } from "../house/look.js";
import { SMALL, startProgram } from "../house/program.js";
import * as desk from "../pages/desk.js";
import * as portal from "../pages/portal.js";

const REASON = "Die Halterin hat am Telefon erklärt, dass sie den Hund schon abgegeben hat.";

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

/** Sends an application; the answer is its number. */
async function applied(name) {
  const { page, leave } = await visitor(browser, program.address);
  await portal.fillAll(page, { ...portal.DOG, name });
  await portal.sendButton(page).click();
  const { number } = await portal.receipt(page);
  await leave();
  return number;
}

/** A case that took a wrong turn is led on without scripts, and everybody can read why. */
test("a case is led on at another step", async () => {
  const number = await applied("Luna");
  const { page, leave } = await visitor(browser, program.address, { javaScript: false });
  await desk.signIn(page, "amann");
  await desk.searchCase(page, number);
  await page.getByRole("link", { name: "Vorgang wieder in Gang bringen" }).click();
  await look(page, "set-right-01-standing");
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 2, name: "Check the registration" }).waitFor();
  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.getByText("An einem anderen Schritt weiterführen").first().click();
  await page.getByRole("button", { name: "Dort weiterführen" }).first().click();
  await page.getByRole("alert").filter({ hasText: "2 Angaben passen noch nicht" }).waitFor();
  await look(page, "set-right-02-reason-missing");
  await page.getByLabel("Weiter bei").selectOption({ label: "Ablehnung schreiben" });
  await desk.giveReason(page, REASON);
  await page.getByRole("button", { name: "Dort weiterführen" }).click();
  await page.getByText("Erledigt. Der Grund steht bei den Notizen.").waitFor();
  await look(page, "set-right-03-led-on");
  await desk.openPart(page, "Notizen");
  await page.getByText(REASON).waitFor();
  await leave();
});

/** A case goes on in the newer release of its service, and comes back as long as nothing has happened. */
test("a case goes on in a newer release", async () => {
  const number = await applied("Max");
  await installNewer();
  const { page, leave } = await visitor(browser, program.address);
  await desk.signIn(page, "amann");
  await page.goto(`/amt/${portal.TOWN}/umstieg`);
  await look(page, "set-right-04-outdated");
  await desk.searchCase(page, number);
  await page.getByRole("link", { name: "Auf neuere Fassung umstellen" }).click();
  await look(page, "set-right-05-plan");
  await page.getByLabel("„Anmeldung prüfen“ ist jetzt").selectOption({ label: "Anmeldung gründlich prüfen" });
  await page.getByRole("button", { name: "Vorschau erneuern" }).click();
  await look(page, "set-right-06-preview");
  await page.getByRole("button", { name: "Umstellen" }).click();
  await page.getByText("Der Vorgang läuft jetzt in der neuesten Fassung.").waitFor();
  await look(page, "set-right-07-in-the-newer");
  await page.getByRole("button", { name: "Zurücknehmen" }).click();
  await page.getByText("Der Umstieg ist zurückgenommen.").waitFor();
  await leave();
});

/** The same service, in which one step is called differently. */
async function installNewer() {
  const folder = join(program.data, "newer");
  await cp(SMALL, folder, { recursive: true });
  await rewrite(join(folder, "service.toml"), [[/^version = .*$/m, 'version = "9.0.0"']]);
  for (const file of await readdir(folder, { recursive: true })) {
    if (/\.(bpmn|toml)$/.test(file)) await rewrite(join(folder, file), [[/check_registration/g, "check_thoroughly"], [/Anmeldung prüfen/g, "Anmeldung gründlich prüfen"]]);
  }
  await program.command("library", "install", folder, "--tenant", portal.TOWN);
}

async function rewrite(file, changes) {
  const text = await readFile(file, "utf8");
  await writeFile(file, changes.reduce((now, [from, to]) => now.replace(from, to), text));
}
