import { dropping, type Row } from "../draft.ts";

/** What belongs to pods that have a number, a name and a claim of their own. */
export const withoutOrdinals: readonly Row[] = [
  dropping(
    "spec.serviceName",
    "pods have no name of their own in DNS any more; the Service stays, and finds them all",
  ),
  dropping("spec.podManagementPolicy", "all pods start and stop at once"),
  dropping("spec.ordinals", "pods have no number any more"),
  dropping(
    "spec.persistentVolumeClaimRetentionPolicy",
    "there are no claims of ordinals any more; while the old StatefulSet is there its policy goes on deciding of theirs",
  ),
];
