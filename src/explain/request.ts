import type { Kind } from "../kinds/index.ts";
import type { ExplainOptions, SubjectName } from "../kinds/kind.ts";
import type { LabelSelector } from "../kube/objects.ts";

/** What to explain: workloads by name, or all of some kinds that a selector matches. */
export interface ExplainRequest {
  readonly subjects: readonly SubjectRequest[];
  readonly options?: ExplainOptions;
}

export type SubjectRequest =
  | ({ readonly by: "name"; readonly kind: Kind } & SubjectName)
  | {
      readonly by: "list";
      readonly kind: Kind;
      /** Absent: all namespaces. */
      readonly namespace?: string;
      readonly labelSelector?: LabelSelector;
      readonly fieldSelector?: string;
    };
