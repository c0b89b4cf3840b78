import { createHash } from "node:crypto";

/** What a Mach-O executable says of itself, and whether its signature is true. */
export interface MachO {
  readonly machine: "amd64" | "arm64" | number;
  readonly signature: Signature;
}

/** The embedded signature, as the kernel reads it. */
export interface Signature {
  readonly identifier: string;
  readonly flags: readonly string[];
  /** Pages that the signature covers, and those whose hash is another. */
  readonly pages: number;
  readonly wrongPages: readonly number[];
  /** Whether it covers everything before itself, and nothing comes after it. */
  readonly complete: boolean;
  /** Parts of the signature beside the list of hashes, such as entitlements. */
  readonly otherParts: number;
}

/**
 * Reads a Mach-O file of 64 bits for one machine, and hashes every page that its signature covers.
 * Upstream: xnu EXTERNAL_HEADERS/mach-o/loader.h, osfmk/kern/cs_blobs.h#CS_CodeDirectory
 *
 * @throws Error when it is none, or not signed with SHA-256
 */
export function readMachO(image: Buffer): MachO {
  if (image.readUInt32LE(0) !== 0xfeedfacf) throw new Error("not a Mach-O file of 64 bits");
  const machine = image.readUInt32LE(4);
  let at = 32;
  for (let left = image.readUInt32LE(16); left > 0; left--, at += image.readUInt32LE(at + 4)) {
    const codeSignature = 0x1d;
    if (image.readUInt32LE(at) !== codeSignature) continue;
    const [offset, size] = [image.readUInt32LE(at + 8), image.readUInt32LE(at + 12)];
    return { machine: machines.get(machine) ?? machine, signature: readSignature(image, offset, size) };
  }
  throw new Error("not signed");
}

function readSignature(image: Buffer, offset: number, size: number): Signature {
  const blob = image.subarray(offset, offset + size);
  if (blob.readUInt32BE(0) !== 0xfade0cc0) throw new Error("no embedded signature");
  const parts = blob.readUInt32BE(8);
  const index = Array.from({ length: parts }, (_, part) => 12 + part * 8);
  const first = index.find((at) => blob.readUInt32BE(at) === 0);
  if (first === undefined) throw new Error("the signature has no code directory");
  const directory = blob.subarray(blob.readUInt32BE(first + 4));
  const field = (at: number) => directory.readUInt32BE(at);
  const [hashSize, hashType, pageBits] = [directory[36], directory[37], directory[39] ?? 0];
  if (field(0) !== 0xfade0c02 || hashSize !== 32 || hashType !== 2) throw new Error("no hashes by SHA-256");
  const [flags, hashes, identifier, pages, limit] = [field(12), field(16), field(20), field(28), field(32)];
  const wrongPages: number[] = [];
  for (let page = 0; page < pages; page++) {
    const code = image.subarray(page * 2 ** pageBits, Math.min((page + 1) * 2 ** pageBits, limit));
    const expected = directory.subarray(hashes + page * 32, hashes + (page + 1) * 32);
    if (!createHash("sha256").update(code).digest().equals(expected)) wrongPages.push(page);
  }
  return {
    identifier: directory.toString("latin1", identifier, directory.indexOf(0, identifier)),
    flags: [...flagNames].filter(([bit]) => flags & bit).map(([, name]) => name),
    pages,
    wrongPages,
    complete:
      limit === offset && pages === Math.ceil(limit / 2 ** pageBits) && offset + size === image.length,
    otherParts: parts - 1,
  };
}

const flagNames: ReadonlyMap<number, string> = new Map([
  [0x2, "adhoc"],
  [0x10000, "runtime"],
  [0x20000, "linker-signed"],
]);

const machines: ReadonlyMap<number, "amd64" | "arm64"> = new Map([
  [0x01000007, "amd64"],
  [0x0100000c, "arm64"],
]);
