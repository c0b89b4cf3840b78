import { SourceError } from "../../source.ts";
import { ConnectTimeout } from "./errors.ts";
import { isUnknownAuthority } from "./systemTrust.ts";

/**
 * Why the server could not be reached, in the words in which kubectl says it.
 *
 * Upstream: kubectl pkg/cmd/util/helpers.go#StandardErrorMessage (v1.36), and Go's net and crypto/tls below it
 * @param host `host:port` as the user wrote it
 */
export function connectionFailure(error: unknown, host: string): SourceError {
  if (error instanceof SourceError) return error;
  const { code = "", message = String(error) } = error as NodeJS.ErrnoException;
  if (code === "ECONNREFUSED") {
    return new SourceError(
      `The connection to the server ${host} was refused - did you specify the right host or port?`,
    );
  }
  return new SourceError(`Unable to connect to the server: ${reason(error, code, message, host)}`);
}

function reason(error: unknown, code: string, message: string, host: string): string {
  const name = host.replace(/:\d+$/, "");
  if (error instanceof ConnectTimeout) return `dial tcp ${host}: i/o timeout`;
  switch (code) {
    case "ENOTFOUND":
      return `dial tcp: lookup ${name}: no such host`;
    case "EAI_AGAIN":
      return `dial tcp: lookup ${name}: temporary failure in name resolution`;
    case "EHOSTUNREACH":
      return `dial tcp ${host}: connect: no route to host`;
    case "ENETUNREACH":
      return `dial tcp ${host}: connect: network is unreachable`;
    case "ETIMEDOUT":
      return `dial tcp ${host}: connect: connection timed out`;
    case "ECONNRESET":
    case "EPIPE":
      return "EOF: the server closed the connection without an answer";
    case "EPROTO":
      return notTls(message)
        ? "http: server gave HTTP response to HTTPS client"
        : `tls: ${firstLine(message)}`;
    default: {
      const untrusted = certificateFault(error, code);
      if (untrusted !== undefined) return `tls: failed to verify certificate: x509: ${untrusted}`;
      if (notTls(message) || code === "ERR_SSL_WRONG_VERSION_NUMBER") {
        return "http: server gave HTTP response to HTTPS client";
      }
      return firstLine(message);
    }
  }
}

function certificateFault(error: unknown, code: string): string | undefined {
  if (isUnknownAuthority(error)) return "certificate signed by unknown authority";
  switch (code) {
    case "CERT_HAS_EXPIRED":
    case "CERT_NOT_YET_VALID":
      return "certificate has expired or is not yet valid";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return wrongName(error as { host?: string; message: string; cert?: { subjectaltname?: string } });
    default:
      return undefined;
  }
}

/** Go names only the alternatives of the kind that was asked for, addresses for an address. */
function wrongName(error: { host?: string; message: string; cert?: { subjectaltname?: string } }): string {
  const [, spelled = "it"] = /(?:Host: |IP: )([^ ]+?)\.? is not/.exec(error.message) ?? [];
  const host = error.host ?? spelled;
  const [, listed = ""] = /altnames: (.*)$/.exec(error.message) ?? [];
  const names = (error.cert?.subjectaltname ?? listed).split(", ");
  const kind = /^[\d.]+$|:/.test(host) ? "IP Address:" : "DNS:";
  const valid = names.filter((name) => name.startsWith(kind)).map((name) => name.slice(kind.length));
  if (valid.length === 0) {
    return kind === "DNS:"
      ? `certificate is not valid for any names, but wanted to match ${host}`
      : `cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
  }
  return `certificate is valid for ${valid.join(", ")}, not ${host}`;
}

function notTls(message: string): boolean {
  return /wrong.version.number|packet length too long|http request/i.test(message);
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
