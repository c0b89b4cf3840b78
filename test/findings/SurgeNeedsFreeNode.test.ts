import type { JudgedConversion } from "../../src/findings/rule.ts";
import { postgres } from "./conversions.ts";
import { findingTable } from "./table.ts";

const apart = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "postgres" } } },
      ],
    },
  },
};
const port = {
  containers: [{ name: "postgres", image: "postgres:1", ports: [{ containerPort: 5432, hostPort: 5432 }] }],
};

/** A ReplicaSet, which has no strategy, as a Deployment. */
function postgresOf(
  pods: number,
  nodes: number | undefined,
  spec: object,
  strategy?: object,
): JudgedConversion {
  const { namesBefore, namesAfter } = postgres().pods;
  return postgres(
    { pods: { before: pods, after: pods, namesBefore, namesAfter, ...(nodes !== undefined && { nodes }) } },
    { replicas: pods, strategy },
    { spec },
  );
}

const budget = "Deployment/postgres /spec/strategy/rollingUpdate/maxUnavailable";

findingTable("SurgeNeedsFreeNode", {
  valid: [
    ["pods share nodes", postgresOf(3, 3, {})],
    ["a node is free", postgresOf(3, 4, port)],
    ["an old pod may go first: 25% of 4 is 1", postgresOf(4, 4, port)],
    ["all old pods go first", postgresOf(3, 3, port, { type: "Recreate" })],
    ["it does not surge", postgresOf(3, 3, port, { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } })],
    ["not all of its pods run: that is another finding", postgresOf(3, 2, port)],
    ["it has no pods", postgresOf(0, 3, port)],
    [
      "it keeps away from others, not from its own",
      postgresOf(3, 3, {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "grafana" } } },
            ],
          },
        },
      }),
    ],
  ],
  invalid: [
    [
      "by default an update of 3 pods surges, and every node has the port taken",
      postgresOf(3, 3, port),
      [
        {
          parameters: { because: "HostPort", by: "5432/TCP", pods: 3, nodes: 3 },
          evidence: ["Deployment/postgres /spec/template/spec/containers/0/ports/0/hostPort", budget],
        },
      ],
    ],
    [
      "its pods keep apart, on how many nodes is not known",
      postgresOf(8, undefined, apart, { rollingUpdate: { maxSurge: "10%", maxUnavailable: "10%" } }),
      [
        {
          parameters: { because: "AntiAffinity", by: "kubernetes.io/hostname", pods: 8, nodes: 0 },
          evidence: [
            "Deployment/postgres /spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey",
            budget,
          ],
        },
      ],
    ],
  ],
});
