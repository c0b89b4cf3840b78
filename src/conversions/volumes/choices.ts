import type { Choice, TargetKind } from "../../explanation/conversion.ts";
import type { FoundVolume } from "./foundVolumes.ts";

/** What can be said of a volume with `--volume`, and what each costs. */
export function choicesFor(
  found: FoundVolume,
  target: TargetKind,
  sharedClaim: string | undefined,
  pods: number,
): readonly Choice[] {
  const choice = (as: string, effect: string): Choice => ({ flag: `--volume ${found.name}=${as}`, effect });
  const perPods = found.from === "ClaimTemplate";
  const shared =
    sharedClaim === undefined
      ? []
      : [
          choice(
            perPods ? `shared:${sharedClaim}` : "shared",
            perPods
              ? `all pods mount \`${sharedClaim}\`${pods > 1 ? "; no pod mounts the claims of the other ordinals" : ""}`
              : `all pods mount \`${sharedClaim}\`, as now`,
          ),
        ];
  const template =
    target === "StatefulSet"
      ? [
          choice(
            "template",
            "each pod gets a claim of its own, which stays when the pod goes; new ones are empty, unless the runbook moves the volume to ordinal 0",
          ),
        ]
      : [];
  const rest = found.isDevice
    ? []
    : [
        choice("hostPath:PATH", "each pod gets what lies on its node, and loses sight of it on another"),
        choice("emptyDir", "each pod starts empty on its node's disk, and what it writes goes with it"),
      ];
  return [
    ...template,
    ...shared,
    choice("ephemeral", "each pod starts with an empty claim of its own, which is deleted with the pod"),
    ...rest,
  ];
}
