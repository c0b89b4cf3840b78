import { expect, it } from "vitest";
import type { KubeObject } from "../../src/kube/objects.ts";
import { fieldsMatch } from "../../src/source/fieldSelector.ts";

const event = {
  metadata: { name: "fluentd-1.18" },
  involvedObject: { kind: "Pod", name: "fluentd-1" },
  type: "Warning",
  count: 3,
} as KubeObject;

it.each([
  ["involvedObject.kind=Pod", true],
  ["involvedObject.kind==Pod", true],
  ["involvedObject.kind=DaemonSet", false],
  ["involvedObject.kind=Pod,type=Warning", true],
  ["involvedObject.kind=Pod,type=Normal", false],
  ["type!=Normal", true],
  ["type!=Warning", false],
  ["metadata.name=fluentd-1.18", true],
  ["count=3", true],
  // What is absent is empty.
  ["reportingComponent=", true],
  ["reportingComponent!=kubelet", true],
  ["involvedObject.fieldPath.x=y", false],
  // As upstream: no selector selects everything.
  ["", true],
])("%s: %s", (selector, expected) => {
  expect(fieldsMatch(selector, event)).toBe(expected);
});
