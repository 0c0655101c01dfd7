// Reads a PDF as a person would: its text, by Debian's pdftotext.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The text of a PDF, without the line breaks of its layout. */
export async function textOf(bytes) {
  assert.equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-", "the document is a PDF");
  const folder = await mkdtemp(join(tmpdir(), "fachwerk-pdf-"));
  try {
    const file = join(folder, "document.pdf");
    await writeFile(file, bytes);
    const { stdout } = await run("pdftotext", ["-enc", "UTF-8", file, "-"]);
    return stdout.replace(/\s+/g, " ");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
