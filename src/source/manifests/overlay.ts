import type { KubeObject } from "../../kube/objects.ts";
import { readKey } from "../../kube/read.ts";
import type { ReadPlan, ReadResult, Snapshot } from "../../kube/snapshot.ts";
import type { Source } from "../source.ts";
import { manifestFor, manifestsFor } from "./manifestSource.ts";
import type { ManifestObject } from "./readManifests.ts";

/**
 * Manifests laid over a cluster, as if they had been applied and no controller had acted yet: what they hold is
 * answered from them, without the uid and status of what may be live under the same name; the rest is live. A
 * list holds both, so that the Service beside a StatefulSet in a manifest is not missing.
 */
export function overlay(
  manifests: readonly ManifestObject[],
  beneath: Source,
  { namespace }: { readonly namespace: string },
): Source {
  return {
    async collect(plan) {
      const fromManifests = new Map<string, ReadResult>();
      const withOurs = (result: ReadResult): ReadResult => {
        const ours = manifestsFor(manifests, namespace, result.read);
        if (result.objects === undefined || ours.length === 0) return result;
        const named = new Set(ours.map(nameOf));
        return {
          ...result,
          objects: [...ours, ...result.objects.filter((live) => !named.has(nameOf(live)))],
        };
      };
      const withManifests = (soFar: Snapshot): Snapshot => ({
        ...soFar,
        source: { ...soFar.source, type: "manifest" },
        results: [...fromManifests.values(), ...soFar.results.map(withOurs)],
      });
      const livePlan: ReadPlan = (soFar) => {
        for (;;) {
          const reads = plan(withManifests(soFar));
          const before = fromManifests.size;
          const live = reads.filter((read) => {
            const key = readKey(read);
            if (fromManifests.has(key)) return false;
            const object = manifestFor(manifests, namespace, read);
            if (object !== undefined) fromManifests.set(key, { read, objects: [object] });
            return object === undefined;
          });
          // A manifest that was just taken in may make the plan ask for more.
          if (fromManifests.size === before) return live;
        }
      };
      return Object.freeze(withManifests(await beneath.collect(livePlan)));
    },
    close: () => beneath.close(),
  };
}

function nameOf({ metadata }: KubeObject): string {
  return `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`;
}
