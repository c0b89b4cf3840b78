import { objectNamed, objectsOf } from "../../kube/snapshot.ts";
import { type ClusterSource, openCluster } from "../../source/cluster/clusterSource.ts";
import { loadKubeconfig } from "../../source/cluster/kubeconfig/load.ts";
import type { Source } from "../../source/source.ts";
import { connectionFlags } from "../globalFlags.ts";
import type { Io } from "../io.ts";
import { openSource } from "../sourceFlags.ts";
import { version } from "../version.ts";
import { headlessServices, names, namespaceNames, revisions } from "./clusterNames.ts";
import { type Answer, type Ask, namedIn } from "./known.ts";
import type { Place } from "./place.ts";
import { volumeChoicesFor, volumesOf } from "./volumes.ts";

/**
 * Asks what the command itself would ask: the cluster of the flags, or the files that stand for it. Says nothing,
 * and throws what its sources throw.
 */
export function askWith(io: Io): Ask {
  const quiet = { ...io, version, stderr: { write() {} }, stdinIsTerminal: false, isSilent: true };

  return {
    names: (kind, place) =>
      readsFiles(place)
        ? withFiles(place, async (source, namespace) => {
            const snapshot = await source.collect(() => [{ resource: kind.resource, namespace }]);
            return objectsOf(snapshot, kind.resource, namespace).map(({ metadata }) => metadata?.name ?? "");
          })
        : withCluster(place, (cluster) => names(cluster, kind)),
    async known(what, place): Promise<Answer> {
      switch (what) {
        case "contexts":
        case "clusters":
        case "users": {
          const config = loadKubeconfig(connectionFlags(place.argv).kubeconfig, quiet);
          return { candidates: [...config[what].keys()].sort() };
        }
        case "namespaces":
          return { candidates: await withCluster(place, namespaceNames) };
        case "headlessServices":
          return { candidates: await withCluster(place, headlessServices) };
        case "revisions": {
          const named = namedIn(place);
          if (named?.resource.kind !== "Deployment") return { candidates: [] };
          return { candidates: await withCluster(place, (cluster) => revisions(cluster, named.name)) };
        }
        case "volumes":
          return volumes(place);
      }
    },
  };

  async function volumes(place: Place): Promise<Answer> {
    const choices = volumeChoicesFor(place.wants.typed);
    if (choices !== undefined) return { candidates: choices, isOpen: true };
    const named = namedIn(place);
    if (named === undefined) return { candidates: [] };
    const { resource, name } = named;
    const ask = async (source: Source, namespace: string) => {
      const snapshot = await source.collect(() => [{ resource, namespace, name }]);
      const own = volumesOf(objectNamed(snapshot, resource, namespace, name));
      return { candidates: own.map((volume) => `${volume}=`), isOpen: true };
    };
    if (readsFiles(place)) return withFiles(place, ask);
    return withCluster(place, (cluster) => ask(cluster, cluster.namespace));
  }

  async function withCluster<T>(place: Place, ask: (cluster: ClusterSource) => Promise<T>): Promise<T> {
    const cluster = await openCluster(connectionFlags(place.argv), quiet);
    try {
      return await ask(cluster);
    } finally {
      cluster.close();
    }
  }

  async function withFiles<T>(
    { argv }: Place,
    ask: (source: Source, namespace: string) => Promise<T>,
  ): Promise<T> {
    // Nobody has typed it yet, and it is the shell's own.
    if ([argv["snapshot"], argv["filename"]].flat().includes("-"))
      throw new Error("standard input is not read");
    // Manifests alone tell the names that they hold, so that no cluster is asked, and nothing is said about one.
    const { source, namespace } = await openSource(
      { ...argv, ...(argv["filename"] && { offline: true }) },
      io,
    );
    try {
      return await ask(source, namespace);
    } finally {
      source.close();
    }
  }
}

function readsFiles({ argv }: Place): boolean {
  return argv["snapshot"] !== undefined || argv["filename"] !== undefined;
}
