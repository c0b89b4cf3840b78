import type { ExplainedKind } from "../explanation/explanation.ts";
import type { Finding, Severity } from "../explanation/finding.ts";
import { activeDeadlineDropped } from "./ActiveDeadlineDropped.ts";
import { ambiguousHpaSelector } from "./AmbiguousHpaSelector.ts";
import { autoscalerCannotScale } from "./AutoscalerCannotScale.ts";
import { claimBeingDeleted } from "./ClaimBeingDeleted.ts";
import { claimDeletedOnScaleDown } from "./ClaimDeletedOnScaleDown.ts";
import { claimDeletedWithSet } from "./ClaimDeletedWithSet.ts";
import { claimDriftsFromTemplate } from "./ClaimDriftsFromTemplate.ts";
import { claimMissing } from "./ClaimMissing.ts";
import { claimPending } from "./ClaimPending.ts";
import { claimsDeletedWithStatefulSet } from "./ClaimsDeletedWithStatefulSet.ts";
import { daemonPodPending } from "./DaemonPodPending.ts";
import { dataLeftBehind } from "./DataLeftBehind.ts";
import { decisionOpen } from "./DecisionOpen.ts";
import { drainSkipsDaemonSet } from "./DrainSkipsDaemonSet.ts";
import { existingClaimReused } from "./ExistingClaimReused.ts";
import { governingServiceMissing } from "./GoverningServiceMissing.ts";
import { governingServiceNotHeadless } from "./GoverningServiceNotHeadless.ts";
import { governingServiceSelectsOthers } from "./GoverningServiceSelectsOthers.ts";
import { hostPathMoves } from "./HostPathMoves.ts";
import { hostPortConflict } from "./HostPortConflict.ts";
import { hostPortNeedsNodes } from "./HostPortNeedsNodes.ts";
import { hpaOnDaemonSet } from "./HpaOnDaemonSet.ts";
import { hpaTargetMissing } from "./HpaTargetMissing.ts";
import { labelValueEmpty } from "./LabelValueEmpty.ts";
import { managerUndoesConversion } from "./ManagerUndoesConversion.ts";
import { misscheduled } from "./Misscheduled.ts";
import { nameChanged } from "./NameChanged.ts";
import { nameTooLong } from "./NameTooLong.ts";
import { nodeAffinityExcludes } from "./NodeAffinityExcludes.ts";
import { nodeConditionExcludes } from "./NodeConditionExcludes.ts";
import { nodeSelectorExcludes } from "./NodeSelectorExcludes.ts";
import { noEligibleNode } from "./NoEligibleNode.ts";
import { noGracePeriodForData } from "./NoGracePeriodForData.ts";
import { noLongerOnEveryNode } from "./NoLongerOnEveryNode.ts";
import { noRevisionHistory } from "./NoRevisionHistory.ts";
import { noServiceSelects } from "./NoServiceSelects.ts";
import { notReadyPodHasNoRecord } from "./NotReadyPodHasNoRecord.ts";
import { oldReplicaSetServing } from "./OldReplicaSetServing.ts";
import { onDeleteLost } from "./OnDeleteLost.ts";
import { onDeleteWaits } from "./OnDeleteWaits.ts";
import { orderedStart } from "./OrderedStart.ts";
import { ordinalBlocksRollout } from "./OrdinalBlocksRollout.ts";
import { orphanedClaim } from "./OrphanedClaim.ts";
import { overlappingPdbs } from "./OverlappingPdbs.ts";
import { ownedByAnother } from "./OwnedByAnother.ts";
import { partitionHoldsUpdate } from "./PartitionHoldsUpdate.ts";
import { partitionLost } from "./PartitionLost.ts";
import { pausedWouldStart } from "./PausedWouldStart.ts";
import { pdbBlocksDrain } from "./PdbBlocksDrain.ts";
import { pdbUnsupportedOnDaemonSet } from "./PdbUnsupportedOnDaemonSet.ts";
import { podCreateFailed } from "./PodCreateFailed.ts";
import { podNamesVanish } from "./PodNamesVanish.ts";
import { progressDeadlineExceeded } from "./ProgressDeadlineExceeded.ts";
import { readWriteOnceClaimShared } from "./ReadWriteOnceClaimShared.ts";
import { readWriteOncePodShared } from "./ReadWriteOncePodShared.ts";
import { readWriteOnceRollingUpdate } from "./ReadWriteOnceRollingUpdate.ts";
import { referenceNamesOldKind } from "./ReferenceNamesOldKind.ts";
import { replicaCreateFailed } from "./ReplicaCreateFailed.ts";
import { replicaSetCreateFailed } from "./ReplicaSetCreateFailed.ts";
import { restartPolicyNotAlways } from "./RestartPolicyNotAlways.ts";
import { rollbackTrap } from "./RollbackTrap.ts";
import { rolloutCannotFinish } from "./RolloutCannotFinish.ts";
import { rolloutPaused } from "./RolloutPaused.ts";
import { rolloutStuck } from "./RolloutStuck.ts";
import type { AnyRule, Judged, JudgedConversion, JudgedDocument } from "./rule.ts";
import { selectorNotInTemplate } from "./SelectorNotInTemplate.ts";
import { selectorOverlap } from "./SelectorOverlap.ts";
import { serverRefuses } from "./ServerRefuses.ts";
import { serviceNameUnset } from "./ServiceNameUnset.ts";
import { servicePortUnmatched } from "./ServicePortUnmatched.ts";
import { serviceSelectsNothing } from "./ServiceSelectsNothing.ts";
import { serviceSpansWorkloads } from "./ServiceSpansWorkloads.ts";
import { spreadLeavesPodsPending } from "./SpreadLeavesPodsPending.ts";
import { storageClassMissing } from "./StorageClassMissing.ts";
import { surgeExceedsQuota } from "./SurgeExceedsQuota.ts";
import { surgeHasNoNode } from "./SurgeHasNoNode.ts";
import { surgeNeedsFreeNode } from "./SurgeNeedsFreeNode.ts";
import { taintNotTolerated } from "./TaintNotTolerated.ts";
import { targetExists } from "./TargetExists.ts";
import { unnamedPortHasNoSrvName } from "./UnnamedPortHasNoSrvName.ts";
import { updateDeletesMisscheduledPod } from "./UpdateDeletesMisscheduledPod.ts";
import { valuesRedacted } from "./ValuesRedacted.ts";
import { volumeOnManyNodes } from "./VolumeOnManyNodes.ts";

