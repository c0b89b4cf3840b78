import type { Verb } from "./verb.ts";

const success = ["0", "success"] as const;
const failure = ["1", "something is wrong"] as const;
/** 128 + SIGINT. */
const interrupted = ["130", "Ctrl-C ended it"] as const;

/** What a verb's exit codes say, each with its meaning, by number. */
export function exitCodesOf({
  exitCodes = [success, failure],
}: Pick<Verb, "exitCodes">): readonly (readonly [code: string, meaning: string])[] {
  return [...exitCodes, interrupted];
}
