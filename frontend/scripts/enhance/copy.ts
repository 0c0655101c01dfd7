// Copies a number or code to the clipboard and says so.

/** Shows the copy buttons where the browser lets a page copy. */
export function copyButtons(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  await navigator.clipboard.writeText(button.dataset["copy"] ?? "");
  const said = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  if (said) said.textContent = button.dataset["copied"] ?? "";
}
