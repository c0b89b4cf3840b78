import { describe, expect, it } from "vitest";
import type { Toleration } from "../../../src/kube/objects.ts";
import {
  addedTolerations,
  effectiveTolerations,
  limitedTolerations,
} from "../../../src/rules/scheduling/daemonTolerations.ts";
import { fluentd } from "../../kinds/daemonset/fluentd.ts";

const specWith = (...tolerations: readonly Toleration[]) => fluentd({ tolerations }).spec?.template.spec;
const keys = (tolerations: readonly Toleration[]) =>
  tolerations.map(({ key = "", effect = "" }) => `${key.replace("node.kubernetes.io/", "")}:${effect}`);

describe("addedTolerations", () => {
  it("are the controller's six, none of them NoSchedule for not-ready or unreachable", () => {
    expect(keys(addedTolerations({}))).toEqual([
      "not-ready:NoExecute",
      "unreachable:NoExecute",
      "disk-pressure:NoSchedule",
      "memory-pressure:NoSchedule",
      "pid-pressure:NoSchedule",
      "unschedulable:NoSchedule",
    ]);
  });
  it("are seven with hostNetwork", () => {
    expect(keys(addedTolerations({ hostNetwork: true })).at(-1)).toBe("network-unavailable:NoSchedule");
    expect(addedTolerations({ hostNetwork: false })).toHaveLength(6);
    expect(addedTolerations(undefined)).toHaveLength(6);
  });
});

/** Upstream: pkg/apis/core/v1/helper/helpers.go#AddOrUpdateTolerationInPodSpec (v1.36) */
describe("effectiveTolerations", () => {
  const notReady = { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" };

  it("keep the template's own first, in their order", () => {
    const own = [
      { key: "gpu", operator: "Exists" },
      { key: "spot", operator: "Exists" },
    ];
    expect(effectiveTolerations(specWith(...own)).slice(0, 2)).toEqual(own);
    expect(effectiveTolerations(specWith(...own))).toHaveLength(8);
  });
  it("take tolerationSeconds from an own one that is the controller's otherwise, in its place", () => {
    const effective = effectiveTolerations(specWith({ ...notReady, tolerationSeconds: 300 }));
    expect(effective[0]).toEqual(notReady);
    expect(effective).toHaveLength(6);
  });
  it("leave an own one that differs in more than that as it is", () => {
    const own = { key: notReady.key, effect: "NoExecute", tolerationSeconds: 300, value: "" };
    expect(effectiveTolerations(specWith(own))).toContainEqual(own);
    expect(effectiveTolerations(specWith(own))).toContainEqual(notReady);
  });
});

describe("limitedTolerations", () => {
  it("are those that evict and let the controller create again, for ever", () => {
    const maintenance = {
      key: "maintenance",
      operator: "Exists",
      effect: "NoExecute",
      tolerationSeconds: 5,
    };
    expect(limitedTolerations(specWith(maintenance, { key: "gpu", operator: "Exists" }))).toEqual([
      maintenance,
    ]);
  });
  it("are not those whose limit the controller overrides", () => {
    const own = { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute" };
    expect(limitedTolerations(specWith({ ...own, tolerationSeconds: 300 }))).toEqual([]);
  });
  it("include a limit of 0 seconds", () => {
    const own = { key: "maintenance", operator: "Exists", effect: "NoExecute", tolerationSeconds: 0 };
    expect(limitedTolerations(specWith(own))).toEqual([own]);
  });
});

describe("limitedTolerations", () => {
  const limited: Toleration = {
    key: "maintenance",
    operator: "Exists",
    effect: "NoExecute",
    tolerationSeconds: 4,
  };
  it("are in force after others", () => {
    expect(limitedTolerations(specWith({ key: "gpu", operator: "Exists" }, limited))).toEqual([limited]);
  });
  it("never come into force behind one without a limit that tolerates the same", () => {
    expect(limitedTolerations(specWith({ operator: "Exists" }, limited))).toEqual([]);
    expect(limitedTolerations(specWith({ key: "maintenance", operator: "Exists" }, limited))).toEqual([]);
    expect(limitedTolerations(specWith(limited, { operator: "Exists" }))).toEqual([limited]);
  });
});
