import type { ReadPlan, Snapshot } from "../kube/snapshot.ts";

/** Where objects come from: a live cluster, manifests, or a saved snapshot. */
export interface Source {
  /**
   * Reads what the plan asks for until it asks for nothing new, and returns all of it, frozen.
   * A read that fails on its own (forbidden, not found, timed out) is a result in the snapshot.
   * @throws SourceError when nothing can be read at all: no cluster, bad kubeconfig, bad file.
   */
  collect(plan: ReadPlan): Promise<Snapshot>;
  /** Closes kept-alive connections; the source cannot be used afterwards. */
  close(): void;
}

/**
 * The whole source is unusable. `message` is the one line that the user sees, worded as kubectl words it
 * where kubectl has a word for it, and naming file, document and line for manifests.
 */
export class SourceError extends Error {
  override readonly name = "SourceError";
}
