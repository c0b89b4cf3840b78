import { volumeChoiceNames } from "../../convert/volumeChoice.ts";
import type { KubeObject, PodSpec, PodTemplateSpec, StatefulSet } from "../../kube/objects.ts";

/** What a volume can become, once its name stands there: `data=` → `data=template` …; undefined before. */
export function volumeChoicesFor(typed: string): readonly string[] | undefined {
  const [, volume] = /^([^=]*)=/.exec(typed) ?? [];
  return volume === undefined ? undefined : volumeChoiceNames.map((as) => `${volume}=${as}`);
}

/** Those of a workload that a choice can be made of: not what comes from the API server, as a ConfigMap does. */
export function volumesOf(workload: KubeObject | undefined): readonly string[] {
  const { spec } = (workload ?? {}) as { readonly spec?: Spec };
  const pod = spec?.template?.spec ?? spec;
  const own = (pod?.volumes ?? []).filter(
    (volume) => !(volume.configMap || volume.secret || volume.downwardAPI || volume.projected),
  );
  const claims = (spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? "");
  return [...own.map(({ name }) => name), ...claims];
}

type Spec = Partial<PodSpec> & {
  readonly template?: PodTemplateSpec;
  readonly volumeClaimTemplates?: NonNullable<StatefulSet["spec"]>["volumeClaimTemplates"];
};
