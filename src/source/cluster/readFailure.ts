import type { ReadFailure } from "../../kube/read.ts";
import { SourceError } from "../source.ts";
import { connectionFailure } from "./http/connectionFailure.ts";
import { RequestTimeout, StatusError } from "./http/errors.ts";

/**
 * What a failed read means: something that this read alone lacks, or that there is no cluster to ask.
 * @param host `host:port` as the user wrote it
 */
export function readFailure(error: unknown, host: string): ReadFailure | SourceError {
  if (error instanceof SourceError) return error;
  if (error instanceof RequestTimeout) return { reason: "Timeout", message: error.message };
  if (error instanceof StatusError) return { reason: reasonOf(error), message: error.message };
  if (error instanceof SyntaxError) {
    // What the parser says quotes the answer, which may hold anything.
    return { reason: "ServerError", message: `the answer of ${host} is not JSON` };
  }
  return connectionFailure(error, host);
}

function reasonOf(error: StatusError): ReadFailure["reason"] {
  switch (error.status) {
    case 403:
      return "Forbidden";
    case 404:
      return "NotFound";
    case 408:
    case 504:
      return "Timeout";
    default:
      return "ServerError";
  }
}
