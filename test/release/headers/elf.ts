/** What the header of an ELF file of 64 bits says. */
export interface Elf {
  readonly machine: "amd64" | "arm64" | number;
  /** The dynamic loader that it asks for; `undefined` when it is linked statically. */
  readonly interpreter: string | undefined;
}

/**
 * Reads a little-endian ELF file of 64 bits.
 * Upstream: System V ABI, ELF header and program header
 *
 * @throws Error when it is none
 */
export function readElf(image: Buffer): Elf {
  if (image.toString("latin1", 0, 6) !== "\x7fELF\x02\x01") throw new Error("not an ELF file of 64 bits");
  const [machine, table] = [image.readUInt16LE(18), Number(image.readBigUInt64LE(32))];
  const [size, count] = [image.readUInt16LE(54), image.readUInt16LE(56)];
  const interpreterType = 3;
  let interpreter: string | undefined;
  for (let index = 0; index < count; index++) {
    const at = table + index * size;
    if (image.readUInt32LE(at) !== interpreterType) continue;
    const offset = Number(image.readBigUInt64LE(at + 8));
    const length = Number(image.readBigUInt64LE(at + 32));
    interpreter = image.toString("latin1", offset, offset + length).replace(/\0+$/, "");
  }
  return { machine: machines.get(machine) ?? machine, interpreter };
}

const machines: ReadonlyMap<number, "amd64" | "arm64"> = new Map([
  [62, "amd64"],
  [183, "arm64"],
]);
