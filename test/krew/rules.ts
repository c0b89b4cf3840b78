/** Of a plugin manifest, as far as krew's rules speak of it; anything may be missing or wrong. */
export interface Manifest {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
  readonly spec?: {
    readonly version?: unknown;
    readonly shortDescription?: unknown;
    readonly platforms?: readonly PlatformSpec[];
  };
}

export interface PlatformSpec {
  readonly selector?: { readonly matchLabels?: { readonly [key: string]: string } };
  readonly uri?: unknown;
  readonly sha256?: unknown;
  readonly bin?: unknown;
  readonly files?: readonly unknown[];
}

/** Upstream: cmd/validate-krew-manifest/main.go#allPlatforms (krew v0.4.4) */
const machines = [
  ...["386", "amd64", "arm64"].map((arch) => ({ os: "windows", arch })),
  ...["386", "amd64", "arm", "arm64", "ppc64le"].map((arch) => ({ os: "linux", arch })),
  ...["386", "amd64", "arm64"].map((arch) => ({ os: "darwin", arch })),
];

/**
 * What krew, its validator and its guides have against a manifest; empty when nothing.
 * Upstream: internal/index/validation/validate.go#ValidatePlugin,
 * cmd/validate-krew-manifest/main.go#validateManifestFile (krew v0.4.4)
 *
 * Deliberate differences: a selector has to be `matchLabels`, a `uri` https, and `bin` as the system names
 * executables; the length of `shortDescription` stands in the guides alone.
 *
 * @param file the manifest's file name, without folders
 */
export function complaintsAbout(file: string, { apiVersion, kind, metadata, spec }: Manifest): string[] {
  const { version, shortDescription, platforms = [] } = spec ?? {};
  const name = metadata?.name;
  return [
    ...unless(apiVersion === "krew.googlecontainertools.github.com/v1alpha2", "apiVersion"),
    ...unless(kind === "Plugin", "kind"),
    ...unless(typeof name === "string" && /^[\w-]+$/.test(name) && file === `${name}.yaml`, "metadata.name"),
    ...unless(/^v\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(String(version)), "spec.version"),
    ...unless(/^.{1,50}$/.test(String(shortDescription ?? "")), "spec.shortDescription"),
    ...unless(platforms.length > 0, "spec.platforms"),
    ...platforms.flatMap((platform, index) =>
      complaintsAboutPlatform(platform).map((field) => `spec.platforms[${index}].${field}`),
    ),
    ...machines
      .filter((machine) => platforms.filter((platform) => selects(platform, machine)).length > 1)
      .map(({ os, arch }) => `more than one platform selects ${os}/${arch}`),
  ];
}

function complaintsAboutPlatform(platform: PlatformSpec): string[] {
  const { selector, uri, sha256, bin, files } = platform;
  const labels = selector?.matchLabels ?? {};
  const executable = labels["os"] === "windows" ? /^[^./\\][^/\\]*\.exe$/ : /^[^./\\]+$/;
  return [
    ...unless(Object.keys(labels).sort().join() === "arch,os", "selector"),
    ...unless(
      machines.some((machine) => selects(platform, machine)),
      "selector matches no machine",
    ),
    ...unless(typeof uri === "string" && /^https:\/\/\S+$/.test(uri), "uri"),
    ...unless(typeof sha256 === "string" && /^[a-f0-9]{64}$/.test(sha256), "sha256"),
    ...unless(typeof bin === "string" && executable.test(bin), "bin"),
    ...unless(files === undefined || files.length > 0, "files"),
  ];
}

/** Every label that a selector has must be the machine's. Upstream: internal/installation/platform.go#matchPlatform */
export function selects(
  { selector }: PlatformSpec,
  machine: { readonly os: string; readonly arch: string },
): boolean {
  const has: { readonly [key: string]: string } = { ...machine };
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => has[key] === value);
}

function unless(holds: boolean, field: string): readonly string[] {
  return holds ? [] : [field];
}
