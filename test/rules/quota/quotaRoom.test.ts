import { describe, expect, it } from "vitest";
import type { PodSpec, ResourceQuota } from "../../../src/kube/objects.ts";
import { quotaRoom } from "../../../src/rules/quota/quotaRoom.ts";
import { quotaCounts } from "../../../src/rules/quota/scopes.ts";

type List = { readonly [resource: string]: string };

function quota(hard: List, used: List | undefined, spec: object = {}): ResourceQuota {
  return { metadata: { name: "team" }, spec, status: { hard, ...(used && { used }) } } as ResourceQuota;
}

function pod(spec: object = {}): PodSpec {
  return { containers: [{ name: "shop" }], ...spec } as PodSpec;
}

const halfACpu = pod({
  containers: [{ name: "shop", resources: { requests: { cpu: "500m", memory: "1Gi" } } }],
});

describe("how many more pods a quota lets in", () => {
  it.each<[string, List, List, readonly [string, number][]]>([
    ["one of four is left", { pods: "4" }, { pods: "3" }, [["pods", 1]]],
    ["full", { pods: "3" }, { pods: "3" }, [["pods", 0]]],
    ["over full, since the quota was lowered later", { pods: "2" }, { pods: "3" }, [["pods", 0]]],
    ["all pods that are stored", { "count/pods": "5" }, { "count/pods": "3" }, [["count/pods", 2]]],
    [
      "a rest that is too small for one more",
      { "requests.cpu": "2" },
      { "requests.cpu": "1600m" },
      [["requests.cpu", 0]],
    ],
    ["three halves of a cpu", { cpu: "10" }, { cpu: "8500m" }, [["cpu", 3]]],
    ["memory in another unit", { memory: "4Gi" }, { memory: "2048Mi" }, [["memory", 2]]],
    [
      "what the pods do not ask for",
      { "limits.cpu": "1", services: "1" },
      { "limits.cpu": "1", services: "1" },
      [],
    ],
  ])("%s", (_, hard, used, room) => {
    const found = quotaRoom([quota(hard, used)], halfACpu);
    expect(found.map(({ resource, fits }) => [resource, fits])).toEqual(room);
  });

  it("says what was reckoned with, as it is written", () => {
    const hard = { "requests.memory": "4Gi" };
    expect(quotaRoom([quota(hard, { "requests.memory": "3584Mi" })], halfACpu)).toEqual([
      {
        quota: "team",
        resource: "requests.memory",
        hard: "4Gi",
        used: "3584Mi",
        perPod: "1Gi",
        fits: 0,
      },
    ]);
  });

  it("nothing where nobody has counted yet", () => {
    expect(quotaRoom([quota({ pods: "4" }, undefined)], halfACpu)).toEqual([]);
  });

  it("nothing of a quota for other pods", () => {
    const terminating = quota({ pods: "1" }, { pods: "1" }, { scopes: ["Terminating"] });
    expect(quotaRoom([terminating], halfACpu)).toEqual([]);
  });
});

/** Upstream: pkg/quota/v1/evaluator/core/pods_test.go#TestPodEvaluatorMatchingScopes (v1.36) */
describe("the scopes that pods fall under", () => {
  const all = [
    "Terminating",
    "NotTerminating",
    "BestEffort",
    "NotBestEffort",
    "PriorityClass",
    "CrossNamespacePodAffinity",
  ];
  const term = { labelSelector: {}, topologyKey: "zone" };
  const affinity = (of: "podAffinity" | "podAntiAffinity", required: boolean, more: object) => ({
    affinity: {
      [of]: required
        ? { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, ...more }] }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { ...term, ...more } }] },
    },
  });
  it.each<[string, PodSpec, readonly string[]]>([
    ["a pod that says nothing", pod(), ["NotTerminating", "BestEffort"]],
    [
      "a priority class",
      pod({ priorityClassName: "batch" }),
      ["NotTerminating", "BestEffort", "PriorityClass"],
    ],
    ["requests", halfACpu, ["NotTerminating", "NotBestEffort"]],
    [
      "requests of the whole pod",
      pod({ resources: { limits: { cpu: "1" } } }),
      ["NotTerminating", "NotBestEffort"],
    ],
    [
      "a gpu alone",
      pod({ containers: [{ name: "train", resources: { limits: { "nvidia.com/gpu": "1" } } }] }),
      ["NotTerminating", "BestEffort"],
    ],
    ["a deadline", pod({ activeDeadlineSeconds: 30 }), ["Terminating", "BestEffort"]],
    [
      "an affinity to its own namespace",
      pod(affinity("podAffinity", true, {})),
      ["NotTerminating", "BestEffort"],
    ],
    [
      "to another, by name",
      pod(affinity("podAffinity", true, { namespaces: ["data"] })),
      ["NotTerminating", "BestEffort", "CrossNamespacePodAffinity"],
    ],
    [
      "to others, by selector, preferred",
      pod(affinity("podAntiAffinity", false, { namespaceSelector: {} })),
      ["NotTerminating", "BestEffort", "CrossNamespacePodAffinity"],
    ],
  ])("%s", (_, spec, scopes) => {
    expect(all.filter((scope) => quotaCounts(quota({}, {}, { scopes: [scope] }), spec))).toEqual(scopes);
  });

  it.each<[string, object, boolean]>([
    ["In with its class", { operator: "In", values: ["batch", "low"] }, true],
    ["In with another", { operator: "In", values: ["high"] }, false],
    ["NotIn with another", { operator: "NotIn", values: ["high"] }, true],
    ["DoesNotExist", { operator: "DoesNotExist" }, false],
    ["Exists", { operator: "Exists" }, true],
  ])("a selector of priority classes: %s", (_, expression, counts) => {
    const scopeSelector = { matchExpressions: [{ scopeName: "PriorityClass", ...expression }] };
    expect(quotaCounts(quota({}, {}, { scopeSelector }), pod({ priorityClassName: "batch" }))).toBe(counts);
  });

  it("all of them have to hold", () => {
    const both = quota({}, {}, { scopes: ["NotTerminating", "NotBestEffort"] });
    expect(quotaCounts(both, halfACpu)).toBe(true);
    expect(quotaCounts(both, pod())).toBe(false);
  });
});
