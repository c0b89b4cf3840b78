import { describe, expect, it } from "vitest";
import type { PodSpec } from "../../../src/kube/objects.ts";
import { amountText } from "../../../src/rules/quota/amount.ts";
import { podUsage } from "../../../src/rules/quota/podUsage.ts";

interface Resources {
  readonly requests?: { readonly [resource: string]: string };
  readonly limits?: { readonly [resource: string]: string };
}

function container(resources: Resources, more: object = {}) {
  return { name: "shop", resources, ...more };
}

function usageOf(spec: object) {
  return Object.fromEntries(
    [...podUsage(spec as PodSpec)].map(([resource, amount]) => [resource, amountText(amount)]),
  );
}

const onePod = { pods: "1", "count/pods": "1" };

/** Upstream: pkg/quota/v1/evaluator/core/pods_test.go#TestPodEvaluatorUsage (v1.36) */
describe("what one pod counts for in a quota", () => {
  it.each<[string, object, object]>([
    ["nothing asked for: the pod itself", { containers: [container({})] }, {}],
    [
      "cpu of an init container",
      { initContainers: [container({ requests: { cpu: "1m" }, limits: { cpu: "2m" } })] },
      { cpu: "1m", "requests.cpu": "1m", "limits.cpu": "2m" },
    ],
    [
      "memory of a container",
      { containers: [container({ requests: { memory: "1m" }, limits: { memory: "2m" } })] },
      { memory: "1m", "requests.memory": "1m", "limits.memory": "2m" },
    ],
    [
      "ephemeral storage",
      {
        containers: [
          container({ requests: { "ephemeral-storage": "32Mi" }, limits: { "ephemeral-storage": "64Mi" } }),
        ],
      },
      {
        "ephemeral-storage": "32Mi",
        "requests.ephemeral-storage": "32Mi",
        "limits.ephemeral-storage": "64Mi",
      },
    ],
    [
      "huge pages",
      { containers: [container({ requests: { "hugepages-2Mi": "100Mi" } })] },
      { "hugepages-2Mi": "100Mi", "requests.hugepages-2Mi": "100Mi" },
    ],
    [
      "an extended resource, by requests only",
      {
        containers: [container({ requests: { "nvidia.com/gpu": "3" }, limits: { "nvidia.com/gpu": "3" } })],
      },
      { "requests.nvidia.com/gpu": "3" },
    ],
    [
      "a device class",
      { containers: [container({ requests: { "deviceclass.resource.kubernetes.io/gpu": "3" } })] },
      { "requests.deviceclass.resource.kubernetes.io/gpu": "3" },
    ],
    [
      "init containers that take more than the containers together",
      {
        initContainers: [
          container({ requests: { cpu: "4", memory: "100M" }, limits: { cpu: "8", memory: "200M" } }),
          container({ requests: { cpu: "1", memory: "50M" }, limits: { cpu: "2", memory: "100M" } }),
        ],
        containers: [
          container({ requests: { cpu: "1", memory: "50M" }, limits: { cpu: "2", memory: "100M" } }),
          container({ requests: { cpu: "2", memory: "25M" }, limits: { cpu: "5", memory: "50M" } }),
        ],
      },
      {
        cpu: "4",
        "requests.cpu": "4",
        "limits.cpu": "8",
        memory: "100M",
        "requests.memory": "100M",
        "limits.memory": "200M",
      },
    ],
    [
      "overhead, and of limits only where there is one",
      {
        overhead: { cpu: "1", memory: "1Mi" },
        containers: [container({ requests: { cpu: "1" }, limits: { cpu: "2" } })],
      },
      { cpu: "2", "requests.cpu": "2", "limits.cpu": "3", memory: "1Mi", "requests.memory": "1Mi" },
    ],
    [
      "resources of the whole pod",
      { resources: { requests: { cpu: "1m" }, limits: { cpu: "2m" } }, containers: [container({})] },
      { cpu: "1m", "requests.cpu": "1m", "limits.cpu": "2m" },
    ],
    [
      "memory of the whole pod beside storage of a container",
      {
        resources: { requests: { memory: "1Mi" }, limits: { memory: "2Mi" } },
        containers: [container({ requests: { "ephemeral-storage": "32Mi" } })],
      },
      {
        "ephemeral-storage": "32Mi",
        "requests.ephemeral-storage": "32Mi",
        memory: "1Mi",
        "requests.memory": "1Mi",
        "limits.memory": "2Mi",
      },
    ],
  ])("%s", (_, spec, usage) => {
    expect(usageOf(spec)).toEqual({ ...onePod, ...usage });
  });

  /** Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_Pod, #defaultPodRequests (v1.36) */
  it.each<[string, object, object]>([
    [
      "a limit is the request as well",
      { containers: [container({ limits: { cpu: "500m", memory: "1Gi" }, requests: { memory: "512Mi" } })] },
      { cpu: "500m", memory: "512Mi", "limits.cpu": "500m", "limits.memory": "1Gi" },
    ],
    [
      "a sidecar counts beside the containers, and beside the init containers after it",
      {
        initContainers: [
          container({ requests: { cpu: "100m", memory: "1Gi" } }, { restartPolicy: "Always" }),
          container({ requests: { cpu: "1", memory: "1Gi" } }),
        ],
        containers: [container({ requests: { cpu: "500m", memory: "3Gi" } })],
      },
      { cpu: "1100m", memory: "4Gi" },
    ],
    [
      "a limit of the whole pod: what the containers request stays",
      { resources: { limits: { cpu: "2" } }, containers: [container({ requests: { cpu: "500m" } })] },
      { cpu: "500m", "limits.cpu": "2" },
    ],
    [
      "a limit of the whole pod is its request where no container has one",
      { resources: { limits: { cpu: "2" } }, containers: [container({})] },
      { cpu: "2", "limits.cpu": "2" },
    ],
  ])("%s", (_, spec, usage) => {
    expect(usageOf(spec)).toMatchObject(usage);
  });
});

/** Upstream: apimachinery pkg/api/resource/quantity_test.go#TestQuantityString (v1.36) */
describe("an amount as the API server writes it", () => {
  it.each([
    ["1073741824", true, "1Gi"],
    ["1536", true, "1536"],
    ["1000", true, "1k"],
    ["1000", false, "1k"],
    ["1500", false, "1500"],
    ["0", true, "0"],
  ])("%s, binary %s: %s", (number, binary, text) => {
    expect(amountText({ value: BigInt(number) * 10n ** 9n, binary })).toBe(text);
  });

  it("half a cpu in thousandths", () => {
    expect(amountText({ value: 5n * 10n ** 8n, binary: false })).toBe("500m");
  });
});
