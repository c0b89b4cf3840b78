import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { recordingOf, run } from "./run.ts";

const goldens = join(import.meta.dirname, "..", "goldens");
const manifest = (name: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${name}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      tolerations: [{key: gpu, operator: Exists}]
      containers: [{name: ${name}, image: "${name}:1"}]
`;

describe("-f", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "kubectl-workload-"));
    await mkdir(join(folder, "deeper"));
    await writeFile(join(folder, "dcgm.yaml"), manifest("dcgm-exporter"));
    await writeFile(join(folder, "deeper", "fluentd.yaml"), manifest("fluentd"));
    await writeFile(join(folder, "config.yml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: dcgm}\n");
  });
  const nodes = ["--snapshot", recordingOf("daemonset-healthy")];

  it("beside the nodes of a recording says where it would run", async () => {
    const { stdout, exitCode } = await run(["explain", "-f", join(folder, "dcgm.yaml"), ...nodes]);
    expect(stdout).toMatch(
      /^DaemonSet default\/dcgm-exporter, as its manifest has it, would run on 9 of 12 nodes\. /,
    );
    expect(exitCode).toBe(0);
    await expect(stdout).toMatchFileSnapshot(join(goldens, "manifest-beside-nodes.table.txt"));
  });

  it("alone cannot say where, and says so", async () => {
    const file = join(folder, "dcgm.yaml");
    const { stdout, stderr, exitCode } = await run(["explain", "-f", file, "--offline"]);
    expect(stdout).toMatch(
      /^On which nodes DaemonSet default\/dcgm-exporter would run cannot be told: a manifest alone/,
    );
    expect([stderr, exitCode]).toEqual(["", 0]);
    await expect(stdout).toMatchFileSnapshot(join(goldens, "manifest-alone.table.txt"));
  });

  it("from stdin", async () => {
    const stdin = manifest("dcgm-exporter");
    for (const dash of [["-f", "-"], ["-f-"], ["--filename=-"], ["--filename", "-"]]) {
      const { stdout } = await run(["explain", ...dash, "--offline", "-oname"], { stdin });
      expect(stdout).toBe("daemonset.apps/dcgm-exporter\n");
    }
  });

  it.each([
    ["a directory", (of: string) => ["-f", of], "daemonset.apps/dcgm-exporter\n"],
    [
      "a directory and all below",
      (of: string) => ["-Rf", of],
      "daemonset.apps/dcgm-exporter\ndaemonset.apps/fluentd\n",
    ],
    [
      "two files with a comma",
      (of: string) => ["-f", `${of}/deeper/fluentd.yaml,${of}/dcgm.yaml`],
      "daemonset.apps/fluentd\ndaemonset.apps/dcgm-exporter\n",
    ],
  ])("of %s", async (_, args, names) => {
    const { stdout, stderr } = await run(["explain", ...args(folder), "--offline", "-o", "name"]);
    expect(stdout + stderr).toBe(names);
  });

  it("of what holds no workload says what it holds", async () => {
    const { stderr, exitCode } = await run(["explain", "-f", join(folder, "config.yml"), "--offline"]);
    expect(stderr).toMatch(
      /^error: the manifests hold no workload that can be explained \(.*\), but v1 ConfigMap\n/,
    );
    expect(exitCode).toBe(1);
  });

  it("with arguments beside it is an error, in kubectl's words", async () => {
    const { stderr } = await run(["explain", "ds/fluentd", "-f", join(folder, "dcgm.yaml"), "--offline"]);
    expect(stderr).toMatch(/^error: when paths, URLs, or stdin is provided as resource input, you may not/);
  });
});
