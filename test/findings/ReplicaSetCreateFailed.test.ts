import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { rollingOut } from "./stuck.ts";
import { findingTable } from "./table.ts";

const quota =
  'Failed to create new replica set "web-5d4f7c": replicasets.apps "web-5d4f7c" is forbidden: exceeded quota: objects.';
const webhook =
  'Failed to create new replica set "web-5d4f7c": admission webhook "policy.example" denied the request';

findingTable("ReplicaSetCreateFailed", {
  valid: [
    ["it is complete", web()],
    ["it rolls out", rollingOut()],
    [
      "its controller has not acted yet",
      web(({ rollout }) => ({ rollout: { ...rollout, phase: "NotObserved" } })),
    ],
  ],
  invalid: [
    [
      "beside pods of an older template",
      refused(quota),
      [
        {
          parameters: { deployment: "web", reason: quota, hasOlder: true },
          evidence: ["Deployment/web /status/conditions/0/message"],
        },
      ],
    ],
    [
      "of the first template",
      refused(webhook, false),
      [
        {
          parameters: { reason: webhook, hasOlder: false },
          evidence: ["Deployment/web /status/conditions/0/message"],
        },
      ],
    ],
  ],
});

function refused(message: string, hasOlder = true) {
  return web(({ rollout, replicaSets }) => {
    const { currentReplicaSet: _, ...others } = rollout;
    return {
      rollout: { ...others, phase: "NotObserved", replicaSetRefused: message },
      replicaSets: hasOlder ? replicaSets.map((replicaSet) => ({ ...replicaSet, current: false })) : [],
      conditions: [{ type: "Progressing", status: "False", reason: "ReplicaSetCreateError", message }],
    };
  });
}

it.each([
  ["a quota", quota, "describe resourcequota"],
  ["a webhook", webhook, "describe deployment web"],
])("the help of ReplicaSetCreateFailed for %s looks there, and has it tried again", (_, message, command) => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "ReplicaSetCreateFailed")
    .flatMap((rule) => rule.findings(refused(message)));
  expect(found?.help).toContain(`  kubectl -n shop ${command}\n`);
  expect(found?.help).toContain('  kubectl -n shop annotate deployment web try-again="$(date)" --overwrite');
  expect(found?.message).not.toMatch(/\.$/);
});
