import { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { whileReading } from "../../src/cli/progress.ts";

function ioWith(isTTY: boolean, env: Io["env"] = {}) {
  let written = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const stderr = Object.assign(stream, { isTTY, columns: 80 });
  const signal = new AbortController().signal;
  const io = { env, stdin: Readable.from([]), stdout: stderr, stderr, homedir: "", signal };
  return { io, written: () => written };
}

it.each<[string, boolean, Io["env"]]>([
  ["in a pipe", false, {}],
  ["on a dumb terminal", true, { TERM: "dumb" }],
])("no spinner %s, however long the read takes", async (_, isTTY, env) => {
  const { io, written } = ioWith(isTTY, env);
  expect(await whileReading(io, sleep(700, "read"))).toBe("read");
  expect(written()).toBe("");
});

it("hands on why a read failed, and stops watching it", async () => {
  const { io, written } = ioWith(true);
  await expect(whileReading(io, Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  await sleep(600);
  expect(written()).toBe("");
});

it("the spinner is on the stderr that it was given", async () => {
  const { io, written } = ioWith(true);
  const cursor = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  Object.assign(io.stderr, cursor);
  expect(await whileReading(io, sleep(1500, "read"))).toBe("read");
  expect(written()).toContain("reading the cluster");
});
