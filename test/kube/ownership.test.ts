import { describe, expect, it } from "vitest";
import { refOf } from "../../src/kube/objectRef.ts";
import { controlledBy, controllerOf } from "../../src/kube/ownership.ts";

const owner = (uid: string, controller: boolean) => ({
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  name: "fluentd",
  uid,
  controller,
});
const pod = (name: string, ...ownerReferences: readonly ReturnType<typeof owner>[]) => ({
  metadata: { name, ownerReferences },
});
const fluentd = { metadata: { name: "fluentd", uid: "new" } };

describe("ownership", () => {
  const own = pod("fluentd-b8c4z", owner("new", true));
  const ofPredecessor = pod("fluentd-2kq7m", owner("old", true));
  const merelyOwned = pod("fluentd-w5fbs", owner("new", false), owner("old", true));

  it("goes by the UID of the controller: a namesake that was deleted is another owner", () => {
    expect(controlledBy([own, ofPredecessor, merelyOwned, pod("bare")], fluentd)).toEqual([own]);
    expect(controllerOf(merelyOwned)?.uid).toBe("old");
    expect(controllerOf(pod("bare"))).toBeUndefined();
  });

  it("of what is not applied yet is nothing", () => {
    expect(controlledBy([pod("bare"), own], { metadata: { name: "fluentd" } })).toEqual([]);
  });
});

it("a reference leaves out what the object does not have", () => {
  expect(refOf({ metadata: { name: "node-1" } }, "v1", "Node")).toEqual({
    apiVersion: "v1",
    kind: "Node",
    name: "node-1",
  });
});
