import type { ConversionReference } from "../../explanation/conversionReference.ts";
import { refOf } from "../../kube/objectRef.ts";
import type { ConfigMap, PodSpec } from "../../kube/objects.ts";
import { configMaps } from "../../kube/resources.ts";
import { objectsOf } from "../../kube/snapshot.ts";
import { argumentsWithoutSecrets, withoutSecret } from "../../rules/pods/secretLooking.ts";
import { type Workload, workloadsBeside } from "../../rules/workloads.ts";
import type { Converting } from "./converting.ts";
import { excerptOf } from "./excerpt.ts";
import { mentionsIn, type OldPodNames, oldPodNames } from "./podNames.ts";

/**
 * Where configuration names pods of a StatefulSet that is left: variables, commands and arguments of workloads, its
 * own among them, and ConfigMaps. Secrets are never read.
 */
export function mentionReferences(converting: Converting): readonly ConversionReference[] {
  const { workload, snapshot } = converting;
  const names = oldPodNames(converting);
  if (names === undefined) return [];
  const workloads = [workload, ...workloadsBeside(workload, snapshot)];
  const places = [
    ...workloads.flatMap((each) => placesOfWorkload(each)),
    ...objectsOf<ConfigMap>(snapshot, configMaps, names.namespace).flatMap(placesOfConfigMap),
  ];
  return places.flatMap(({ ref, path, text, hide }) => {
    const pods = [...new Set(mentionsIn(text, names).map(({ pod }) => pod))];
    if (pods.length === 0) return [];
    return [
      {
        ref,
        path,
        value: excerptOf(text, names, hide),
        by: "PodName" as const,
        holds: false,
        effect: effectOf(pods, ref.kind === workload.kind && ref.name === names.name, converting, names),
      },
    ];
  });
}

interface Place extends Pick<ConversionReference, "ref" | "path"> {
  readonly text: string;
  /** Gives a part of the text without what looks like a secret. */
  readonly hide: (part: string) => string;
}

function placesOfWorkload(workload: Workload): readonly Place[] {
  const ref = refOf(workload, "apps/v1", workload.kind);
  const spec: Partial<PodSpec> = workload.spec?.template?.spec ?? {};
  return (["initContainers", "containers"] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ env = [], command = [], args = [] }, index) => {
      const path = `/spec/template/spec/${list}/${index}`;
      return [
        ...env.flatMap(({ name, value: text }, at) =>
          text === undefined ? [] : [{ ref, path: `${path}/env/${at}/value`, text, hide: hiding(name) }],
        ),
        ...command.map((text, at) => ({
          ref,
          path: `${path}/command/${at}`,
          text,
          hide: after(command[at - 1]),
        })),
        ...args.map((text, at) => ({ ref, path: `${path}/args/${at}`, text, hide: after(args[at - 1]) })),
      ];
    }),
  );
}

function placesOfConfigMap(configMap: ConfigMap): readonly Place[] {
  const ref = refOf(configMap, "v1", "ConfigMap");
  return Object.entries(configMap.data ?? {}).map(([key, text]) => ({
    ref,
    path: `/data/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    text,
    hide: hiding(key),
  }));
}

/** What stands under a name that looks secret is hidden as a whole. */
function hiding(name: string): Place["hide"] {
  return (part) => String(withoutSecret(name, part));
}

/** So is what stands behind a flag that does. */
function after(flag: string | undefined): Place["hide"] {
  return (part) => String(argumentsWithoutSecrets([flag, part])[1]);
}

/** As many names as a sentence bears. */
const named = 3;

function effectOf(
  pods: readonly string[],
  isOwn: boolean,
  { to }: Converting,
  { start, service }: OldPodNames,
): string {
  const quoted = pods.slice(0, named).map((pod) => `\`${pod}\``);
  const more = pods.length > named ? ` and ${pods.length - named} more` : "";
  const one = pods.length === 1;
  const gone = `names the ${one ? "pod" : "pods"} ${quoted.join(", ")}${more}, which ${one ? "is" : "are"} gone then`;
  const instead =
    to.kind === "StatefulSet"
      ? `the new ones are called \`${to.name}-${start}\` and so on`
      : `a ${to.kind} gives its pods no names that last${service === "" ? "" : `, \`${service}\` finds all of them`}`;
  return `${gone}${isOwn ? ", in the template that is taken over" : ""}: ${instead}`;
}
