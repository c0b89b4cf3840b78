import type { JudgedConversion } from "../../src/findings/rule.ts";
import { grafana, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const target = to("DaemonSet", grafana());
const zones = {
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "DoNotSchedule",
  nodeAffinityPolicy: "Ignore",
  labelSelector: { matchLabels: { app: "grafana" } },
};
const even = { ...zones, topologyKey: "kubernetes.io/hostname" };

function spread(constraints: readonly object[], changed: Partial<JudgedConversion> = {}): JudgedConversion {
  return grafana({ target, ...changed }, {}, { spec: { topologySpreadConstraints: constraints } });
}

findingTable("SpreadLeavesPodsPending", {
  valid: [
    ["it has no constraint", grafana({ target })],
    [
      "each pod is compared within its own node, as by default",
      spread([{ ...zones, nodeAffinityPolicy: undefined }]),
    ],
    ["so it is where that is written", spread([{ ...zones, nodeAffinityPolicy: "Honor" }])],
    ["one pod on each node is even", spread([even])],
    ["it is only preferred", spread([{ ...zones, whenUnsatisfiable: "ScheduleAnyway" }])],
    ["it spreads other pods", spread([{ ...zones, labelSelector: { matchLabels: { app: "loki" } } }])],
    ["a StatefulSet's pods can go to any zone", spread([zones], { target: grafana().target })],
  ],
  invalid: [
    [
      "zones have different numbers of nodes",
      spread([even, zones]),
      [
        {
          parameters: { topologyKey: "topology.kubernetes.io/zone", maxSkew: 1 },
          evidence: ["DaemonSet/grafana /spec/template/spec/topologySpreadConstraints/1/nodeAffinityPolicy"],
        },
      ],
    ],
  ],
});
