/**
 * - SideBySide: the new one starts while the old one runs.
 * - InPlace: the old object goes first and leaves its pods behind.
 * - AdoptVolume: the data of the old one's claim moves to the claim of ordinal 0, no byte is copied.
 */
export type RunbookWay = "SideBySide" | "InPlace" | "AdoptVolume";

/** One way to get there and back, in steps that a person takes: the tool takes none. */
export interface Runbook {
  readonly way: RunbookWay;
  /** When to take it, in a sentence. */
  readonly sentence: string;
  /** What does not serve meanwhile, and for how long. */
  readonly interrupts: string;
  /** What can go wrong on the way, each a clause. */
  readonly hazards: readonly string[];
  readonly steps: readonly RunbookStep[];
}

export interface RunbookStep {
  /** What it does, in a few words: an imperative, no final period. */
  readonly title: string;
  /** For bash; several lines where it takes several commands. Every one can be run again. */
  readonly command: string;
  readonly why: string;
  /** What does not serve from here on; absent when nothing is interrupted. */
  readonly interrupts?: string;
  /** A command that exits with 0 once the step has done what it should. */
  readonly check?: string;
  /** Brings back what was before this step; run from the last step to the first. Absent when there is nothing to undo. */
  readonly undo?: string;
}
