import type { KubeObject } from "../../kube/objects.ts";
import type { Read, ReadFailure } from "../../kube/read.ts";
import type { ReadPlan, ReadResult, Snapshot } from "../../kube/snapshot.ts";
import { collect } from "../collect.ts";
import { type Source, SourceError } from "../source.ts";
import type { Client } from "./http/client.ts";
import { readList } from "./lists/list.ts";
import { pathOf } from "./lists/path.ts";
import { readFailure } from "./readFailure.ts";

/** A live cluster, as one user sees it. */
export interface ClusterSource extends Source {
  /** Of `--namespace`, else of the context, else of the pod this runs in, else `default`. */
  readonly namespace: string;
  readonly context: string | undefined;
  /** The API server's address as the user wrote it, `host:port`. */
  readonly host: string;
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

  const answer = async (read: Read): Promise<ReadResult> => {
    try {
      const objects =
        read.name === undefined ? await readList(client, read) : [await readObject(client, read)];
      hasAnswered = true;
      return { read, objects };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const failure: ReadFailure | SourceError = readFailure(error, host);
      if (!(failure instanceof SourceError)) {
        hasAnswered = true;
        return { read, failure };
      }
      // What was read before the server went away is still worth telling.
      if (error instanceof SourceError || !hasAnswered) throw failure;
      return { read, failure: { reason: "Unreachable", message: failure.message } };
    }
  };

  /** Asked next to the first read, and never waited for. */
  const askVersion = () => {
    if (wasAsked) return;
    wasAsked = true;
    versionOf(client).then(
      (version) => {
        serverVersion = version;
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
    close: () => access.close(),
  };
}

function readObject(client: Client, read: Read): Promise<KubeObject> {
  return client.get(pathOf(read), async ({ body }) => {
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as KubeObject;
  });
}

async function versionOf(client: Client): Promise<string | undefined> {
  return client.get("/version", async ({ body }) => {
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk);
    const version = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { gitVersion?: string };
    return version.gitVersion;
  });
}
