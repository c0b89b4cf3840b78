import { expect, it } from "vitest";
import type { KubeObject } from "../../src/kube/objects.ts";
import { fieldsMatch, parseFieldSelector } from "../../src/source/fieldSelector.ts";

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
  [",", true],
  ["metadata.name!=a\\,b\\=c\\\\", true],
])("%s: %s", (selector, expected) => {
  expect(fieldsMatch(selector, event)).toBe(expected);
});

it("takes a value's escapes off", () => {
  expect(parseFieldSelector("metadata.name=a\\,b\\=c\\\\,type!=Normal")).toEqual([
    { field: "metadata.name", isEqual: true, value: "a,b=c\\" },
    { field: "type", isEqual: false, value: "Normal" },
  ]);
});

/** In the words of apimachinery pkg/fields/selector.go (v1.36). */
it.each([
  ["type", "invalid selector: 'type'; can't understand 'type'"],
  ["type=Normal,count", "invalid selector: 'type=Normal,count'; can't understand 'count'"],
  ["type=a=b", "invalid field selector: unescaped character in value: ="],
  ["type=a\\b", "invalid field selector: invalid escape sequence: \\b"],
  ["type=a\\", "invalid field selector: invalid escape sequence: \\"],
])("%s is an error", (selector, message) => {
  expect(() => fieldsMatch(selector, event)).toThrow(message);
});
