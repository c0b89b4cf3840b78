import { describe, expect, it } from "vitest";
import type { StatefulIdentity } from "../../../src/explanation/statefulSetFacts.ts";
import { holdUpOf } from "../../../src/kinds/statefulset/holdUp.ts";
import type { StatefulSet } from "../../../src/kube/objects.ts";

type State = StatefulIdentity["state"];

/** `postgres-0`, …: [state, revision], in the order of ordinals; Ready is available as well. */
function identities(...each: readonly (readonly [State, StatefulIdentity["revision"]?])[]) {
  return each.map(([state, revision = "Update"], ordinal): StatefulIdentity => {
    return {
      ordinal,
      pod: `postgres-${ordinal}`,
      state,
      ready: state === "Ready",
      available: state === "Ready",
      hostname: `postgres-${ordinal}`,
      record: "Unknown",
      records: { a: [], srv: [] },
      ...(state !== "Missing" && { revision }),
      claims: [],
    };
  });
}

function hold(
  spec: object,
  within: readonly StatefulIdentity[],
  condemned: readonly StatefulIdentity[] = [],
) {
  const statefulSet = { spec: { replicas: within.length, ...spec } } as StatefulSet;
  const found = holdUpOf({ statefulSet, identities: within, condemned: condemned.toReversed() });
  if (found === undefined) return undefined;
  const { ordinal, creation, deletion, update, replacedByHandOnly } = found;
  return { ordinal, creation, deletion, update, replacedByHandOnly };
}

const parallel = { podManagementPolicy: "Parallel" };

describe("which ordinal holds the others up, with OrderedReady", () => {
  it("nobody, when all are ready and of the current template", () => {
    expect(hold({}, identities(["Ready"], ["Ready"]))).toBeUndefined();
  });

  it("nobody, when the last one is being created", () => {
    expect(hold({}, identities(["Ready"], ["Pending"]))).toBeUndefined();
  });

  it("the lowest that is not ready holds up the creation of those above it", () => {
    const found = hold({}, identities(["Ready"], ["NotReady"], ["Missing"], ["Missing"]));
    expect(found).toMatchObject({ ordinal: 1, creation: [2, 3], deletion: [], update: [] });
  });

  it("one that is missing itself holds up those above it", () => {
    expect(hold({}, identities(["Missing"], ["Missing"]))).toMatchObject({ ordinal: 0, creation: [1] });
  });

  it("one that is ready, but not yet for minReadySeconds, holds them up as well", () => {
    const [first, ...others] = identities(["Ready"], ["Missing"]);
    const young = { ...(first as StatefulIdentity), available: false };
    expect(hold({ minReadySeconds: 60 }, [young, ...others])).toMatchObject({ ordinal: 0, creation: [1] });
  });

  it("a broken pod of an older template is replaced by hand only", () => {
    const found = hold({}, identities(["NotReady", "Current"], ["Ready", "Current"]));
    expect(found).toMatchObject({ ordinal: 0, update: [1, 0], replacedByHandOnly: true });
  });

  it("a broken pod of the current template is not: deleting it would bring the same", () => {
    const found = hold({}, identities(["Ready", "Current"], ["Pending", "Update"]));
    expect(found).toMatchObject({ ordinal: 1, update: [0], replacedByHandOnly: false });
  });

  it("nor is one below the partition, which would come back as it is", () => {
    const rollingUpdate = { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } } };
    const found = hold(rollingUpdate, identities(["NotReady", "Current"], ["Ready", "Current"]));
    expect(found).toMatchObject({ ordinal: 0, update: [1], replacedByHandOnly: false });
  });

  it("OnDelete has no update to hold up", () => {
    const onDelete = { updateStrategy: { type: "OnDelete" } };
    expect(hold(onDelete, identities(["NotReady", "Current"], ["Ready", "Current"]))).toBeUndefined();
  });

  it("it holds up scale-down", () => {
    const [first, second, third] = identities(["NotReady"], ["Ready"], ["Ready"]);
    const found = hold(
      {},
      [first as StatefulIdentity],
      [second as StatefulIdentity, third as StatefulIdentity],
    );
    expect(found).toMatchObject({ ordinal: 0, deletion: [2, 1] });
  });

  it("while one is being deleted the next one waits", () => {
    const [first, second, third] = identities(["Ready"], ["Ready"], ["Terminating"]);
    const found = hold(
      {},
      [first as StatefulIdentity],
      [second as StatefulIdentity, third as StatefulIdentity],
    );
    expect(found).toMatchObject({ ordinal: 2, deletion: [1] });
  });

  it("an unhealthy one that has to go waits for a lower unhealthy one that has to go", () => {
    const [first, second, third] = identities(["Ready"], ["NotReady"], ["NotReady"]);
    const found = hold(
      {},
      [first as StatefulIdentity],
      [second as StatefulIdentity, third as StatefulIdentity],
    );
    expect(found).toMatchObject({ ordinal: 1, deletion: [2] });
  });
});

