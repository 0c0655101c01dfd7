// j and k walk through a list; Enter opens the row because its link has the focus; c takes its task; / goes to the search. The
// keys can be switched off (WCAG 2.1.4), and the choice is remembered in this browser.

const STORED = "fachwerk.keys";

/** Gives the work list its keys. */
export function listKeys(): void {
  const list = document.querySelector<HTMLElement>("[data-worklist]");
  if (!list) return;
  offerSwitch();
  document.addEventListener("keydown", (event) => {
    if (!areOn() || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === "j") move(list, 1);
    if (event.key === "k") move(list, -1);
    if (event.key === "c") take();
    if (event.key === "/") search(event);
  });
}

function move(list: HTMLElement, step: number): void {
  const links = [...list.querySelectorAll<HTMLAnchorElement>("a[data-row-link]")];
  const current = links.findIndex((link) => link === document.activeElement);
  const wanted = current < 0 ? (step > 0 ? 0 : links.length - 1) : current + step;
  const link = links[Math.min(Math.max(wanted, 0), links.length - 1)];
  link?.focus();
}

/** Presses the button of the row that has the focus, if its task is free. */
function take(): void {
  document.activeElement?.closest("tr")?.querySelector<HTMLButtonElement>("button[data-row-take]")?.click();
}

function search(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>("input[data-search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** Ticking a box is no typing: there the keys go on working. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
}

function areOn(): boolean {
  return localStorage.getItem(STORED) !== "off";
}

function offerSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>("button[data-keys]");
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(areOn()));
  button.addEventListener("click", () => {
    localStorage.setItem(STORED, areOn() ? "off" : "on");
    show();
  });
  const block = button.closest<HTMLElement>("[data-keys-block]");
  if (block) block.hidden = false;
  show();
}
