import { readFileSync } from "node:fs";
import { SourceError } from "../../source.ts";
import type { Credentials } from "./credentials.ts";

export function staticToken(token: string): Credentials {
  const value = `Bearer ${token}`;
  return { authorization: async () => value };
}

export function basicAuth(username: string, password: string): Credentials {
  const value = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return { authorization: async () => value };
}

/** The kubelet renews a projected token in place: a minute, less ten seconds, as in client-go. */
const rereadAfterMilliseconds = 50_000;

/**
 * The token in a file, read again from time to time. While the file cannot be read, the last token stands, or
 * `fallback`.
 *
 * Upstream: client-go transport/token_source.go#NewCachedFileTokenSource (v1.36)
 */
export function tokenFile(file: string, fallback?: string, now: () => number = Date.now): Credentials {
  let token = fallback;
  let readAt = Number.NEGATIVE_INFINITY;
  const read = () => {
    let text: string;
    try {
      text = readFileSync(file, "utf8").trim();
    } catch (error) {
      if (token !== undefined) return;
      const reason =
        (error as NodeJS.ErrnoException).code === "EACCES"
          ? "permission denied"
          : "no such file or directory";
      throw new SourceError(`error: open ${file}: ${reason}`);
    }
    if (text === "" && token === undefined)
      throw new SourceError(`error: read empty token from file "${file}"`);
    token = text || token;
    readAt = now();
  };
  return {
    authorization: async () => {
      if (now() - readAt >= rereadAfterMilliseconds) read();
      return `Bearer ${token}`;
    },
    renew: async () => {
      const before = token;
      read();
      return token !== before;
    },
  };
}
