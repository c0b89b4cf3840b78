import type { StatefulSet } from "../../kube/objects.ts";
import { ordinalRange } from "../volumes/ordinalClaims.ts";
import { type Converting, keepsItsName } from "./converting.ts";

/** Of pods that are called by their ordinals, and will be no more. */
export interface OldPodNames {
  /** Of the StatefulSet: its pods are `<name>-<ordinal>`. */
  readonly name: string;
  readonly start: number;
  readonly replicas: number;
  readonly namespace: string;
  /** The governing Service; "" where none is named. */
  readonly service: string;
}

/** Undefined where no pod has a name to lose: only a StatefulSet's names last, and it may keep its own. */
export function oldPodNames(converting: Converting): OldPodNames | undefined {
  const { workload } = converting;
  if (workload.kind !== "StatefulSet" || keepsItsName(converting)) return undefined;
  const { name = "", namespace = "" } = workload.metadata ?? {};
  const { serviceName: service = "" } = (workload as StatefulSet).spec ?? {};
  return { name, namespace, service, ...ordinalRange({ ...workload }) };
}

/** Where a text names such a pod. */
export interface Mention {
  /** `postgres-0` */
  readonly pod: string;
  readonly index: number;
  readonly length: number;
}

/**
 * The pods that a text names: by their names in DNS, whichever ordinal, since pods come and go; or by their bare names
 * as whole words, where the ordinal is one of those that there are. `redis-7` may be a version.
 *
 * Upstream: names are `<pod>.<service>`, `.<namespace>`, `.svc` and the cluster's domain, each as far as it is needed;
 * pkg/controller/statefulset/stateful_set_utils.go#getPodName (v1.36)
 */
export function mentionsIn(text: string, names: OldPodNames): readonly Mention[] {
  // Most texts name no pod at all.
  if (!text.includes(`${names.name}-`)) return [];
  return [...text.matchAll(patternOf(names))].flatMap((match) => {
    const [all, ordinal = "", dnsName] = match;
    const { start, replicas, name } = names;
    const number = Number(ordinal);
    // One that is scaled down to nothing comes back with any of them.
    const isThere = replicas === 0 || (number >= start && number < start + replicas);
    if (dnsName === undefined && !isThere) return [];
    return [{ pod: `${name}-${ordinal}`, index: match.index, length: all.length }];
  });
}

/** A word of its own: `data-postgres-0` is a claim, `postgres-0.sql` a file. */
function patternOf({ name, namespace, service }: OldPodNames): RegExp {
  const domain = "(?:\\.[A-Za-z0-9-]+)*";
  const zone = `(?:\\.${escaped(namespace)}(?:\\.svc${domain})?)?`;
  const dnsName = service === "" ? "" : `(\\.${escaped(service)}${zone}\\.?)?`;
  return new RegExp(`(?<![\\w.-])${escaped(name)}-(0|[1-9]\\d*)${dnsName}(?![\\w-]|\\.\\w)`, "g");
}

/** Names have dots, and nothing else that means something in a pattern. */
function escaped(name: string): string {
  return name.replace(/[^\w-]/g, "\\$&");
}
