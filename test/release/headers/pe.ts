/** What the headers of a Windows executable of 64 bits say. */
export interface Pe {
  readonly machine: "amd64" | "arm64" | number;
  readonly subsystem: "console" | number;
  /** Bytes of Authenticode signatures. */
  readonly certificates: number;
}

/**
 * Reads the headers of a PE32+ executable.
 * Upstream: Microsoft's "PE Format", COFF file header and optional header
 *
 * @throws Error when it is none
 */
export function readPe(image: Buffer): Pe {
  const at = image.readUInt32LE(0x3c);
  if (image.toString("latin1", 0, 2) !== "MZ" || image.toString("latin1", at, at + 4) !== "PE\0\0") {
    throw new Error("not a PE executable");
  }
  const machine = image.readUInt16LE(at + 4);
  const optional = at + 24;
  if (image.readUInt16LE(optional) !== 0x20b) throw new Error("not an executable of 64 bits");
  const subsystem = image.readUInt16LE(optional + 68);
  const securityDirectory = optional + 112 + 4 * 8;
  return {
    machine: machines.get(machine) ?? machine,
    subsystem: subsystem === 3 ? "console" : subsystem,
    certificates: image.readUInt32LE(securityDirectory + 4),
  };
}

const machines: ReadonlyMap<number, "amd64" | "arm64"> = new Map([
  [0x8664, "amd64"],
  [0xaa64, "arm64"],
]);
