import type { PodOwner } from "../../explanation/podFacts.ts";
import type { KubeObject } from "../../kube/objects.ts";
import { controllerOf } from "../../kube/ownership.ts";
import type { Read } from "../../kube/read.ts";
import { apiVersionOf, type ResourceType, resourceOf } from "../../kube/resources.ts";
import { objectNamed, resultOf, type Snapshot } from "../../kube/snapshot.ts";

/** Longer chains have not been seen: CronJob, Job, Pod. It ends a circle that somebody has made by hand. */
const longestChain = 5;

/** The reads that tell who owns an object, one after the other, as far as the kinds are known here. */
export function ownerReads(object: KubeObject, snapshot: Snapshot): readonly Read[] {
  return chainOf(object, snapshot).flatMap(({ read }) => read ?? []);
}

/**
 * The controllers of an object, the nearest first, up to one that has none. An owner of another kind than those that
 * are read here ends the chain; so does one that is gone, or that is another object of the same name.
 *
 * Upstream: pkg/controller/garbagecollector/garbagecollector.go#attemptToDeleteItem, which goes by UID (v1.36)
 */
export function ownersOf(object: KubeObject, snapshot: Snapshot): readonly PodOwner[] {
  return chainOf(object, snapshot).map(({ owner }) => owner);
}

interface Link {
  readonly owner: PodOwner;
  readonly read?: Read;
}

function chainOf(object: KubeObject, snapshot: Snapshot): readonly Link[] {
  const links: Link[] = [];
  const namespace = object.metadata?.namespace;
  let current: KubeObject | undefined = object;
  while (current !== undefined && links.length < longestChain) {
    const reference = controllerOf(current);
    if (reference === undefined) break;
    const { apiVersion, kind, name, uid } = reference;
    const resource: ResourceType | undefined = resourceOf({ apiVersion, kind });
    const named = { apiVersion, kind, name };
    if (resource === undefined) {
      links.push({ owner: { ...named, state: "Unread" } });
      break;
    }
    const read: Read = {
      resource,
      ...(resource.namespaced && namespace !== undefined && { namespace }),
      name,
    };
    const found: KubeObject | undefined = objectNamed(snapshot, resource, read.namespace, name);
    const isIt = found !== undefined && found.metadata?.uid === uid;
    const failure = resultOf(snapshot, read)?.failure?.reason;
    const isGone = (found !== undefined && !isIt) || failure === "NotFound";
    links.push({
      owner: {
        ...named,
        apiVersion: apiVersionOf(resource),
        state: isIt ? "Found" : isGone ? "Missing" : "Unread",
      },
      read,
    });
    current = isIt ? found : undefined;
  }
  return links;
}
