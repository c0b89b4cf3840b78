import type { Readable } from "node:stream";
import { type Cause, StatusError } from "./errors.ts";
import type { Response } from "./send.ts";

/** What a proxy in front of the server may answer is not worth more than this many bytes. */
const longest = 64 * 1024;

/** Reads an answer that is not 200: a Kubernetes Status, or whatever something on the way has sent. */
export async function statusErrorOf(response: Response): Promise<StatusError> {
  const text = await textOf(response.body, longest);
  const { message, reason, causes } = kubernetesStatus(text);
  return new StatusError({
    status: response.status,
    message: message || ownWords(response.status) || `${response.status} ${response.statusText}`.trim(),
    reason,
    causes,
    retryAfterMilliseconds: retryAfter(response.headers["retry-after"]),
  });
}

interface Said {
  readonly message?: string | undefined;
  readonly reason?: string | undefined;
  readonly causes?: readonly Cause[] | undefined;
}

function kubernetesStatus(text: string): Said {
  try {
    const status = JSON.parse(text) as Said & { kind?: string; details?: { causes?: readonly Cause[] } };
    if (status?.kind !== "Status") return {};
    const { message, reason, details } = status;
    return { message: message?.split("\n").join(" "), reason, causes: details?.causes };
  } catch {
    return {};
  }
}

/** Upstream: apimachinery pkg/api/errors/errors.go#NewGenericServerResponse (v1.36) */
function ownWords(status: number): string | undefined {
  switch (status) {
    case 401:
      return "the server has asked for the client to provide credentials";
    case 404:
      return "the server could not find the requested resource";
    case 429:
      return "the server has received too many requests and has asked us to try again later";
    case 503:
      return "the server is currently unable to handle the request";
    case 504:
      return "the server was unable to return a response in the time allotted, but may still be processing the request";
    default:
      return undefined;
  }
}

/** Seconds, or a date. */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - Date.now());
}

async function textOf(body: Readable, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
