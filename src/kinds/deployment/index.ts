import type { DeploymentFacts } from "../../explanation/deploymentFacts.ts";
import type { Deployment } from "../../kube/objects.ts";
import { deployments } from "../../kube/resources.ts";
import type { WorkloadKind } from "../kind.ts";
import { lackedWithoutReferences } from "../referenceReads.ts";
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
    ...lackedWithoutReferences,
    persistentvolumeclaims: "whether the claims that its pods mount are there and bound",
    persistentvolumes: "on how many nodes at once its volumes can be mounted",
    resourcequotas: "whether the quotas of the namespace leave room for the surge of a rolling update",
    nodes: "how many nodes could take one more pod, since each pod needs a node of its own",
    events: "what the controllers and the nodes complained of",
  },
};
