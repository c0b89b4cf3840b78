import { expect, it } from "vitest";
import type { PodTemplateSpec } from "../../../src/kube/objects.ts";
import { ownNodeOf } from "../../../src/rules/scheduling/ownNode.ts";

const revision = "controller-revision-hash";

function template(matchLabelKeys: readonly string[]): PodTemplateSpec {
  const term = {
    labelSelector: { matchLabels: { app: "fluentd" } },
    matchLabelKeys,
    topologyKey: "kubernetes.io/hostname",
  };
  const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  return {
    metadata: { labels: { app: "fluentd" } },
    spec: { affinity: { podAntiAffinity }, containers: [{ name: "fluentd" }] },
  };
}

it.each([
  ["the hash that its controller gives", [revision], undefined],
  ["a hash that its pods do not have", ["pod-template-hash"], "AntiAffinity"],
  ["none", [], "AntiAffinity"],
])("anti-affinity among pods of one revision, by %s", (_, matchLabelKeys, because) => {
  const workload = { spec: { template: template(matchLabelKeys) } };
  expect(ownNodeOf(workload, [revision])?.because).toBe(because);
});

it("a workload without a template needs none", () => {
  expect(ownNodeOf({})).toBeUndefined();
});
