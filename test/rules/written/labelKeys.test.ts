import { describe, expect, it } from "vitest";
import { withoutLabelKeys } from "../../../src/rules/written/labelKeys.ts";

const hash = { key: "pod-template-hash", operator: "In", values: ["5d4f"] };
const tenant = { key: "tenant", operator: "NotIn", values: ["a"] };
const web = { key: "tier", operator: "In", values: ["web"] };
const matchLabels = { app: "grafana" };

describe("a Pod's selectors without what the server appended", () => {
  it.each([
    [
      "a constraint with a key",
      { matchLabelKeys: ["pod-template-hash"], labelSelector: { matchLabels, matchExpressions: [hash] } },
      { matchLabelKeys: ["pod-template-hash"], labelSelector: { matchLabels } },
    ],
    [
      "one whose own requirements stand before",
      { matchLabelKeys: ["pod-template-hash"], labelSelector: { matchExpressions: [web, hash] } },
      { matchLabelKeys: ["pod-template-hash"], labelSelector: { matchExpressions: [web] } },
    ],
    [
      "one that selected all pods",
      { matchLabelKeys: ["pod-template-hash"], labelSelector: { matchExpressions: [hash] } },
      { matchLabelKeys: ["pod-template-hash"], labelSelector: {} },
    ],
    [
      "one that must not match a key",
      { mismatchLabelKeys: ["tenant"], labelSelector: { matchExpressions: [web, tenant] } },
      { mismatchLabelKeys: ["tenant"], labelSelector: { matchExpressions: [web] } },
    ],
    [
      "one without keys",
      { labelSelector: { matchExpressions: [hash] } },
      { labelSelector: { matchExpressions: [hash] } },
    ],
    [
      "one with the operator the other way round",
      { matchLabelKeys: ["tenant"], labelSelector: { matchExpressions: [tenant] } },
      { matchLabelKeys: ["tenant"], labelSelector: { matchExpressions: [tenant] } },
    ],
    [
      "one whose last requirement is its own",
      { matchLabelKeys: ["pod-template-hash"], labelSelector: { matchExpressions: [hash, web] } },
      { matchLabelKeys: ["pod-template-hash"], labelSelector: { matchExpressions: [hash, web] } },
    ],
    ["one without a selector", { matchLabelKeys: ["tenant"] }, { matchLabelKeys: ["tenant"] }],
  ])("%s", (_, term, expected) => {
    const specs = [term, expected].map((one) => ({
      topologySpreadConstraints: [one],
      affinity: {
        nodeAffinity: { shiny: one },
        podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [one] },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: one }],
        },
      },
    }));
    const [spec = {}, wanted] = specs;
    expect(withoutLabelKeys(spec)).toStrictEqual({
      ...wanted,
      affinity: { ...wanted?.affinity, nodeAffinity: { shiny: term } },
    });
  });
});
