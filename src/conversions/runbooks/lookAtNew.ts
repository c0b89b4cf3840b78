import type { RunbookStep } from "../../explanation/runbook.ts";
import { ready } from "./ready.ts";
import type { Scene } from "./scene.ts";

export function lookAtNew(scene: Scene): RunbookStep {
  const { connection, fresh, inNamespace } = scene;
  return {
    title: "See that all is well",
    command: `kubectl workload explain ${fresh.resource}${inNamespace}${connection.flags}`,
    why: "it says what is not ready and why, and what still names a kind that is not there",
    check: ready(scene, fresh),
  };
}
