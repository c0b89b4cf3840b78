import { describe, expect, it } from "vitest";
import { formatGoDuration, parseTimeout } from "../../../src/source/cluster/duration.ts";
import { SourceError } from "../../../src/source/source.ts";

describe("--request-timeout", () => {
  it.each([
    ["0", 0],
    ["0s", 0],
    ["5", 5000],
    ["5s", 5000],
    ["1m30s", 90_000],
    ["2h", 7_200_000],
    ["1.5s", 1500],
    ["500ms", 500],
    ["250us", 0.25],
    ["-5s", 0],
  ])("%s is %d ms", (text, milliseconds) => {
    expect(parseTimeout(text)).toBe(milliseconds);
  });

  it.each(["soon", "5 s", "5x", "s", "1m30", "-5", ""])("`%s` is refused in kubectl's words", (text) => {
    expect(() => parseTimeout(text)).toThrow(SourceError);
    expect(() => parseTimeout(text)).toThrow(
      /^error: Invalid timeout value\. Timeout must be a single integer/,
    );
  });

  it.each([
    [5000, "5s"],
    [90_000, "1m30s"],
    [3_600_000, "1h0m0s"],
    [250, "250ms"],
    [0, "0s"],
  ])("prints %d ms as Go does: %s", (milliseconds, text) => {
    expect(formatGoDuration(milliseconds)).toBe(text);
  });
});
