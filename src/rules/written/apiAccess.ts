import { type Fields, isFields } from "../pods/templateFields.ts";
import { isSame } from "./pruneDefaults.ts";
import { wasSent } from "./sent.ts";

const mountPath = "/var/run/secrets/kubernetes.io/serviceaccount";

/** A lifetime that nobody else asks for, which tells that the volume is admission's, whatever a distribution adds. */
const token = { serviceAccountToken: { expirationSeconds: 3607, path: "token" } };

/**
 * The spec of a Pod without the volume with the service account's token, which every Pod gets, and without its
 * mounts. A volume that came with the Pod stays, as does one that is mounted elsewhere too.
 *
 * Upstream: plugin/pkg/admission/serviceaccount/admission.go#Plugin.mountServiceAccountToken (v1.36)
 */
export function withoutApiAccess(spec: Fields, pod: Fields): Fields {
  const name = listOf(spec["volumes"]).find(isTokenVolume)?.["name"];
  if (typeof name !== "string" || wasSent(pod, ["f:spec", "f:volumes", `k:{"name":"${name}"}`])) return spec;
  const isMount = (mount: unknown) =>
    isFields(mount) && mount["name"] === name && mount["mountPath"] === mountPath;
  const fields = ["containers", "initContainers"].filter((field) => Array.isArray(spec[field]));
  const containers = fields.map(
    (field) => [field, listOf(spec[field]).map((container) => withoutMount(container, isMount))] as const,
  );
  const isElsewhere = containers.some(([, left]) =>
    left.some((container) => listOf(container["volumeMounts"]).some((mount) => mount["name"] === name)),
  );
  if (isElsewhere) return spec;
  const volumes = listOf(spec["volumes"]).filter((volume) => volume["name"] !== name);
  return withList({ ...spec, ...Object.fromEntries(containers) }, "volumes", volumes);
}

function isTokenVolume({ name, projected }: Fields): boolean {
  if (typeof name !== "string" || !/^kube-api-access-[a-z0-9]{5}$/.test(name)) return false;
  return isFields(projected) && listOf(projected["sources"]).some((source) => isSame(source, token));
}

function withoutMount(container: Fields, isMount: (mount: unknown) => boolean): Fields {
  const { volumeMounts: mounts } = container;
  return Array.isArray(mounts)
    ? withList(
        container,
        "volumeMounts",
        mounts.filter((mount) => !isMount(mount)),
      )
    : container;
}

/** The object with that list, or without the field where the list is empty. */
function withList(object: Fields, field: string, list: readonly unknown[]): Fields {
  const { [field]: _, ...rest } = object;
  return list.length === 0 ? rest : { ...rest, [field]: list };
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
