import type { StatefulIdentity, StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named, ordinalList } from "./words.ts";

/** Reasons that have nothing to do with names: the process has not even started, or its node is silent. */
const otherCauses = new Set([
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "FailedMount",
  "FailedAttachVolume",
  "FailedCreatePodSandBox",
  "NodeNotReady",
]);

export const notReadyPodHasNoRecord = finding<
  {
    readonly pods: readonly string[];
    /** Ordinals that are not created before the only pod in `pods` is ready. */
    readonly notCreated: readonly string[];
    readonly service: string;
    readonly namespace: string;
  },
  "StatefulSet"
>({
  meta: {
    code: "NotReadyPodHasNoRecord",
    severity: "warning",
    kinds: ["StatefulSet"],
    title: "pods cannot be looked up by name before they are ready",
    explanation: `DNS has no record of a pod that is not ready, unless the governing Service says \`publishNotReadyAddresses: true\`.
For clients that is right. But members of a cluster that look up themselves and each other by name while they
start, and become ready only when they have found each other, wait for ever: each is without a name until it is
ready.

With \`podManagementPolicy: OrderedReady\` the peers are not even created: the next ordinal waits until the one
before is ready, and where that one waits for a quorum, neither moves. Then \`podManagementPolicy: Parallel\` is
needed as well.

It is said while two or more pods are not ready, or while one holds up the creation of the others, and where
nothing else keeps them from starting, as a missing image does. It is harmless where the pods do not ask for each
other's names, and it goes away by itself when they only take their time to start.

Upstream: \`staging/src/k8s.io/endpointslice/utils.go#podToEndpoint\`,
\`pkg/controller/statefulset/stateful_set_control.go#processReplica\` (v1.36); CoreDNS
\`plugin/kubernetes/object/endpoint.go#EndpointSliceToEndpoints\`.`,
    example: { pods: ["etcd-0"], notCreated: ["1", "2"], service: "etcd", namespace: "default" },
    message({ pods, notCreated }) {
      if (pods.length === 1) {
        return `${named(pods)} is not ready, so DNS has no record of it, and ${ordinalList(notCreated)} ${notCreated.length === 1 ? "is" : "are"} not created before it is: if it looks up itself or its peers by name to become ready, it waits for ever`;
      }
      return `${named(pods)} are not ready, so DNS has no record of them: if they look up each other by name to become ready, they wait for ever`;
    },
    help({ service, namespace, notCreated }) {
      const alsoParallel =
        notCreated.length > 0
          ? "; one that waits for peers still to be created needs `podManagementPolicy: Parallel` as well, which can be set only when a StatefulSet is created"
          : "";
      return [
        `let the governing Service publish pods that are not ready, and give clients another Service, which leads to ready ones only${alsoParallel}:`,
        `  kubectl -n ${namespace} patch service ${service} --type=merge \\`,
        `    -p '{"spec":{"publishNotReadyAddresses":true}}'`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { governingService } = facts;
    if (governingService?.publishNotReadyAddresses !== false) return [];
    const unnamed = facts.identities.filter((identity) => mayWaitForNames(identity, facts));
    const notCreated = creationHeldUpBy(unnamed, facts);
    if (unnamed.length < 2 && notCreated.length === 0) return [];
    return [
      {
        parameters: {
          pods: unnamed.map(({ pod }) => pod),
          notCreated,
          service: governingService.name,
          namespace: subject.namespace ?? "",
        },
        evidence: [
          evidence(
            beside(subject, "v1", "Service", governingService.name),
            "/spec/publishNotReadyAddresses",
            false,
          ),
          ...unnamed.map(({ pod }) =>
            evidence(beside(subject, "v1", "Pod", pod), "/status/conditions", [
              { type: "Ready", status: "False" },
            ]),
          ),
        ],
      },
    ];
  },
});

/** A process that does not find its peers may as well end; once some pods are ready, it has found peers. */
function mayWaitForNames(
  { record, noRecordReason, waiting }: StatefulIdentity,
  { pods: { available = 0 } }: StatefulSetFacts,
): boolean {
  const reason = waiting?.reason ?? "";
  if (record !== "None" || noRecordReason !== "NotReady" || otherCauses.has(reason)) return false;
  return reason !== "CrashLoopBackOff" || available === 0;
}

function creationHeldUpBy(
  unnamed: readonly StatefulIdentity[],
  { rollout: { heldUpBy } }: StatefulSetFacts,
): readonly string[] {
  const [only] = unnamed;
  if (heldUpBy === undefined || unnamed.length !== 1 || heldUpBy.ordinal !== only?.ordinal) return [];
  return heldUpBy.creation.map((ordinal) => `${ordinal}`);
}
