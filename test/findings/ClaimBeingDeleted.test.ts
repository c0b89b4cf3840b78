import { expect, it } from "vitest";
import { postgres, postgresIdentity } from "./healthy.ts";
import { copied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";
import { claim, withClaims } from "./templateClaims.ts";

const going = (ordinal: number) => claim(ordinal, { terminating: true });
const phaseOf = (ordinal: number) => `PersistentVolumeClaim/data-postgres-${ordinal} /status/phase`;

findingTable("ClaimBeingDeleted", {
  valid: [
    ["every claim stays", withClaims([claim(0), claim(1)])],
    ["its pod is gone already, and waits for the next claim", of("Missing")],
    ["pods could not be read", of("Unknown")],
  ],
  invalid: [
    [
      "two of three",
      withClaims([going(0), claim(1), going(2)]),
      [
        {
          parameters: {
            namespace: "data",
            claims: ["data-postgres-0", "data-postgres-2"],
            pods: ["postgres-0", "postgres-2"],
            volumes: ["pvc-0", "pvc-2"],
          },
          evidence: [phaseOf(0), phaseOf(2)],
        },
      ],
    ],
  ],
});

function of(state: "Missing" | "Unknown") {
  return postgres(() => ({ identities: [postgresIdentity(0, { state, claims: [going(0)] })] }));
}

it("has the volume kept beyond its claim", () => {
  const lines = copied("ClaimBeingDeleted", withClaims([going(0)]));
  expect(lines[0]).toMatch(/^kubectl patch pv pvc-0 -p /);
  expect(patchIn(lines)).toEqual({ spec: { persistentVolumeReclaimPolicy: "Retain" } });
});
