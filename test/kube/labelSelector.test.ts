import { describe, expect, it } from "vitest";
import { selectorMatches, selectorToQuery } from "../../src/kube/labelSelector.ts";
import type { LabelSelector } from "../../src/kube/objects.ts";

const requirement = (key: string, operator: string, ...values: readonly string[]): LabelSelector => ({
  matchExpressions: [{ key, operator, values }],
});

describe("a label selector", () => {
  const labels = { app: "fluentd", tier: "" };
  it.each<[string, LabelSelector | undefined, boolean]>([
    ["that is missing matches nothing", undefined, false],
    ["that is empty matches everything", {}, true],
    ["of equal labels matches", { matchLabels: { app: "fluentd" } }, true],
    ["of other labels does not", { matchLabels: { app: "fluent-bit" } }, false],
    ["wants all of its labels", { matchLabels: { app: "fluentd", zone: "a" } }, false],
    ["knows an empty value from no label", { matchLabels: { tier: "" } }, true],
    ["In", requirement("app", "In", "fluentd", "loki"), true],
    ["In, without the label", requirement("zone", "In", "a"), false],
    ["NotIn", requirement("app", "NotIn", "fluentd"), false],
    ["NotIn matches where there is no such label", requirement("zone", "NotIn", "a"), true],
    ["Exists", requirement("tier", "Exists"), true],
    ["DoesNotExist", requirement("tier", "DoesNotExist"), false],
    [
      "of an operator that the API does not know matches nothing",
      requirement("app", "Near", "fluentd"),
      false,
    ],
  ])("%s", (_, selector, matches) => {
    expect(selectorMatches(selector, labels)).toBe(matches);
  });

  it("has nothing to go by on an object without labels", () => {
    expect(selectorMatches({ matchLabels: { app: "fluentd" } }, undefined)).toBe(false);
    expect(selectorMatches(requirement("gpu", "DoesNotExist"), undefined)).toBe(true);
  });

  it("as a query", () => {
    const { matchExpressions: some = [] } = requirement("tier", "In", "web", "api");
    const { matchExpressions: none = [] } = requirement("canary", "DoesNotExist");
    const selector = { matchLabels: { app: "nginx" }, matchExpressions: [...some, ...none] };
    expect(selectorToQuery(selector)).toBe("app=nginx,tier in (web,api),!canary");
  });
});