/** Every finding, in the order of their codes; each is a file here. */
export const rules: readonly AnyRule[] = [
  activeDeadlineDropped,
  ambiguousHpaSelector,
  autoscalerCannotScale,
  claimBeingDeleted,
  claimDeletedOnScaleDown,
  claimDeletedWithSet,
  claimDriftsFromTemplate,
  claimMissing,
  claimPending,
  claimsDeletedWithStatefulSet,
  daemonPodPending,
  dataLeftBehind,
  decisionOpen,
  drainSkipsDaemonSet,
  existingClaimReused,
  governingServiceMissing,
  governingServiceNotHeadless,
  governingServiceSelectsOthers,
  hostPathMoves,
  hostPortConflict,
  hostPortNeedsNodes,
  hpaOnDaemonSet,
  hpaTargetMissing,
  labelValueEmpty,
  managerUndoesConversion,
  misscheduled,
  nameChanged,
  nameTooLong,
  noEligibleNode,
  noGracePeriodForData,
  noLongerOnEveryNode,
  noRevisionHistory,
  noServiceSelects,
  nodeAffinityExcludes,
  nodeConditionExcludes,
  nodeSelectorExcludes,
  notReadyPodHasNoRecord,
  oldReplicaSetServing,
  onDeleteLost,
  onDeleteWaits,
  orderedStart,
  ordinalBlocksRollout,
  orphanedClaim,
  overlappingPdbs,
  ownedByAnother,
  partitionHoldsUpdate,
  partitionLost,
  pausedWouldStart,
  pdbBlocksDrain,
  pdbUnsupportedOnDaemonSet,
  podCreateFailed,
  podNamesVanish,
  progressDeadlineExceeded,
  readWriteOnceClaimShared,
  readWriteOncePodShared,
  readWriteOnceRollingUpdate,
  referenceNamesOldKind,
  replicaCreateFailed,
  replicaSetCreateFailed,
  restartPolicyNotAlways,
  rollbackTrap,
  rolloutCannotFinish,
  rolloutPaused,
  rolloutStuck,
  selectorNotInTemplate,
  selectorOverlap,
  serverRefuses,
  serviceNameUnset,
  servicePortUnmatched,
  serviceSelectsNothing,
  serviceSpansWorkloads,
  spreadLeavesPodsPending,
  storageClassMissing,
  surgeExceedsQuota,
  surgeHasNoNode,
  surgeNeedsFreeNode,
  taintNotTolerated,
  targetExists,
  unnamedPortHasNoSrvName,
  updateDeletesMisscheduledPod,
  valuesRedacted,
  volumeOnManyNodes,
];

const bySeverity: readonly Severity[] = ["error", "warning", "info"];

/** All that is found in an explanation, the most severe first. */
export function findingsOf(explanation: Judged<ExplainedKind>): readonly Finding[] {
  return foundIn(explanation);
}

/** All that is found in a conversion, the most severe first. */
export function conversionFindingsOf(conversion: JudgedConversion): readonly Finding[] {
  return foundIn(conversion);
}

function foundIn(document: JudgedDocument): readonly Finding[] {
  return rules
    .flatMap((rule) => rule.findings(document))
    .sort((a, b) => bySeverity.indexOf(a.severity) - bySeverity.indexOf(b.severity));
}
