import { describe, expect, it } from "vitest";
import { runbooksOf } from "../../../src/conversions/runbooks/runbooks.ts";
import type { Change } from "../../../src/explanation/conversion.ts";
import { conversion, ofOrdinals, policy } from "./conversions.ts";

/** `--volume data=emptyDir`: the pods get another volume. */
const otherVolume: Change = {
  path: "spec.template.spec.volumes[data]",
  action: "Changed",
  from: { persistentVolumeClaim: { claimName: "grafana-data" } },
  to: { emptyDir: {} },
  reason: "",
};
const movedIn: Change = {
  path: "spec.volumeClaimTemplates[data]",
  newPath: "spec.template.spec.volumes[data]",
  action: "Changed",
  reason: "",
};
const kept: Change = { path: "spec.template", action: "Kept", reason: "" };
const beside: Change = { path: "spec.minReadySeconds", action: "Dropped", from: 10, reason: "" };

describe("nothing restarts only where the templates are equal", () => {
  it.each([
    ["equal ones", [kept, beside], true],
    ["another volume", [otherVolume], false],
    ["a volume that was a claim template", [movedIn], false],
  ] as const)("a ReplicaSet that is adopted, %s", (_, changes, isSame) => {
    const [runbook] = runbooksOf(conversion("ReplicaSet", "Deployment", { changes }));
    expect(/nothing restarts/.test(runbook?.sentence ?? "")).toBe(isSame);
    expect(runbook?.interrupts.startsWith("nothing")).toBe(isSame);
    const apply = runbook?.steps.find(({ title }) => title.startsWith("Apply"));
    expect(/templates are equal/.test(apply?.why ?? "")).toBe(isSame);
    expect(/get replicaset -n shop -l app=grafana,pod-template-hash/.test(apply?.undo ?? "")).toBe(!isSame);
  });

  it.each([
    ["equal ones", [kept, beside], true],
    ["another volume", [otherVolume], false],
    ["a volume that was a claim template", [movedIn], false],
  ] as const)("pods that a DaemonSet adopts, %s", (_, changes, isSame) => {
    const runbook = runbooksOf(conversion("StatefulSet", "DaemonSet", { changes }))[1];
    expect(/restarts none of those that it keeps/.test(runbook?.sentence ?? "")).toBe(isSame);
    expect(/replaces them one at a time/.test(runbook?.sentence ?? "")).toBe(!isSame);
  });
});

describe("of 1,000 claims", () => {
  const postgres = conversion("StatefulSet", "Deployment", {
    name: "postgres",
    volumes: [
      ofOrdinals(
        "Empty",
        Array.from({ length: 1000 }, () => ({})),
      ),
    ],
    changes: [policy("Delete", "Delete")],
  });

  it("a sentence names three, and says how many there are", () => {
    expect(runbooksOf(postgres)[0]?.hazards).toContain(
      "`data` starts empty: no new pod sees what is in `data-postgres-0`, `data-postgres-1`, `data-postgres-2`, … (1000), which stay",
    );
  });

  it("no command is longer than of two", () => {
    const commands = runbooksOf(postgres).flatMap(({ steps }) =>
      steps.flatMap(({ command, check = "", undo = "" }) => [command, check, undo]),
    );
    expect(Math.max(...commands.map((command) => command.length))).toBeLessThan(500);
  });
});
