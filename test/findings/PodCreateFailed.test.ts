import { fluentd, postgres, postgresIdentity } from "./healthy.ts";
import { findingTable } from "./table.ts";

const quota =
  'pods "fluentd-x2x7q" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=5, limited: pods=5';
const refusal = {
  reason: "FailedCreate",
  message: `Error creating: ${quota}`,
  object: "DaemonSet/fluentd",
  count: 12,
};

function refused(state: "Missing" | "Running", creationRefused = true) {
  return fluentd(({ placement }) => ({
    placement: {
      ...placement,
      nodes: placement.nodes.map((node, index) => (index === 0 ? node : { ...node, state })),
    },
    creationRefused,
    events: creationRefused ? [refusal] : [],
  }));
}

const missing = (reason: string) =>
  postgresIdentity(2, {
    state: "Missing",
    ready: false,
    available: false,
    waiting: { reason, summary: 'pods "postgres-2" is forbidden: exceeded quota: few' },
  });

function withThird(reason: string, heldUp = false) {
  return postgres(({ rollout }) => ({
    identities: [postgresIdentity(0), postgresIdentity(1), missing(reason)],
    rollout: {
      ...rollout,
      ...(heldUp && {
        heldUpBy: {
          ordinal: 2,
          pod: "postgres-2",
          reason: "it cannot be created",
          creation: [],
          deletion: [],
          update: [1, 0],
          replacedByHandOnly: false,
          lasting: true,
        },
      }),
    },
  }));
}

const tooLong = withThird("FailedCreate");

findingTable("PodCreateFailed", {
  valid: [
    ["a node lacks its pod, and nothing was refused", refused("Missing", false)],
    ["an event of the last hour, and every node has its pod by now", refused("Running")],
    ["an ordinal is missing, and nobody says that it was refused", withThird("NotCreatedYet")],
    ["others wait for the ordinal, which OrdinalBlocksRollout says", withThird("FailedCreate", true)],
    [
      "the name is too long, which NameTooLong says",
      { ...tooLong, subject: { ...tooLong.subject, name: "p".repeat(53) } },
    ],
  ],
  invalid: [
    [
      "a quota refuses the pod of a node",
      refused("Missing"),
      [
        {
          parameters: { kind: "DaemonSet", missing: ["node-2"], desired: 2, reason: quota },
          evidence: ["DaemonSet/fluentd /status/desiredNumberScheduled"],
        },
      ],
    ],
    [
      "a quota refuses the last ordinal, for which nobody waits",
      withThird("FailedCreate"),
      [
        {
          parameters: { kind: "StatefulSet", missing: ["postgres-2"], desired: 3 },
          evidence: ["StatefulSet/postgres /spec/replicas"],
        },
      ],
    ],
  ],
});
