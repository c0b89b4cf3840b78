import { expect, it } from "vitest";
import type { StorageClass } from "../../../src/kube/objects.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";
import { storageClassesRead as read, storageClassesOf } from "../../../src/rules/storage/storageClasses.ts";

const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
const fast = {
  metadata: { name: "fast" },
  allowVolumeExpansion: true,
  volumeBindingMode: "WaitForFirstConsumer",
};
const standard = { metadata: { name: "standard", annotations } };
const defaultClass = (name: string, day: string): StorageClass => ({
  provisioner: "ebs.csi.aws.com",
  metadata: { name, annotations, creationTimestamp: `${day}T00:00:00Z` },
  allowVolumeExpansion: name === "fast",
});
const asked = [
  { storageClass: "fast", template: "data" },
  { storageClass: "fast", template: "wal" },
  { template: "logs" },
];

function found(result: ReadResult, of: Parameters<typeof storageClassesOf>[0] = asked) {
  const snapshot: Snapshot = {
    observedAt: "2026-11-25T04:00:00Z",
    source: { type: "cluster" },
    results: [result],
  };
  return storageClassesOf(of, snapshot);
}

it("are there, with what they allow; the empty name is the default one", () => {
  expect(found({ read, objects: [fast, standard] })).toEqual([
    {
      name: "fast",
      exists: true,
      allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer",
      templates: ["data", "wal"],
    },
    {
      name: "",
      exists: true,
      allowVolumeExpansion: false,
      volumeBindingMode: "Immediate",
      templates: ["logs"],
    },
  ]);
});

it("a claim that wants no class asks for none, and for no default either", () => {
  expect(found({ read, objects: [] }, [{ storageClass: "", template: "data" }])).toEqual([]);
});

it.each<[string, readonly StorageClass[], string]>([
  ["the newest of several", [defaultClass("fast", "2025-01-01"), defaultClass("slow", "2026-01-01")], "slow"],
  [
    "the first by name of one age",
    [defaultClass("slow", "2026-01-01"), defaultClass("fast", "2026-01-01")],
    "fast",
  ],
  [
    "one that is marked in the old way",
    [
      {
        ...defaultClass("fast", "2026-01-01"),
        metadata: {
          name: "fast",
          annotations: { "storageclass.beta.kubernetes.io/is-default-class": "true" },
        },
      },
    ],
    "fast",
  ],
])("the default is %s", (_, objects, name) => {
  const [facts] = found({ read, objects }, [{ template: "data" }]);
  expect(facts).toMatchObject({ exists: true, allowVolumeExpansion: name === "fast" });
});

it("a class that is marked as no default is none", () => {
  const no = {
    name: "fast",
    annotations: { ...annotations, "storageclass.kubernetes.io/is-default-class": "false" },
  };
  expect(found({ read, objects: [{ metadata: no }] }, [{ template: "data" }])[0]?.exists).toBe(false);
});

it("are not there, and none is the default", () => {
  expect(found({ read, objects: [{ metadata: { name: "slow" } }] }).map(({ exists }) => exists)).toEqual([
    false,
    false,
  ]);
});

it.each<[string, ReadResult]>([
  ["could not be read", { read, failure: { reason: "Forbidden", message: "no" } }],
  [
    "are only those of manifests",
    { read, objects: [], incomplete: { reason: "NotRecorded", message: "no" } },
  ],
])("nothing is known where they %s", (_, result) => {
  for (const each of found(result)) expect(each).not.toHaveProperty("exists");
});
