import type { DaemonSetFacts } from "../../explanation/daemonSetFacts.ts";
import type { DaemonSet } from "../../kube/objects.ts";
import { daemonSets } from "../../kube/resources.ts";
import type { WorkloadKind } from "../kind.ts";
import { lackedWithoutReferences } from "../referenceReads.ts";
import { facts } from "./facts.ts";
import { reads } from "./reads.ts";
import { verdict } from "./verdict.ts";

export const daemonSet: WorkloadKind<DaemonSet, DaemonSetFacts> = {
  resource: daemonSets,
  singular: "daemonset",
  shortNames: ["ds"],
  reads,
  facts,
  verdict,
  lackedWithout: {
    nodes: "which nodes lack a pod, and why",
    pods: "which nodes have a pod, and what state it is in",
    controllerrevisions: "which pods are of the current template",
    ...lackedWithoutReferences,
    events: "what the controller and the nodes complained of",
  },
};
