/** A test that a version of Kubernetes cannot pass, through no fault of the tool. */
export interface Known {
  /** Minors up to this one, for example 34 for v1.34. */
  readonly upTo: number;
  /** Its name, without those of the groups around it; or the file, when what it starts with fails. */
  readonly test: string;
  /**
   * For a test of random cases, which may as well pass: whether it failed of this and of nothing else, by its message.
   */
  readonly isThis?: (message: string) => boolean;
  readonly why: string;
}

/** `npm run skew` tells when one of these passes after all. */
export const known: readonly Known[] = [
  {
    upTo: 32,
    test: "test/rules/written/written.cluster.test.ts",
    why: "that API wants a `serviceName` of every StatefulSet, and the random ones of the suite may leave it out: its six tests were not run",
  },
  {
    upTo: 32,
    test: "is ahead of status after a taint that makes the controller look at nothing",
    why: "that controller does look when a NoSchedule taint comes (daemon_controller.go#updateNode), so its status is not behind",
  },
  {
    upTo: 32,
    test: "an autoscaler scales nothing once its Deployment is gone, and a StatefulSet once it names that",
    why: "that API server says `deployments/scale.apps` where the test looks for `deployments.apps`; the autoscaler does the same",
  },
  {
    upTo: 32,
    test: "runs, beside the old one",
    isThis: (message) => /waited 120 s for \w+-statefulset-\d+-new to be ready/.test(message),
    why:
      "the test waits 120 s, and with minReadySeconds: 30 that StatefulSet controller takes 60 s a pod: it looks a moment " +
      "before the pod is available, and again after as long once more (4 pods took 185 s)",
  },
  {
    upTo: 34,
    test: "a pod keeps the node and the zone that its author gave it, and loses those of the scheduler",
    why: "since v1.35 the API server gives a pod its node's zone when it is bound (PodTopologyLabelsAdmission)",
  },
  {
    upTo: 34,
    test: "are the manifest that they came from",
    why: "before v1.35 the API server drops volumes of type `image` (ImageVolume)",
  },
  ...[0, 1, 2, 3, 4].map((round) => ({
    upTo: 34,
    test: `is as the controllers have it, round ${round}`,
    isThis: looksAgainLate,
    why:
      "of a Deployment that recreates its pods, the controller may step as soon as the last old pod has ended, as the " +
      "tool says; before v1.35 it looks again only once that pod is gone, since its ReplicaSet does not count pods that " +
      "terminate (DeploymentReplicaSetTerminatingReplicas)",
  })),
];

function looksAgainLate(message: string): boolean {
  const cases = message.split(/(?=case \d+ \()/).filter((part) => part.startsWith("case "));
  const signs = [
    /^case \d+ \(Deployment\).*: the tool says that the controller can step; it stands still$/m,
    /^ *type: Recreate$/m,
    /^ *deleted: .*\n *phase: Failed$/m,
  ];
  return cases.length > 0 && cases.every((one) => signs.every((sign) => sign.test(one)));
}
