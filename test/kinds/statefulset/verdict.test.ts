import { describe, expect, it } from "vitest";
import { verdict } from "../../../src/kinds/statefulset/verdict.ts";
import type { Pod, StatefulSet } from "../../../src/kube/objects.ts";
import { pods, services } from "../../../src/kube/resources.ts";
import type { ReadResult } from "../../../src/kube/snapshot.ts";
import { factsOf, labels, list, pod, postgres } from "./postgres.ts";

const [older, current] = ["postgres-1a", "postgres-2b"];

/** One that its controller has seen, with an update from one revision to another. */
function updating(spec: object = {}, status: object = {}): StatefulSet {
  return {
    ...postgres({ replicas: 4, ...spec }),
    metadata: { name: "postgres", namespace: "data", uid: "uid-postgres", generation: 2 },
    status: {
      observedGeneration: 2,
      replicas: 4,
      currentRevision: older,
      updateRevision: current,
      ...status,
    },
  } as StatefulSet;
}

const of = (revision: string, ordinal: number, more: object = {}): Pod => {
  const { metadata, ...rest } = pod(ordinal, more);
  return { ...rest, metadata: { ...metadata, labels: { ...labels, "controller-revision-hash": revision } } };
};
const podList = (...each: readonly Pod[]) => list(pods, each, { labelSelector: { matchLabels: labels } });
const broken = (one: Pod, reason: string): Pod =>
  ({
    ...one,
    status: {
      phase: "Running",
      podIP: "10.0.0.9",
      conditions: [{ type: "Ready", status: "False" }],
      containerStatuses: [{ name: "postgres", state: { waiting: { reason } } }],
    },
  }) as unknown as Pod;

function say(statefulSet: StatefulSet, ...results: readonly ReadResult[]): readonly [string, string] {
  const { state, sentence } = verdict(statefulSet, factsOf(statefulSet, ...results));
  return [state, sentence.replace("StatefulSet data/postgres ", "")];
}

const partition = (at: number) => ({
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: at } },
});
const all = (...revisions: readonly string[]) =>
  podList(...revisions.map((each, ordinal) => of(each, ordinal)));

describe("while it updates", () => {
  it("counts all its pods, when the update is for all", () => {
    expect(say(updating(), all(older, older, older, current))).toEqual([
      "Progressing",
      "is ready, 4 of 4. It is updating: 1 of 4 pods is of the current template.",
    ]);
  });

  it.each([
    [[older, older, older, older], "0 of 2 pods above its partition are of the current template."],
    [[older, older, older, current], "1 of 2 pods above its partition is of the current template."],
    [[current, current, older, older], "0 of 2 pods above its partition are of the current template."],
  ])("counts those above its partition: %j", (revisions, stand) => {
    expect(say(updating(partition(2)), all(...revisions))).toEqual([
      "Progressing",
      `is ready, 4 of 4. It is updating: ${stand}`,
    ]);
  });

  it("is as far as the partition lets it", () => {
    expect(say(updating(partition(2)), all(older, older, current, current))).toEqual([
      "Progressing",
      "is ready, 4 of 4. 2 of 4 pods are of the current template: its partition, 2, keeps the others as they are.",
    ]);
  });

  it("does not update, when it is only scaled down to what its partition keeps", () => {
    const scaledDown = updating({ replicas: 2, ...partition(2) });
    expect(say(scaledDown, all(older, older, older))).toEqual([
      "Progressing",
      "has 2 of 2 pods ready and 1 more to delete.",
    ]);
  });

  it("is blocked by a pod that is replaced by hand only", () => {
    const pods = podList(
      broken(of(older, 0), "CrashLoopBackOff"),
      ...[1, 2, 3].map((each) => of(older, each)),
    );
    const [state, sentence] = say(updating(), pods);
    expect(state).toBe("Blocked");
    expect(sentence).toContain("postgres-0 holds up the update (container postgres: CrashLoopBackOff).");
    expect(sentence).toContain("gets it only once it is ready or somebody deletes it.");
  });

  it("waits for a pod that may become ready by itself", () => {
    const pods = podList(
      broken(of(older, 0), "ContainerCreating"),
      ...[1, 2, 3].map((each) => of(older, each)),
    );
    expect(say(updating(), pods)[0]).toBe("Progressing");
  });
});

describe("what it says of names", () => {
  const done = updating({}, { currentRevision: current });
  const pods = all(current, current, current, current);

  it("nothing, when they are there", () => {
    expect(say(done, pods)).toEqual(["Healthy", "is ready, 4 of 4."]);
  });

  it("that its governing Service does not exist", () => {
    expect(say(done, pods, list(services, []))).toEqual([
      "Degraded",
      "is ready, 4 of 4, but no pod has a DNS name: its governing Service `postgres` does not exist.",
    ]);
  });

  it("nothing, when only manifests were read and it is not among them", () => {
    const incomplete = { reason: "NotRecorded", message: "manifests alone" } as const;
    const [state, sentence] = say(done, pods, { ...list(services, []), incomplete } as ReadResult);
    expect([state, sentence]).toEqual(["Healthy", "is ready, 4 of 4."]);
  });
});

describe("OnDelete", () => {
  const onDelete = updating({ replicas: 3, updateStrategy: { type: "OnDelete" } }, { replicas: 2 });

  it("keeps pods of another template while there are some", () => {
    expect(say(onDelete, all(current, older, current))[1]).toContain(
      "1 pod keeps another template than the current one until somebody deletes it (OnDelete).",
    );
  });

  it("keeps none where a pod is only missing", () => {
    const [, sentence] = say(onDelete, all(current, current));
    expect(sentence).not.toContain("another template");
    expect(factsOf(onDelete, all(current, current)).rollout.phase).toBe("Progressing");
  });
});
