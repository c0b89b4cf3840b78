import { deploymentNeighbours } from "./deploymentNeighbours.ts";
import { deploymentRollouts } from "./deploymentRollouts.ts";
import { deploymentVolumes } from "./deploymentVolumes.ts";

/** None of them changes a node. */
export const deploymentCases = { ...deploymentNeighbours, ...deploymentRollouts, ...deploymentVolumes };
