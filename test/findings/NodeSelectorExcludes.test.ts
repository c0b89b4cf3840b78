import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { excluding, taint } from "./excluded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

const wantsSsd = { type: "NodeSelector", key: "disk", wanted: "ssd" } as const;
const wantsZone = { type: "NodeSelector", key: "topology.kubernetes.io/zone", wanted: "zone-a" } as const;
const wantsLinux = {
  type: "NodeSelector",
  key: "kubernetes.io/os",
  wanted: "linux",
  actual: "windows",
} as const;
const group = (reasons: Parameters<typeof excluding>[0][0]["reasons"], nodes: readonly string[]) => ({
  reasons,
  nodes,
  misscheduled: 0,
});

findingTable("NodeSelectorExcludes", {
  valid: [
    ["it runs on every node", fluentd()],
    ["the others are Windows nodes, where it could not run", excluding([group([wantsLinux], ["win-1"])])],
    ["a taint alone keeps it away", excluding([group([taint("gpu", "NoSchedule")], ["gpu-0"])])],
    [
      "its template names one node",
      excluding([group([{ type: "NodeName", wanted: "node-1" }, wantsSsd], ["node-3"])]),
    ],
    ["no node is left, which NoEligibleNode tells", excluding([group([wantsSsd], ["node-3"])], 0)],
  ],
  invalid: [
    [
      "one node has another disk, one has no such label",
      excluding([group([{ ...wantsSsd, actual: "hdd" }], ["node-3"]), group([wantsSsd], ["node-4"])]),
      [
        {
          parameters: {
            nodes: ["node-3", "node-4"],
            total: 4,
            wanted: ["disk=ssd"],
            label: "kubectl label node node-3 disk=ssd --overwrite",
          },
          evidence: [
            "DaemonSet/fluentd /spec/template/spec/nodeSelector/disk",
            "Node/node-3 /metadata/labels/disk",
            "Node/node-4 /metadata/labels/disk",
          ],
        },
      ],
    ],
    [
      "the label is one that the cloud sets, so it is not for people to give",
      excluding([group([wantsZone], ["node-3"])]),
      [
        {
          parameters: { wanted: ["topology.kubernetes.io/zone=zone-a"], label: "" },
          evidence: [
            "DaemonSet/fluentd /spec/template/spec/nodeSelector/topology.kubernetes.io~1zone",
            "Node/node-3 /metadata/labels/topology.kubernetes.io~1zone",
          ],
        },
      ],
    ],
    [
      "a role is given by people",
      excluding([
        group([{ type: "NodeSelector", key: "node-role.kubernetes.io/edge", wanted: "" }], ["node-3"]),
      ]),
      [
        {
          parameters: { label: "kubectl label node node-3 node-role.kubernetes.io/edge=" },
          evidence: [expect.anything(), expect.anything()],
        },
      ],
    ],
    [
      "the node is tainted as well, so the label alone is not enough",
      excluding([group([wantsSsd, taint("gpu", "NoSchedule")], ["gpu-0"])]),
      [{ parameters: { nodes: ["gpu-0"], label: "" }, evidence: [expect.anything(), expect.anything()] }],
    ],
  ],
});

it("the help of NodeSelectorExcludes takes the key out where a label cannot be given", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "NodeSelectorExcludes")
    .flatMap((rule) => rule.findings(excluding([group([wantsZone], ["node-3"])])));
  const patch = /-p '(.*)'$/.exec(found?.help ?? "")?.[1] ?? "";
  expect(JSON.parse(patch)).toEqual({
    spec: { template: { spec: { nodeSelector: { "topology.kubernetes.io/zone": null } } } },
  });
});
