import { type Read, readKey } from "../kube/read.ts";
import type { ReadPlan, ReadResult, Snapshot, SnapshotSource } from "../kube/snapshot.ts";

/** Answers one read. Rejects only when the whole source is unusable. */
export type Answer = (read: Read) => Promise<ReadResult>;

/**
 * Runs a plan against a source. The plan is asked again after the answers that came in meanwhile, not after every round, so a
 * read that needs only the workload itself does not wait for a long list of nodes. The results stand in the
 * order in which the plan asked, whatever order they came in.
 */
export async function collect(
  answer: Answer,
  plan: ReadPlan,
  about: { readonly observedAt: string; readonly source: SnapshotSource },
): Promise<Snapshot> {
  const slots: (ReadResult | undefined)[] = [];
  const started = new Set<string>();
  const snapshot = (): Snapshot => ({ ...about, results: slots.filter((slot) => slot !== undefined) });

  await new Promise<void>((resolve, reject) => {
    let pending = 0;
    let isQueued = false;
    // Answers that come together are planned for together. With hundreds of workloads planning takes longer than an
    // answer, and then the more are taken at once.
    const advanceSoon = () => {
      if (isQueued) return;
      isQueued = true;
      setImmediate(() => {
        isQueued = false;
        advance();
      });
    };
    const advance = () => {
      try {
        for (const read of plan(snapshot())) {
          const key = readKey(read);
          if (started.has(key)) continue;
          started.add(key);
          const slot = slots.push(undefined) - 1;
          pending += 1;
          answer(read).then((result) => {
            slots[slot] = result;
            pending -= 1;
            advanceSoon();
          }, reject);
        }
        if (pending === 0) resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    advance();
  });
  return Object.freeze(snapshot());
}
