import { expect, it } from "vitest";
import { conversionFindingsOf, findingsOf, rules } from "../../src/findings/index.ts";
import type { JudgedConversion } from "../../src/findings/rule.ts";
import { claim, decision, fluentd, grafana, postgres, to, volume } from "./conversions.ts";
import { web } from "./healthy.ts";

const codes = (conversion: JudgedConversion) => conversionFindingsOf(conversion).map(({ code }) => code);

it("finds nothing where nothing is lost and nothing is to be decided", () => {
  expect(codes(grafana())).toEqual([]);
  expect(codes(postgres())).toEqual([]);
});

it("finds what follows from the kinds alone", () => {
  expect(codes(fluentd())).toEqual(["NoLongerOnEveryNode"]);
  expect(codes(grafana({ target: to("DaemonSet", grafana()) }))).toEqual(["DrainSkipsDaemonSet"]);
});

it("says the most severe first", () => {
  const conversion = grafana({
    decisions: [decision({ open: true })],
    pods: { ...grafana().pods, after: 3 },
    volumes: [volume("data", [claim("grafana-data")])],
  });
  expect(codes(conversion)).toEqual(["VolumeOnManyNodes", "DecisionOpen", "OrderedStart"]);
});

it("judges each document by the rules that are for it", () => {
  expect(findingsOf(web())).toEqual([]);
  const judges = new Set(rules.flatMap((rule) => (rule.findings(grafana()).length > 0 ? rule.judges : [])));
  expect(judges.has("Explanation")).toBe(false);
});
