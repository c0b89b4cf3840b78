import { expect, it } from "vitest";
import type { NodePlacement, PlacedPod } from "../../src/explanation/placement.ts";
import { rules } from "../../src/findings/index.ts";
import { explained } from "../kinds/recorded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

const noPort = { reason: "Unschedulable", summary: "didn't have free ports for the requested pod ports" };
const noCpu = { reason: "Unschedulable", summary: "Insufficient cpu" };

/** What is on node-2, the pod that counts first. */
function onNode2(change: (pod: PlacedPod) => Partial<NodePlacement>, maxSurge = 0) {
  return fluentd(({ placement, rollout, host }) => ({
    rollout: { ...rollout, maxSurge },
    host: { ...host, ports: [{ container: "fluentd", hostPort: 24224, protocol: "TCP" }] },
    placement: {
      ...placement,
      nodes: placement.nodes.map((node) =>
        node.name !== "node-2" || node.pod === undefined ? node : { ...node, ...change(node.pod) },
      ),
    },
  }));
}

const pending = (pod: PlacedPod, waiting: PlacedPod["waiting"]): PlacedPod => ({
  ...pod,
  name: "fluentd-new",
  phase: "Pending",
  bound: false,
  ready: false,
  available: false,
  ...(waiting && { waiting }),
});

const surging = onNode2((pod) => ({ otherPods: [pending(pod, noPort)] }), 1);

findingTable("HostPortConflict", {
  valid: [
    ["all pods run", fluentd()],
    ["the pod waits for cpu", onNode2((pod) => ({ state: "Pending", pod: pending(pod, noCpu) }))],
    [
      "the pod that waits for the port is on its way out",
      onNode2((pod) => ({ state: "Pending", pod: { ...pending(pod, noPort), terminating: true } })),
    ],
  ],
  invalid: [
    [
      "of a recorded cluster, where another exporter has the port",
      await explained("daemonset-pending-host-port", "DaemonSet"),
      [
        {
          parameters: { nodes: ["node-2"], desired: 8, ports: ["9100/TCP"], bySurge: false },
          evidence: [expect.stringMatching(/^Pod\/node-exporter-.* \/status\/phase$/)],
        },
      ],
    ],
    [
      "the new pod of an update with maxSurge waits for the port of the old one",
      surging,
      [
        {
          parameters: { nodes: ["node-2"], desired: 2, ports: ["24224/TCP"], bySurge: true },
          evidence: ["Pod/fluentd-new /status/phase"],
        },
      ],
    ],
    [
      "maxSurge is set, but the node has no old pod: another pod has the port",
      onNode2((pod) => ({ state: "Pending", pod: pending(pod, noPort) }), 1),
      [{ parameters: { bySurge: false }, evidence: ["Pod/fluentd-new /status/phase"] }],
    ],
  ],
});

it("the help of HostPortConflict turns the surge off where the DaemonSet is in its own way", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "HostPortConflict")
    .flatMap((rule) => rule.findings(surging));
  const patch = /-p '(.*)'$/.exec(found?.help ?? "")?.[1] ?? "";
  expect(JSON.parse(patch)).toEqual({
    spec: { updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  });
});
