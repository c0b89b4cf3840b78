import type { SnapshotSource } from "../../kube/snapshot.ts";
import { shellWord } from "../../text/shellWord.ts";

/** What every command says of its cluster, so that none reaches another because the shell's context is another. */
export interface Connection {
  /** `kubectl --context prod`: kubectl takes its flags before the verb as well. */
  readonly kubectl: string;
  /** ` --context prod`, to be put behind a plugin's command, which takes flags only behind its name. */
  readonly flags: string;
  /** Of these, what the command that made the conversion lacks: the context that nobody typed. */
  readonly pinned: string;
}

/**
 * @param typed the connection's flags as they were typed, a context first: `--context prod --as ana`; "" for none
 * @param source where the objects are from: its context stands for one that was not typed
 */
export function connectionTo(typed: string, { context }: Pick<SnapshotSource, "context">): Connection {
  const isPinned = context !== undefined && context !== "" && !typed.startsWith("--context ");
  const pinned = isPinned ? ` --context ${shellWord(context)}` : "";
  const flags = `${pinned}${typed === "" ? "" : ` ${typed}`}`;
  return { kubectl: `kubectl${flags}`, flags, pinned };
}
