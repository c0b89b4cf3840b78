import type { Decided, VolumeChoice } from "../convert/request.ts";
import { parseVolumeChoice, volumeChoiceNames, volumeChoices } from "../convert/volumeChoice.ts";
import type { SourceKind, TargetKind } from "../explanation/conversion.ts";
import { didYouMean } from "../text/didYouMean.ts";
import type { Flags } from "./flags.ts";
import { UsageError } from "./usageError.ts";

/** What a conversion asks the user to decide. */
export const decidedFlags: Flags = {
  volume: {
    type: "string",
    array: true,
    value: "name=choice",
    describe: `What a volume becomes: NAME=${volumeChoices}; this flag can be repeated`,
    completes: { known: "volumes" },
  },
  "service-name": {
    type: "string",
    value: "name",
    describe: "Governing Service of a StatefulSet",
    completes: { known: "headlessServices" },
  },
  replicas: { type: "number", value: "number", describe: "How many pods" },
  "pod-management-policy": {
    type: "string",
    value: "policy",
    describe: "Of a StatefulSet: OrderedReady or Parallel; it cannot be changed later",
    completes: {
      values: [
        ["OrderedReady", "one pod after the other, each once the one before is ready"],
        ["Parallel", "all pods at once"],
      ],
    },
  },
  name: { type: "string", describe: "Name of the new object, to stand beside the old one" },
  "keep-tolerations": {
    type: "boolean",
    describe: "From a DaemonSet: write down the tolerations that its controller adds to every pod",
  },
};

/** @throws UsageError naming the flag and what it takes */
export function decidedOf(argv: { readonly [flag: string]: unknown }): Decided {
  const volumes = (argv["volume"] as readonly string[] | undefined) ?? [];
  const replicas = argv["replicas"] as number | undefined;
  const policy = argv["pod-management-policy"] as string | undefined;
  const serviceName = argv["service-name"] as string | undefined;
  const name = argv["name"] as string | undefined;
  if (replicas !== undefined && replicas < 0) throw invalid("replicas", String(replicas), "0 or more");
  if (policy !== undefined && policy !== "OrderedReady" && policy !== "Parallel") {
    const hint = didYouMean(policy, ["OrderedReady", "Parallel"]);
    throw invalid("pod-management-policy", policy, `OrderedReady or Parallel${hint}`);
  }
  return {
    volumes: new Map(volumes.map(volumeOf)),
    ...(replicas !== undefined && { replicas }),
    ...(policy !== undefined && { podManagementPolicy: policy }),
    ...(serviceName !== undefined && { serviceName }),
    ...(name !== undefined && { name }),
    ...(argv["keep-tolerations"] === true && { keepTolerations: true }),
  };
}

/**
 * Who decides something believes that it does something.
 * @throws UsageError for what means nothing between these kinds
 */
export function checkDecided(decided: Decided, from: SourceKind, to: TargetKind): void {
  const changes = from !== to;
  const already = `it is a ${to} already`;
  const ofStatefulSet = changes ? "only a StatefulSet has one" : already;
  const rules: readonly (readonly [flag: string, isGiven: boolean, means: boolean, why: string])[] = [
    ["volume", decided.volumes.size > 0, changes, already],
    ["replicas", decided.replicas !== undefined, changes, already],
    ["service-name", decided.serviceName !== undefined, changes && to === "StatefulSet", ofStatefulSet],
    [
      "pod-management-policy",
      decided.podManagementPolicy !== undefined,
      changes && to === "StatefulSet",
      ofStatefulSet,
    ],
    [
      "keep-tolerations",
      decided.keepTolerations === true,
      changes && from === "DaemonSet",
      changes ? "only to pods of a DaemonSet its controller adds some" : already,
    ],
  ];
  const idle = rules.find(([, isGiven, means]) => isGiven && !means);
  if (idle === undefined) return;
  const [flag, , , why] = idle;
  throw new UsageError(`--${flag} decides nothing from a ${from} to a ${to}, since ${why}: leave it out`);
}

function volumeOf(written: string): readonly [name: string, choice: VolumeChoice] {
  const [, name = "", choice = ""] = /^([^=]+)=(.*)$/s.exec(written) ?? [];
  const parsed = parseVolumeChoice(choice);
  if (name === "" || parsed === undefined) {
    const [, word = "", rest = ""] = /^([^:]*)(.*)$/s.exec(choice) ?? [];
    const isOne = volumeChoiceNames.includes(word);
    const hint = isOne ? "" : didYouMean(word, volumeChoiceNames, (near) => `${name}=${near}${rest}`);
    throw invalid("volume", written, `NAME=${volumeChoices}${hint}`);
  }
  return [name, parsed];
}

function invalid(flag: string, value: string, what: string): UsageError {
  return new UsageError(`invalid argument "${value}" for "--${flag}" flag: it has to be ${what}`);
}
