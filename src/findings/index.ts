import type { ExplainedKind } from "../explanation/explanation.ts";
import type { Finding, Severity } from "../explanation/finding.ts";
import { ambiguousHpaSelector } from "./AmbiguousHpaSelector.ts";
import { claimBeingDeleted } from "./ClaimBeingDeleted.ts";
import { claimDeletedOnScaleDown } from "./ClaimDeletedOnScaleDown.ts";
import { claimDeletedWithSet } from "./ClaimDeletedWithSet.ts";
import { claimDriftsFromTemplate } from "./ClaimDriftsFromTemplate.ts";
import { claimPending } from "./ClaimPending.ts";
import { daemonPodPending } from "./DaemonPodPending.ts";
import { governingServiceMissing } from "./GoverningServiceMissing.ts";
import { governingServiceNotHeadless } from "./GoverningServiceNotHeadless.ts";
import { governingServiceSelectsOthers } from "./GoverningServiceSelectsOthers.ts";
import { hostPortConflict } from "./HostPortConflict.ts";
import { hpaOnDaemonSet } from "./HpaOnDaemonSet.ts";
import { hpaTargetMissing } from "./HpaTargetMissing.ts";
import { misscheduled } from "./Misscheduled.ts";
import { nameTooLong } from "./NameTooLong.ts";
import { nodeAffinityExcludes } from "./NodeAffinityExcludes.ts";
import { nodeConditionExcludes } from "./NodeConditionExcludes.ts";
import { nodeSelectorExcludes } from "./NodeSelectorExcludes.ts";
import { noEligibleNode } from "./NoEligibleNode.ts";
import { noGracePeriodForData } from "./NoGracePeriodForData.ts";
import { noRevisionHistory } from "./NoRevisionHistory.ts";
import { noServiceSelects } from "./NoServiceSelects.ts";
import { notReadyPodHasNoRecord } from "./NotReadyPodHasNoRecord.ts";
import { oldReplicaSetServing } from "./OldReplicaSetServing.ts";
import { onDeleteWaits } from "./OnDeleteWaits.ts";
import { ordinalBlocksRollout } from "./OrdinalBlocksRollout.ts";
import { orphanedClaim } from "./OrphanedClaim.ts";
import { overlappingPdbs } from "./OverlappingPdbs.ts";
import { ownedByAnother } from "./OwnedByAnother.ts";
import { partitionHoldsUpdate } from "./PartitionHoldsUpdate.ts";
import { pdbBlocksDrain } from "./PdbBlocksDrain.ts";
import { pdbUnsupportedOnDaemonSet } from "./PdbUnsupportedOnDaemonSet.ts";
import { podCreateFailed } from "./PodCreateFailed.ts";
import { progressDeadlineExceeded } from "./ProgressDeadlineExceeded.ts";
import { readWriteOnceClaimShared } from "./ReadWriteOnceClaimShared.ts";
import { readWriteOncePodShared } from "./ReadWriteOncePodShared.ts";
import { readWriteOnceRollingUpdate } from "./ReadWriteOnceRollingUpdate.ts";
import { replicaCreateFailed } from "./ReplicaCreateFailed.ts";
import { replicaSetCreateFailed } from "./ReplicaSetCreateFailed.ts";
import { rollbackTrap } from "./RollbackTrap.ts";
import { rolloutCannotFinish } from "./RolloutCannotFinish.ts";
import { rolloutPaused } from "./RolloutPaused.ts";
import { rolloutStuck } from "./RolloutStuck.ts";
import type { AnyRule, Judged } from "./rule.ts";
import { selectorOverlap } from "./SelectorOverlap.ts";
import { serviceNameUnset } from "./ServiceNameUnset.ts";
import { servicePortUnmatched } from "./ServicePortUnmatched.ts";
import { serviceSelectsNothing } from "./ServiceSelectsNothing.ts";
import { serviceSpansWorkloads } from "./ServiceSpansWorkloads.ts";
import { storageClassMissing } from "./StorageClassMissing.ts";
import { surgeExceedsQuota } from "./SurgeExceedsQuota.ts";
import { surgeHasNoNode } from "./SurgeHasNoNode.ts";
import { taintNotTolerated } from "./TaintNotTolerated.ts";
import { unnamedPortHasNoSrvName } from "./UnnamedPortHasNoSrvName.ts";
import { updateDeletesMisscheduledPod } from "./UpdateDeletesMisscheduledPod.ts";

/** Every finding, in the order of their codes; each is a file here. */
export const rules: readonly AnyRule[] = [
  ambiguousHpaSelector,
  claimBeingDeleted,
  claimDeletedOnScaleDown,
  claimDeletedWithSet,
  claimDriftsFromTemplate,
  claimPending,
  daemonPodPending,
  governingServiceMissing,
  governingServiceNotHeadless,
  governingServiceSelectsOthers,
  hostPortConflict,
  hpaOnDaemonSet,
  hpaTargetMissing,
  misscheduled,
  nameTooLong,
  noEligibleNode,
  noGracePeriodForData,
  noRevisionHistory,
  noServiceSelects,
  nodeAffinityExcludes,
  nodeConditionExcludes,
  nodeSelectorExcludes,
  notReadyPodHasNoRecord,
  oldReplicaSetServing,
  onDeleteWaits,
  ordinalBlocksRollout,
  orphanedClaim,
  overlappingPdbs,
  ownedByAnother,
  partitionHoldsUpdate,
  pdbBlocksDrain,
  pdbUnsupportedOnDaemonSet,
  podCreateFailed,
  progressDeadlineExceeded,
  readWriteOnceClaimShared,
  readWriteOncePodShared,
  readWriteOnceRollingUpdate,
  replicaCreateFailed,
  replicaSetCreateFailed,
  rollbackTrap,
  rolloutCannotFinish,
  rolloutPaused,
  rolloutStuck,
  selectorOverlap,
  serviceNameUnset,
  servicePortUnmatched,
  serviceSelectsNothing,
  serviceSpansWorkloads,
  storageClassMissing,
  surgeExceedsQuota,
  surgeHasNoNode,
  taintNotTolerated,
  unnamedPortHasNoSrvName,
  updateDeletesMisscheduledPod,
];

const bySeverity: readonly Severity[] = ["error", "warning", "info"];

/** All that is found in an explanation, the most severe first. */
export function findingsOf(explanation: Judged<ExplainedKind>): readonly Finding[] {
  return rules
    .flatMap((rule) => rule.findings(explanation))
    .sort((a, b) => bySeverity.indexOf(a.severity) - bySeverity.indexOf(b.severity));
}
