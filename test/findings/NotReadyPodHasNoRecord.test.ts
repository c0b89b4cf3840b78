import { expect, it } from "vitest";
import type {
  OrdinalHoldUp,
  StatefulIdentity,
  StatefulSetFacts,
} from "../../src/explanation/statefulSetFacts.ts";
import { postgres, postgresIdentity } from "./healthy.ts";
import { copied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "NotReadyPodHasNoRecord";
const service = "Service/postgres /spec/publishNotReadyAddresses";

function notReady(ordinal: number, change: Partial<StatefulIdentity> = {}) {
  return postgresIdentity(ordinal, {
    state: "NotReady",
    ready: false,
    available: false,
    record: "None",
    noRecordReason: "NotReady",
    waiting: { reason: "ContainersNotReady", summary: "containers with unready status: [postgres]" },
    ...change,
  });
}

function missing(ordinal: number) {
  return postgresIdentity(ordinal, {
    state: "Missing",
    ready: false,
    record: "None",
    noRecordReason: "NoPod",
  });
}

function having(identities: readonly StatefulIdentity[], change: Partial<StatefulSetFacts> = {}) {
  return postgres(() => ({ identities, ...change }));
}

function heldUpBy(change: Partial<OrdinalHoldUp>): Pick<StatefulSetFacts, "rollout"> {
  const { rollout } = postgres().facts;
  const nothing = { creation: [], deletion: [], update: [], replacedByHandOnly: false, lasting: false };
  return {
    rollout: {
      ...rollout,
      heldUpBy: { ordinal: 0, pod: "postgres-0", reason: "it is not ready", ...nothing, ...change },
    },
  };
}

const published = postgres().facts.governingService ?? { name: "postgres" };
const image = { reason: "ImagePullBackOff", summary: "container postgres: ImagePullBackOff" };

/** Two pods that crash, beside so many that are available. */
function crashing(available: number) {
  const waiting = { reason: "CrashLoopBackOff", summary: "container postgres: CrashLoopBackOff" };
  const explanation = having([0, 1].map((ordinal) => notReady(ordinal, { waiting })));
  const { facts } = explanation;
  return { ...explanation, facts: { ...facts, pods: { ...facts.pods, available } } };
}

findingTable("NotReadyPodHasNoRecord", {
  valid: [
    ["two pods crash, but another has found its peers", crashing(1)],
    [
      "one pod restarts, and its peers can be looked up",
      having([postgresIdentity(0), notReady(1), postgresIdentity(2)]),
    ],
    [
      "the Service publishes pods that are not ready",
      having([notReady(0), notReady(1)], {
        governingService: { ...published, publishNotReadyAddresses: true },
      }),
    ],
    [
      "the pods lack an image, and names would not help",
      having([notReady(0, { waiting: image }), notReady(1, { waiting: image })]),
    ],
    [
      "two pods have no address yet",
      having([notReady(0, { noRecordReason: "NoAddress" }), notReady(1, { noRecordReason: "NoAddress" })]),
    ],
    [
      "the only one that is not ready holds up an update, and no creation",
      having([postgresIdentity(0), notReady(1), postgresIdentity(2)], heldUpBy({ ordinal: 1, update: [0] })),
    ],
  ],
  invalid: [
    [
      "the first pod is not ready, and its peers are not created before it is",
      having([notReady(0), missing(1), missing(2)], heldUpBy({ creation: [1, 2] })),
      [
        {
          parameters: {
            pods: ["postgres-0"],
            notCreated: ["1", "2"],
            service: "postgres",
            namespace: "data",
          },
          evidence: [service, "Pod/postgres-0 /status/conditions"],
        },
      ],
    ],
    [
      "two pods start side by side and cannot look up each other",
      having([notReady(0), notReady(1), postgresIdentity(2)]),
      [
        {
          parameters: { pods: ["postgres-0", "postgres-1"], notCreated: [] },
          evidence: [service, "Pod/postgres-0 /status/conditions", "Pod/postgres-1 /status/conditions"],
        },
      ],
    ],
    [
      "the pods crash, perhaps because nobody answers to their names",
      crashing(0),
      [
        {
          parameters: { pods: ["postgres-0", "postgres-1"] },
          evidence: [service, "Pod/postgres-0 /status/conditions", "Pod/postgres-1 /status/conditions"],
        },
      ],
    ],
  ],
});

it("has the Service publish pods that are not ready", () => {
  expect(patchIn(copied(code, having([notReady(0), notReady(1)])))).toEqual({
    spec: { publishNotReadyAddresses: true },
  });
});
