import { setTimeout as delay } from "node:timers/promises";
import { StatusError } from "./errors.ts";

/** Tries of one request, the first included; waits in milliseconds. */
export interface RetryLimits {
  readonly tries: number;
  readonly firstWait: number;
  readonly longestWait: number;
  /** Of all waits together: after that the last answer stands. */
  readonly totalWait: number;
}

export const usualLimits: RetryLimits = { tries: 5, firstWait: 200, longestWait: 10_000, totalWait: 30_000 };

/**
 * Repeats an attempt that the server may grant later: when it is overloaded (429, 502, 503, 504), when it says
 * when to come back (Retry-After), and once when a connection breaks, as a kept one does when the server closes
 * it at the moment it is used.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  limits: RetryLimits = usualLimits,
): Promise<T> {
  let waited = 0;
  let wasReset = false;
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (isReset(error) && !wasReset) {
        wasReset = true;
        continue;
      }
      const wait = waitAfter(error, number, limits);
      if (wait === undefined || number >= limits.tries || waited + wait > limits.totalWait) throw error;
      waited += wait;
      await delay(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

function waitAfter(error: unknown, number: number, limits: RetryLimits): number | undefined {
  if (!(error instanceof StatusError)) return undefined;
  if (error.retryAfterMilliseconds !== undefined) return error.retryAfterMilliseconds;
  if (![429, 502, 503, 504].includes(error.status)) return undefined;
  const most = Math.min(limits.longestWait, limits.firstWait * 2 ** number);
  // Half of it by chance, so that many clients do not come back together.
  return most / 2 + Math.random() * (most / 2);
}

export function isReset(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    code === "ECONNRESET" ||
    code === "EPIPE" ||
    code === "ERR_STREAM_PREMATURE_CLOSE" ||
    message === "socket hang up" ||
    message === "aborted"
  );
}
