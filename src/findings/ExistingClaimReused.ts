import { claimCommand } from "./claimCommand.ts";
import { beside, evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";
import { named } from "./words.ts";

export const existingClaimReused = conversionFinding<{
  readonly namespace: string;
  readonly statefulSet: string;
  readonly volume: string;
  readonly claims: readonly string[];
}>({
  meta: {
    code: "ExistingClaimReused",
    severity: "warning",
    kinds: ["StatefulSet"],
    title: "a claim of the name that an ordinal would give it exists already",
    explanation: `A StatefulSet finds the claims of its pods by their names alone, \`<template>-<StatefulSet>-<ordinal>\`. One that exists
is mounted with what is in it, at the size and of the class that it has: the controller makes a claim only where
there is none, and does not compare it with the template. It may be from a StatefulSet of this name that was
deleted, and its data from then; a program that finds an old database starts with that.

It is what one wants where the claim was put there for that, as the runbook that moves a volume to ordinal 0 does.

Upstream: \`pkg/controller/statefulset/stateful_pod_control.go#createPersistentVolumeClaims\` (v1.36).`,
    example: {
      namespace: "monitoring",
      statefulSet: "grafana",
      volume: "data",
      claims: ["data-grafana-0"],
    },
    message({ volume, claims }) {
      const one = claims.length === 1;
      return `${named(claims)} ${one ? "exists" : "exist"} already, and ${one ? "is" : "are"} mounted as \`${volume}\` with what is in ${one ? "it" : "them"}, not new and empty`;
    },
    help(of) {
      return [
        "look whose data that is; if it is not meant, take another name with `--name`, or delete what nobody needs:",
        claimCommand("describe", of),
      ].join("\n");
    },
  },
  find({ subject, target, volumes }) {
    return volumes.flatMap(({ name, from, to, claims }) => {
      // The claims of a StatefulSet are its own.
      if (from === "ClaimTemplate" || to !== "ClaimTemplate") return [];
      const there = claims.filter(({ use, exists }) => use === "Mounted" && exists === true);
      if (there.length === 0) return [];
      return {
        parameters: {
          namespace: subject.namespace ?? "",
          statefulSet: target.name,
          volume: name,
          claims: there.map(({ claim }) => claim),
        },
        evidence: there.map(({ claim, persistentVolume }) => {
          const ref = beside(subject, "v1", "PersistentVolumeClaim", claim);
          return evidence(ref, "/spec/volumeName", persistentVolume ?? null);
        }),
      };
    });
  },
});
