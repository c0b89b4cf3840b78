import type { DaemonSetFacts } from "../explanation/daemonSetFacts.ts";
import type { Evidence } from "../explanation/finding.ts";
import type { StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const podCreateFailed = finding<
  {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    /** Nodes of a DaemonSet, pods of a StatefulSet. */
    readonly missing: readonly string[];
    /** How many pods there should be. */
    readonly desired: number;
    /** What the API server says. */
    readonly reason: string;
  },
  "DaemonSet" | "StatefulSet"
>({
  meta: {
    code: "PodCreateFailed",
    severity: "error",
    kinds: ["DaemonSet", "StatefulSet"],
    title: "pods cannot be created",
    explanation: `The API server refuses a pod that the controller asks for: a ResourceQuota is used up, a LimitRange or Pod Security
does not permit it, an admission webhook says no or does not answer, the ServiceAccount does not exist, a claim of its
name is still being deleted. There is then no pod to look at. DaemonSets and StatefulSets have no condition for it, so
the words stand in an event alone, and events are kept for an hour.

The controller tries again by itself, in intervals that grow; once the cause is gone it may take some minutes.

For a Deployment this is \`ReplicaCreateFailed\`; where other ordinals of a StatefulSet wait for the pod,
\`OrdinalBlocksRollout\`; where its name is too long for a label, \`NameTooLong\`.

Upstream: \`pkg/controller/daemon/daemon_controller.go#syncNodes\`,
\`pkg/controller/statefulset/stateful_pod_control.go#CreateStatefulPod\` (v1.36).`,
    example: {
      kind: "DaemonSet",
      name: "log-shipper",
      namespace: "tenant-a",
      missing: ["node-3", "node-4"],
      desired: 7,
      reason:
        'pods "log-shipper-x2x7q" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=5, limited: pods=5',
    },
    message({ kind, missing, desired, reason }) {
      const one = missing.length === 1;
      if (kind === "DaemonSet") {
        return `${missing.length} of ${desired} nodes (${named(missing)}) ${one ? "has" : "have"} no pod, and none can be created: ${reason}`;
      }
      return `${missing.length} of ${desired} pods, ${named(missing)}, ${one ? "is" : "are"} not there and cannot be created: ${reason}`;
    },
    help({ kind, name, namespace, reason }) {
      if (/exceeded quota|failed quota/.test(reason)) {
        return [
          "make room in the quota, or give the pods the requests and limits that it asks for; the controller tries again by itself:",
          `  kubectl -n ${namespace} describe resourcequota`,
        ].join("\n");
      }
      return [
        "change what refuses them, or the pod template; the controller tries again by itself:",
        `  kubectl -n ${namespace} describe ${kind.toLowerCase()} ${name}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const refused = "placement" in facts ? ofDaemonSet(subject, facts) : ofStatefulSet(subject, facts);
    if (refused === undefined || refused.missing.length === 0) return [];
    const { missing, desired, reason, proof } = refused;
    return [
      {
        parameters: {
          kind: subject.kind,
          name: subject.name,
          namespace: subject.namespace ?? "",
          missing,
          desired,
          reason: reason.replace(/^Error creating: /, "").replace(/\.\s*$/, ""),
        },
        evidence: [proof],
      },
    ];
  },
});

interface Refused {
  readonly missing: readonly string[];
  readonly desired: number;
  readonly reason: string;
  readonly proof: Evidence;
}

function ofDaemonSet(
  subject: ObjectRef,
  { placement, creationRefused, events }: DaemonSetFacts,
): Refused | undefined {
  const event = events.find(({ reason }) => reason === "FailedCreate");
  if (!creationRefused || event === undefined) return undefined;
  const missing = placement.nodes.filter(({ state }) => state === "Missing").map(({ name }) => name);
  const desired = placement.desired ?? missing.length;
  const proof = evidence(subject, "/status/desiredNumberScheduled", desired);
  return { missing, desired, reason: event.message, proof };
}

/** A name that is too long refuses every pod, and has a finding of its own. */
const longestName = 52;

function ofStatefulSet(
  subject: ObjectRef,
  { identities, pods, rollout: { heldUpBy } }: StatefulSetFacts,
): Refused | undefined {
  if (subject.name.length > longestName) return undefined;
  const refused = identities.filter(
    ({ state, waiting, ordinal }) =>
      state === "Missing" && waiting?.reason === "FailedCreate" && ordinal !== heldUpBy?.ordinal,
  );
  const proof = evidence(subject, "/spec/replicas", pods.desired);
  return {
    missing: refused.map(({ pod }) => pod),
    desired: pods.desired,
    reason: refused[0]?.waiting?.summary ?? "",
    proof,
  };
}
