import { expect, it } from "vitest";
import type { OrdinalHoldUp } from "../../src/explanation/statefulSetFacts.ts";
import { postgres, postgresIdentity } from "./healthy.ts";
import { copied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "RollbackTrap";
const reason = "container postgres: ImagePullBackOff";
const evidence = [
  "Pod/postgres-2 /metadata/labels/controller-revision-hash",
  "StatefulSet/postgres /status/updateRevision",
];

function held(change: Partial<OrdinalHoldUp>) {
  const nothing = { creation: [], deletion: [], update: [], replacedByHandOnly: true, lasting: true };
  const broken = postgresIdentity(2, {
    state: "Pending",
    ready: false,
    available: false,
    revision: "Other",
    revisionName: "postgres-75b5",
  });
  return postgres(({ rollout, identities }) => ({
    identities: [...identities.slice(0, 2), broken],
    rollout: { ...rollout, heldUpBy: { ordinal: 2, pod: "postgres-2", reason, ...nothing, ...change } },
  }));
}

findingTable("RollbackTrap", {
  valid: [
    ["nothing is held up", postgres()],
    [
      "the pod is of the current template: it is the template that has to be mended",
      held({ replacedByHandOnly: false }),
    ],
    [
      "the pod of the older template is only starting, and is replaced when it is available",
      held({ lasting: false }),
    ],
  ],
  invalid: [
    [
      "the template was changed back, and the broken pod is the only one that is not of it",
      held({ update: [2] }),
      [
        {
          parameters: {
            namespace: "data",
            pod: "postgres-2",
            reason,
            revision: "postgres-75b5",
            updateRevision: "postgres-6d9f",
            update: [],
          },
          evidence,
        },
      ],
    ],
    [
      "the template was changed again, and all wait for the broken pod",
      held({ update: [2, 1, 0], deletion: [3] }),
      [{ parameters: { update: ["0", "1"], deletion: ["3"] }, evidence }],
    ],
  ],
});

it("deletes those of older templates that fail as it does, and no others", () => {
  const waiting = { reason: "ImagePullBackOff", summary: reason };
  const explanation = held({ update: [2, 1, 0] });
  const { facts } = explanation;
  const failing = { state: "Pending", ready: false, available: false, waiting } as const;
  const identities = [
    postgresIdentity(0, { ...failing, revision: "Update" }),
    postgresIdentity(1, { ...failing, revision: "Other" }),
    { ...(facts.identities[2] ?? postgresIdentity(2)), waiting },
    postgresIdentity(3, { revision: "Other" }),
  ];
  expect(copied(code, { ...explanation, facts: { ...facts, identities } })).toEqual([
    "kubectl -n data delete pod postgres-2 postgres-1",
  ]);
});

it("deletes the pod", () => {
  expect(copied(code, held({ update: [2] }))).toEqual(["kubectl -n data delete pod postgres-2"]);
});

it("sets the partition first where none is written, since the pod may come back as it was", () => {
  const explanation = held({ update: [2] });
  const { facts } = explanation;
  const rollout = { ...facts.rollout, partitionUnset: true } as const;
  const lines = copied(code, { ...explanation, facts: { ...facts, rollout } });
  expect(lines[0]).toBe("kubectl -n data patch statefulset postgres --type=merge \\");
  expect(patchIn(lines)).toEqual({ spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } });
  expect(lines.at(-1)).toBe("kubectl -n data delete pod postgres-2");
});
