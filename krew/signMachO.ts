import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

const loadCommand = { segment64: 0x19, codeSignature: 0x1d };
const magic = { machO64: 0xfeedfacf, superBlob: 0xfade0cc0, codeDirectory: 0xfade0c02 };
const pageSizeLog2 = 12;
const hashSize = 32;
const directorySize = 88;
const superBlobSize = 12 + 8;

interface Segment {
  /** Of its load command in the file. */
  readonly at: number;
  readonly fileOffset: number;
  readonly fileSize: number;
}

/**
 * Signs a Mach-O executable of one machine ad hoc, in place of the signature that it has. Bun leaves the amd64
 * executable with Apple's signature of Bun itself, which does not match (macOS may kill what is signed and does not
 * match), and calls the arm64 one `a.out`. This is the signature that linkers make: it names no signer, so
 * Gatekeeper still warns of a download, but the system runs it. Without the hardened runtime, the JIT needs no
 * entitlements.
 * Upstream: xnu osfmk/kern/cs_blobs.h, go src/cmd/internal/codesign
 *
 * @throws Error when the file is no 64-bit Mach-O, or nothing in it has room for a signature
 */
export async function signMachO(file: string, identifier: string): Promise<void> {
  const image = await readFile(file);
  const { signature, text, linkedit } = loadCommandsOf(image, file);
  const codeLimit = image.readUInt32LE(signature + 8);
  const pages = Math.ceil(codeLimit / 2 ** pageSizeLog2);
  const hashOffset = directorySize + identifier.length + 1;
  const length = superBlobSize + hashOffset + pages * hashSize;

  // The load commands are hashed too, so they come first.
  image.writeUInt32LE(length, signature + 12);
  const linkeditSize = codeLimit + length - linkedit.fileOffset;
  image.writeBigUInt64LE(BigInt(Math.ceil(linkeditSize / 0x4000) * 0x4000), linkedit.at + 32);
  image.writeBigUInt64LE(BigInt(linkeditSize), linkedit.at + 48);

  const blob = Buffer.alloc(length);
  write32(blob, 0, [magic.superBlob, length, 1, 0, superBlobSize]);
  const directory = blob.subarray(superBlobSize);
  const [version, adHocByLinker] = [0x20400, 0x20002];
  write32(directory, 0, [
    magic.codeDirectory,
    directory.length,
    version,
    adHocByLinker,
    hashOffset,
    directorySize,
  ]);
  write32(directory, 24, [0, pages, codeLimit]);
  const sha256 = 2;
  directory.set([hashSize, sha256, 0, pageSizeLog2], 36);
  directory.writeBigUInt64BE(BigInt(text.fileOffset), 64);
  directory.writeBigUInt64BE(BigInt(text.fileSize), 72);
  const mainBinary = 1n;
  directory.writeBigUInt64BE(mainBinary, 80);
  directory.write(identifier, directorySize, "latin1");
  for (let page = 0; page < pages; page++) {
    const start = page << pageSizeLog2;
    const end = Math.min(start + 2 ** pageSizeLog2, codeLimit);
    const hash = createHash("sha256").update(image.subarray(start, end)).digest();
    directory.set(hash, hashOffset + page * hashSize);
  }
  await writeFile(file, Buffer.concat([image.subarray(0, codeLimit), blob]));
}

function loadCommandsOf(image: Buffer, file: string) {
  if (image.readUInt32LE(0) !== magic.machO64) throw new Error(`${file} is no 64-bit Mach-O file`);
  const segments = new Map<string, Segment>();
  let signature: number | undefined;
  let at = 32;
  for (let left = image.readUInt32LE(16); left > 0; left--) {
    const command = image.readUInt32LE(at);
    if (command === loadCommand.codeSignature) signature = at;
    if (command === loadCommand.segment64) {
      const name = image.toString("latin1", at + 8, at + 24).replace(/\0+$/, "");
      const [fileOffset, fileSize] = [image.readBigUInt64LE(at + 40), image.readBigUInt64LE(at + 48)];
      segments.set(name, { at, fileOffset: Number(fileOffset), fileSize: Number(fileSize) });
    }
    at += image.readUInt32LE(at + 4);
  }
  const text = segments.get("__TEXT");
  const linkedit = segments.get("__LINKEDIT");
  if (signature === undefined || text === undefined || linkedit === undefined) {
    throw new Error(`${file} has no place for a signature`);
  }
  return { signature, text, linkedit };
}

function write32(buffer: Buffer, offset: number, values: readonly number[]): void {
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, offset + index * 4);
}
