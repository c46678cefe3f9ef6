// Reads one expression a line as JSON, and writes its value a line in the words of
// `peer_answers.py`. With `names` and `seconds` beside the `text` it is evaluated for so long, and
// told how long each time took at best.
import { createInterface } from "node:readline";
import { evaluate } from "@bpmn-io/feelin";

function told(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "function") return { other: "function" };
  if (typeof value === "number") return { number: String(value) };
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== "object") return value;
  const made = value.constructor?.name;
  if (made === "DateTime") return { moment: value.toISO({ suppressMilliseconds: true }) };
  if (made === "Duration") return { duration: value.toISO() };
  if (made === "Range") return { other: "range" };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner)]));
}

function held(value) {
  if (Array.isArray(value)) return value.map(held);
  if (value === null || typeof value !== "object") return value;
  if (value.date) return evaluate(`date("${value.date}")`, {}).value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, held(inner)]));
}

function answered(asked) {
  if (typeof asked === "string") return { value: told(evaluate(asked, {}).value) };
  const names = held(asked.names);
  const value = told(evaluate(asked.text, names).value);
  const until = performance.now() + asked.seconds * 1000;
  let each = Infinity;
  let ended;
  do {
    const started = performance.now();
    evaluate(asked.text, names);
    ended = performance.now();
    each = Math.min(each, (ended - started) / 1000);
  } while (ended < until);
  return { value, each };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = answered(JSON.parse(line));
  } catch (error) {
    answer = { refused: String(error.message ?? error).slice(0, 80) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
