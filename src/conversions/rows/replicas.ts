import type { DaemonSet } from "../../kube/objects.ts";
import { ConversionError } from "../conversionError.ts";
import { decide, drop, type Row, set } from "../draft.ts";
import { valueAt } from "../fields.ts";
import { nodesFor } from "../nodesFor.ts";

const path = ["spec", "replicas"];

/** As many as there are, or as `--replicas` says. */
export const replicasKept: Row = (draft, { decided }) => {
  const { replicas } = decided;
  if (replicas === undefined || replicas === (valueAt(draft.object, path) ?? 1)) return draft;
  return set(draft, path, replicas, "as `--replicas` says");
};

/** @throws ConversionError where a number was asked for */
export const replicasToNodes: Row = (draft, { decided }) => {
  if (decided.replicas !== undefined) {
    throw new ConversionError(
      "--replicas: a DaemonSet has none, it runs one pod on each node that its template fits: choose the nodes with a nodeSelector",
    );
  }
  return drop(draft, path, "a DaemonSet runs one pod on each node that its template fits");
};

/** As many as the DaemonSet runs now: of one in a file nobody knows how many that are. */
export const replicasOfNodes: Row = (draft, context) => {
  const { decided, read, snapshot } = context;
  if (decided.replicas !== undefined) return set(draft, path, decided.replicas, "as `--replicas` says");
  const live = (read as DaemonSet).status?.desiredNumberScheduled;
  if (live !== undefined && snapshot.source.type !== "manifest") {
    return set(draft, path, live, "as many as the DaemonSet runs now; a new node gets no pod of its own");
  }
  const fits = nodesFor("DaemonSet", draft.object, snapshot);
  if (fits !== undefined) {
    return set(draft, path, fits, "as many as nodes that it fits; a new node gets no pod of its own");
  }
  const reason = "on how many nodes the DaemonSet runs is not known here";
  return decide(set(draft, path, 1, reason, "Decision"), {
    about: "replicas",
    path: "spec.replicas",
    open: true,
    flag: "--replicas 1",
    question: reason,
    choices: [{ flag: "--replicas N", effect: "so many pods, on whichever nodes the scheduler finds" }],
  });
};
