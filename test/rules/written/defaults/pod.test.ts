import { describe, expect, it } from "vitest";
import { podDefaults } from "../../../../src/rules/written/defaults/pod.ts";
import { podSpec } from "../../../../src/rules/written/defaults/podSpec.ts";
import { pruneDefaults } from "../../../../src/rules/written/pruneDefaults.ts";

const port = { containerPort: 9100, hostPort: 9100 };
const container = (fields: object) => ({ containers: [fields], initContainers: [fields] });

describe("what is a default in a Pod, and somebody's in a template", () => {
  it.each([
    ["links to services", { enableServiceLinks: true }, {}],
    [
      "requests that are the limits",
      container({ resources: { limits: { cpu: "1" }, requests: { cpu: "1" } } }),
      container({ resources: { limits: { cpu: "1" } } }),
    ],
    [
      "a host port on the network of the host",
      { hostNetwork: true, ...container({ ports: [port] }) },
      { hostNetwork: true, ...container({ ports: [{ containerPort: 9100 }] }) },
    ],
    ["containers for debugging", { ephemeralContainers: [{ name: "debugger" }] }, {}],
    [
      "resources of the whole pod",
      { resources: { limits: { cpu: "1" }, requests: { cpu: "1" } } },
      { resources: { limits: { cpu: "1" } } },
    ],
  ])("%s", (_, spec, inPod) => {
    expect(pruneDefaults(spec, podDefaults(spec))).toStrictEqual(inPod);
    expect(pruneDefaults(spec, podSpec)).toStrictEqual(spec);
  });

  it.each([
    ["no links to services", { enableServiceLinks: false }],
    ["requests below the limits", container({ resources: { limits: { cpu: "1" }, requests: { cpu: "0" } } })],
    ["requests without limits", container({ resources: { requests: { cpu: "1" } } })],
    [
      "the same amount in other words",
      container({ resources: { limits: { cpu: "1" }, requests: { cpu: "1000m" } } }),
    ],
    ["a host port on the Pod's own network", container({ ports: [port] })],
    [
      "another host port",
      { hostNetwork: true, ...container({ ports: [{ containerPort: 80, hostPort: 8080 }] }) },
    ],
  ])("is neither in both: %s", (_, spec) => {
    expect(pruneDefaults(spec, podDefaults(spec))).toStrictEqual(spec);
    expect(pruneDefaults(spec, podSpec)).toStrictEqual(spec);
  });

  it("are the requests one by one", () => {
    const spec = container({
      resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "1", memory: "512Mi" } },
    });
    expect(pruneDefaults(spec, podDefaults(spec))).toStrictEqual(
      container({ resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { memory: "512Mi" } } }),
    );
  });
});
