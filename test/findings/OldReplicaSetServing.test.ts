import { web } from "./healthy.ts";
import { podsFail, rollingOut } from "./stuck.ts";
import { findingTable } from "./table.ts";

const evidence = [
  "ReplicaSet/web-76b9cd /status/availableReplicas",
  "ReplicaSet/web-5d4f7c /status/replicas",
];
const exceeded = { phase: "DeadlineExceeded" } as const;

findingTable("OldReplicaSetServing", {
  valid: [
    ["it is complete", web()],
    ["the first new pod is starting", rollingOut()],
    ["a new pod serves as well", rollingOut(exceeded, { current: { replicas: 2, pods: 2, available: 1 } })],
    ["no old pod serves either", rollingOut({ obstacle: podsFail }, { old: { ready: 0, available: 0 } })],
    ["it is paused", rollingOut({ phase: "Paused", paused: true })],
  ],
  invalid: [
    [
      "the deadline is over",
      rollingOut(exceeded),
      [
        {
          parameters: {
            replicaSet: "web-5d4f7c",
            serving: ["web-76b9cd"],
            available: 3,
            desired: 3,
            revision: 1,
          },
          evidence,
        },
      ],
    ],
    [
      "something is in the way, and the deadline is not over",
      rollingOut({ obstacle: podsFail }, { old: { replicas: 2, available: 2 } }),
      [{ parameters: { available: 2, desired: 3 }, evidence }],
    ],
  ],
});
