import { expect, it } from "vitest";
import { parse } from "yaml";
import type { DeploymentFacts } from "../../src/explanation/deploymentFacts.ts";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { rollingOut } from "./stuck.ts";
import { findingTable } from "./table.ts";

const paused = { phase: "Paused", paused: true } as const;
const spec = "Deployment/web /spec/paused";
const updated = "Deployment/web /status/updatedReplicas";
const manifest = pausedManifest();

findingTable("RolloutPaused", {
  valid: [
    ["it is complete", web()],
    ["it rolls out, and waits for a pod", rollingOut()],
    ["it is past its deadline", rollingOut({ phase: "DeadlineExceeded" })],
  ],
  invalid: [
    [
      "nothing waits yet",
      web(({ rollout }) => ({ rollout: { ...rollout, ...paused } })),
      [{ parameters: { waits: "Nothing" }, evidence: [spec, updated] }],
    ],
    [
      "some pods are of the new template",
      rollingOut(paused),
      [{ parameters: { waits: "Midway", desired: 3, updated: 1 }, evidence: [spec, updated] }],
    ],
    [
      "the template was changed while it is scaled to 0, so that no count shows it",
      web(({ rollout, replicaSets }) => {
        const { currentReplicaSet: _, ...rest } = rollout;
        return {
          rollout: { ...rest, ...paused, rolledOut: true },
          replicaSets: replicaSets.map((replicaSet) => ({ ...replicaSet, current: false, replicas: 0 })),
          pods: { desired: 0, countsFrom: "status", current: 0, updated: 0, available: 0, items: [] },
        };
      }),
      [{ parameters: { waits: "Changed" }, evidence: [spec] }],
    ],
    [
      "it was created paused",
      createdPaused([]),
      [{ parameters: { waits: "NoPods", desired: 3, updated: 0 }, evidence: [spec] }],
    ],
    [
      "without pods, since ReplicaSets could not be read, only what is certain is said",
      createdPaused(undefined),
      [{ parameters: { waits: "Midway", updated: 0 }, evidence: [spec] }],
    ],
    [
      "its controller has not acted on the latest change",
      rollingOut({ phase: "NotObserved", paused: true }),
      [{ parameters: { waits: "Nothing" }, evidence: [spec, updated] }],
    ],
    ["a manifest is paused", manifest, [{ parameters: { applied: false }, evidence: [spec] }]],
  ],
});

function createdPaused(items: DeploymentFacts["pods"]["items"]) {
  const { desired, countsFrom } = web().facts.pods;
  return web(({ rollout }) => ({
    replicaSets: [],
    rollout: { ...rollout, ...paused, rolledOut: false },
    pods: { desired, countsFrom, current: 0, updated: 0, available: 0, ...(items && { items }) },
  }));
}

function pausedManifest() {
  const { subject, ...explanation } = web(({ rollout }) => ({
    replicaSets: [],
    rollout: { ...rollout, phase: "Unknown", paused: true },
    pods: { countsFrom: "none", desired: 3 },
  }));
  const { uid: _, ...notApplied } = subject;
  return { ...explanation, subject: notApplied };
}

it("the help of RolloutPaused resumes what runs, and changes what is a manifest", () => {
  const [live, written] = [rollingOut(paused), manifest].map((explanation) =>
    rules
      .filter(({ meta }) => meta.code === "RolloutPaused")
      .flatMap((rule) => rule.findings(explanation))
      .flatMap(({ help }) => help.split("\n").slice(1)),
  );
  expect(live).toEqual(["  kubectl -n shop rollout resume deployment/web"]);
  expect(parse((written ?? []).join("\n"))).toEqual({ spec: { paused: false } });
});
