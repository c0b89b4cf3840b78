import { expect, it } from "vitest";
import { parse } from "yaml";
import { rules } from "../../src/findings/index.ts";
import { autoscaledTo, diskClaim, single } from "./claims.ts";
import { web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const { subject, ...explained } = single(diskClaim());
const { uid: _, ...notApplied } = subject;
const budget = ["maxSurge", "maxUnavailable"].map(
  (field) => `Deployment/web /spec/strategy/rollingUpdate/${field}`,
);

findingTable("ReadWriteOnceRollingUpdate", {
  valid: [
    ["an update ends the old pod first", single(diskClaim(), { maxSurge: 0, maxUnavailable: 1 })],
    ["the old pod may go before the new one is available", single(diskClaim(), { maxUnavailable: 1 })],
    ["it is recreated", recreated()],
    ["it is scaled to 0, and would surge by a pod all the same", scaledToNone()],
    ["several pods share it, which is another finding", web(() => ({ claims: [diskClaim()] }))],
    ["an autoscaler may ask for several pods", single(diskClaim(), {}, autoscaledTo(2))],
    ["the volume is not attached", single(diskClaim({ driver: "hostPath", attaches: false }))],
    ["only one node can reach the volume", single(diskClaim({ onlyOnNode: "node-1" }))],
    ["every node may attach it", single(diskClaim({ accessModes: ["ReadWriteMany", "ReadWriteOnce"] }))],
    [
      "the claim is for one pod, which is another finding",
      single(diskClaim({ accessModes: ["ReadWriteOncePod"] })),
    ],
  ],
  invalid: [
    [
      "the only pod is kept until the new one is available",
      single(diskClaim()),
      [
        {
          parameters: { claims: ["uploads"], namespace: "shop", deployment: "web", applied: true },
          evidence: ["PersistentVolume/pvc-7c1 /spec/accessModes", ...budget],
        },
      ],
    ],
    [
      "so says a manifest",
      { ...explained, subject: notApplied },
      [
        {
          parameters: { applied: false },
          evidence: ["PersistentVolume/pvc-7c1 /spec/accessModes", ...budget],
        },
      ],
    ],
  ],
});

function scaledToNone() {
  const explanation = single(diskClaim());
  const { pods } = explanation.facts;
  return { ...explanation, facts: { ...explanation.facts, pods: { ...pods, desired: 0, items: [] } } };
}

function recreated() {
  const explanation = single(diskClaim(), { strategy: "Recreate" });
  const { maxSurge: _surge, maxUnavailable: _unavailable, ...rollout } = explanation.facts.rollout;
  return { ...explanation, facts: { ...explanation.facts, rollout } };
}

it("the help of ReadWriteOnceRollingUpdate sets Recreate, and takes away what does not go with it", () => {
  const [live, manifest] = [single(diskClaim()), { ...explained, subject: notApplied }].map((explanation) =>
    rules
      .filter(({ meta }) => meta.code === "ReadWriteOnceRollingUpdate")
      .flatMap((rule) => rule.findings(explanation))
      .flatMap(({ help }) => help.split("\n").slice(1)),
  );
  expect(live).toEqual([
    `  kubectl -n shop patch deployment web --type=merge -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
  ]);
  expect(parse((manifest ?? []).join("\n"))).toEqual({ spec: { strategy: { type: "Recreate" } } });
});
