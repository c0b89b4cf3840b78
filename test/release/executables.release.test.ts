import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type Platform, platforms, version } from "../../krew/platforms.ts";
import { readElf } from "./headers/elf.ts";
import { readMachO } from "./headers/machO.ts";
import { readPe } from "./headers/pe.ts";
import { readArchive } from "./readArchive.ts";

const root = join(import.meta.dirname, "..", "..");

/** Reads the executables of a system's archives, one after the other. */
function describeEach(of: Platform["os"], tests: (image: () => Buffer, platform: Platform) => void): void {
  describe.each(platforms.filter(({ os }) => os === of))("the executable in $archive", (platform) => {
    let image: Buffer;
    beforeAll(async () => {
      const entries = await readArchive(join(inject("release"), platform.archive));
      image = entries.find(({ path }) => path === platform.bin)?.content ?? Buffer.alloc(0);
    });

    it("has the bundle of this version in it", () => {
      expect(image.includes(`name:"kubectl-workload",version:"${version}"`)).toBe(true);
      expect(image.includes("TaintNotTolerated")).toBe(true);
    });

    it("has no path of the machine that built it", () => {
      expect(image.includes(root)).toBe(false);
      expect(image.includes("kubectl-workload-release-")).toBe(false);
    });

    tests(() => image, platform);
  });
}

describeEach("linux", (image, { arch, libc }) => {
  const loaders = {
    "amd64 glibc": "/lib64/ld-linux-x86-64.so.2",
    "arm64 glibc": "/lib/ld-linux-aarch64.so.1",
    "amd64 musl": "/lib/ld-musl-x86_64.so.1",
    "arm64 musl": "/lib/ld-musl-aarch64.so.1",
  };

  it(`is an ELF file for ${arch} that ${libc} loads`, () => {
    expect(readElf(image())).toEqual({
      machine: arch,
      interpreter: loaders[`${arch} ${libc ?? "glibc"}`],
    });
  });
});

describeEach("darwin", (image, { arch }) => {
  it(`is a Mach-O file for ${arch}, signed ad hoc, every page as the signature has it`, () => {
    const { machine, signature } = readMachO(image());
    expect(machine).toBe(arch);
    expect(signature.pages).toBeGreaterThan(20_000);
    expect(signature).toEqual({
      identifier: "kubectl-workload",
      flags: ["adhoc", "linker-signed"],
      pages: signature.pages,
      wrongPages: [],
      complete: true,
      otherParts: 0,
    });
  });

  it("does not match its signature any more when one byte changes", () => {
    const changed = Buffer.from(image());
    const at = 50_000_000;
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(readMachO(changed).signature.wrongPages).toEqual([Math.floor(at / 4096)]);
  });
});

describeEach("windows", (image, { arch }) => {
  it(`is a console program for ${arch}, without the signature of Bun, which would not match`, () => {
    expect(readPe(image())).toEqual({ machine: arch, subsystem: "console", certificates: 0 });
  });
});
