// Parts of a form that depend on an answer follow it: the server is asked for the fields as they are now, and only what came
// or went is exchanged. What a person typed stays untouched. Without a script the same happens on "Weiter".

const WAIT_MS = 150;

/** Watches every form that has dependent parts. */
export function liveForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-live]")) watch(form);
}

function watch(form: HTMLFormElement): void {
  let timer = 0;
  let asked: AbortController | undefined;
  form.addEventListener("change", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-decides]")) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      asked?.abort();
      asked = new AbortController();
      void refresh(form, asked.signal);
    }, WAIT_MS);
  });
}

// A button named "action" hides the property of that name, so the attribute is read.
async function refresh(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.set("action", "refresh");
  try {
    const answer = await fetch(form.getAttribute("action") ?? "", { method: "POST", body, signal, headers: { "X-Part": "fields" } });
    if (!answer.ok) return;
    exchange(form, await answer.text());
  } catch {
    // Offline or superseded: the page keeps working as it does without a script.
  }
}

/** Shows the fields that the server has drawn; the block of this name is drawn anew whatever it holds. */
export function exchange(form: HTMLFormElement, html: string, anew?: string): void {
  const next = new DOMParser().parseFromString(html, "text/html").querySelector("[data-blocks]");
  const shown = form.querySelector("[data-blocks]");
  if (!next || !shown || form.dataset["sent"] === "yes") return;
  if (anew !== undefined) for (const block of form.querySelectorAll(`[data-block="${CSS.escape(anew)}"]`)) block.replaceChildren();
  merge(shown, next);
  // A question for files that came with an answer needs a form that can carry them, should its own sending fail.
  if (form.querySelector("input[type=file]")) form.enctype = "multipart/form-data";
}

/** Makes `shown` hold the blocks of `next` in their order, keeping those that are already there. */
function merge(shown: Element, next: Element): void {
  const known = new Map(blocks(shown).map((block) => [block.dataset["block"], block]));
  let before: Element | null = null;
  for (const fresh of blocks(next)) {
    const present = known.get(fresh.dataset["block"]);
    known.delete(fresh.dataset["block"]);
    const block = present && holdsInput(present) ? kept(present, fresh) : replaced(present, fresh);
    const place: Element | null = before ? before.nextElementSibling : shown.firstElementChild;
    if (place !== block) shown.insertBefore(block, place);
    before = block;
  }
  for (const gone of known.values()) gone.remove();
}

function blocks(container: Element): HTMLElement[] {
  return [...container.children].filter((child): child is HTMLElement => child instanceof HTMLElement && "block" in child.dataset);
}

function holdsInput(block: Element): boolean {
  return block.querySelector("input, select, textarea") !== null;
}

/** The block that is shown stays; only the blocks inside it are compared. */
function kept(present: HTMLElement, fresh: HTMLElement): HTMLElement {
  const inside = present.querySelector("[data-blocks]");
  const freshInside = fresh.querySelector("[data-blocks]");
  if (inside && freshInside) merge(inside, freshInside);
  return present;
}

function replaced(present: HTMLElement | undefined, fresh: HTMLElement): HTMLElement {
  const block = document.importNode(fresh, true);
  present?.replaceWith(block);
  return block;
}
