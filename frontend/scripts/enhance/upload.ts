// A chosen file is sent at once, with progress, and appears in the list without leaving the page. One that is too large is
// named before anything is sent. Without a script the button "Datei hinzufügen" does the same.
import { exchange } from "./live";

/** Watches every form that takes files. */
export function uploads(): void {
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files?.length) return;
    const block = input.closest<HTMLElement>("[data-upload]");
    if (block && input.form) choose(input, input.form, block);
  });
}

function choose(input: HTMLInputElement, form: HTMLFormElement, block: HTMLElement): void {
  const limit = Number(block.dataset["maxBytes"]);
  if ([...(input.files ?? [])].some((file) => file.size > limit)) {
    input.value = "";
    say(block, input, block.dataset["tooLarge"] ?? "");
    return;
  }
  send(form, input, block);
}

/** Says beside the field what is wrong, as the server would. */
function say(block: HTMLElement, input: HTMLInputElement, text: string): void {
  const id = `${input.id}-fehler`;
  const line = block.querySelector<HTMLElement>(`#${CSS.escape(id)}`) ?? document.createElement("p");
  line.id = id;
  line.className = "kern-error";
  line.setAttribute("role", "alert");
  line.textContent = text;
  block.append(line);
  input.setAttribute("aria-invalid", "true");
  const described = new Set((input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  input.setAttribute("aria-describedby", [...described.add(id)].join(" "));
}

function send(form: HTMLFormElement, input: HTMLInputElement, block: HTMLElement): void {
  const body = new FormData(form);
  // Other chosen files wait for their own turn.
  for (const [name, value] of [...body]) if (value instanceof File && name !== input.name) body.delete(name);
  body.set("action", `upload:${input.name}`);
  const request = new XMLHttpRequest();
  const shown = progress(block);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    shown.max = total;
    shown.value = loaded;
  });
  request.addEventListener("load", () => {
    shown.remove();
    if (request.status === 200) shows(form, request.responseText, input);
    else form.requestSubmit(block.querySelector<HTMLButtonElement>("button[value^='upload:']"));
  });
  request.addEventListener("error", () => shown.remove());
  request.open("POST", form.getAttribute("action") ?? "");
  request.setRequestHeader("X-Part", "fields");
  request.send(body);
}

function progress(block: HTMLElement): HTMLProgressElement {
  const shown = document.createElement("progress");
  shown.className = "upload__progress";
  shown.setAttribute("aria-label", block.dataset["progress"] ?? "");
  block.append(shown);
  return shown;
}

function shows(form: HTMLFormElement, html: string, input: HTMLInputElement): void {
  exchange(form, html, input.name);
  const fresh = document.getElementById(input.id);
  fresh?.focus();
}
