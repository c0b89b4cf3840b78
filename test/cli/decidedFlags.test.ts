import { describe, expect, it } from "vitest";
import { checkDecided, decidedOf } from "../../src/cli/decidedFlags.ts";
import { UsageError } from "../../src/cli/usageError.ts";
import type { Decided } from "../../src/convert/request.ts";

describe("what is decided", () => {
  it("nothing, unless a flag decides", () => {
    expect(decidedOf({})).toEqual({ volumes: new Map() });
    expect(decidedOf({ "keep-tolerations": false })).toEqual({ volumes: new Map() });
  });

  it.each([
    ["a claim of each pod's own", "data=template", { as: "template" }],
    ["of a size", "data=template:10Gi", { as: "template", size: "10Gi" }],
    [
      "of a size and a class",
      "data=template:10Gi:fast",
      { as: "template", size: "10Gi", storageClass: "fast" },
    ],
    ["of a class, as large as it is", "data=template::fast", { as: "template", storageClass: "fast" }],
    ["of no class", "data=template:10Gi:", { as: "template", size: "10Gi", storageClass: "" }],
    ["the claim that is there", "data=shared", { as: "shared" }],
    ["another claim", "data=shared:grafana-data-2", { as: "shared", claim: "grafana-data-2" }],
    ["a claim as long as the pod", "data=ephemeral:1Gi", { as: "ephemeral", size: "1Gi" }],
    ["the node's disk", "data=emptyDir", { as: "emptyDir" }],
    ["a folder of the node", "data=hostPath:/srv/data", { as: "hostPath", path: "/srv/data" }],
    [
      "a folder with the signs of a choice",
      "data=hostPath:/srv/a=b:c",
      { as: "hostPath", path: "/srv/a=b:c" },
    ],
  ])("of a volume: %s", (_, written, choice) => {
    expect(decidedOf({ volume: [written] }).volumes).toEqual(new Map([["data", choice]]));
  });

  it.each([
    "data",
    "=template",
    "data=",
    "data=Template",
    "data=template:big",
    "data=template:0",
    "data=template:-1Gi",
    "data=template:1Gi:Fast_Disk",
    "data=shared:Bad_Claim",
    "data=template:1Gi:fast:x",
    "data=shared:",
    "data=emptyDir:1Gi",
    "data=hostPath",
    "data=hostPath:relative",
  ])("%s is no decision, and the error says what is one", (written) => {
    expect(() => decidedOf({ volume: [written] })).toThrow(
      `invalid argument "${written}" for "--volume" flag: it has to be NAME=template[`,
    );
  });

  it("of one volume that is decided twice, the last counts", () => {
    const { volumes } = decidedOf({ volume: ["data=shared", "cache=emptyDir", "data=template"] });
    expect([...volumes]).toEqual([
      ["data", { as: "template" }],
      ["cache", { as: "emptyDir" }],
    ]);
  });

  it.each([
    ["replicas", -1, "0 or more"],
    ["pod-management-policy", "parallel", "OrderedReady or Parallel; did you mean Parallel?"],
  ])("--%s %s is refused", (flag, value, what) => {
    expect(() => decidedOf({ [flag]: value })).toThrow(
      new UsageError(`invalid argument "${value}" for "--${flag}" flag: it has to be ${what}`),
    );
  });

  it("no pods, and no Service, are decisions as well", () => {
    expect(decidedOf({ replicas: 0, "service-name": "" })).toMatchObject({ replicas: 0, serviceName: "" });
  });
});

describe("what decides nothing between two kinds", () => {
  const none: Decided = { volumes: new Map() };
  const volumes: Decided["volumes"] = new Map([["data", { as: "emptyDir" }]]);
  it.each([
    ["service-name", { ...none, serviceName: "grafana" }, "Deployment", "DaemonSet"],
    ["pod-management-policy", { ...none, podManagementPolicy: "Parallel" }, "DaemonSet", "Deployment"],
    ["keep-tolerations", { ...none, keepTolerations: true }, "Deployment", "StatefulSet"],
    ["keep-tolerations", { ...none, keepTolerations: true }, "DaemonSet", "DaemonSet"],
    ["volume", { volumes }, "StatefulSet", "StatefulSet"],
    ["replicas", { ...none, replicas: 2 }, "Deployment", "Deployment"],
    ["service-name", { ...none, serviceName: "grafana" }, "StatefulSet", "StatefulSet"],
  ] as const)("--%s %j from a %s to a %s", (flag, decided, from, to) => {
    expect(() => checkDecided(decided, from, to)).toThrow(
      new RegExp(`^--${flag} decides nothing from a ${from} to a ${to}, since .*: leave it out$`),
    );
  });

  it.each([
    [{ ...none, serviceName: "grafana", podManagementPolicy: "Parallel" }, "Pod", "StatefulSet"],
    [{ ...none, keepTolerations: true, replicas: 3 }, "DaemonSet", "Deployment"],
    // The pair's own rows say why a DaemonSet has no replicas.
    [{ volumes, replicas: 3 }, "Deployment", "DaemonSet"],
    [{ ...none, name: "grafana-2" }, "Deployment", "Deployment"],
  ] as const)("but %j does from a %s to a %s", (decided, from, to) => {
    expect(() => checkDecided(decided, from, to)).not.toThrow();
  });
});
