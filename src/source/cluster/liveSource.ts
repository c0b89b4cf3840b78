import type { KubeObject } from "../../kube/objects.ts";
import type { Read, ReadFailure } from "../../kube/read.ts";
import type { ResourceType } from "../../kube/resources.ts";
import type { ReadPlan, ReadResult, Snapshot } from "../../kube/snapshot.ts";
import { collect } from "../collect.ts";
import { type Source, SourceError } from "../source.ts";
import { type DryRun, dryRun } from "./dryRun.ts";
import type { Client } from "./http/client.ts";
import { jsonOf } from "./http/jsonOf.ts";
import { readList } from "./lists/list.ts";
import { pathOf } from "./lists/path.ts";
import { readTable, type TableRead, type TableRow } from "./lists/table.ts";
import { readFailure } from "./readFailure.ts";

/** A live cluster, as one user sees it. */
export interface ClusterSource extends Source {
  /** Of `--namespace`, else of the context, else of the pod this runs in, else `default`. */
  readonly namespace: string;
  readonly context: string | undefined;
  /** The API server's address as the user wrote it, `host:port`. */
  readonly host: string;
  /** What the API server says of an object, without storing it: the one request that is not a read. */
  dryRun(resource: ResourceType, object: KubeObject): Promise<DryRun>;
  /**
   * A list as `kubectl get` would print it. For names to choose from: nothing is explained from it.
   * @throws SourceError
   */
  table(read: TableRead): Promise<readonly TableRow[]>;
  /**
   * What the server says of itself.
   * @throws SourceError
   */
  version(): Promise<ServerVersion>;
}

/** As `/version` has it. Upstream: apimachinery pkg/version/types.go#Info (v1.36) */
export interface ServerVersion {
  readonly gitVersion: string;
  readonly [field: string]: unknown;
}

export interface ClusterAccess {
  readonly client: Client;
  readonly namespace: string;
  readonly context: string | undefined;
  readonly host: string;
  readonly signal: AbortSignal;
  close(): void;
}

export function liveSource(access: ClusterAccess): ClusterSource {
  const { client, context, host, namespace, signal } = access;
  let serverVersion: string | undefined;
  let wasAsked = false;
  let hasAnswered = false;

  let served: Promise<ReadonlySet<string> | undefined> | undefined;

  const answer = async (read: Read): Promise<ReadResult> => {
    try {
      if (read.resource.addOn) {
        served ??= groupsServedBy(client);
        // Without the API there are no such objects; asking for them would fail with a 404, or with a 403.
        if ((await served)?.has(read.resource.group) === false) return { read, objects: [] };
      }
      const objects =
        read.name === undefined ? await readList(client, read) : [await readObject(client, read)];
      hasAnswered = true;
      return { read, objects };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const failure: ReadFailure | SourceError = readFailure(error, host);
      if (!(failure instanceof SourceError)) {
        hasAnswered = true;
        // The group is there in another version, or without this resource: there are no such objects either.
        const isUnserved = failure.reason === "NotFound" && read.resource.addOn && read.name === undefined;
        return isUnserved ? { read, objects: [] } : { read, failure };
      }
      // What was read before the server went away is still worth telling.
      if (error instanceof SourceError || !hasAnswered) throw failure;
      return { read, failure: { reason: "Unreachable", message: failure.message } };
    }
  };

  const answered = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const failure = readFailure(error, host);
      throw failure instanceof SourceError ? failure : new SourceError(`error: ${failure.message}`);
    }
  };

  /** Asked next to the first read, and never waited for. */
  const askVersion = () => {
    if (wasAsked) return;
    wasAsked = true;
    versionOf(client).then(
      ({ gitVersion }) => {
        serverVersion = gitVersion;
      },
      () => {},
    );
  };

  return {
    namespace,
    context,
    host,
    collect(plan: ReadPlan): Promise<Snapshot> {
      const observedAt = new Date().toISOString();
      return collect(
        (read) => {
          const result = answer(read);
          askVersion();
          return result;
        },
        plan,
        {
          observedAt,
          get source() {
            return {
              type: "cluster" as const,
              ...(context !== undefined && { context }),
              ...(serverVersion !== undefined && { serverVersion }),
            };
          },
        },
      );
    },
    dryRun: (resource, object) => answered(dryRun(client, resource, namespace, object)),
    table: (read) => answered(readTable(client, read)),
    version: () => answered(versionOf(client)),
    close: () => access.close(),
  };
}

function readObject(client: Client, read: Read): Promise<KubeObject> {
  return client.get(pathOf(read), ({ body }) => jsonOf<KubeObject>(body));
}

/** The API groups of the server; undefined where it does not tell. Who may use an API may also ask for this list. */
async function groupsServedBy(client: Client): Promise<ReadonlySet<string> | undefined> {
  try {
    const list = await client.get("/apis", ({ body }) =>
      jsonOf<{ groups?: readonly { name: string }[] }>(body),
    );
    return new Set((list.groups ?? []).map(({ name }) => name));
  } catch {
    return undefined;
  }
}

/** @throws SourceError where the answer is none of an API server's */
async function versionOf(client: Client): Promise<ServerVersion> {
  const version = await client.get("/version", ({ body }) => jsonOf<ServerVersion | null>(body));
  if (typeof version?.gitVersion === "string") return version;
  throw new SourceError("error: what answers at /version is not a Kubernetes API server");
}
