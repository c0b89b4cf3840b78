import type { StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import type { StatefulSet } from "../../kube/objects.ts";
import { statefulSets } from "../../kube/resources.ts";
import type { WorkloadKind } from "../kind.ts";
import { lackedWithoutReferences } from "../referenceReads.ts";
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
    ...lackedWithoutReferences,
    pods: "which ordinals have a pod, and what state it is in",
    services: ({ namespace }) =>
      namespace === undefined
        ? "whether another namespace has a Service of the name of its governing one"
        : "whether its governing Service exists, and so whether its pods have DNS names",
    persistentvolumeclaims: "which claims exist, and whether they are bound",
    persistentvolumes: "the access modes of the volumes that its pods share",
    storageclasses: "whether the StorageClasses of its claims exist, and let them grow",
    nodes: "the zones of its pods",
    configmaps: "the cluster's DNS domain: cluster.local is assumed, --cluster-domain says otherwise",
    events: "what the controller and the nodes complained of",
  },
};
