import { expect, it } from "vitest";
import { parse } from "yaml";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const none = web(({ rollout }) => ({ rollout: { ...rollout, revisionHistoryLimit: 0 } }));
const { uid: _, ...notApplied } = none.subject;
const evidence = ["Deployment/web /spec/revisionHistoryLimit"];

findingTable("NoRevisionHistory", {
  valid: [
    ["ten are kept, as by default", web()],
    ["one is kept", web(({ rollout }) => ({ rollout: { ...rollout, revisionHistoryLimit: 1 } }))],
    [
      "there is no old ReplicaSet yet, and they would be kept",
      web(({ replicaSets }) => ({ replicaSets: replicaSets.filter(({ current }) => current) })),
    ],
  ],
  invalid: [
    ["none is kept", none, [{ parameters: { deployment: "web", applied: true }, evidence }]],
    [
      "a manifest keeps none",
      { ...none, subject: notApplied },
      [{ parameters: { applied: false }, evidence }],
    ],
  ],
});

it("the help of NoRevisionHistory is YAML for a manifest", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "NoRevisionHistory")
    .flatMap((rule) => rule.findings({ ...none, subject: notApplied }));
  const [, ...yaml] = found?.help.split("\n") ?? [];
  expect(parse(yaml.join("\n"))).toEqual({ spec: { revisionHistoryLimit: 10 } });
});
