import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { recordingOf, run } from "./run.ts";

const path = recordingOf("deployment-history");
const inSuggest = ["-n", "suggest", "--snapshot", path];

/** The recording with a second Deployment before it, which has no ReplicaSets. */
function withAnother(): string {
  const file = JSON.parse(readFileSync(path, "utf8"));
  const suggest = file.items.find(({ kind }: { kind: string }) => kind === "Deployment");
  const other = { ...suggest, metadata: { ...suggest.metadata, name: "aaa", uid: "uid-aaa" } };
  return JSON.stringify({ ...file, items: [other, ...file.items] });
}

describe("--revision", () => {
  it("shows one in full", async () => {
    const { stdout, exitCode } = await run(["explain", "deploy/suggest", "--revision", "2", ...inSuggest]);
    expect([stdout.includes("POD TEMPLATE OF REVISION 2"), exitCode]).toEqual([true, 0]);
  });

  it("names those that there are, where it is none of them", async () => {
    const { stderr, exitCode } = await run(["explain", "deploy/suggest", "--revision", "9", ...inSuggest]);
    expect([stderr, exitCode]).toEqual([
      'error: deployment "suggest" has no revision 9: there are 1, 2, 3, 4\n',
      1,
    ]);
  });

  it("finds it in whichever of several Deployments, in any order", async () => {
    for (const named of [["deploy/aaa", "deploy/suggest"], ["deploy/suggest", "deploy/aaa"], ["deploy"]]) {
      const args = ["explain", ...named, "--revision", "2", "-n", "suggest", "--snapshot", "-"];
      const { stdout, exitCode } = await run(args, { stdin: withAnother() });
      expect([stdout.includes("POD TEMPLATE OF REVISION 2"), exitCode]).toEqual([true, 0]);
    }
  });

  it("says first that a name is mistyped", async () => {
    const { stderr } = await run(["explain", "deploy/sugest", "--revision", "2", ...inSuggest]);
    expect(stderr).toMatch(/^Error from server \(NotFound\): .*did you mean deployment\/suggest/);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("says that ReplicaSets could not be read, rather than that there is none", async () => {
    const file = JSON.parse(readFileSync(path, "utf8"));
    const reads = file.reads.map((read: { resource: string }) =>
      read.resource === "replicasets" ? { ...read, outcome: "Forbidden", message: "not for you" } : read,
    );
    const args = ["explain", "deploy/suggest", "--revision", "2", "-n", "suggest", "--snapshot", "-"];
    const { stderr, exitCode } = await run(args, { stdin: JSON.stringify({ ...file, reads }) });
    expect([stderr, exitCode]).toEqual([
      'error: whether deployment "suggest" has a revision 2 cannot be told: not for you\n',
      1,
    ]);
  });

  it("is about Deployments", async () => {
    const args = ["-n", "logging", "--snapshot", recordingOf("daemonset-healthy")];
    const { stderr, exitCode } = await run(["explain", "ds/fluentd", "--revision", "1", ...args]);
    expect([stderr, exitCode]).toEqual([
      "error: --revision is about Deployments, and there is none among what was asked for\n",
      1,
    ]);
  });
});
