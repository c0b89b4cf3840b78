import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import {
  bitString,
  context,
  type Der,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
  set,
  trueValue,
  utf8String,
} from "./der.ts";

/** PEM texts. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateAuthority {
  readonly certificate: string;
  /** A certificate by which a client authenticates as user `name` in `groups`. */
  issueClient(name: string, groups: readonly string[]): Certificate;
  /** A certificate for a server with these DNS names and IPv4 addresses. */
  issueServer(names: readonly string[], addresses: readonly string[]): Certificate;
}

const ecdsaWithSha256 = sequence(oid("1.2.840.10045.4.3.2"));
const dayMs = 24 * 3600 * 1000;

/**
 * A certificate authority that lives as long as a test cluster. Node can sign but cannot write X.509 (RFC 5280),
 * and the openssl program is not everywhere; hence the DER by hand.
 */
export function createCertificateAuthority(): CertificateAuthority {
  const authority = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const authorityName = distinguishedName("kubectl-workload-test-cluster", []);
  const authorityKeyId = createHash("sha1").update(spki(authority.publicKey)).digest();

  const issue = (subject: Der, publicKey: KeyObject, extensions: readonly Der[]): string => {
    const now = Date.now();
    const body = sequence(
      context(0, integer(Uint8Array.of(2))),
      integer(Buffer.concat([Uint8Array.of(1), randomBytes(15)])),
      ecdsaWithSha256,
      authorityName,
      sequence(generalizedTime(new Date(now - dayMs)), generalizedTime(new Date(now + 365 * dayMs))),
      subject,
      spki(publicKey),
      context(3, sequence(...extensions)),
    );
    const signature = sign("sha256", body, authority.privateKey);
    return pem("CERTIFICATE", sequence(body, ecdsaWithSha256, bitString(signature)));
  };

  const issueLeaf = (subject: Der, extensions: readonly Der[]): Certificate => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const issuer = extension("2.5.29.35", sequence(context(0, authorityKeyId, { constructed: false })));
    return { certificate: issue(subject, publicKey, [...extensions, issuer]), key };
  };

  return {
    certificate: issue(authorityName, authority.publicKey, [
      extension("2.5.29.19", sequence(trueValue()), { critical: true }),
      keyUsage(0b0000_0110, 1),
      extension("2.5.29.14", octetString(authorityKeyId)),
    ]),
    issueClient(name, groups) {
      return issueLeaf(distinguishedName(name, groups), [
        keyUsage(0b1000_0000, 7),
        extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.2"))),
      ]);
    },
    issueServer(names, addresses) {
      const dnsNames = names.map((name) => context(2, Buffer.from(name, "ascii"), { constructed: false }));
      const ips = addresses.map((address) => {
        return context(7, Uint8Array.from(address.split("."), Number), { constructed: false });
      });
      return issueLeaf(distinguishedName(names[0] ?? addresses[0] ?? "server", []), [
        keyUsage(0b1000_0000, 7),
        extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1"))),
        extension("2.5.29.17", sequence(...dnsNames, ...ips)),
      ]);
    },
  };
}

/** Kubernetes reads a client's user name from the common name, its groups from the organizations. */
function distinguishedName(commonName: string, organizations: readonly string[]): Der {
  const attribute = (type: string, text: string) => set(sequence(oid(type), utf8String(text)));
  return sequence(
    ...organizations.map((organization) => attribute("2.5.4.10", organization)),
    attribute("2.5.4.3", commonName),
  );
}

function extension(id: string, value: Uint8Array, { critical = false } = {}): Der {
  return sequence(oid(id), ...(critical ? [trueValue()] : []), octetString(value));
}

function keyUsage(bits: number, unusedBits: number): Der {
  return extension("2.5.29.15", bitString(Uint8Array.of(bits), unusedBits), { critical: true });
}

function spki(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
