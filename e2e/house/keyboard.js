// Walking a page with the keyboard alone: what has the focus is visible, and everything needed can be reached.
import assert from "node:assert/strict";

const MANY = 120;

/** Presses Tab until the element with this accessible name has the focus; it must be seen to have it. */
export async function tabTo(page, name) {
  const passed = [];
  for (let step = 0; step < MANY; step += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(describeFocus);
    passed.push(focus.name);
    if (focus.name.startsWith(name)) {
      assert.ok(focus.visible, `the focus on „${name}“ is visible`);
      return;
    }
  }
  assert.fail(`Tab never reaches „${name}“; it passed ${[...new Set(passed)].join(" · ")}`);
}

/** Runs in the page: the name of what has the focus, and whether one sees the focus. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: "", visible: false };
  const labels = [...(element.labels ?? [])].map((label) => label.textContent);
  const named = element.getAttribute("aria-label") ?? labels[0] ?? element.textContent ?? "";
  const looks = [element, ...(element.labels ?? [])].flatMap((part) => [getComputedStyle(part), getComputedStyle(part, "::before"), getComputedStyle(part, "::after")]);
  const visible = looks.some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
  return { name: named.replace(/\s+/g, " ").trim(), visible };
}
