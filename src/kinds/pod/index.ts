import type { PodFacts } from "../../explanation/podFacts.ts";
import type { Pod } from "../../kube/objects.ts";
import { pods } from "../../kube/resources.ts";
import type { WorkloadKind } from "../kind.ts";
import { facts } from "./facts.ts";
import { reads } from "./reads.ts";
import { verdict } from "./verdict.ts";

export const pod: WorkloadKind<Pod, PodFacts> = {
  resource: pods,
  singular: "pod",
  shortNames: ["po"],
  reads,
  facts,
  verdict,
  lackedWithout: {
    events: "what the scheduler and the kubelet complained of",
    nodes: "whether its node is ready",
    replicasets: "whose it is",
    deployments: "whose it is",
    statefulsets: "whose it is",
    daemonsets: "whose it is",
    replicationcontrollers: "whose it is",
  },
};
