import { statefulSetClaims } from "./statefulSetClaims.ts";
import { statefulSetNames } from "./statefulSetNames.ts";
import { statefulSetRollouts } from "./statefulSetRollouts.ts";

/** None of them changes a node. */
export const statefulSetCases = { ...statefulSetNames, ...statefulSetClaims, ...statefulSetRollouts };
