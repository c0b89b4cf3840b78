import { expect, it } from "vitest";
import type { DaemonSetStatusFacts, StatusDifference } from "../../../src/explanation/daemonSetFacts.ts";
import { statusText } from "../../../src/render/table/statusText.ts";

const written: DaemonSetStatusFacts = {
  observedGeneration: 2,
  generation: 2,
  desiredNumberScheduled: 9,
  currentNumberScheduled: 9,
  numberMisscheduled: 0,
  numberReady: 9,
  updatedNumberScheduled: 9,
  numberAvailable: 9,
  numberUnavailable: 0,
  behind: [],
};
const differs = (field: string, status: number, rules: number): StatusDifference => ({
  field,
  status,
  rules,
});

it("says nothing where status says what is there, or where there is none", () => {
  expect(statusText(written)).toBeUndefined();
  expect(statusText(undefined)).toBeUndefined();
});

it("blames the taint where the nodes that should run it differ", () => {
  const behind = [differs("desiredNumberScheduled", 9, 8), differs("numberMisscheduled", 0, 1)];
  expect(statusText({ ...written, behind })).toMatch(
    /^still says desired 9, but it is 8 now; misscheduled 0, but it is 1 now\. A NoSchedule taint that comes, or a node that goes, does not by itself make the controller count again/,
  );
});

it("expects it anew where only pods changed", () => {
  const behind = [differs("numberReady", 9, 8), differs("numberAvailable", 9, 8)];
  expect(statusText({ ...written, behind })).toBe(
    "still says ready and available 9, but it is 8 now. The controller writes it anew shortly after a pod changes.",
  );
});

it("blames the controller where it has not seen the latest spec", () => {
  const behind = [differs("updatedNumberScheduled", 9, 0)];
  expect(statusText({ ...written, generation: 3, behind })).toBe(
    "still says up-to-date 9, but it is 0 now. The controller has not acted on the latest change of the spec yet.",
  );
});
