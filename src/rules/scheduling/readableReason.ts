/**
 * What the scheduler's reasons against nodes mean, to be said after their number: `9 have taints that it does not
 * tolerate`. Older servers name the taint: `had untolerated taint {gpu: true}`.
 *
 * Upstream: pkg/scheduler/framework/plugins/(*), the constants ErrReason and what their filters return (v1.36)
 */
const meanings: readonly (readonly [pattern: RegExp, meaning: (groups: readonly string[]) => string])[] = [
  [/^Insufficient (\S+)$/, ([resource]) => `have too little ${resource} left`],
  [/^Too many pods$/, () => "have as many pods as they take"],
  [/^had untolerated taint\(s\)$/, () => "have taints that it does not tolerate"],
  [/^had taints that the pod didn't tolerate$/, () => "have taints that it does not tolerate"],
  [
    /^had untolerated taint \{(.+?): (.*)\}$/,
    ([key, value]) => `have the taint \`${key}${value ? `=${value}` : ""}\``,
  ],
  [/^didn't match Pod's node affinity\/selector$/, () => "do not match its node selector or affinity"],
  [
    /^didn't match scheduler-enforced node affinity$/,
    () => "do not match the affinity that the scheduler enforces",
  ],
  [/^didn't match the requested node name$/, () => "are not the node that it names"],
  [/^were unschedulable$/, () => "are cordoned"],
  [/^had unknown conditions$/, () => "have conditions that the scheduler does not know"],
  [/^didn't match Pod's required features$/, () => "lack a feature that it requires"],
  [/^didn't have free ports for the requested pod ports$/, () => "have its host port taken"],
  [/^didn't match pod topology spread constraints$/, () => "would break its topology spread constraints"],
  [
    /^didn't match pod topology spread constraints \(missing required label\)$/,
    () => "lack the label that its pods are spread by",
  ],
  [/^didn't match pod affinity rules$/, () => "have no pod that its pod affinity asks for"],
  [/^didn't match pod anti-affinity rules$/, () => "have a pod that its anti-affinity avoids"],
  [/^didn't satisfy existing pods anti-affinity rules$/, () => "have a pod whose anti-affinity avoids it"],
  [/^had volume node affinity conflict$/, () => "cannot reach its volume"],
  [/^didn't match PersistentVolume's node affinity$/, () => "cannot reach its volume"],
  [/^had no available volume zone$/, () => "are not in the zone of its volume"],
  [/^didn't find available persistent volumes to bind$/, () => "have no volume for its claim"],
  [/^did not have enough free storage$/, () => "have too little storage for its claim"],
  [/^had no available disk$/, () => "have its disk in use by another pod"],
  [/^(\S+) CSI driver is not installed on the node$/, ([driver]) => `lack the CSI driver \`${driver}\``],
  [/^exceed max volume count$/, () => "have as many volumes attached as they take"],
  [
    /^unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode/,
    () => "cannot have its ReadWriteOncePod claim, which another pod uses",
  ],
  [
    /^unavailable due to one or more pvc\(s\) bound to non-existent pv\(s\)$/,
    () => "cannot have its claim, whose volume is gone",
  ],
];

/** In the plural, to follow a number; a reason that is not known here comes in quotes. */
export function readableReason(reason: string): string {
  for (const [pattern, meaning] of meanings) {
    const found = pattern.exec(reason);
    if (found !== null) return meaning(found.slice(1));
  }
  return `are out: \`${reason}\``;
}
