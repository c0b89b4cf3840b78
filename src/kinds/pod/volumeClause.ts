/**
 * What the kubelet and the attach/detach controller say of a volume, with its name first: `its volume `tls` cannot be
 * mounted: secret "proxy-tls" not found`. Anything else comes back as it is.
 *
 * Upstream: pkg/controller/volume/attachdetach/reconciler/reconciler.go#reportMultiAttachError,
 * pkg/volume/util/operationexecutor/operation_generator.go#GenerateMountVolumeFunc (v1.36)
 */
export function volumeClause(summary: string): string {
  const [, attached, how = ""] =
    /^Multi-Attach error for volume "([^"]+)" Volume is already (.+)$/s.exec(summary) ?? [];
  if (attached !== undefined) {
    const users = /^used by (?:pod\(s\) )?(.+)$/s.exec(how)?.[1];
    const whose = users === undefined ? "" : `, where it is used by ${users}`;
    return `its volume \`${attached}\` is attached to another node${whose}`;
  }
  const [, mounted, why] = /^MountVolume\.SetUp failed for volume "([^"]+)" : (.+)$/s.exec(summary) ?? [];
  return mounted === undefined ? summary : `its volume \`${mounted}\` cannot be mounted: ${why}`;
}
