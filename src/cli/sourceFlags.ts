import { type ClusterSource, openCluster } from "../source/cluster/clusterSource.ts";
import { manifestSource } from "../source/manifests/manifestSource.ts";
import { overlay } from "../source/manifests/overlay.ts";
import { type ManifestObject, readManifests } from "../source/manifests/readManifests.ts";
import { readSnapshotFile } from "../source/snapshot/readSnapshotFile.ts";
import { snapshotSource } from "../source/snapshot/snapshotSource.ts";
import { type Source, SourceError } from "../source/source.ts";
import { manifestFiles, snapshotFiles } from "./completion/completes.ts";
import type { Flags } from "./flags.ts";
import { connectionFlags } from "./globalFlags.ts";
import type { Io } from "./io.ts";
import { printableStderr, say } from "./output.ts";
import { UsageError } from "./usageError.ts";
import { version } from "./version.ts";

/** A source that is ready to be read, and what was said along with it. */
export interface OpenedSource {
  readonly source: Source;
  /** The namespace of names that say none. */
  readonly namespace: string;
  /** With `-f`: what the manifests hold. */
  readonly manifests?: readonly ManifestObject[];
  /** The cluster that is read, or lies beneath the manifests; absent for a snapshot, and offline. */
  readonly cluster?: ClusterSource;
}

export const snapshotFlag: Flags[string] = {
  type: "string",
  value: "file",
  describe: "Read a file made by `kubectl workload snapshot`, or - for stdin, instead of a cluster",
  completes: snapshotFiles,
};

/** The flags that say what to read, and from where; the same for every verb that reads. */
export const sourceFlags: Flags = {
  "all-namespaces": { type: "boolean", alias: "A", describe: "Across all namespaces" },
  selector: { type: "string", alias: "l", describe: "Label selector, such as app=fluentd" },
  "field-selector": { type: "string", describe: "Field selector, such as metadata.name=fluentd" },
  snapshot: snapshotFlag,
};

/** For verbs that also take what is not applied yet. */
export const manifestFlags: Flags = {
  filename: {
    type: "string",
    value: "file",
    alias: "f",
    array: true,
    describe: "File or directory with manifests, or - for stdin; this flag can be repeated",
    completes: manifestFiles,
  },
  recursive: { type: "boolean", alias: "R", describe: "Process the directories of -f recursively" },
  offline: { type: "boolean", describe: "With -f: go by the manifests alone, do not ask the cluster" },
};

/** @throws UsageError, SourceError */
export async function openSource(argv: { readonly [flag: string]: unknown }, io: Io): Promise<OpenedSource> {
  const flags = connectionFlags(argv);
  const clusterIo = { ...io, version, stderr: printableStderr(io) };
  // As kubectl: `-f a.yaml,b.yaml` is two files.
  const filenames = (argv["filename"] as readonly string[] | undefined)?.flatMap((names) => names.split(","));
  const snapshotFile = argv["snapshot"] as string | undefined;
  if (argv["offline"] === true && filenames === undefined) {
    throw new UsageError("--offline goes by manifests alone: name them with -f");
  }
  const manifests =
    filenames &&
    (await readManifests({ filenames, recursive: argv["recursive"] === true }, { stdin: io.stdin }));

  if (snapshotFile !== undefined) {
    const source = snapshotSource(await readSnapshotFile(snapshotFile, { stdin: io.stdin }));
    const namespace = flags.namespace ?? "default";
    return manifests === undefined
      ? { source, namespace }
      : { source: overlay(manifests, source, { namespace }), namespace, manifests };
  }
  if (manifests === undefined) {
    const cluster = await openCluster(flags, clusterIo);
    return { source: cluster, namespace: cluster.namespace, cluster };
  }
  return openManifests(manifests);

  /** Manifests beside a cluster where there is one, else alone, and then it is said that nothing was asked. */
  async function openManifests(objects: readonly ManifestObject[]): Promise<OpenedSource> {
    const alone = (namespace: string) =>
      manifestSource(objects, { namespace, observedAt: new Date().toISOString() });
    const offline = flags.namespace ?? "default";
    if (argv["offline"] === true) return { source: alone(offline), namespace: offline, manifests: objects };
    try {
      const cluster = await openCluster(flags, clusterIo);
      const { namespace } = cluster;
      const both = overlay(objects, cluster, { namespace });
      return {
        source: {
          collect: (plan) =>
            both
              .collect(plan)
              .catch((error) => withoutCluster(error, namespace).then((source) => source.collect(plan))),
          close: () => both.close(),
        },
        namespace,
        manifests: objects,
        cluster,
      };
    } catch (error) {
      return { source: await withoutCluster(error, offline), namespace: offline, manifests: objects };
    }

    async function withoutCluster(error: unknown, namespace: string): Promise<Source> {
      // A context or a kubeconfig that was asked for by name and is wrong is an error, not an absent cluster.
      const asked = flags.context ?? flags.cluster ?? flags.user ?? flags.kubeconfig ?? flags.server;
      if (!(error instanceof SourceError) || asked !== undefined) throw error;
      await say(io, `warning: going by the manifests alone: ${error.message}`);
      return alone(namespace);
    }
  }
}
