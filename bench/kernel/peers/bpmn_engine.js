// Runs the small process of the kernel's benchmark in bpmn-engine, with the state written after each step.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { Engine } from "bpmn-engine";

const SECONDS = 5;

// Conditions are expressions of that engine there and FEEL here; the model is otherwise the same file.
const formal =
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="tFormalExpression">${environment.output.check.approved}';
const file = await readFile(process.argv[2], "utf8");
const source = file.replace("<conditionExpression>=approved", `<conditionExpression ${formal}`);
assert.notEqual(source, file, "the condition is found");

/** What a person answers becomes a variable; that engine leaves it to an extension. */
function keepOutput(activity, { environment }) {
  const consumerTag = "_keep-output";
  return {
    activate() {
      activity.on("end", ({ id, content }) => (environment.output[id] = content.output), { consumerTag });
    },
    deactivate() {
      activity.broker.cancel(consumerTag);
    },
  };
}

async function written(engine) {
  return JSON.stringify(await engine.getState()).length;
}

/** One instance from start to end; gives the length of its longest state. */
async function run() {
  const engine = new Engine({ name: "small", source, variables: { weight: 48 }, extensions: { keepOutput } });
  const execution = await engine.execute();
  const begun = await written(engine);
  const waiting = execution.getPostponed().find((activity) => activity.id === "check");
  const ended = engine.waitFor("end");
  waiting.signal({ approved: true, remark: "In Ordnung." });
  await ended;
  assert.equal(execution.getActivityById("granted").counters.taken, 1, "it is granted");
  return Math.max(begun, await written(engine));
}

const longest = await run();
const started = performance.now();
let done = 0;
while (performance.now() - started < SECONDS * 1000) {
  await run();
  done += 1;
}
console.log(`${((done * 1000) / (performance.now() - started)).toFixed(1)} ${longest}`);
