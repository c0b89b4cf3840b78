import { spawnSync } from "node:child_process";

/**
 * What kubectl reads from the YAML of one object, as JSON: the judge of what we read and write. It asks no server;
 * the object's kind is none that a server knows, so nothing is defaulted or dropped.
 */
export function readByKubectl(yaml: string): unknown {
  const args = ["patch", "--local", "-f", "-", "--type=merge", "-p", "{}", "-o", "json"];
  const { error, status, stdout, stderr } = spawnSync("kubectl", args, {
    input: yaml,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: "/nonexistent" },
    maxBuffer: 1 << 26,
  });
  if (error !== undefined) {
    throw new Error(
      `kubectl judges how YAML is read, and it cannot be run (${error.message}): install it, or put it on PATH`,
    );
  }
  if (status !== 0) throw new Error(`kubectl does not read it: ${stderr.trim()}`);
  return JSON.parse(stdout);
}

/** The head of an object of a kind that no server knows. */
export const someKind = {
  apiVersion: "example.com/v1",
  kind: "Foo",
  metadata: { name: "judged" },
} as const;
