// Debian's Chromium with a fresh profile, and visitors in it. A visitor keeps watch: nothing may come from another server,
// and no script may fail.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** The narrowest screen a page must fit on (WCAG 2.1, 1.4.10). */
export const NARROW = { width: 320, height: 640 };

const withoutScripts = new WeakSet();

/** Does this page belong to a visitor whose browser runs no scripts? */
export function scriptsAreOff(page) {
  return withoutScripts.has(page.context());
}

/** Starts the browser. */
export function startBrowser() {
  return chromium.launch({ executablePath: process.env.FACHWERK_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/** A person with a browser of their own: cookies are not shared with any other visitor. */
export async function visitor(browser, address, { javaScript = true, viewport = DESKTOP } = {}) {
  const context = await browser.newContext({
    baseURL: address,
    javaScriptEnabled: javaScript,
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    viewport,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(15_000);
  if (!javaScript) withoutScripts.add(context);
  const page = await context.newPage();
  const complaints = watch(page, address);
  return { page, complaints, leave: () => leave(context, complaints) };
}

function watch(page, address) {
  const complaints = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) complaints.push(`asked a stranger: ${url}`);
  });
  page.on("pageerror", (error) => complaints.push(`a script failed: ${error.message}`));
  page.on("console", (message) => {
    const refused = /Content Security Policy|Refused to/.test(message.text());
    if (refused) complaints.push(`the browser refused something: ${message.text()}`);
  });
  return complaints;
}

async function leave(context, complaints) {
  await context.close();
  assert.deepEqual(complaints, []);
}
