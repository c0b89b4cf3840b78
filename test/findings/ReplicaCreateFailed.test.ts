import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { rollingOut } from "./stuck.ts";
import { findingTable } from "./table.ts";

const quota =
  'pods "web-5d4f7c-x2x7q" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=3, limited: pods=3';
const overQuota = { reason: "FailedCreate", message: quota };
const evidenceOf = (name: string) => [
  `ReplicaSet/${name} /spec/replicas`,
  `ReplicaSet/${name} /status/replicas`,
];

findingTable("ReplicaCreateFailed", {
  valid: [
    ["it has all its pods", web()],
    ["it lacks pods, and none was refused", rollingOut({}, { current: { replicas: 3, pods: 1 } })],
  ],
  invalid: [
    [
      "the current ReplicaSet's pods are refused, and the rollout can go on",
      rollingOut({}, { current: { replicas: 2, pods: 1, createFailure: overQuota } }),
      [
        {
          parameters: {
            replicaSets: ["web-5d4f7c"],
            wanted: 2,
            pods: 1,
            reason: quota,
            blocksRollout: false,
          },
          evidence: evidenceOf("web-5d4f7c"),
        },
      ],
    ],
    [
      "the rollout waits for them",
      rollingOut(
        { obstacle: { reason: "CreateRefused", message: quota, pods: [] }, heldUpBy: [] },
        { current: { pods: 0, createFailure: overQuota } },
      ),
      [{ parameters: { pods: 0, wanted: 1, blocksRollout: true }, evidence: evidenceOf("web-5d4f7c") }],
    ],
    [
      "pods of the old template are refused as well, and the Deployment says so",
      saidByDeployment(),
      [
        {
          parameters: { replicaSets: ["web-5d4f7c", "web-76b9cd"], wanted: 4, pods: 2 },
          evidence: [
            "Deployment/web /status/conditions/2/message",
            ...evidenceOf("web-5d4f7c"),
            ...evidenceOf("web-76b9cd"),
          ],
        },
      ],
    ],
  ],
});

function saidByDeployment() {
  const explanation = rollingOut(
    {},
    { current: { pods: 0, createFailure: overQuota }, old: { pods: 2, createFailure: overQuota } },
  );
  const { facts } = explanation;
  const failure = { type: "ReplicaFailure", status: "True", ...overQuota };
  return { ...explanation, facts: { ...facts, conditions: [...facts.conditions, failure] } };
}

it.each([
  ["a quota", quota, "describe resourcequota"],
  [
    "a quota that wants limits set",
    'pods "web-x" is forbidden: failed quota: compute: must specify limits.cpu for: web',
    "describe resourcequota",
  ],
  [
    "a ServiceAccount that does not exist",
    'pods "web-" is forbidden: error looking up service account shop/web: serviceaccount "web" not found',
    "get serviceaccounts",
  ],
  [
    "an admission webhook",
    'admission webhook "validate.kyverno.svc" denied the request: no latest tag.',
    "describe replicaset web-5d4f7c",
  ],
])("the help of ReplicaCreateFailed for %s looks where its cause is", (_, message, command) => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "ReplicaCreateFailed")
    .flatMap((rule) =>
      rule.findings(
        rollingOut({}, { current: { pods: 0, createFailure: { reason: "FailedCreate", message } } }),
      ),
    );
  expect(found?.help).toContain(`  kubectl -n shop ${command}`);
  expect(found?.message).not.toMatch(/\.$/);
});
