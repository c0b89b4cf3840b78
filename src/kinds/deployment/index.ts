import type { DeploymentFacts } from "../../explanation/deploymentFacts.ts";
import type { Deployment } from "../../kube/objects.ts";
import { deployments } from "../../kube/resources.ts";
import type { WorkloadKind } from "../kind.ts";
import { facts } from "./facts.ts";
import { reads } from "./reads.ts";
import { verdict } from "./verdict.ts";

export const deployment: WorkloadKind<Deployment, DeploymentFacts> = {
  resource: deployments,
  singular: "deployment",
  shortNames: ["deploy"],
  reads,
  facts,
  verdict,
  lackedWithout: {
    replicasets: "which ReplicaSets it has, which of them is current, and which pods are its own",
    pods: "which pods it has, on which nodes, and what they wait for",
    services: "which Services send traffic to its pods",
    events: "what the controllers and the nodes complained of",
  },
};
