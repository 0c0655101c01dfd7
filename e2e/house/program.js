// Starts the built program with a data folder of its own on a free port, and stops it. What it serves is not known here.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PROGRAM = process.env.FACHWERK_PROGRAM ?? fileURLToPath(new URL("../../target/debug/fachwerk", import.meta.url));
/** A small service with a person's decision in the middle, so that the library may change without changing these stories. */
export const SMALL = fileURLToPath(new URL("../../crates/domain/services/tests/packages/hundesteuer", import.meta.url));
const TOWN = "musterstadt";
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;
/** A start includes migrations, demonstration data and password hashes; slow machines get time. */
const PATIENCE_MS = 120_000;

/** Starts the demonstration with the small service in one of its towns; the answer has its address and the way to stop it. */
export async function startProgram() {
  const data = await mkdtemp(join(tmpdir(), "fachwerk-e2e-"));
  const child = spawn(PROGRAM, ["demo", "--data", join(data, "demo"), "--listen", "127.0.0.1:0"], {
    cwd: data,
    env: ownEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => (said.text += chunk));
  }
  const address = await announcedAddress(child, said);
  const command = (...words) => commanded(data, words);
  await command("library", "install", SMALL, "--tenant", TOWN);
  return { address, data, command, stop: () => stop(child, data, said) };
}

/** Runs one command of the program on this data; the answer is what it said. */
async function commanded(data, words) {
  const { stdout } = await promisify(execFile)(PROGRAM, [...words, "--data", join(data, "demo")], { env: ownEnvironment() });
  return stdout;
}

/** Without what somebody set for another installation. */
function ownEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("FACHWERK_")));
}

function announcedAddress(child, said) {
  return new Promise((resolve, reject) => {
    const fail = (why) => {
      clearTimeout(timer);
      reject(new Error(`the program ${why}:\n${said.text}`));
    };
    const timer = setTimeout(() => fail("did not say where it listens"), PATIENCE_MS);
    const look = () => {
      const [address] = ADDRESS.exec(said.text) ?? [];
      if (address) {
        clearTimeout(timer);
        resolve(address);
      }
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.once("error", (error) => fail(`could not be started (${error.message})`));
    child.once("exit", (code) => fail(`ended with ${code}`));
  });
}

/** SIGTERM ends requests in flight, then the program; anything but a clean end is a failure. */
async function stop(child, data, said) {
  const ended = child.exitCode === null ? once(child, "exit") : Promise.resolve([child.exitCode]);
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  const [code] = await ended;
  clearTimeout(timer);
  await rm(data, { recursive: true, force: true });
  assert.equal(code, 0, `the program ended with ${code}:\n${said.text}`);
}
