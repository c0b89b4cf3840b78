import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { krewManifest, krewPlatforms } from "../../krew/manifest.ts";
import { platforms, version } from "../../krew/platforms.ts";
import { releaseUrl, repositoryUrl } from "../../krew/releaseUrl.ts";
import { checksumsIn } from "../../krew/writeManifest.ts";
import { complaintsAbout, type Manifest, selects } from "./rules.ts";

const checksums = new Map(platforms.map(({ archive }, index) => [archive, String(index).repeat(64)]));
const baseUrl = "https://releases.example/v0.1.0";
const released = (): Manifest => parse(krewManifest({ version, checksums, baseUrl }));

describe("the krew manifest of a release", () => {
  it("breaks no rule of krew", () => {
    expect(complaintsAbout("workload.yaml", released())).toEqual([]);
  });

  it("has the checksum, the address and the executable of every platform that krew can tell apart", () => {
    expect(released().spec?.platforms).toEqual(
      krewPlatforms.map(({ os, arch, archive, bin }) => ({
        selector: { matchLabels: { os, arch } },
        uri: `${baseUrl}/${archive}`,
        sha256: checksums.get(archive),
        bin,
      })),
    );
  });

  it("takes glibc's archive for Linux, since krew's selectors have no C library", () => {
    const linux = released().spec?.platforms?.filter((platform) =>
      selects(platform, { os: "linux", arch: "amd64" }),
    );
    expect(linux?.map(({ uri }) => uri)).toEqual([
      `${baseUrl}/kubectl-workload_v${version}_linux_amd64.tar.gz`,
    ]);
  });

  it("is not written while an archive has no checksum", () => {
    const [first = "", ...rest] = [...checksums.keys()];
    const incomplete = new Map(rest.map((archive) => [archive, "a".repeat(64)]));
    expect(() => krewManifest({ version, checksums: incomplete, baseUrl })).toThrow(
      `${first} has no checksum`,
    );
  });

  it("names archives without an address where none is known, for `--archive`", () => {
    const { spec }: Manifest = parse(krewManifest({ version, checksums }));
    expect(spec?.platforms?.map(({ uri }) => uri)).toEqual(krewPlatforms.map(({ archive }) => archive));
  });
});

it("the committed manifest shows the version and the platforms, with checksums that no archive has", () => {
  const file = join(import.meta.dirname, "..", "..", "krew", "workload.yaml");
  const committed: Manifest = parse(readFileSync(file, "utf8"));
  expect(committed.spec?.version).toBe(`v${version}`);
  expect(committed.spec?.platforms?.map(({ sha256 }) => sha256)).toEqual(
    krewPlatforms.map(() => "0".repeat(64)),
  );
  const withoutAddress = complaintsAbout("workload.yaml", committed).filter((field) => !/uri$/.test(field));
  expect(withoutAddress).toEqual([]);
});

/** What krew says no to: a path into the manifest, a value there, and the rule that it breaks. */
const broken: readonly (readonly [path: string, value: unknown, complaint: string])[] = [
  ["apiVersion", "krew.googlecontainertools.github.com/v1alpha1", "apiVersion"],
  ["kind", "Plugins", "kind"],
  ["metadata.name", "work load", "metadata.name"],
  ["metadata.name", "workloads", "metadata.name"],
  ["spec.version", "0.1.0", "spec.version"],
  ["spec.version", "v0.1", "spec.version"],
  ["spec.shortDescription", "", "spec.shortDescription"],
  ["spec.shortDescription", "two\nlines", "spec.shortDescription"],
  ["spec.shortDescription", "x".repeat(51), "spec.shortDescription"],
  ["spec.platforms", [], "spec.platforms"],
  ["spec.platforms.0.uri", "http://releases.example/a.tar.gz", "spec.platforms[0].uri"],
  ["spec.platforms.0.sha256", "A".repeat(64), "spec.platforms[0].sha256"],
  ["spec.platforms.0.sha256", "a".repeat(63), "spec.platforms[0].sha256"],
  ["spec.platforms.0.bin", "../kubectl-workload", "spec.platforms[0].bin"],
  ["spec.platforms.0.bin", "", "spec.platforms[0].bin"],
  ["spec.platforms.4.bin", "kubectl-workload", "spec.platforms[4].bin"],
  ["spec.platforms.0.files", [], "spec.platforms[0].files"],
  [
    "spec.platforms.0.selector.matchLabels",
    { os: "linux", arch: "amd64", libc: "glibc" },
    "spec.platforms[0].selector",
  ],
  [
    "spec.platforms.0.selector.matchLabels",
    { os: "linux", arch: "riscv64" },
    "spec.platforms[0].selector matches no machine",
  ],
  [
    "spec.platforms.0.selector.matchLabels",
    { os: "linux", arch: "arm64" },
    "more than one platform selects linux/arm64",
  ],
];

it.each(broken)("krew's rules, with %s as %j: %s", (path, value, complaint) => {
  const manifest = released();
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce<Record<string, unknown>>(
    (at, step) => at[step] as Record<string, unknown>,
    manifest as Record<string, unknown>,
  );
  parent[last] = value;
  expect(complaintsAbout("workload.yaml", manifest)).toContain(complaint);
});

describe("where the archives of a release lie", () => {
  it.each([
    ["nobody says", {}, {}, undefined],
    [
      "package.json has a repository",
      { repository: { url: "git+https://forge.example/ops/kubectl-workload.git" } },
      {},
      "https://forge.example/ops/kubectl-workload/releases/download/v1.2.3",
    ],
    [
      "RELEASE_URL says something else",
      { repository: "https://forge.example/ops/kubectl-workload" },
      { RELEASE_URL: "https://mirror.example/1.2.3/" },
      "https://mirror.example/1.2.3",
    ],
    ["RELEASE_URL is empty", {}, { RELEASE_URL: "" }, undefined],
  ])("when %s", (_, home, env, url) => {
    expect(releaseUrl({ version: "1.2.3", ...home }, env)).toBe(url);
  });

  it("a shorthand is refused rather than guessed", () => {
    expect(() => repositoryUrl({ version: "1.2.3", repository: "github:ops/kubectl-workload" })).toThrow(
      "`repository` in package.json is `github:ops/kubectl-workload`, it has to be an https URL",
    );
  });
});

it("checksums are read as sha256sum writes them, in text and in binary mode", () => {
  const text = `${"a".repeat(64)}  one.tar.gz\n${"b".repeat(64)} *two.zip\nnot a checksum\n`;
  expect([...checksumsIn(text)]).toEqual([
    ["one.tar.gz", "a".repeat(64)],
    ["two.zip", "b".repeat(64)],
  ]);
});
