import { describe, expect, it } from "vitest";
import {
  currentReplicaSet,
  ownedReplicaSets,
  replicaSetFacts,
} from "../../../src/kinds/deployment/replicaSets.ts";
import type { Deployment, ReplicaSet } from "../../../src/kube/objects.ts";

const uid = "uid-shop";

interface Written {
  readonly revision?: number;
  /** Minute of its creation. */
  readonly created?: number;
  readonly owner?: string;
}

function template(image: string, container: object = {}, labels: object = {}) {
  return {
    metadata: { labels: { app: "shop", ...labels } },
    spec: { containers: [{ name: "shop", image, ...container }] },
  };
}

function deployment(of: ReturnType<typeof template>): Deployment {
  return {
    metadata: { name: "shop", namespace: "shop", uid },
    spec: { selector: {}, template: of },
  } as Deployment;
}

function replicaSet(name: string, of: ReturnType<typeof template>, written: Written = {}): ReplicaSet {
  const { revision, created = 0, owner = uid } = written;
  const labels = { ...of.metadata.labels, "pod-template-hash": name };
  return {
    metadata: {
      name: `shop-${name}`,
      uid: `uid-${name}`,
      creationTimestamp: `2026-11-25T04:${String(created).padStart(2, "0")}:00Z`,
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "Deployment", name: "shop", uid: owner, controller: true },
      ],
      ...(revision !== undefined && { annotations: { "deployment.kubernetes.io/revision": `${revision}` } }),
    },
    spec: { replicas: 0, selector: {}, template: { ...of, metadata: { labels } } },
  } as ReplicaSet;
}

function currentOf(live: Deployment, replicaSets: readonly ReplicaSet[]): string | undefined {
  return currentReplicaSet(live, ownedReplicaSets(live, replicaSets))?.metadata?.name;
}

/** Upstream: pkg/controller/deployment/util/deployment_util_test.go#TestFindNewReplicaSet (v1.36) */
describe("the current ReplicaSet", () => {
  const live = deployment(template("shop:2"));

  it("is the oldest of the Deployment's template, not the newest, nor that of the highest revision", () => {
    const replicaSets = [
      replicaSet("a", template("shop:1"), { created: 0, revision: 4 }),
      replicaSet("c", template("shop:2"), { created: 9, revision: 3 }),
      replicaSet("b", template("shop:2"), { created: 5, revision: 2 }),
    ];
    expect(currentOf(live, replicaSets)).toBe("shop-b");
  });

  it("of two that are as old, the first by name", () => {
    expect(currentOf(live, [replicaSet("c", template("shop:2")), replicaSet("b", template("shop:2"))])).toBe(
      "shop-b",
    );
  });

  it("is one whose template is only written otherwise", () => {
    const written = deployment(template("shop:2", { resources: { limits: { cpu: "1000m" } }, env: [] }));
    const stored = replicaSet("a", template("shop:2", { resources: { limits: { cpu: "1" } } }));
    expect(currentOf(written, [stored])).toBe("shop-a");
  });

  it("is not there when no template is the same", () => {
    expect(currentOf(live, [replicaSet("a", template("shop:1"))])).toBeUndefined();
  });

  it("is never one that another Deployment controls", () => {
    expect(currentOf(live, [replicaSet("a", template("shop:2"), { owner: "uid-other" })])).toBeUndefined();
  });
});

describe("what each revision changed", () => {
  const live = deployment(template("shop:3"));
  const owned = ownedReplicaSets(live, [
    replicaSet("a", template("shop:1"), { revision: 1 }),
    replicaSet("c", template("shop:3"), { revision: 5 }),
    replicaSet("b", template("shop:3", {}, { tier: "web" }), { revision: 3 }),
    replicaSet("d", template("shop:4")),
  ]);
  const facts = (revision?: number) =>
    replicaSetFacts(owned, currentReplicaSet(live, owned), [], revision === undefined ? {} : { revision });

  it("is said against the next lower one that is still there", () => {
    expect(
      facts().map(({ name, revision, changedSince, changes }) => ({ name, revision, changedSince, changes })),
    ).toEqual([
      {
        name: "shop-c",
        revision: 5,
        changedSince: 3,
        changes: [{ path: "metadata.labels.tier", from: "web" }],
      },
      {
        name: "shop-b",
        revision: 3,
        changedSince: 1,
        changes: [
          { path: "metadata.labels.tier", to: "web" },
          { path: "spec.containers[shop].image", from: "shop:1", to: "shop:3" },
        ],
      },
      { name: "shop-a", revision: 1 },
      { name: "shop-d" },
    ]);
  });

  it("the whole template only of the revision that was asked for", () => {
    expect(facts().filter(({ template: of }) => of !== undefined)).toEqual([]);
    expect(
      facts(3)
        .filter(({ template: of }) => of !== undefined)
        .map(({ name }) => name),
    ).toEqual(["shop-b"]);
    expect(facts(3)[1]?.template?.spec?.containers).toEqual([{ name: "shop", image: "shop:3" }]);
    expect(facts(4).filter(({ template: of }) => of !== undefined)).toEqual([]);
  });
});
