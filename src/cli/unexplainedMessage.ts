import type { ReadFailure } from "../kube/read.ts";

/** A workload that was asked for and could not be read. */
interface Unread {
  readonly kind: { readonly singular: string };
  readonly namespace?: string;
  readonly name?: string;
  readonly failure: ReadFailure;
  readonly nearest: readonly string[];
}

/** The failure in kubectl's words, and what might have been meant. */
export function unexplainedMessage({ kind, namespace, name, failure, nearest }: Unread): string {
  // The server names what it was asked for; a recording only says what it lacks.
  const asked = name === undefined ? "" : `${kind.singular}/${name}: `;
  const prefix =
    failure.reason === "NotRecorded" ? `error: ${asked}` : `Error from server (${failure.reason}): `;
  const where = namespace === undefined ? "" : ` in namespace ${namespace}`;
  const hint =
    nearest.length === 0
      ? ""
      : `; did you mean ${nearest.map((name) => `${kind.singular}/${name}`).join(" or ")}${where}?`;
  return `${prefix}${failure.message}${hint}`;
}
