import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildBundle } from "../../krew/bundle.ts";
import { platforms, version } from "../../krew/platforms.ts";
import { readArchive } from "./readArchive.ts";

const release = inject("release");
const root = join(import.meta.dirname, "..", "..");
const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

interface Installed {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}

/** The packages that esbuild took code from, as they are installed: what a release has to account for. */
const bundled = new Map<string, Installed>();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kubectl-workload-bundle-"));
  const { outputs } = await buildBundle(join(folder, "bundle.mjs"));
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput === 0 || !file.includes("node_modules/")) continue;
      const installed = packageOf(join(root, file));
      bundled.set(`${installed.name}@${installed.version}`, installed);
    }
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function packageOf(file: string): Installed {
  const above = join(file, "..");
  if (!readdirSync(above).includes("package.json")) return packageOf(above);
  const { name, version: installed, license } = JSON.parse(readFileSync(join(above, "package.json"), "utf8"));
  return name === undefined ? packageOf(above) : { name, version: installed, license, folder: above };
}

describe("checksums.txt", () => {
  it("has the SHA-256 of everything but itself and krew's manifest, which quotes it, as sha256sum writes it", () => {
    const others = readdirSync(release).filter((name) => !["checksums.txt", "workload.yaml"].includes(name));
    const lines = others.sort().map((name) => `${sha256(join(release, name))}  ${name}\n`);
    expect(readFileSync(join(release, "checksums.txt"), "utf8")).toBe(lines.join(""));
  });
});

describe("the bill of materials", () => {
  interface Component {
    readonly purl: string;
    readonly type: string;
    readonly licenses: readonly { readonly expression: string }[];
    readonly hashes: readonly { readonly alg: string; readonly content: string }[];
    readonly properties?: readonly { readonly name: string; readonly value: string }[];
  }
  const text = readFileSync(join(release, `kubectl-workload_v${version}.cdx.json`), "utf8");
  const { metadata, components, dependencies } = JSON.parse(text);
  const of = (type: string) => (components as Component[]).filter((component) => component.type === type);
  const purl = (name: string, of: string) => `pkg:npm/${name.replace("@", "%40")}@${of}`;

  it("is valid CycloneDX 1.6", async () => {
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
    const wrong = text.replace('"type": "library"', '"type": "libary"');
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(wrong)).not.toBeNull();
  });

  it("lists exactly the packages that are in the bundle, with the licences that they declare", () => {
    expect(bundled.size).toBeGreaterThan(20);
    const expected = [...bundled.values()].map(({ name, version, license }) => [
      purl(name, version),
      license,
    ]);
    const listed = of("library").map((component) => [component.purl, component.licenses[0]?.expression]);
    expect(listed.sort()).toEqual(expected.sort());
  });

  it("lists the Bun of every archive", () => {
    const bun = JSON.parse(readFileSync(join(root, "node_modules/bun/package.json"), "utf8")).version;
    const expected = platforms.map(({ base, archive }) => [purl(base.name, bun), archive]);
    const listed = of("platform").map((component) => [component.purl, component.properties?.[0]?.value]);
    expect(listed.sort()).toEqual(expected.sort());
    expect(components).toHaveLength(bundled.size + platforms.length);
  });

  it("has the hashes of the lockfile", () => {
    const packages: Record<string, { version: string; integrity: string }> = JSON.parse(
      readFileSync(join(root, "package-lock.json"), "utf8"),
    ).packages;
    const known = new Map(
      Object.entries(packages).map(([path, entry]) => {
        const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
        return [purl(name, entry.version), entry.integrity];
      }),
    );
    for (const component of components as Component[]) {
      const base64 = Buffer.from(component.hashes[0]?.content ?? "", "hex").toString("base64");
      expect(component.hashes[0]?.alg).toBe("SHA-512");
      expect(`sha512-${base64}`, component.purl).toBe(known.get(component.purl));
    }
  });

  it("says whose it is, and that it depends on all of them", () => {
    expect(metadata.component.purl).toBe(`pkg:npm/kubectl-workload@${version}`);
    const own = (dependencies as { ref: string; dependsOn?: string[] }[]).find(
      ({ ref }) => ref === metadata.component["bom-ref"],
    );
    expect(own?.dependsOn).toHaveLength(components.length);
  });
});

describe("the third-party notices", () => {
  let text: string;
  beforeAll(async () => {
    const [{ archive }] = platforms as [(typeof platforms)[number]];
    const entries = await readArchive(join(release, archive));
    text = entries.find(({ path }) => path === "THIRD_PARTY_NOTICES")?.content.toString() ?? "";
  });

  it("have a section for Bun and for exactly the packages in the bundle", () => {
    const titles = [...text.matchAll(/^={80}\n(.+)\n={80}$/gm)].map(([, title]) => title);
    const [bun, ...others] = titles;
    expect(bun).toMatch(/^Bun \d+\.\d+\.\d+ and what it embeds$/);
    const expected = [...bundled.values()].map(
      ({ name, version, license }) => `${name} ${version} (${license})`,
    );
    expect(others.sort()).toEqual(expected.sort());
  });

  it("have the text that each of them ships", () => {
    for (const { name, folder } of bundled.values()) {
      const [file = ""] = readdirSync(folder).filter((one) => /^licen[cs]e/i.test(one));
      const shipped = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
      expect(shipped.length, name).toBeGreaterThan(300);
      expect(text.includes(shipped), name).toBe(true);
    }
  });

  it("have the licence of JavaScriptCore in full", () => {
    expect(text).toContain("Bun statically links JavaScriptCore (and WebKit) which is LGPL-2 licensed");
    expect(text).toMatch(/GNU LIBRARY GENERAL PUBLIC LICENSE\n +Version 2, June 1991/);
    expect(text).toMatch(/GNU LESSER GENERAL PUBLIC LICENSE\n +Version 2.1, February 1999/);
  });
});
