import * as tls from "node:tls";

/**
 * The certificate authorities that this system trusts, next to those that the runtime brings along. A kubeconfig
 * without an authority means the system's, as Go understands it; to load them takes tens of milliseconds, so they
 * are only asked for when the runtime's own do not do. Undefined where the runtime cannot tell (Node before 22.15).
 */
export function systemAuthorities(): string[] | undefined {
  const { getCACertificates } = tls as Partial<typeof tls>;
  return getCACertificates && [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
}

/** Whether a TLS handshake failed because nobody who is trusted vouches for the server. */
export function isUnknownAuthority(error: unknown): boolean {
  switch ((error as NodeJS.ErrnoException).code) {
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "CERT_SIGNATURE_FAILURE":
    case "CERT_UNTRUSTED":
      return true;
    default:
      return false;
  }
}
