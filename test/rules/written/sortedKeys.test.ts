import { describe, expect, it } from "vitest";
import { sortedKeys } from "../../../src/rules/written/sortedKeys.ts";

const orderOf = (keys: readonly string[]) =>
  Object.keys(sortedKeys(Object.fromEntries(keys.map((key) => [key, 0]))) as object);

describe("keys in the order of kubectl get -o yaml", () => {
  // Each is what kubectl v1.32 printed of a ConfigMap with these keys.
  it.each([
    ["capitals before small letters", ["A", "B", "Zz", "a", "aB", "ab"]],
    ["signs before letters", ["a", "a-b", "a.b", "a_b", "ab"]],
    ["numbers by their value", ["a9", "a10"]],
    ["of the same value, the shorter number first", ["a1b", "a01b"]],
    ["numbers before letters", ["09", "A"]],
    ["a digit after a number as a part of it", ["v1", "v1.9", "v1.10", "v10", "v100", "v101", "v110"]],
    ["the fields of a workload", ["apiVersion", "kind", "metadata", "spec", "status"]],
    ["a label's domain", ["app", "app.kubernetes.io/name", "app.kubernetes.io/part-of", "k8s-app"]],
    ["other alphabets after Latin", ["z", "é", "я"]],
  ])("%s", (_, expected) => {
    expect(orderOf(expected.toReversed())).toStrictEqual(expected);
    expect(orderOf(expected)).toStrictEqual(expected);
  });

  it("all the way down, and lists as they are", () => {
    const value = { spec: { ports: [{ port: 80, name: "http" }, "b", "a", null] }, kind: "Service" };
    expect(JSON.stringify(sortedKeys(value))).toBe(
      '{"kind":"Service","spec":{"ports":[{"name":"http","port":80},"b","a",null]}}',
    );
  });

  it("keeps a key that JavaScript treats apart", () => {
    const value = JSON.parse('{"b":1,"__proto__":{"z":1,"a":2}}');
    expect(JSON.stringify(sortedKeys(value))).toBe('{"__proto__":{"a":2,"z":1},"b":1}');
  });

  it.each([null, 0, "", false, "text"])("%j is itself", (value) => {
    expect(sortedKeys(value)).toBe(value);
  });

  it("changes nothing of what it is given", () => {
    const value = Object.freeze({ b: Object.freeze({ d: 1, c: 2 }), a: Object.freeze([1]) });
    sortedKeys(value);
    expect(Object.keys(value)).toStrictEqual(["b", "a"]);
  });
});
