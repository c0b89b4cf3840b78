import { podEnds } from "./podEnds.ts";
import { podRuns } from "./podRuns.ts";
import { podScheduling } from "./podScheduling.ts";
import { podStarts } from "./podStarts.ts";

/** Only the last of them change a node: node-9. */
export const podCases = { ...podScheduling, ...podStarts, ...podRuns, ...podEnds };
