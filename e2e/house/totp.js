// The authenticator app of a caseworker (RFC 6238), and the patience of one who was here a moment ago. Which secret is whose
// is not known here.
import { createHmac } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

/** The code of a moment. */
export function code(secret, at = Date.now()) {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const digest = createHmac("sha1", bytes(secret)).update(step).digest();
  const start = digest[19] & 15;
  return String((digest.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The codes that count now, each with its step: the last one, this one, the next one. Each counts once. */
export function codes(secret) {
  return [-STEP_MS, 0, STEP_MS].map((drift) => {
    const at = Date.now() + drift;
    return { step: Math.floor(at / STEP_MS), code: code(secret, at) };
  });
}

function bytes(secret) {
  const bits = [...secret.replaceAll(" ", "")].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
