import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count } from "./words.ts";

export const surgeHasNoNode = finding<
  {
    readonly deployment: string;
    readonly namespace: string;
    readonly desired: number;
    /** Nodes that could run a pod of it; each has one already. */
    readonly eligibleNodes: number;
    /** `HostPort`, `AntiAffinity` */
    readonly because: string;
  },
  "Deployment"
>({
  meta: {
    code: "SurgeHasNoNode",
    severity: "warning",
    kinds: ["Deployment"],
    title: "the next rolling update cannot begin: no node is free for a pod more",
    explanation: `Every pod of the template needs a node without another one of it: it takes a port of the node (\`hostPort\`), or a required
anti-affinity by hostname keeps its pods apart. A rolling update with \`maxUnavailable\` 0 first creates a pod beyond
\`spec.replicas\`, and deletes no old one before that one is available. Where every node that could run it has a pod
already, the new pod stays Pending, the old ones stay too, and the update never begins.

Nothing is wrong while nobody changes the template. \`maxUnavailable: 1\` makes the controller free a node first. In
percent it rounds down, so 25% of 3 is 0, and that is how most Deployments get there.

Upstream: \`pkg/controller/deployment/util/deployment_util.go#ResolveFenceposts\`,
\`pkg/scheduler/framework/plugins/nodeports/node_ports.go\`, \`…/interpodaffinity/filtering.go\` (v1.36).`,
    example: { deployment: "ingress", namespace: "edge", desired: 3, eligibleNodes: 3, because: "HostPort" },
    message({ desired, eligibleNodes, because }) {
      const why =
        because === "HostPort" ? "takes a port of its node" : "keeps away from the others by hostname";
      const nodes =
        eligibleNodes === 0
          ? "no node could run one more"
          : `${eligibleNodes === 1 ? "the only node" : `all ${count(eligibleNodes, "node")}`} that could run one ${eligibleNodes === 1 ? "has" : "have"} one already`;
      return `the next rolling update of ${count(desired, "pod")} cannot begin: it wants a pod more before one may go, each ${why}, and ${nodes}`;
    },
    help({ deployment, namespace }) {
      const patch = { spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } } };
      return [
        "let a pod go before its successor comes:",
        `  kubectl -n ${namespace} patch deployment ${deployment} --type=merge \\`,
        `    -p '${JSON.stringify(patch)}'`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { surgeRoom, maxUnavailable, maxUnavailableSpec } = facts.rollout;
    const { because, path = "", value, eligibleNodes, freeNodes } = surgeRoom?.ownNode ?? {};
    if (because === undefined || eligibleNodes === undefined || freeNodes !== 0 || maxUnavailable !== 0)
      return [];
    return [
      {
        parameters: {
          deployment: subject.name,
          namespace: subject.namespace ?? "",
          desired: facts.pods.desired,
          eligibleNodes,
          because,
        },
        evidence: [
          evidence(subject, path, value),
          evidence(subject, "/spec/strategy/rollingUpdate/maxUnavailable", maxUnavailableSpec),
        ],
      },
    ];
  },
});
