import { fluentd, grafana, postgres } from "./conversions.ts";
import { findingTable } from "./table.ts";

const stays = ["not-ready", "unreachable"].map((taint) => ({
  key: `node.kubernetes.io/${taint}`,
  operator: "Exists",
  effect: "NoExecute",
}));

findingTable("NoLongerOnEveryNode", {
  valid: [
    ["a Deployment's pods were never on every node", grafana()],
    ["nor a StatefulSet's", postgres()],
    ["there are no pods", fluentd({ pods: { ...fluentd().pods, after: 0 } })],
  ],
  invalid: [
    [
      "an agent is to run somewhere, and leaves nodes that are not ready",
      fluentd(),
      [
        {
          parameters: { to: "Deployment", pods: 8, apart: false, leaves: true },
          evidence: ["Deployment/fluentd /spec/replicas"],
        },
      ],
    ],
    [
      "it keeps the tolerations, and a port keeps its pods apart",
      fluentd(
        {},
        {},
        {
          spec: {
            containers: [{ name: "fluentd", image: "fluentd:1", ports: [{ containerPort: 1, hostPort: 1 }] }],
            tolerations: stays,
          },
        },
      ),
      [{ parameters: { apart: true, leaves: false }, evidence: ["Deployment/fluentd /spec/replicas"] }],
    ],
    [
      "it tolerates everything, as for ever",
      fluentd({}, {}, { spec: { tolerations: [{ operator: "Exists" }] } }),
      [{ parameters: { leaves: false }, evidence: ["Deployment/fluentd /spec/replicas"] }],
    ],
    [
      "it stays for a minute only, and how many pods there are to be is not decided",
      fluentd(
        { pods: { namesBefore: "", namesAfter: "" } },
        {},
        { spec: { tolerations: stays.map((toleration) => ({ ...toleration, tolerationSeconds: 60 })) } },
      ),
      [{ parameters: { pods: 0, leaves: true }, evidence: ["Deployment/fluentd /spec/replicas"] }],
    ],
  ],
});
