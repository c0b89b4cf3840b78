import type { Gap } from "../explanation/explanation.ts";
import type { Kind } from "../kinds/index.ts";
import type { ExplainOptions, SubjectName } from "../kinds/kind.ts";
import type { Read } from "../kube/read.ts";
import type { Snapshot } from "../kube/snapshot.ts";
import { gapsAmong } from "../rules/gaps.ts";

/** What the subject's explanation asked to read and did not get. */
export function gapsOf(
  kind: Kind,
  subject: SubjectName,
  snapshot: Snapshot,
  options: ExplainOptions,
): readonly Gap[] {
  return gapsAmong(kind.reads(subject, snapshot, options), snapshot, (read) => effectOf(kind, read));
}

function effectOf({ lackedWithout }: Kind, read: Read): string {
  const { resource } = read.resource;
  const effect = lackedWithout[resource] ?? `what ${resource} tell`;
  return typeof effect === "string" ? effect : effect(read);
}
