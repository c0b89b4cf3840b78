import { decide, type Row, set } from "../draft.ts";
import { replicasOf } from "../volumes/ordinalClaims.ts";

/** It cannot be changed later, so it is asked for, also where the default stands. */
export const podManagementPolicy: Row = (draft, { decided }) => {
  const path = ["spec", "podManagementPolicy"];
  const policy = decided.podManagementPolicy;
  const next = policy === undefined ? draft : set(draft, path, policy, "as `--pod-management-policy` says");
  if (policy === undefined && replicasOf(draft.object) <= 1) return next;
  return decide(next, {
    about: "pod management policy",
    path: path.join("."),
    open: false,
    flag: `--pod-management-policy ${policy ?? "OrderedReady"}`,
    question: "in which order pods start and stop, which cannot be changed later",
    choices: [
      {
        flag: "--pod-management-policy OrderedReady",
        effect: "one after the other, each once the one before is ready: one that is not holds up the rest",
      },
      {
        flag: "--pod-management-policy Parallel",
        effect: "all at once, as now; updates still go one by one",
      },
    ],
  });
};
