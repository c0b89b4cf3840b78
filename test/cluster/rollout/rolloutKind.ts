import type { ExplainedKind } from "../../../src/explanation/explanation.ts";

/** The kinds that have a template, and roll it out. */
export type RolloutKind = Exclude<ExplainedKind, "Pod">;
