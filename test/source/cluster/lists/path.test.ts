import { describe, expect, it } from "vitest";
import { daemonSets, nodes, pods } from "../../../../src/kube/resources.ts";
import { pagePath, pathOf } from "../../../../src/source/cluster/lists/path.ts";

describe("the path of a read", () => {
  it.each([
    ["/api/v1/nodes", { resource: nodes }],
    ["/api/v1/nodes/gpu-0", { resource: nodes, name: "gpu-0" }],
    ["/api/v1/pods", { resource: pods }],
    ["/api/v1/namespaces/kube-system/pods", { resource: pods, namespace: "kube-system" }],
    [
      "/apis/apps/v1/namespaces/kube-system/daemonsets/fluentd",
      { resource: daemonSets, namespace: "kube-system", name: "fluentd" },
    ],
    ["/api/v1/nodes", { resource: nodes, namespace: "kube-system" }],
    ["/api/v1/nodes/..%2Fsecrets", { resource: nodes, name: "../secrets" }],
  ])("%s", (path, read) => {
    expect(pathOf(read)).toBe(path);
  });

  it("carries selectors and where the page begins", () => {
    const read = {
      resource: pods,
      namespace: "default",
      labelSelector: {
        matchLabels: { app: "fluentd" },
        matchExpressions: [{ key: "canary", operator: "DoesNotExist" }],
      },
      fieldSelector: "spec.nodeName=gpu-0",
    };
    const [path, query] = pagePath(read, 500, "a+b/c=").split("?");
    expect(path).toBe("/api/v1/namespaces/default/pods");
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      labelSelector: "app=fluentd,!canary",
      fieldSelector: "spec.nodeName=gpu-0",
      limit: "500",
      continue: "a+b/c=",
    });
    expect(pagePath({ resource: nodes }, 0)).toBe("/api/v1/nodes");
  });

  it("leaves an empty selector out: it selects everything", () => {
    expect(pagePath({ resource: nodes, labelSelector: {} }, 0)).toBe("/api/v1/nodes");
  });
});
