import { byDefault, type Defaults, items, serverSet, struct } from "../pruneDefaults.ts";
import { container } from "./container.ts";
import { volume } from "./volumes.ts";

/**
 * What the API server sets in the spec of a Pod and of a pod template alike. Not `enableServiceLinks`,
 * `hostPort` and the requests, which it sets in a Pod only: in a template they are somebody's.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_PodSpec (v1.36)
 */
export const podSpec: Defaults = {
  dnsPolicy: byDefault("ClusterFirst"),
  restartPolicy: byDefault("Always"),
  // Made where there is none, so an empty one says nothing.
  securityContext: struct({}),
  terminationGracePeriodSeconds: byDefault(30),
  schedulerName: byDefault("default-scheduler"),
  // The old name of `serviceAccountName`, always sent with the same value.
  // Upstream: pkg/apis/core/v1/conversion.go#Convert_core_PodSpec_To_v1_PodSpec (v1.36)
  serviceAccount: byDefault(({ serviceAccountName }: { serviceAccountName?: unknown }) => serviceAccountName),
  containers: items(container),
  initContainers: items(container),
  volumes: items(volume),
};

/** Of a pod template, whose metadata the server sends even when it is empty. */
export const podTemplate: Defaults = {
  metadata: struct({ creationTimestamp: serverSet }),
  spec: struct(podSpec),
};
