import { expect, it } from "vitest";
import type {
  OrdinalHoldUp,
  StatefulIdentity,
  StatefulSetFacts,
} from "../../src/explanation/statefulSetFacts.ts";
import { postgres, postgresIdentity } from "./healthy.ts";
import { copied } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "OrdinalBlocksRollout";
const crash = "container postgres: CrashLoopBackOff (exit code 1, 12 restarts)";
const policy = "StatefulSet/postgres /spec/podManagementPolicy";

function held(
  change: Partial<OrdinalHoldUp>,
  blocking: Partial<StatefulIdentity> = { state: "NotReady", ready: false, available: false },
  facts: Partial<StatefulSetFacts> = {},
) {
  const nothing = { creation: [], deletion: [], update: [], replacedByHandOnly: false, lasting: true };
  return postgres(({ rollout, identities }) => ({
    identities: identities.map((each) => (each.ordinal === 1 ? postgresIdentity(1, blocking) : each)),
    rollout: {
      ...rollout,
      heldUpBy: { ordinal: 1, pod: "postgres-1", reason: crash, ...nothing, ...change },
    },
    ...facts,
  }));
}

const leaving = held(
  { ordinal: 4, pod: "postgres-4", deletion: [5] },
  {},
  {
    condemned: [postgresIdentity(5), postgresIdentity(4, { state: "NotReady", ready: false })],
    claims: { ...postgres().facts.claims, whenScaled: "Delete" },
  },
);

const missing = held(
  { creation: [2], reason: "it cannot be created: exceeded quota: compute" },
  { state: "Missing", ready: false },
);

const pendingClaim = {
  template: "data",
  claim: "data-postgres-1",
  exists: true,
  phase: "Pending",
  drift: [],
};
const withoutClass = held(
  { creation: [2] },
  { state: "Pending", ready: false, claims: [{ ...pendingClaim, storageClass: "fast" }] },
  {
    claims: {
      ...postgres().facts.claims,
      storageClasses: [{ name: "fast", exists: false, templates: ["data"] }],
    },
  },
);

findingTable("OrdinalBlocksRollout", {
  valid: [
    ["no ordinal waits for another", postgres()],
    ["it is only starting, and waiting helps", held({ update: [0], lasting: false })],
    [
      "it is of an older template, which RollbackTrap says",
      held({ update: [1, 0], replacedByHandOnly: true }),
    ],
    [
      "its name is too long for a label, which NameTooLong says",
      { ...missing, subject: { ...missing.subject, name: "p".repeat(53) } },
    ],
    ["its claim waits for a StorageClass that does not exist, which StorageClassMissing says", withoutClass],
  ],
  invalid: [
    [
      "a crashing pod holds up the update",
      held({ update: [0] }),
      [
        {
          parameters: {
            statefulSet: "postgres",
            namespace: "data",
            pod: "postgres-1",
            reason: crash,
            state: "NotReady",
            condemned: false,
            creation: [],
            deletion: [],
            update: ["0"],
          },
          evidence: ["Pod/postgres-1 /status/conditions", policy],
        },
      ],
    ],
    [
      "a pod without a node holds up creation and scaling down",
      held({ creation: [2], deletion: [3] }, { state: "Pending", ready: false }),
      [
        {
          parameters: { state: "Pending", creation: ["2"], deletion: ["3"], update: [] },
          evidence: ["Pod/postgres-1 /status/phase", policy],
        },
      ],
    ],
    [
      "a pod cannot be created",
      missing,
      [{ parameters: { state: "Missing", creation: ["2"] }, evidence: [policy] }],
    ],
    [
      "a pod that has to go is not ready, and a higher one waits for it",
      leaving,
      [
        {
          parameters: { pod: "postgres-4", condemned: true, whenScaled: "Delete", deletion: ["5"] },
          evidence: ["Pod/postgres-4 /status/conditions", policy],
        },
      ],
    ],
  ],
});

it("does not suggest to delete a pod that does not exist", () => {
  expect(copied(code, missing)).toEqual(["kubectl -n data describe statefulset postgres"]);
});

it("does not suggest to delete a pod whose process may still run", () => {
  const [line] = copied(code, held({ update: [0] }, { state: "Terminating", node: "node-2" }));
  expect(line).toBe("kubectl -n data get pod postgres-1 -o wide");
});

it("deletes by hand what only waits for its deletion", () => {
  expect(copied(code, leaving)).toEqual(["kubectl -n data delete pod postgres-4"]);
});

it("leaves it to the controller to replace a pod where policy Parallel does so", () => {
  const { rollout } = held({ update: [0] }).facts;
  const { maxUnavailableSpec: _, ...others } = rollout;
  const parallel = { ...others, podManagementPolicy: "Parallel" } as const;
  const deletion = "kubectl -n data delete pod postgres-1";
  const broken = { state: "NotReady", ready: false, available: false } as const;
  expect(copied(code, held({}, broken, { rollout: parallel }))).not.toContain(deletion);
  expect(copied(code, held({}, broken, { rollout: { ...parallel, maxUnavailableSpec: 1 } }))).toContain(
    deletion,
  );
});

it("sets the partition before a pod is deleted for another template, where none is written", () => {
  const explanation = held({ update: [0] });
  const { facts } = explanation;
  const rollout = { ...facts.rollout, partitionUnset: true } as const;
  const lines = copied(code, { ...explanation, facts: { ...facts, rollout } });
  const patch = lines.indexOf("kubectl -n data patch statefulset postgres --type=merge \\");
  expect(patch).toBeGreaterThan(-1);
  expect(lines.indexOf("kubectl -n data delete pod postgres-1")).toBeGreaterThan(patch);
});
