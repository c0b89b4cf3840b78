import { isFields } from "../../rules/pods/templateFields.ts";
import { type Draft, drop, type Row, set } from "../draft.ts";
import { valueAt } from "../fields.ts";

/**
 * `updateStrategy` with its type alone is not what it looks like: the API server sets the partition only where the
 * type is empty, and without one a pod that is deleted may come back with its old template.
 *
 * Upstream: pkg/apis/apps/v1/defaults.go#SetDefaults_StatefulSet,
 * pkg/controller/statefulset/stateful_set_utils.go#isCurrentRevisionNeeded (v1.36)
 */
export const noBareRollingUpdate: Row = (draft) => {
  const strategy = valueAt(draft.object, ["spec", "updateStrategy"]);
  if (!isFields(strategy)) return draft;
  const { type, rollingUpdate, ...others } = strategy;
  const isBare = type === "RollingUpdate" && (rollingUpdate ?? undefined) === undefined;
  if (!isBare || Object.keys(others).length > 0) return draft;
  return drop(
    draft,
    ["spec", "updateStrategy"],
    "RollingUpdate is what a StatefulSet does; written alone it sets no partition",
  );
};

/** Negative is legal for a StatefulSet alone. Upstream: pkg/apis/apps/validation (v1.36) */
export const noNegativeHistory: Row = (draft) => {
  const path = ["spec", "revisionHistoryLimit"];
  const limit = valueAt(draft.object, path);
  return typeof limit === "number" && limit < 0
    ? drop(draft, path, "only a StatefulSet may have it negative")
    : draft;
};

/** Upstream: pkg/apis/apps/validation/validation.go#ValidateDeploymentSpec: it has to be the greater one (v1.36) */
export const deadlineAboveMinReady: Row = (draft) => {
  const minReady = valueAt(draft.object, ["spec", "minReadySeconds"]);
  if (typeof minReady !== "number" || minReady < defaultDeadline) return draft;
  const deadline = Math.min(minReady + defaultDeadline, largest);
  return set(
    draft,
    ["spec", "progressDeadlineSeconds"],
    deadline,
    `it has to be more than minReadySeconds (${minReady}), and is ${defaultDeadline} by default`,
  );
};

const defaultDeadline = 600;
/** Of 32 bits, which also stands for no deadline. */
const largest = 2 ** 31 - 1;

export const partition = ["spec", "updateStrategy", "rollingUpdate", "partition"];

/** What a partition held back comes with the rest. */
export function withoutPartition(draft: Draft): Draft {
  const value = valueAt(draft.object, partition);
  const reason =
    typeof value === "number" && value > 0
      ? "only a StatefulSet holds pods back: all of them get the template that is written now"
      : "only a StatefulSet has one";
  return drop(draft, partition, reason);
}

/** 0 and 0%. */
export function isZero(value: unknown): boolean {
  return value === 0 || value === "0%";
}
