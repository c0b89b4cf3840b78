import { type Fields, isFields } from "../../pods/templateFields.ts";
import { byDefault, type Defaults, isSame, items, pointer, struct, where } from "../pruneDefaults.ts";
import { podTemplate } from "./podSpec.ts";
import { claimTemplate } from "./volumes.ts";

const template = pointer(podTemplate);
const replicas = byDefault(1);
const revisionHistoryLimit = byDefault(10);
const rollsOut = ({ type }: Fields) => type === "RollingUpdate";

/**
 * What the API server sets in the spec of a workload, by kind. What is in `rollingUpdate` is a default only where
 * the type is RollingUpdate: a DaemonSet may have both OnDelete and a maxUnavailable that somebody wrote.
 *
 * Upstream: pkg/apis/apps/v1/defaults.go, pkg/apis/core/v1/defaults.go#SetDefaults_ReplicationController, and
 * `+default` of api core/v1 ReplicationControllerSpec (v1.36)
 */
export const workloadSpecs: { readonly [kind: string]: Defaults } = {
  Deployment: {
    replicas,
    revisionHistoryLimit,
    progressDeadlineSeconds: byDefault(600),
    strategy: struct({
      type: byDefault("RollingUpdate"),
      rollingUpdate: where(
        rollsOut,
        struct({ maxUnavailable: byDefault("25%"), maxSurge: byDefault("25%") }),
      ),
    }),
    template,
  },
  DaemonSet: {
    revisionHistoryLimit,
    updateStrategy: struct({
      type: byDefault("RollingUpdate"),
      rollingUpdate: where(rollsOut, struct({ maxUnavailable: byDefault(1), maxSurge: byDefault(0) })),
    }),
    template,
  },
  StatefulSet: {
    replicas,
    revisionHistoryLimit,
    // No default, but sent as "" where there is none.
    serviceName: byDefault(""),
    podManagementPolicy: byDefault("OrderedReady"),
    updateStrategy: struct({
      // Only a missing type brings `rollingUpdate` with it. Without it, a type that is written gets none: the set
      // then has no partition at all, which is why the type has to stay.
      type: byDefault(({ rollingUpdate }: Fields) => (isFields(rollingUpdate) ? "RollingUpdate" : undefined)),
      // maxUnavailable is there with the gate MaxUnavailableStatefulSet only, and 1 is what it then starts from.
      rollingUpdate: where(rollsOut, struct({ partition: byDefault(0), maxUnavailable: byDefault(1) })),
    }),
    persistentVolumeClaimRetentionPolicy: struct({
      whenDeleted: byDefault("Retain"),
      whenScaled: byDefault("Retain"),
    }),
    template,
    volumeClaimTemplates: items(claimTemplate),
  },
  ReplicaSet: { replicas, template },
  ReplicationController: {
    replicas,
    minReadySeconds: byDefault(0),
    selector: byDefault(({ template: pods }: Fields) => labelsOf(pods)),
    template,
  },
};

/** Whether the labels of a ReplicationController are those it got for want of its own: its template's. */
export function areTemplateLabels(labels: unknown, { template: pods }: Fields): boolean {
  return labelsOf(pods) !== undefined && isSame(labels, labelsOf(pods));
}

function labelsOf(pods: unknown): unknown {
  const metadata = isFields(pods) ? pods["metadata"] : undefined;
  return isFields(metadata) ? metadata["labels"] : undefined;
}
