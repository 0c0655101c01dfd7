// After a page comes back with problems, the focus stands on their list, so that a screen reader reads it first.

/** Moves the focus to the list of problems, when there is one. */
export function announceProblems(): void {
  document.querySelector<HTMLElement>("[data-error-summary]")?.focus();
}
