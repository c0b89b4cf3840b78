import type { Asked } from "./send.ts";

/**
 * Logs each answer as kubectl does with `-v=6`: `GET https://10.0.0.1:6443/api/v1/pods 200 OK in 12 milliseconds`.
 * Undefined when the verbosity is less. Nothing of the headers is logged, at any verbosity: they hold the token.
 */
export function requestLog(
  verbosity: number,
  base: string,
  stderr: { write(text: string): unknown },
): ((asked: Asked, status: string, milliseconds: number) => void) | undefined {
  if (verbosity < 6) return undefined;
  return ({ method, path }, status, milliseconds) => {
    stderr.write(
      `${method} ${base}${path} ${status ? `${status} ` : ""}in ${Math.round(milliseconds)} milliseconds\n`,
    );
  };
}
