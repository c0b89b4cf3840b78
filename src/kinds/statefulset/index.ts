import type { StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import type { StatefulSet } from "../../kube/objects.ts";
import { statefulSets } from "../../kube/resources.ts";
import type { WorkloadKind } from "../kind.ts";
import { facts } from "./facts.ts";
import { reads } from "./reads.ts";
import { verdict } from "./verdict.ts";

export const statefulSet: WorkloadKind<StatefulSet, StatefulSetFacts> = {
  resource: statefulSets,
  singular: "statefulset",
  shortNames: ["sts"],
  reads,
  facts,
  verdict,
  lackedWithout: {
    pods: "which ordinals have a pod, and what state it is in",
    services: "whether its governing Service exists, and so whether its pods have DNS names",
    persistentvolumeclaims: "which claims exist, and whether they are bound",
    events: "what the controller and the nodes complained of",
  },
};
