/**
 * Reasons that do not go away by waiting. A pod that is only being created or scheduled is not among them, nor one
 * with scheduling gates: those are there to be lifted.
 */
const lasting = new Set([
  "Unschedulable",
  "CrashLoopBackOff",
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "FailedMount",
  "FailedAttachVolume",
  "FailedCreatePodSandBox",
]);

/** A node that is not ready is not among them either: what becomes of its pods depends on their controller. */
export function isLasting(reason: string | undefined): boolean {
  return reason !== undefined && lasting.has(reason);
}
