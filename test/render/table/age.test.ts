import { expect, it } from "vitest";
import { age } from "../../../src/render/table/age.ts";

const now = "2026-11-25T04:00:00Z";
const ago = (seconds: number) => new Date(Date.parse(now) - seconds * 1000).toISOString();
const [minute, hour, day] = [60, 3600, 86_400];

// Upstream's own cases: apimachinery pkg/util/duration/duration_test.go#TestHumanDurationBoundaries
it.each([
  [0, "0s"],
  [1, "1s"],
  [70, "70s"],
  [119, "119s"],
  [2 * minute, "2m"],
  [2 * minute + 1, "2m1s"],
  [9 * minute + 59, "9m59s"],
  [10 * minute, "10m"],
  [3 * hour - 1, "179m"],
  [3 * hour, "3h"],
  [3 * hour + minute, "3h1m"],
  [8 * hour, "8h"],
  [2 * day - 1, "47h"],
  [2 * day, "2d"],
  [2 * day + hour, "2d1h"],
  [8 * day, "8d"],
  [2 * 365 * day - 1, "729d"],
  [2 * 365 * day, "2y"],
  [2 * 365 * day + day, "2y1d"],
  [8 * 365 * day, "8y"],
])("%i s is %s", (seconds, text) => {
  expect(age(ago(seconds), now)).toBe(text);
});

it("is of a clock ahead of ours nothing yet, and without a time unknown", () => {
  expect(age(ago(-5), now)).toBe("0s");
  expect(age(undefined, now)).toBe("<unknown>");
});
