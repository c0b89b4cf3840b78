import { setTimeout as sleep } from "node:timers/promises";

/**
 * Calls `probe` until it returns something truthy and returns that. An error of the probe counts as "not yet";
 * the last one becomes the cause when the time is over.
 */
export async function waitFor<T>(
  description: string,
  probe: () => T | Promise<T>,
  timeoutMs = 30_000,
): Promise<Exclude<Awaited<T>, false | 0 | "" | null | undefined>> {
  const deadline = performance.now() + timeoutMs;
  let pauseMs = 25;
  let lastError: unknown;
  while (true) {
    try {
      const value = await probe();
      if (value) return value as Exclude<Awaited<T>, false | 0 | "" | null | undefined>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > deadline) {
      const detail = lastError instanceof Error ? `; last error: ${lastError.message}` : "";
      throw new Error(`waited ${timeoutMs / 1000} s for ${description}${detail}`, { cause: lastError });
    }
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, 500);
  }
}
