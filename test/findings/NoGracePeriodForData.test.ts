import { expect, it } from "vitest";
import { parse } from "yaml";
import type { MountedClaim } from "../../src/explanation/mountedClaim.ts";
import type { StatefulSetFacts } from "../../src/explanation/statefulSetFacts.ts";
import { postgres, postgresIdentity } from "./healthy.ts";
import { copied, notApplied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "NoGracePeriodForData";
const evidence = ["StatefulSet/postgres /spec/template/spec/terminationGracePeriodSeconds"];

function graced(terminationGracePeriodSeconds: number, change: Partial<StatefulSetFacts> = {}) {
  return postgres(() => ({ terminationGracePeriodSeconds, ...change }));
}

const withoutTemplates = {
  identities: [postgresIdentity(0, { claims: [] })],
  claims: { ...postgres().facts.claims, storageClasses: [] },
};

function backups(readOnly: boolean): readonly MountedClaim[] {
  return [
    {
      volume: "backups",
      claim: "postgres-backups",
      readOnly,
      exists: true,
      phase: "Bound",
      accessModes: ["ReadWriteMany"],
      accessModesFrom: "PersistentVolume",
      alsoMountedBy: [],
    },
  ];
}

findingTable("NoGracePeriodForData", {
  valid: [
    ["it has the default of 30 seconds", postgres()],
    ["two seconds are short, but somebody's choice", graced(2)],
    ["there is no volume to lose data of", graced(0, withoutTemplates)],
    [
      "the only volume is mounted to be read",
      graced(0, { ...withoutTemplates, mountedClaims: backups(true) }),
    ],
  ],
  invalid: [
    [
      "0, with claims of its own",
      graced(0),
      [
        {
          parameters: {
            statefulSet: "postgres",
            namespace: "data",
            seconds: 0,
            volumes: ["data"],
            applied: true,
          },
          evidence,
        },
      ],
    ],
    ["1, with claims of its own", graced(1), [{ parameters: { seconds: 1, volumes: ["data"] }, evidence }]],
    [
      "0, with a claim that all pods write to",
      graced(0, { ...withoutTemplates, mountedClaims: backups(false) }),
      [{ parameters: { volumes: ["postgres-backups"] }, evidence }],
    ],
  ],
});

it("gives them the default", () => {
  const given = { spec: { template: { spec: { terminationGracePeriodSeconds: 30 } } } };
  expect(patchIn(copied(code, graced(0)))).toEqual(given);
  expect(parse(copied(code, notApplied(graced(0))).join("\n"))).toEqual(given);
});
