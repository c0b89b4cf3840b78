import { describe, expect, it } from "vitest";
import { parseInt64 } from "../../src/rules/integer.ts";
import { scaledValue } from "../../src/rules/intstr.ts";

/** Upstream: apimachinery pkg/util/intstr/intstr_test.go#TestGetScaledValueFromIntOrPercent (v1.36) */
describe("scaledValue", () => {
  it.each([
    [5, 10, "up", 5],
    [0, 10, "down", 0],
    ["90%", 100, "up", 90],
    ["90%", 95, "up", 86],
    ["90%", 95, "down", 85],
    ["7%", 100, "up", 7],
    ["25%", 10, "up", 3],
    ["25%", 10, "down", 2],
    ["0%", 10, "up", 0],
    ["100%", 0, "up", 0],
    ["150%", 10, "up", 15],
    ["25", 10, "up", undefined],
    ["a lot", 10, "up", undefined],
  ] as const)("%s of %i, rounded %s: %s", (value, total, round, expected) => {
    expect(scaledValue(value, total, round)).toBe(expected);
  });
});

describe("parseInt64", () => {
  it.each([
    ["0", 0n],
    ["-12", -12n],
    ["+12", 12n],
    ["012", 12n],
    ["9223372036854775807", 9223372036854775807n],
    ["9223372036854775808", undefined],
    ["-9223372036854775808", -9223372036854775808n],
    ["", undefined],
    ["1.0", undefined],
    ["0x10", undefined],
    [" 1", undefined],
    ["1_000", undefined],
  ])("%j", (text, expected) => {
    expect(parseInt64(text)).toBe(expected);
  });
});
