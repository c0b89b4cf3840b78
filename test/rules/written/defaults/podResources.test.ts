import { describe, expect, it } from "vitest";
import { withoutPodResources } from "../../../../src/rules/written/defaults/podResources.ts";

const spec = (...resources: object[]) => ({
  containers: resources.map((one) => ({ name: "kafka", resources: one })),
});
const half = { requests: { cpu: "500m" } };

describe("the resources of a whole Pod as they were written", () => {
  it.each([
    [
      "limits that became the requests",
      spec({}),
      { limits: { cpu: "2" }, requests: { cpu: "2" } },
      { limits: { cpu: "2" } },
    ],
    [
      "requests that are the sum of the containers'",
      spec(half, half),
      { limits: { cpu: "2", memory: "1Gi" }, requests: { cpu: "1", memory: "1Gi" } },
      { limits: { cpu: "2", memory: "1Gi" } },
    ],
    [
      "requests that are the limits, and not the containers' sum",
      spec(half),
      { limits: { cpu: "2" }, requests: { cpu: "2" } },
      { limits: { cpu: "2" }, requests: { cpu: "2" } },
    ],
    [
      "requests of their own",
      spec({}),
      { limits: { cpu: "2" }, requests: { cpu: "1" } },
      { limits: { cpu: "2" }, requests: { cpu: "1" } },
    ],
    [
      "requests without limits, which nothing is reckoned for",
      spec(half),
      { requests: { cpu: "500m" } },
      { requests: { cpu: "500m" } },
    ],
    [
      "one request that only a limit of another resource brings",
      spec(half),
      { limits: { memory: "1Gi" }, requests: { cpu: "500m", memory: "1Gi" } },
      { limits: { memory: "1Gi" } },
    ],
    [
      "huge pages that are the containers'",
      spec({ limits: { "hugepages-2Mi": "4Mi" }, requests: { "hugepages-2Mi": "4Mi" } }),
      { limits: { cpu: "2", "hugepages-2Mi": "4Mi" }, requests: { cpu: "2", "hugepages-2Mi": "4Mi" } },
      { limits: { cpu: "2" } },
    ],
    [
      "huge pages alone, without which there would be no resources at all",
      spec({ limits: { "hugepages-2Mi": "4Mi" }, requests: { "hugepages-2Mi": "4Mi" } }),
      { limits: { "hugepages-2Mi": "4Mi" }, requests: { "hugepages-2Mi": "4Mi" } },
      { limits: { "hugepages-2Mi": "4Mi" } },
    ],
    ["none, but the struct", spec({}), {}, {}],
    [
      "what is not known",
      spec({}),
      { limits: { cpu: "2" }, requests: { cpu: "2" }, shiny: [] },
      { limits: { cpu: "2" }, shiny: [] },
    ],
  ])("%s", (_, pod, resources, expected) => {
    expect(withoutPodResources(resources, pod)).toStrictEqual(expected);
  });
});
