import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { create } from "tar";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { fetchBase, unpackVerified } from "../../krew/base.ts";
import { buildBundle } from "../../krew/bundle.ts";
import { locked } from "../../krew/lockfile.ts";
import { platforms } from "../../krew/platforms.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kubectl-workload-release-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a second build", () => {
  it("makes the same files, byte for byte", async () => {
    const sums = async (of: string) => {
      const names = (await readdir(of)).sort();
      const hash = async (name: string) =>
        createHash("sha256")
          .update(await readFile(join(of, name)))
          .digest("hex");
      return Promise.all(names.map(async (name) => `${await hash(name)} ${name}`));
    };
    expect(await sums(inject("secondRelease"))).toEqual(await sums(inject("release")));
  });
});

describe("the executable of this machine", () => {
  const [system, machine] = [process.platform, process.arch === "x64" ? "amd64" : "arm64"];
  const here = platforms.find(({ os, arch, libc }) => os === system && arch === machine && libc !== "musl");
  const explain = ["explain", "ds/fluentd", "--snapshot", join(root, "examples", "cluster.json")];
  let unpacked: string;
  beforeAll(async () => {
    unpacked = await mkdtemp(join(folder, "unpacked-"));
    await run("tar", ["-xzf", join(inject("release"), here?.archive ?? "none")], { cwd: unpacked });
    // What Bun would read of the folder that it is started in.
    await writeFile(join(unpacked, ".env"), "KUBECONFIG=/nowhere/config\n");
    await writeFile(join(unpacked, "bunfig.toml"), 'preload = ["./preload.js"]\n');
    await writeFile(join(unpacked, "preload.js"), "process.exit(42);\n");
  });

  it("prints without Node, without PATH and without environment what the plugin prints on Node", async () => {
    await cp(join(root, "bin"), join(folder, "bin"), { recursive: true });
    await buildBundle(join(folder, "dist", "kubectl-workload.mjs"));
    const onNode = await run(process.execPath, [join(folder, "bin", "kubectl-workload"), ...explain]);
    const alone = await run(join(unpacked, "kubectl-workload"), explain, { cwd: unpacked, env: {} });
    expect(onNode.stdout).toMatch(/^DaemonSet default\/fluentd runs/);
    expect(alone).toEqual(onNode);
  });

  it("takes no environment from the folder that it is started in", async () => {
    const args = ["explain", "ds", "--server=http://127.0.0.1:1"];
    const { stderr } = await run(join(unpacked, "kubectl-workload"), args, { cwd: unpacked, env: {} }).then(
      () => ({ stderr: "it reached a server" }),
      (error: { stderr: string }) => error,
    );
    expect(stderr).toContain("127.0.0.1:1");
    expect(stderr).not.toContain("/nowhere/config");
  });

  it("starts from bytecode that Bun accepts", async () => {
    const env = { BUN_JSC_verboseDiskCache: "1" };
    const { stderr } = await run(join(unpacked, "kubectl-workload"), ["--help"], { cwd: unpacked, env });
    expect(stderr).toMatch(/^\[Disk Cache\] Cache hit/m);
  });
});

describe("a base executable", () => {
  const base = platforms.find(({ os, arch }) => os === "darwin" && arch === "arm64")?.base;
  if (base === undefined) throw new Error("no archive for macOS on arm64");
  const entry = locked(`node_modules/${base.name}`);
  let fetched: string;
  let archive: string;
  beforeAll(async () => {
    fetched = join(folder, "fetched");
    await fetchBase(base, fetched);
    const [name = ""] = (await readdir(fetched)).filter((one) => one.endsWith(".tgz"));
    archive = join(fetched, name);
  });

  it("is unpacked alone, when it has the hash of the lockfile", async () => {
    expect(await readdir(fetched, { recursive: true })).toHaveLength(3);
    expect((await readFile(join(fetched, base.file))).readUInt32LE(0)).toBe(0xfeedfacf);
  });

  it("is refused, and not unpacked, when the lockfile has another hash", async () => {
    const into = join(folder, "refused");
    const other = { ...entry, integrity: `sha512-${Buffer.alloc(64).toString("base64")}` };
    await expect(fetchBase(base, into, other)).rejects.toThrow("is not what package-lock.json has");
    expect(await readdir(into)).toEqual([expect.stringMatching(/\.tgz$/)]);
  });

  it("is refused, and not unpacked, when one bit of its archive is another", async () => {
    const into = await mkdtemp(join(folder, "tampered-"));
    const bytes = await readFile(archive);
    const at = bytes.length - 100_000;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    const tampered = join(folder, "tampered.tgz");
    await writeFile(tampered, bytes);
    await expect(unpackVerified(tampered, entry.integrity, base.file, into)).rejects.toThrow(entry.integrity);
    expect(await readdir(into)).toEqual([]);
  });

  it("is refused when the version is not that of bun", async () => {
    const into = join(folder, "older");
    await expect(fetchBase(base, into, { ...entry, version: "1.0.0" })).rejects.toThrow("1.0.0");
  });

  it("is refused when it is a link instead of a file", async () => {
    const packed = await mkdtemp(join(folder, "linked-"));
    await cp(join(fetched, base.file), join(packed, "package", "elsewhere"));
    await cp(join(root, "krew", "licenses"), join(packed, "package", "bin"), { recursive: true });
    await symlink("../elsewhere", join(packed, "package", base.file));
    const linked = join(folder, "linked.tgz");
    await create({ file: linked, gzip: { level: 1 }, cwd: packed }, ["package"]);
    const hash = createHash("sha512").update(await readFile(linked));
    const into = await mkdtemp(join(folder, "followed-"));
    await expect(unpackVerified(linked, `sha512-${hash.digest("base64")}`, base.file, into)).rejects.toThrow(
      "has no file",
    );
  });
});
