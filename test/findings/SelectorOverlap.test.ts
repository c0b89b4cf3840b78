import { expect, it } from "vitest";
import { parse } from "yaml";
import type { DisruptionBudget, SelectorOverlap } from "../../src/explanation/references.ts";
import { rules } from "../../src/findings/index.ts";
import { fluentd, noReferences, postgres, web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const mutual: SelectorOverlap = {
  other: { kind: "StatefulSet", name: "cache" },
  selectsOther: true,
  selectedByOther: true,
  selector: "app=shop",
  otherSelector: "app=shop",
  sharedLabels: { app: "shop" },
};
const broader: SelectorOverlap = {
  ...mutual,
  other: { kind: "DaemonSet", name: "agent" },
  selectsOther: false,
  otherSelector: "team",
};

const team: DisruptionBudget = {
  name: "team",
  maxUnavailable: 1,
  unhealthyPodEvictionPolicy: "IfHealthyBudget",
  alsoCovers: [{ kind: "Deployment", name: "pgpool" }],
};

findingTable("SelectorOverlap", {
  valid: [
    ["nobody else's pods match", web()],
    [
      "a budget covers another's pods as well, by a label for which neither selector asks",
      postgres(() => ({ references: { ...noReferences, disruptionBudgets: [team] } })),
    ],
  ],
  invalid: [
    [
      "both have the selector",
      web(() => ({ references: { ...noReferences, overlaps: [mutual] } })),
      [
        {
          parameters: {
            selects: ["StatefulSet/cache"],
            selectedBy: ["StatefulSet/cache"],
            change: "Deployment/web",
            ownLabel: "app=web",
          },
          evidence: [
            "Deployment/web /spec/selector/matchLabels",
            "StatefulSet/cache /spec/selector/matchLabels",
          ],
        },
      ],
    ],
    [
      "the other's selector is the broader one, so the other is to be changed",
      postgres(() => ({ references: { ...noReferences, overlaps: [broader] } })),
      [
        {
          parameters: {
            selects: [],
            selectedBy: ["DaemonSet/agent"],
            change: "DaemonSet/agent",
            ownLabel: "",
          },
          evidence: ["StatefulSet/postgres /spec/selector/matchLabels", "DaemonSet/agent /metadata/name"],
        },
      ],
    ],
    [
      "several others are one matter",
      fluentd(() => ({
        references: {
          ...noReferences,
          overlaps: [{ ...mutual, selector: "app=fluentd,!canary" }, broader],
        },
      })),
      [
        {
          parameters: {
            selects: ["StatefulSet/cache"],
            selectedBy: ["StatefulSet/cache", "DaemonSet/agent"],
            change: "DaemonSet/fluentd",
            ownLabel: "app=fluentd-daemonset",
          },
          evidence: [
            "DaemonSet/fluentd /spec/selector/matchLabels",
            "StatefulSet/cache /spec/selector/matchLabels",
            "DaemonSet/agent /metadata/name",
          ],
        },
      ],
    ],
  ],
});

it("the help of SelectorOverlap holds a label of its own, in selector and template", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "SelectorOverlap")
    .flatMap((rule) => rule.findings(web(() => ({ references: { ...noReferences, overlaps: [mutual] } }))));
  const [, ...yaml] = found?.help.split("\n") ?? [];
  expect(parse(yaml.join("\n"))).toEqual({
    spec: {
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web" } } },
    },
  });
});

it("SelectorOverlap says that recreating a StatefulSet can destroy its data", () => {
  const overlaps = [{ ...mutual, other: { kind: "Deployment", name: "pgpool" } }];
  const [found] = rules
    .filter(({ meta }) => meta.code === "SelectorOverlap")
    .flatMap((rule) => rule.findings(postgres(() => ({ references: { ...noReferences, overlaps } }))));
  expect(found?.help).toContain("`whenDeleted: Delete`, which destroys their data");
});

it("SelectorOverlap asks for another label before a manifest is applied, not for a deletion", () => {
  const { subject, ...rest } = web(() => ({ references: { ...noReferences, overlaps: [mutual] } }));
  const { uid: _, ...planned } = subject;
  const [found] = rules
    .filter(({ meta }) => meta.code === "SelectorOverlap")
    .flatMap((rule) => rule.findings({ ...rest, subject: planned }));
  expect(found?.parameters["isManifest"]).toBe(true);
  expect(found?.help).toMatch(/^before Deployment `web` is applied/);
  expect(found?.help).not.toMatch(/delete/i);
});
