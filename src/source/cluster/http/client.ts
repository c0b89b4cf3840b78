import { SourceError } from "../../source.ts";
import type { Credentials } from "../auth/credentials.ts";
import { StatusError } from "./errors.ts";
import { type RetryLimits, withRetries } from "./retry.ts";
import type { Response } from "./send.ts";
import { statusErrorOf } from "./statusError.ts";
import type { Transport } from "./transport.ts";

export interface Client {
  /**
   * Asks for a path until the server gives it or means its refusal. `read` may be called again from the start.
   * @throws StatusError for any answer but 200, else what the transport throws
   * @throws SourceError when the server does not know who is asking
   */
  get<T>(path: string, read: (response: Response) => Promise<T>): Promise<T>;
}

export function createClient(
  transport: Transport,
  credentials: Credentials,
  signal: AbortSignal,
  limits?: RetryLimits,
): Client {
  return {
    async get(path, read) {
      const sentAt = performance.now();
      const attempt = () =>
        transport.get(path, async (response) => {
          if (response.status === 200) return read(response);
          throw await statusErrorOf(response);
        });
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
    },
  };
}

function isUnauthorized(error: unknown): error is StatusError {
  return error instanceof StatusError && error.status === 401;
}

function notLoggedIn(error: StatusError): SourceError {
  return new SourceError(`error: You must be logged in to the server (${error.message})`);
}
