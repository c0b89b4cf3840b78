import { finished } from "node:stream/promises";
import { SourceError } from "../../source.ts";
import type { Credentials } from "../auth/credentials.ts";
import { StatusError } from "./errors.ts";
import { type RetryLimits, withRetries } from "./retry.ts";
import type { Response } from "./send.ts";
import { statusErrorOf } from "./statusError.ts";
import type { Transport, Trial } from "./transport.ts";

export interface Client {
  /**
   * Asks for a path until the server gives it or means its refusal. `read` may be called again from the start;
   * `accept` as in the transport.
   * @throws StatusError for any answer but 200, else what the transport throws
   * @throws SourceError when the server does not know who is asking
   */
  get<T>(path: string, read: (response: Response) => Promise<T>, accept?: string): Promise<T>;
  /**
   * Has the server try to make or apply an object, and store nothing.
   * @throws as get; the StatusError has the causes
   */
  dryRun(path: string, trial: Trial): Promise<void>;
}

export function createClient(
  transport: Transport,
  credentials: Credentials,
  signal: AbortSignal,
  limits?: RetryLimits,
): Client {
  const loggedIn = async <T>(attempt: () => Promise<T>): Promise<T> => {
    const sentAt = performance.now();
    try {
      return await withRetries(attempt, signal, limits);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      if (!(await credentials.renew?.(sentAt))) throw notLoggedIn(error);
    }
    try {
      return await withRetries(attempt, signal, limits);
    } catch (error) {
      throw isUnauthorized(error) ? notLoggedIn(error) : error;
    }
  };

  return {
    get: (path, read, accept) =>
      loggedIn(() =>
        transport.get(
          path,
          async (response) => {
            if (response.status === 200) return read(response);
            throw await statusErrorOf(response);
          },
          accept,
        ),
      ),
    dryRun: (path, trial) =>
      loggedIn(() =>
        transport.dryRun(path, trial, async (response) => {
          if (response.status !== 200 && response.status !== 201) throw await statusErrorOf(response);
          // The connection is kept only once the answer was read.
          response.body.resume();
          await finished(response.body);
        }),
      ),
  };
}

function isUnauthorized(error: unknown): error is StatusError {
  return error instanceof StatusError && error.status === 401;
}

function notLoggedIn(error: StatusError): SourceError {
  return new SourceError(`error: You must be logged in to the server (${error.message})`);
}
