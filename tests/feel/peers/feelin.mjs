// Reads one expression a line as JSON, and writes its value a line in the words of `peers.py`.
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

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { value: told(evaluate(JSON.parse(line), {}).value) };
  } catch (error) {
    answer = { refused: String(error.message ?? error).slice(0, 80) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
