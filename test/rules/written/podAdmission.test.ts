import { describe, expect, it } from "vitest";
import { asSent } from "../../../src/rules/written/podAdmission.ts";

const status = { phase: "Running", conditions: [{ type: "PodScheduled", status: "True" }] };
const sentWith = (fieldsV1: object) => ({ managedFields: [{ manager: "kubectl", fieldsV1 }] });

describe("a Pod as it was sent", () => {
  it.each([
    ["goes where the scheduler likes", { nodeName: "node-1" }, {}],
    [
      "has no priority, whatever its class comes to",
      { priority: 2000001000, preemptionPolicy: "Never", priorityClassName: "system-node-critical" },
      { priorityClassName: "system-node-critical" },
    ],
    [
      "has no overhead, which is its RuntimeClass'",
      { overhead: { cpu: "250m" }, runtimeClassName: "kata" },
      { runtimeClassName: "kata" },
    ],
    [
      "names no service account where it has the default one",
      { serviceAccountName: "default", serviceAccount: "default" },
      {},
    ],
    ["names any other service account", { serviceAccountName: "grafana" }, { serviceAccountName: "grafana" }],
    ["keeps what it does not know", { shiny: { priority: 1 } }, { shiny: { priority: 1 } }],
  ])("%s", (_, spec, expected) => {
    expect(asSent({ spec, status })["spec"]).toStrictEqual(expected);
  });

  it("stays on a node that somebody gave it", () => {
    const metadata = sentWith({ "f:spec": { "f:nodeName": {} } });
    expect(asSent({ metadata, spec: { nodeName: "node-1" }, status })["spec"]).toStrictEqual({
      nodeName: "node-1",
    });
    expect(asSent({ spec: { nodeName: "node-1" } })["spec"]).toStrictEqual({ nodeName: "node-1" });
  });

  it("names the default service account where somebody did", () => {
    const metadata = sentWith({ "f:spec": { "f:serviceAccountName": {} } });
    const spec = { serviceAccountName: "default" };
    expect(asSent({ metadata, spec, status })["spec"]).toStrictEqual(spec);
  });

  const zone = { "topology.kubernetes.io/zone": "zone-a", "topology.kubernetes.io/region": "eu" };
  it.each([
    ["loses the zone of its node", { labels: { app: "grafana", ...zone } }, "node-1", { app: "grafana" }],
    ["loses the labels with it, where it had none", { labels: zone }, "node-1", undefined],
    ["keeps a zone before it is on any node", { labels: zone }, undefined, zone],
    [
      "keeps a zone that somebody gave it",
      {
        labels: zone,
        ...sentWith({ "f:metadata": { "f:labels": { "f:topology.kubernetes.io/zone": {} } } }),
      },
      "node-1",
      { "topology.kubernetes.io/zone": "zone-a" },
    ],
  ])("%s", (_, metadata, nodeName, expected) => {
    const { labels: _labels, ...rest } = metadata;
    const sent = asSent({ metadata, spec: nodeName === undefined ? {} : { nodeName }, status });
    expect(sent["metadata"]).toStrictEqual(expected === undefined ? rest : { ...rest, labels: expected });
  });
});
