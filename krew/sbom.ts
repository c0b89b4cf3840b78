import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import type { BundledPackage } from "./bundledPackages.ts";
import { type LockedPackage, locked } from "./lockfile.ts";
import { platforms, version } from "./platforms.ts";

/**
 * The bill of materials of a release as CycloneDX JSON: the packages in the bundle, and each platform's Bun with the
 * archive that it is in. Hashes are those of the packages' archives in the registry, as the lockfile has them.
 */
export function sbom(packages: readonly BundledPackage[], date: Date): string {
  const subject = new Models.Component(Enums.ComponentType.Application, "kubectl-workload", {
    version,
    purl: `pkg:npm/kubectl-workload@${version}`,
    bomRef: `kubectl-workload@${version}`,
  });
  subject.licenses.add(new Models.LicenseExpression("Apache-2.0"));
  const bom = new Models.Bom({ metadata: new Models.Metadata({ timestamp: date, component: subject }) });
  for (const entry of packages) {
    bom.components.add(component(Enums.ComponentType.Library, entry.name, entry));
  }
  for (const { base, archive } of platforms) {
    const bun = component(Enums.ComponentType.Platform, base.name, locked(`node_modules/${base.name}`));
    bun.properties.add(new Models.Property("kubectl-workload:archive", archive));
    bom.components.add(bun);
  }
  for (const { bomRef } of bom.components) subject.dependencies.add(bomRef);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function component(type: Enums.ComponentType, fullName: string, entry: LockedPackage): Models.Component {
  const [name = fullName, group] = fullName.split("/").reverse();
  const made = new Models.Component(type, name, {
    ...(group === undefined ? {} : { group }),
    version: entry.version,
    purl: `pkg:npm/${fullName.replace("@", "%40")}@${entry.version}`,
    bomRef: `${fullName}@${entry.version}`,
  });
  made.licenses.add(new Models.LicenseExpression(entry.license));
  const digest = entry.integrity.slice("sha512-".length);
  made.hashes.set(Enums.HashAlgorithm["SHA-512"], Buffer.from(digest, "base64").toString("hex"));
  return made;
}
