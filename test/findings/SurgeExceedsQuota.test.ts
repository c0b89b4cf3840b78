import { expect, it } from "vitest";
import type { SurgeRoom } from "../../src/explanation/deploymentFacts.ts";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { rollingOut } from "./stuck.ts";
import { findingTable } from "./table.ts";

type Room = SurgeRoom["quotas"][number];

const cpu: Room = {
  quota: "compute",
  resource: "requests.cpu",
  hard: "2",
  used: "1800m",
  perPod: "500m",
  fits: 0,
};
const pods: Room = { quota: "objects", resource: "count/pods", hard: "4", used: "3", perPod: "1", fits: 1 };
const cpuEvidence = ["used", "hard"].map((of) => `ResourceQuota/compute /status/${of}/requests.cpu`);
const podEvidence = ["used", "hard"].map((of) => `ResourceQuota/objects /status/${of}/count~1pods`);

findingTable("SurgeExceedsQuota", {
  valid: [
    ["no quota counts its pods", web()],
    ["just as many fit as it surges by", surging(1, [pods])],
    ["an update is under way, so nothing is said of the next", underWay()],
  ],
  invalid: [
    [
      "not one pod fits, and no old one goes first",
      surging(1, [cpu]),
      [
        {
          parameters: {
            surge: 1,
            fits: 0,
            maxUnavailable: 0,
            quota: "compute",
            short: ["compute/requests.cpu"],
          },
          evidence: cpuEvidence,
        },
      ],
    ],
    [
      "some fit, and the least room is said first",
      surging(2, [pods, cpu]),
      [
        {
          parameters: {
            surge: 2,
            fits: 0,
            resource: "requests.cpu",
            short: ["compute/requests.cpu", "objects/count/pods"],
          },
          evidence: [...cpuEvidence, ...podEvidence],
        },
      ],
    ],
    [
      "an old pod may go first",
      surging(2, [pods], 1),
      [{ parameters: { fits: 1, maxUnavailable: 1, resource: "count/pods" }, evidence: podEvidence }],
    ],
  ],
});

function underWay() {
  const explanation = rollingOut();
  const { surgeRoom: _, ...rollout } = explanation.facts.rollout;
  return { ...explanation, facts: { ...explanation.facts, rollout } };
}

function surging(surge: number, quotas: readonly Room[], maxUnavailable = 0) {
  return web(({ rollout }) => ({
    rollout: { ...rollout, maxSurge: surge, maxUnavailable, surgeRoom: { pods: surge, quotas } },
  }));
}

it("the help of SurgeExceedsQuota changes the strategy only where the update cannot begin", () => {
  const patches = [surging(1, [cpu]), surging(2, [pods]), surging(1, [cpu], 1)].map((explanation) =>
    rules
      .filter(({ meta }) => meta.code === "SurgeExceedsQuota")
      .flatMap((rule) => rule.findings(explanation))
      .some(({ help }) =>
        help.includes(`'{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'`),
      ),
  );
  expect(patches).toEqual([true, false, false]);
});
