import type { SurgeRoom } from "../../src/explanation/deploymentFacts.ts";
import { web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const path = "/spec/template/spec/containers/0/ports/0/hostPort";

function withOwnNode(ownNode: SurgeRoom["ownNode"], maxUnavailable = 0) {
  return web(({ rollout }) => ({
    rollout: { ...rollout, maxUnavailable, surgeRoom: { pods: 1, quotas: [], ...(ownNode && { ownNode }) } },
  }));
}

findingTable("SurgeHasNoNode", {
  valid: [
    ["its pods may share a node", withOwnNode(undefined)],
    [
      "one node is free",
      withOwnNode({ because: "HostPort", path, value: 8080, eligibleNodes: 4, freeNodes: 1 }),
    ],
    [
      "a pod may go first",
      withOwnNode({ because: "HostPort", path, value: 8080, eligibleNodes: 3, freeNodes: 0 }, 1),
    ],
    ["nodes could not be read", withOwnNode({ because: "HostPort", path, value: 8080 })],
    ["pods could not be read", withOwnNode({ because: "HostPort", path, value: 8080, eligibleNodes: 3 })],
  ],
  invalid: [
    [
      "each takes a port, and every node has one",
      withOwnNode({ because: "HostPort", path, value: 8080, eligibleNodes: 3, freeNodes: 0 }),
      [
        {
          parameters: {
            deployment: "web",
            namespace: "shop",
            desired: 3,
            eligibleNodes: 3,
            because: "HostPort",
          },
          evidence: [`Deployment/web ${path}`, "Deployment/web /spec/strategy/rollingUpdate/maxUnavailable"],
        },
      ],
    ],
    [
      "an anti-affinity keeps them apart, and the nodes that they are on are all there are",
      withOwnNode({
        because: "AntiAffinity",
        value: { topologyKey: "kubernetes.io/hostname" },
        path: "/spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0",
        eligibleNodes: 1,
        freeNodes: 0,
      }),
      [
        {
          parameters: { eligibleNodes: 1, because: "AntiAffinity" },
          evidence: [
            "Deployment/web /spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0",
            "Deployment/web /spec/strategy/rollingUpdate/maxUnavailable",
          ],
        },
      ],
    ],
  ],
});
