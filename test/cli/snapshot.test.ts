import { describe, expect, it } from "vitest";
import { recordingOf, run } from "./run.ts";

const recording = (name: string) => ["-n", "logging", "--snapshot", recordingOf(name)];

describe("a snapshot", () => {
  it("holds what the explanation needs", async () => {
    const { stdout, stderr, exitCode } = await run([
      "snapshot",
      "ds/fluentd",
      ...recording("daemonset-healthy"),
    ]);
    expect([stderr, exitCode]).toEqual(["", 0]);
    const args = ["explain", "ds/fluentd", "-n", "logging", "-o", "json", "--snapshot"];
    const [again, before] = await Promise.all([
      run([...args, "-"], { stdin: stdout }),
      run([...args, recordingOf("daemonset-healthy")]),
    ]);
    expect(again).toEqual(before);
  });

  it("with gaps is written all the same, and they are said", async () => {
    const args = ["snapshot", "ds/fluentd", ...recording("daemonset-forbidden-nodes")];
    const { stdout, stderr, exitCode } = await run(args);
    expect(JSON.parse(stdout).kind).toBe("Snapshot");
    expect(stderr).toMatch(/^warning: nodes: nodes is forbidden: /);
    expect(exitCode).toBe(0);
  });

  it.each([
    ["a name that is not there", ["ds/fluentdd"]],
    ["one of several", ["ds/fluentd", "ds/fluentdd"]],
  ])("of %s is not written: exit code 1, and the error of explain", async (_, named) => {
    const args = [...named, ...recording("daemonset-healthy")];
    const [saved, explained] = await Promise.all([run(["snapshot", ...args]), run(["explain", ...args])]);
    expect(saved).toEqual({ stdout: "", stderr: explained.stderr, exitCode: 1 });
    expect(saved.stderr).toMatch(/^Error from server \(NotFound\): .*fluentdd/);
  });

  it("of a kind that cannot be listed is not written", async () => {
    const { stdout, stderr, exitCode } = await run([
      "snapshot",
      "ds",
      "-n",
      "grafana",
      "--snapshot",
      recordingOf("daemonset-healthy"),
    ]);
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr).toBe("error: the snapshot does not hold the daemonsets.apps of namespace grafana\n");
  });
});