describe("which ordinal holds the others up, with Parallel", () => {
  it("nobody holds up creation and scale-down", () => {
    expect(hold(parallel, identities(["NotReady"], ["Missing"]))).toBeUndefined();
  });

  it("the update still goes one at a time, from the highest: a new pod that is not ready holds it up", () => {
    const found = hold(parallel, identities(["Ready", "Current"], ["Ready", "Current"], ["NotReady"]));
    expect(found).toMatchObject({ ordinal: 2, update: [1, 0], replacedByHandOnly: false });
  });

  it("a broken pod of an older template is replaced when its turn comes", () => {
    const found = hold(parallel, identities(["Ready", "Current"], ["NotReady", "Current"], ["Ready"]));
    expect(found).toBeUndefined();
  });

  it("with maxUnavailable the server may go by other rules, so nothing is said", () => {
    const gate = { updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 2 } } };
    const found = hold({ ...parallel, ...gate }, identities(["Ready", "Current"], ["NotReady"]));
    expect(found).toBeUndefined();
  });
});

describe("ordinals.start", () => {
  it("moves the partition with it: it counts pods, not ordinals", () => {
    const shifted = identities(["NotReady"], ["Ready", "Current"], ["Ready", "Current"]).map((identity) => ({
      ...identity,
      ordinal: identity.ordinal + 5,
    }));
    const spec = {
      ordinals: { start: 5 },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } },
    };
    expect(hold(spec, shifted)).toMatchObject({ ordinal: 5, update: [7] });
  });
});

describe("a hold-up that does not get better by waiting", () => {
  const because = (state: State, reason: string | undefined) => {
    const [first, second] = identities([state], ["Missing"]) as [StatefulIdentity, StatefulIdentity];
    const waiting = reason === undefined ? {} : { waiting: { reason, summary: reason } };
    return holdUpOf({
      statefulSet: { spec: { replicas: 2 } } as StatefulSet,
      identities: [{ ...first, ...waiting }, second],
      condemned: [],
    })?.lasting;
  };

  it.each<[State, string | undefined, boolean]>([
    ["NotReady", "CrashLoopBackOff", true],
    ["Pending", "ImagePullBackOff", true],
    ["Pending", "Unschedulable", true],
    ["Missing", "FailedCreate", true],
    ["NotReady", "NodeNotReady", true],
    ["Pending", "ContainerCreating", false],
    ["NotReady", "ContainersNotReady", false],
    ["NotReady", undefined, false],
    ["Terminating", undefined, false],
  ])("%s for %s: %s", (state, reason, lasting) => {
    expect(because(state, reason)).toBe(lasting);
  });

  it.each([
    [undefined, false],
    ['storageclass "fast" not found', true],
  ])("a volume that is not made yet, and its claim says %s: %s", (pendingReason, lasting) => {
    const [first, second] = identities(["Pending"], ["Missing"]) as [StatefulIdentity, StatefulIdentity];
    const message = "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims";
    const claim = { template: "data", claim: "data-db-0", exists: true, phase: "Pending", drift: [] };
    const held = holdUpOf({
      statefulSet: { spec: { replicas: 2 } } as StatefulSet,
      identities: [
        {
          ...first,
          waiting: { reason: "Unschedulable", summary: message, message },
          claims: [{ ...claim, ...(pendingReason && { pendingReason }) }],
        },
        second,
      ],
      condemned: [],
    });
    expect(held?.lasting).toBe(lasting);
  });
});
