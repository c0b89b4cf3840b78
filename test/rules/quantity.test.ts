import { describe, expect, it } from "vitest";
import { quantityValue } from "../../src/rules/quantity.ts";

/** Upstream: apimachinery pkg/api/resource/quantity_test.go#TestQuantityParse (v1.36) */
describe("quantityValue", () => {
  it.each([
    ["1", "1000m"],
    ["0.5", "500m"],
    [".5", "0.5"],
    ["1.", "1"],
    ["1Gi", "1073741824"],
    ["1Gi", "1024Mi"],
    ["1k", "1000"],
    ["1e3", "1000"],
    ["1E3", "1k"],
    ["1E", "1000000000000000000"],
    ["1.5Gi", "1536Mi"],
    ["+2", "2"],
    ["0.1n", "1n"],
    ["-0.5", "-500m"],
    ["0", "-0"],
  ])("%s is %s", (a, b) => {
    expect(quantityValue(a)).toBeDefined();
    expect(quantityValue(a)).toBe(quantityValue(b));
  });

  it.each([
    ["1Gi", "1G"],
    ["1", "1m"],
    ["1M", "1m"],
  ])("%s is not %s", (a, b) => {
    expect(quantityValue(a)).not.toBe(quantityValue(b));
  });

  it.each(["", ".", "1 Gi", "Gi", "1gi", "1ki", "1K", "0x10", "1e", "one"])("%j is no quantity", (text) => {
    expect(quantityValue(text)).toBeUndefined();
  });
});
