import type { KubeObject } from "../../../kube/objects.ts";
import type { ResourceType } from "../../../kube/resources.ts";
import type { Client } from "../http/client.ts";
import { jsonOf } from "../http/jsonOf.ts";
import { pagePath, pageSize } from "./path.ts";

/** A row of `kubectl get`. */
export interface TableRow {
  readonly name: string;
  /** By the title of its column: `Ready` → `2/3`. */
  readonly cells: { readonly [column: string]: unknown };
  /** Of the object only this, and only where it was asked for: it is most of what a table weighs. */
  readonly metadata: NonNullable<KubeObject["metadata"]>;
}

export interface TableRead {
  readonly resource: ResourceType;
  /** Absent: cluster-scoped, or all namespaces. */
  readonly namespace?: string;
  readonly withMetadata?: boolean;
}

const accept = "application/json;as=Table;v=v1;g=meta.k8s.io";

/**
 * A list as the server prints it, page by page. Once some of it is there, what ends the reading does not take it back:
 * who offers names to choose from would rather have some than none.
 * Upstream: apimachinery pkg/apis/meta/v1/types.go#Table, kubernetes pkg/printers/internalversion/printers.go (v1.36)
 *
 * @throws StatusError, what the transport throws, and SyntaxError where the answer is no table
 */
export async function readTable(client: Client, read: TableRead): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  let token: string | undefined;
  do {
    try {
      const page = await readPage(client, read, token);
      rows.push(...rowsOf(page));
      token = page.metadata?.continue || undefined;
    } catch (error) {
      if (rows.length === 0) throw error;
      return rows;
    }
  } while (token !== undefined);
  return rows;
}

function readPage(client: Client, { withMetadata, ...read }: TableRead, token?: string): Promise<Table> {
  return client.get(
    `${pagePath(read, pageSize, token)}&includeObject=${withMetadata ? "Metadata" : "None"}`,
    ({ body }) => jsonOf<Table>(body),
    accept,
  );
}

interface Table {
  readonly kind?: string;
  readonly metadata?: { readonly continue?: string };
  readonly columnDefinitions?: readonly { readonly name: string }[];
  readonly rows?:
    | readonly { readonly cells: readonly unknown[]; readonly object?: KubeObject | null }[]
    | null;
}

function rowsOf({ kind, columnDefinitions = [], rows }: Table): readonly TableRow[] {
  if (kind !== "Table") throw new SyntaxError(`the server answers with ${kind} where a Table was asked for`);
  return (rows ?? []).map(({ cells: values, object }) => {
    const cells = Object.fromEntries(columnDefinitions.map(({ name }, at) => [name, values[at]]));
    return { name: String(cells["Name"] ?? ""), cells, metadata: object?.metadata ?? {} };
  });
}
