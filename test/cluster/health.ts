import { get as httpGet } from "node:http";
import { get as httpsGet } from "node:https";
import { logTail, type RunningProgram } from "./process.ts";
import { waitFor } from "./waitFor.ts";

/**
 * Waits until `url` answers 200. Throws, with the tail of the program's log, when the program ends before that
 * or the time is over.
 */
export async function untilHealthy(program: RunningProgram, url: string, timeoutMs = 60_000): Promise<void> {
  const stop = new AbortController();
  const healthy = waitFor(
    `${program.name} to answer 200 to ${url}`,
    async () => stop.signal.aborted || (await status(url)) === 200,
    timeoutMs,
  ).catch(async (error: Error) => {
    throw new Error(`${error.message}; its log ends:\n${await logTail(program.logFile)}`, { cause: error });
  });
  try {
    await Promise.race([healthy, program.failure]);
  } finally {
    stop.abort();
  }
}

/** The HTTP status. The certificates of a program's own health port are signed by nobody, so none is checked. */
function status(url: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const options = { agent: false, timeout: 5000, rejectUnauthorized: false };
  const get = url.startsWith("https:") ? httpsGet : httpGet;
  const outgoing = get(url, options, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  outgoing.once("timeout", () => outgoing.destroy(new Error(`${url}: no answer in 5 s`)));
  outgoing.once("error", reject);
  return promise;
}
