import { expect, it } from "vitest";
import { didYouMean } from "../../src/text/didYouMean.ts";

const contexts = ["prod", "staging"];

it("ends a message with the nearest, as it would have been typed", () => {
  expect(didYouMean("prdo", contexts)).toBe("; did you mean prod?");
  expect(didYouMean("stagin", contexts, (name) => `--context=${name}`)).toBe(
    "; did you mean --context=staging?",
  );
});

it("says nothing where nothing is near", () => {
  expect(didYouMean("kind-cluster", contexts)).toBe("");
  expect(didYouMean("prod", [])).toBe("");
});
