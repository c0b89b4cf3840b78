import { describe, expect, it } from "vitest";
import { runbooksOf } from "../../../src/conversions/runbooks/runbooks.ts";
import type { Runbook } from "../../../src/explanation/runbook.ts";
import { asTemplate, conversion } from "./conversions.ts";

function adopting(old: Parameters<typeof asTemplate>[0] = {}, spec: object = {}): Runbook {
  const [runbook] = runbooksOf(
    conversion("Deployment", "StatefulSet", { before: 1, after: 1, volumes: [asTemplate(old)], spec }),
  );
  if (runbook?.way !== "AdoptVolume") throw new Error(`${runbook?.way} is offered first`);
  return runbook;
}

const titles = (runbook: Runbook) => runbook.steps.map(({ title }) => title);

function step(runbook: Runbook, title: string) {
  const found = runbook.steps.find((each) => each.title === title);
  if (found === undefined) throw new Error(`no step \`${title}\` among ${titles(runbook).join("; ")}`);
  return found;
}

describe("the volume of the old claim becomes that of the first ordinal", () => {
  it("in this order", () => {
    expect(titles(adopting())).toEqual([
      "Save both manifests in the current folder",
      "See that nothing else mounts `grafana-data`",
      "Save the old claim",
      "Keep the volume when its claim goes",
      "Scale the old Deployment to 0",
      "Delete the old claim",
      "Hold the volume for the claim of the first ordinal",
      "Create the claim `data-grafana-0`",
      "Apply the StatefulSet, and wait until it is ready",
      "Give the volume its reclaim policy back",
      "Delete the old Deployment",
      "See that all is well",
    ]);
  });

  it("a volume that is retained anyhow keeps its policy", () => {
    expect(titles(adopting({ reclaimPolicy: "Retain" })).filter((title) => /volume/.test(title))).toEqual([
      "Hold the volume for the claim of the first ordinal",
    ]);
  });

  it("no claim goes before the volume is retained, there and back", () => {
    const runbook = adopting();
    expect(step(runbook, "Delete the old claim").command).toMatch(
      /^test "\$\(kubectl get pv\/pvc-7c5e .* = Retain && /,
    );
    expect(step(runbook, "Create the claim `data-grafana-0`").undo).toMatch(
      /^kubectl patch pv\/pvc-7c5e .*"Retain".* &&\nkubectl delete pvc\/data-grafana-0/,
    );
  });

  it("the policy that the volume had comes back, there and back", () => {
    const runbook = adopting();
    const delet = '{"spec":{"persistentVolumeReclaimPolicy":"Delete"}}';
    expect(step(runbook, "Keep the volume when its claim goes").undo).toContain(delet);
    expect(step(runbook, "Give the volume its reclaim policy back").command).toContain(delet);
  });

  const claims: readonly (readonly [string, Runbook, object])[] = [
    [
      "of the same size, class and modes",
      adopting(),
      {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: "10Gi" } },
        storageClassName: "fast",
        volumeName: "pvc-7c5e",
      },
    ],
    [
      "of no class, rather than of the default one",
      adopting({ storageClass: "" }),
      {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: "10Gi" } },
        storageClassName: "",
        volumeName: "pvc-7c5e",
      },
    ],
    [
      "of a block device",
      adopting({}, { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { volumeMode: "Block" } }] }),
      {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: "10Gi" } },
        storageClassName: "fast",
        volumeMode: "Block",
        volumeName: "pvc-7c5e",
      },
    ],
  ];
  it.each(claims)("the new claim is %s", (_, runbook, spec) => {
    const { command } = step(runbook, "Create the claim `data-grafana-0`");
    const json = /^echo '([^']*)' \| kubectl apply -n shop -f -$/.exec(command)?.[1] ?? "";
    expect(JSON.parse(json)).toEqual({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "data-grafana-0" },
      spec,
    });
  });

  it("the old Deployment does not come back beside the new pods", () => {
    const runbook = adopting();
    expect(step(runbook, "Delete the old Deployment").undo).toBeUndefined();
    expect(step(runbook, "Scale the old Deployment to 0").undo).toBe(
      [
        "kubectl apply -f grafana-deployment.yaml -n shop &&",
        "kubectl scale deployment/grafana -n shop --replicas=1 &&",
        "kubectl rollout status deployment/grafana -n shop --timeout=10m",
      ].join("\n"),
    );
  });

  it("no claim is deleted, or given its policy back, while another pod mounts it", () => {
    const runbook = adopting();
    const look = step(runbook, "See that nothing else mounts `grafana-data`");
    expect(look.command).toContain(`grep -F ' grafana-data ' | cut -d " " -f 1 | grep -vxF "$own"`);
    expect(titles(runbook).indexOf(look.title)).toBeLessThan(
      titles(runbook).indexOf("Scale the old Deployment to 0"),
    );
    const gone = step(runbook, "Delete the old claim");
    expect(gone.command).toMatch(/--timeout=2m$/);
    expect(gone.undo).toMatch(/^state=.*deletionTimestamp.*is being deleted still.* &&\n/);
    expect(step(runbook, "Keep the volume when its claim goes").undo).toMatch(
      /^state=.*test "\$state" = Bound .* false; }; } &&\nkubectl patch pv/,
    );
  });
});
