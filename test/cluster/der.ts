/** The few pieces of DER (ITU-T X.690) that an X.509 certificate is made of. */
export type Der = Buffer<ArrayBuffer>;

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export const sequence = (...parts: readonly Uint8Array[]): Der => encode(tags.sequence, Buffer.concat(parts));
export const set = (...parts: readonly Uint8Array[]): Der => encode(tags.set, Buffer.concat(parts));
export const octetString = (content: Uint8Array): Der => encode(tags.octetString, content);
export const utf8String = (text: string): Der => encode(tags.utf8String, Buffer.from(text, "utf8"));
export const trueValue = (): Der => encode(tags.boolean, Uint8Array.of(0xff));

/** Whole bytes, or the leading `bits` of one byte. */
export function bitString(content: Uint8Array, unusedBits = 0): Der {
  return encode(tags.bitString, Buffer.concat([Uint8Array.of(unusedBits), content]));
}

/** A positive integer, most significant byte first. */
export function integer(bytes: Uint8Array): Der {
  const wouldBeNegative = ((bytes[0] ?? 0) & 0x80) !== 0;
  return encode(tags.integer, wouldBeNegative ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes);
}

/** An object identifier in its dotted form, for example `2.5.4.3`. */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest.flatMap(base128)];
  return encode(tags.oid, Uint8Array.from(bytes));
}

export function generalizedTime(time: Date): Der {
  const digits = time
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace(/\D/g, "");
  return encode(tags.generalizedTime, Buffer.from(`${digits}Z`, "ascii"));
}

/** A context-specific tag; `constructed` when the content is DER itself. */
export function context(tag: number, content: Uint8Array, { constructed = true } = {}): Der {
  return encode((constructed ? 0xa0 : 0x80) | tag, content);
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function encode(tag: number, content: Uint8Array): Der {
  return Buffer.concat([Uint8Array.of(tag), length(content.length), content]);
}

function length(count: number): Uint8Array {
  if (count < 0x80) return Uint8Array.of(count);
  if (count < 0x100) return Uint8Array.of(0x81, count);
  return Uint8Array.of(0x82, count >> 8, count & 0xff);
}
