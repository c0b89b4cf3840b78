import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeSnapshot } from "../../../src/source/snapshot/decodeSnapshot.ts";
import { encodeSnapshot } from "../../../src/source/snapshot/encodeSnapshot.ts";
import { readSnapshotFile } from "../../../src/source/snapshot/readSnapshotFile.ts";
import { SourceError } from "../../../src/source/source.ts";
import { printable } from "../../../src/text/printable.ts";
import { fileOf, plainText, textOf, withValues } from "./saved.ts";

function errorOf(content: Uint8Array): SourceError {
  try {
    decodeSnapshot(content, "cluster.json");
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("what is no snapshot", () => {
  const good = textOf(withValues);
  const bytes = (text: string) => new TextEncoder().encode(text);
  const without = (field: string) => JSON.stringify({ ...JSON.parse(good), [field]: undefined });

  it.each<[string, Uint8Array, string | RegExp]>([
    ["nothing at all", bytes(""), "this is not a snapshot; `kubectl workload snapshot` makes one"],
    ["a manifest", bytes("apiVersion: apps/v1\nkind: DaemonSet\n"), /^this is not a snapshot;/],
    ["text that plays tricks", bytes("\u001b[2J\nx"), /^this is not a snapshot;/],
    ["one that is cut off", bytes(good.slice(0, -40)), "it ends too early: is it cut off?"],
    [
      "a compressed one that is cut off",
      gzipSync(good).subarray(0, 200),
      /^it cannot be read .*: is it cut off\?$/,
    ],
    ["what is not UTF-8", Uint8Array.of(0x7b, 0xff), /^it cannot be read/],
    [
      "a list of kubectl",
      bytes('{"apiVersion":"v1","kind":"List"}'),
      "this is a List, not a Snapshot; manifests are read with -f",
    ],
    ["an explanation", bytes('{"kind":"Explanation"}'), /^this is a Explanation, not a Snapshot/],
    ["a kind that plays tricks", bytes('{"kind":"\\u001b[2J\\n"}'), /^this is a file, not a Snapshot/],
    [
      "a version that plays tricks",
      bytes('{"kind":"Snapshot","apiVersion":"\\u009b2J"}'),
      /^its version is unknown/,
    ],
    ["null", bytes("null"), /^this is a file, not a Snapshot/],
    [
      "one of a later version",
      bytes(good.replace("v1alpha1", "v2")),
      "its version is workload.kubectl/v2, and this program reads workload.kubectl/v1alpha1",
    ],
    ...["observedAt", "source", "reads", "items"].map((field): [string, Uint8Array, RegExp] => [
      `one without ${field}`,
      bytes(without(field)),
      /is missing: record it again$/,
    ]),
    ["one with an item that is none", bytes(good.replace('"items":[', '"items":[null,')), /record it again$/],
  ])("%s", (_, content, message) => {
    const { message: whole } = errorOf(content);
    expect(printable(whole)).toBe(whole);
    expect(whole).not.toContain("\n");
    expect(whole.startsWith("error: cluster.json: ")).toBe(true);
    const said = whole.slice("error: cluster.json: ".length);
    if (typeof message === "string") expect(said).toBe(message);
    else expect(said).toMatch(message);
  });
});

describe("a snapshot's file", () => {
  it("is stdin for -", async () => {
    const stdin = Readable.from([encodeSnapshot(withValues, { ...plainText, gzip: true })]);
    expect(await readSnapshotFile("-", { stdin })).toEqual(fileOf(withValues));
    const none = { stdin: Readable.from([]) };
    await expect(readSnapshotFile("-", none)).rejects.toThrow("error: <stdin>: this is not a snapshot");
  });

  it.each([
    ["none.json", 'error: the path "none.json" does not exist'],
    [import.meta.dirname, `error: ${import.meta.dirname}: EISDIR`],
  ])("cannot be %s", async (path, message) => {
    const reading = readSnapshotFile(path, { stdin: Readable.from([]) });
    await expect(reading).rejects.toThrow(SourceError);
    await expect(readSnapshotFile(path, { stdin: Readable.from([]) })).rejects.toThrow(message);
  });
});
