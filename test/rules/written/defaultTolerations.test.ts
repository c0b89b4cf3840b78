import { describe, expect, it } from "vitest";
import { withoutDefaultTolerations } from "../../../src/rules/written/defaultTolerations.ts";

const toleration = (taint: string, tolerationSeconds: number) => ({
  effect: "NoExecute",
  key: `node.kubernetes.io/${taint}`,
  operator: "Exists",
  tolerationSeconds,
});
const notReady = toleration("not-ready", 300);
const unreachable = toleration("unreachable", 300);
const gpu = { key: "gpu", operator: "Exists", effect: "NoSchedule" };
const everything = { operator: "Exists" };
const alwaysReady = { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" };

describe("the tolerations of a Pod as they were written", () => {
  it.each([
    ["none but the two that every Pod gets", [notReady, unreachable], undefined],
    ["some, and those two after them", [gpu, notReady, unreachable], [gpu]],
    [
      "another time for one, after which only the other is added",
      [toleration("not-ready", 10), unreachable],
      [toleration("not-ready", 10)],
    ],
    ["as long as it takes, as daemons do", [alwaysReady, gpu, unreachable], [alwaysReady, gpu]],
    [
      "another time for both",
      [toleration("not-ready", 0), toleration("unreachable", 0)],
      [toleration("not-ready", 0), toleration("unreachable", 0)],
    ],
    [
      "everything, and the two beside it on purpose",
      [everything, notReady, unreachable],
      [everything, notReady, unreachable],
    ],
    ["one of the two by hand, before another", [notReady, gpu, unreachable], [notReady, gpu]],
    ["the two by hand in the other order", [unreachable, notReady], [unreachable]],
    ["one of them twice", [notReady, notReady, unreachable], [notReady, notReady]],
    [
      "both where only one would be added again",
      [{ ...everything, key: "" }, notReady],
      [{ ...everything, key: "" }, notReady],
    ],
    ["an empty list", [], []],
    ["no list", null, null],
    ["nothing", undefined, undefined],
  ])("%s", (_, tolerations, expected) => {
    expect(withoutDefaultTolerations(tolerations)).toStrictEqual(expected);
  });
});
