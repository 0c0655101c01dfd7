// Deciding: text blocks go where the cursor is, and what the decision would lead to follows while somebody writes. Without a
// script the buttons "einfügen" and "Vorschau" do the same with a page in between.

const WAIT_MS = 500;

/** Watches every form that decides. */
export function decisions(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-decide]")) watch(form);
}

function watch(form: HTMLFormElement): void {
  let timer = 0;
  let asked: AbortController | undefined;
  const later = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      asked?.abort();
      asked = new AbortController();
      void preview(form, asked.signal);
    }, WAIT_MS);
  };
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-preview-button]")) button.hidden = true;
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-insert]") : null;
    if (button && insert(button)) event.preventDefault();
  });
}

/** Puts the text where the cursor is, as a paragraph of its own; whether there was a place for it. */
function insert(button: HTMLButtonElement): boolean {
  const area = document.getElementById(button.dataset["insert"] ?? "");
  if (!(area instanceof HTMLTextAreaElement)) return false;
  const before = area.value.slice(0, area.selectionStart).trimEnd();
  const after = area.value.slice(area.selectionEnd).trimStart();
  const start = [before, button.dataset["text"] ?? ""].filter(Boolean).join("\n\n");
  area.value = [start, after].filter(Boolean).join("\n\n");
  area.focus();
  area.setSelectionRange(start.length, start.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

// A button named "action" hides the property of that name, so the attribute is read.
async function preview(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.set("action", "preview");
  try {
    const answer = await fetch(form.getAttribute("action") ?? "", { method: "POST", body, signal, headers: { "X-Part": "preview" } });
    if (answer.ok && form.dataset["sent"] !== "yes") show(await answer.text());
  } catch {
    // Offline or superseded: what is shown stays as it is.
  }
}

/** Exchanges only what differs, so that a reader is told of news alone. */
function show(html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  for (const fresh of next.querySelectorAll<HTMLElement>("[data-preview]")) {
    const shown = document.querySelector<HTMLElement>(`[data-preview="${CSS.escape(fresh.dataset["preview"] ?? "")}"]`);
    if (!shown || shown.innerHTML.trim() === fresh.innerHTML.trim()) continue;
    shown.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  }
}
