import { execFileSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { krewManifest, krewPlatforms } from "../../krew/manifest.ts";
import { version } from "../../krew/platforms.ts";
import { checksumsIn } from "../../krew/writeManifest.ts";
import { ensureKrew, environment, type Krew, kubectlWith, validate } from "../krew/krew.ts";
import { type ArchiveEntry, readArchive } from "./readArchive.ts";

const root = join(import.meta.dirname, "..", "..");
const release = inject("release");
const folder = mkdtempSync(join(tmpdir(), "kubectl-workload-krew-"));
let programs = "";
let server: Server;
let checksums: ReadonlyMap<string, string>;
let baseUrl = "";

beforeAll(async () => {
  programs = await ensureKrew((line) => void process.stderr.write(`${line}\n`));
  checksums = checksumsIn(readFileSync(join(release, "checksums.txt"), "utf8"));
  server = createServer(({ url = "" }, response) => {
    const archive = basename(url);
    if (checksums.has(archive)) response.end(readFileSync(join(release, archive)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 300_000);

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function krew(name: string, platform?: Krew["platform"]): Krew {
  const home = join(folder, name);
  mkdirSync(join(home, ".local", "bin"), { recursive: true });
  return { home, root: join(home, ".krew"), programs, ...(platform && { platform }) };
}

function writeManifest(path: string, released: { readonly version: string }): string {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, krewManifest({ ...released, checksums, baseUrl }));
  return path;
}

describe("krew's validator", () => {
  it("finds nothing in the manifest, downloads every archive, installs it and finds its licence", async () => {
    const manifest = writeManifest(join(folder, "valid", "workload.yaml"), { version });
    const { stderr, exitCode } = await validate(programs, manifest);
    expect(stderr).toContain(`all ${krewPlatforms.length} spec.platforms installed fine`);
    expect(exitCode).toBe(0);
  }, 120_000);

  it("finds nothing in the release's own manifest and in the committed one", async () => {
    for (const manifest of [join(release, "workload.yaml"), join(root, "krew", "workload.yaml")]) {
      const { stderr, exitCode } = await validate(programs, manifest, { skipInstall: true });
      expect(stderr).toContain("no overlapping spec.platform[].selector");
      expect(exitCode).toBe(0);
    }
  });
});

describe.each(krewPlatforms)("the archive for $os on $arch", ({ os, arch, archive, bin }) => {
  let entries: readonly Pick<ArchiveEntry, "path" | "type" | "mode">[] = [];
  let paths: readonly string[] = [];
  beforeAll(async () => {
    entries = (await readArchive(join(release, archive))).map(({ path, type, mode }) => ({
      path,
      type,
      mode,
    }));
    paths = entries.map(({ path }) => path);
  });

  it("has files alone, the executable among them and a licence, and no path leads out of it", () => {
    expect(entries.filter(({ type }) => type !== "file").map(({ path }) => path)).toEqual([]);
    expect(paths.filter((path) => /^[/\\]|\.\.|:/.test(path))).toEqual([]);
    expect(paths).toContain("LICENSE");
    const executables = entries.filter(({ mode }) => (mode & 0o111) !== 0);
    expect(executables.map(({ path, mode }) => [path, mode])).toEqual([[bin, 0o755]]);
  });

  it("is what krew chooses, unpacks and links there", async () => {
    const here = krew(`${os}-${arch}`, { os, arch });
    const manifest = join(release, "workload.yaml");
    const args = ["krew", "install", `--manifest=${manifest}`, `--archive=${join(release, archive)}`];
    const { stderr, exitCode } = await kubectlWith(here, args);
    expect(stderr).toContain("Installed plugin: workload");
    expect(exitCode).toBe(0);

    const store = join(here.root, "store", "workload", `v${version}`);
    const link = join(here.root, "bin", os === "windows" ? "kubectl-workload.exe" : "kubectl-workload");
    expect(readlinkSync(link)).toBe(join(store, bin));
    expect(lstatSync(join(store, bin)).mode & 0o777).toBe(0o755);
    expect(await filesIn(store)).toEqual([...paths].sort());
    rmSync(here.home, { recursive: true });
  }, 60_000);
});

it("an archive that is not the manifest's is refused, wherever it came from", async () => {
  const [one, other] = krewPlatforms;
  const here = krew("refused", one);
  const manifest = join(release, "workload.yaml");
  const args = [
    "krew",
    "install",
    `--manifest=${manifest}`,
    `--archive=${join(release, other?.archive ?? "")}`,
  ];
  const { stderr, exitCode } = await kubectlWith(here, args);
  expect(stderr).toContain("checksum does not match");
  expect(exitCode).toBe(1);
}, 60_000);

it("the committed manifest installs nothing", async () => {
  const here = krew("template", krewPlatforms[0]);
  const archive = join(release, krewPlatforms[0]?.archive ?? "");
  const manifest = join(root, "krew", "workload.yaml");
  const { stderr } = await kubectlWith(here, [
    "krew",
    "install",
    `--manifest=${manifest}`,
    `--archive=${archive}`,
  ]);
  expect(stderr).toContain("checksum does not match");
}, 60_000);

it("from a custom index it is installed, runs, is upgraded and is gone again", async () => {
  const here = krew("custom");
  const index = join(folder, "index");
  const git = (...args: readonly string[]) => {
    const author = ["-c", "user.name=Release", "-c", "user.email=release@index.example"];
    execFileSync("git", ["-C", index, ...author, ...args], { env: { ...process.env, ...environment } });
  };
  const publish = (published: string) => {
    writeManifest(join(index, "plugins", "workload.yaml"), { version: published });
    git("add", "plugins");
    git("commit", "--quiet", "--message", `workload ${published}`);
  };
  mkdirSync(index);
  git("init", "--quiet");
  publish(version);
  const kubectl = async (...args: readonly string[]) => {
    const { stdout, stderr, exitCode } = await kubectlWith(here, args);
    expect(exitCode, `kubectl ${args.join(" ")}: ${stderr}`).toBe(0);
    return stdout;
  };

  await kubectl("krew", "index", "add", "ops", index);
  await kubectl("krew", "install", "ops/workload");
  expect(await kubectl("krew", "list")).toBe("ops/workload\n");
  expect(await kubectl("workload", "--version")).toContain(version);
  expect(await kubectl("plugin", "list", "--name-only")).toContain("kubectl-workload\n");
  const snapshot = join(root, "examples", "cluster.json");
  expect(await kubectl("workload", "explain", "ds/fluentd", "--snapshot", snapshot)).toMatch(
    /^DaemonSet default\/fluentd runs/,
  );
  // krew links the plugin alone, and calls its folder outdated when something else is left in it.
  await kubectl("workload", "completion", "install");
  expect(await readdir(join(here.home, ".local", "bin"))).toEqual(["kubectl_complete-workload"]);
  expect(await kubectl("__complete", "workload", "")).toMatch(/^explain\t/m);

  const next = version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
  publish(next);
  await kubectl("krew", "upgrade", "workload");
  expect(await kubectl("krew", "info", "ops/workload")).toContain(`VERSION: v${next}`);
  const linked = await realpath(join(here.root, "bin", "kubectl-workload"));
  expect(relative(await realpath(here.root), linked)).toBe(`store/workload/v${next}/kubectl-workload`);
  expect(await kubectl("workload", "--version")).toContain(version);
  expect(await kubectl("__complete", "workload", "")).toMatch(/^explain\t/m);

  await kubectl("krew", "uninstall", "workload");
  await kubectl("krew", "index", "remove", "ops");
  expect(await readdir(join(here.root, "bin"))).toEqual([]);
  expect(await readdir(join(here.root, "store"))).toEqual([]);
}, 120_000);

async function filesIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => relative(path, join(entry.parentPath, entry.name))).sort();
}
