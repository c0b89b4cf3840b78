import { describe, expect, it } from "vitest";
import { checkWorkload } from "../../src/cli/workloadManifest.ts";
import { recordingOf, run } from "./run.ts";

const daemonSet = (spec: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: fluentd}
spec: ${spec}
`;
const nodes = ["--snapshot", recordingOf("daemonset-healthy")];

describe("a manifest that the API server would refuse", () => {
  it.each([
    ["no spec", daemonSet("{}"), "`spec.selector` of the DaemonSet is not set"],
    ["a spec that is a number", daemonSet("5"), "`spec` of the DaemonSet must be a mapping"],
    [
      "a typing error",
      daemonSet("{selector: {}, tmplate: {}}"),
      "`spec.template` of the DaemonSet is not set",
    ],
    [
      "a mapping where a list belongs",
      daemonSet("{selector: {}, template: {spec: {containers: [], tolerations: {key: gpu}}}}"),
      "`spec.template.spec.tolerations` of the DaemonSet must be a list",
    ],
    [
      "a text where a mapping belongs",
      daemonSet("{selector: {}, template: {spec: {containers: [], nodeSelector: gpu}}}"),
      "`spec.template.spec.nodeSelector` of the DaemonSet must be a mapping",
    ],
  ])("%s", async (_, stdin, problem) => {
    const { stdout, stderr, exitCode } = await run(["explain", "-f", "-", ...nodes], { stdin });
    expect(stderr).toBe(`error: <stdin>, document 1, line 1: ${problem}\n`);
    expect([stdout, exitCode]).toEqual(["", 1]);
  });

  it.each([
    [
      "a number in quotes",
      `{replicas: "3", ${"selector: {}, template: {spec: {containers: []}}"}}`,
      "`spec.replicas` of the StatefulSet must be a number",
    ],
    [
      "a volume whose name is none",
      "{selector: {}, template: {spec: {containers: [], volumes: [{name: data}, {name: {}}]}}}",
      "`spec.template.spec.volumes[1].name` of the StatefulSet must be a text",
    ],
    [
      "a container that is none",
      "{selector: {}, template: {spec: {containers: [null]}}}",
      "`spec.template.spec.containers[0]` of the StatefulSet must be a mapping",
    ],
  ])("%s", async (_, spec, problem) => {
    const stdin = `# first\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: ${spec}\n`;
    const { stdout, stderr } = await run(["convert", "-f-", "--to", "deploy", "--offline"], { stdin });
    expect([stdout, stderr]).toEqual(["", `error: <stdin>, document 1, line 2: ${problem}\n`]);
  });

  const object = (kind: string, spec: object) => ({
    object: { apiVersion: "v1", kind, metadata: { name: "web" }, spec },
    origin: { file: "web.yaml", document: 2, line: 7, text: "", ownDocument: true },
  });

  it.each([
    ["Pod", { containers: {} }, "`spec.containers` of the Pod must be a list"],
    ["Pod", { containers: [], volumes: [{ name: {} }] }, "`spec.volumes[0].name` of the Pod must be a text"],
    [
      "Pod",
      { containers: [{ env: [{ name: "PORT", value: 80 }] }] },
      "`spec.containers[0].env[0].value` of the Pod must be a text",
    ],
    [
      "Pod",
      { containers: [], initContainers: [{ args: ["--port", 80] }] },
      "`spec.initContainers[0].args[1]` of the Pod must be a text",
    ],
    ["Pod", {}, "`spec.containers` of the Pod is not set"],
    [
      "ReplicationController",
      { template: { spec: { containers: "web" } } },
      "`spec.template.spec.containers` of the ReplicationController must be a list",
    ],
  ])("of a %s: %j", (kind, spec, problem) => {
    expect(() => checkWorkload(object(kind, spec))).toThrow(
      `error: web.yaml, document 2, line 7: ${problem}`,
    );
  });

  it("of a Pod and a ReplicationController asks for nothing that they need not have", () => {
    expect(() => checkWorkload(object("Pod", { containers: [{ name: "web", env: null }] }))).not.toThrow();
    const template = { spec: { containers: [] } };
    expect(() => checkWorkload(object("ReplicationController", { template }))).not.toThrow();
  });

  it("in a deeper place is not called a defect of ours", async () => {
    const stdin = daemonSet("{selector: {}, template: {spec: {containers: [], tolerations: [1, null]}}}");
    const { stderr, exitCode } = await run(["explain", "-f", "-", ...nodes], { stdin });
    expect(stderr).toMatch(
      /^error: a manifest has a field of the wrong type: `kubectl apply --dry-run=server`/,
    );
    expect(exitCode).toBe(1);
  });
});

it("a script that asks for JSON gets an empty list where there is nothing", async () => {
  const stdin = JSON.stringify({
    apiVersion: "workload.kubectl/v1alpha1",
    kind: "Snapshot",
    observedAt: "2026-05-04T12:00:00Z",
    source: { type: "cluster" },
    reads: [{ apiVersion: "apps/v1", resource: "daemonsets", outcome: "OK" }],
    items: [],
  });
  const { stdout, stderr, exitCode } = await run(["explain", "ds", "-A", "-o", "json", "--snapshot", "-"], {
    stdin,
  });
  expect(JSON.parse(stdout)).toMatchObject({ kind: "ExplanationList", items: [] });
  expect([stderr, exitCode]).toEqual(["No resources found\n", 0]);
});

it("--offline needs manifests to go by", async () => {
  const { stderr, exitCode } = await run(["explain", "ds", "--offline"]);
  expect(stderr).toMatch(/^error: --offline goes by manifests alone: name them with -f\n/);
  expect(exitCode).toBe(1);
});
