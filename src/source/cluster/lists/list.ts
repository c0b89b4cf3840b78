import { keepOf } from "../../../kube/kept.ts";
import type { KubeObject } from "../../../kube/objects.ts";
import type { Read } from "../../../kube/read.ts";
import type { Client } from "../http/client.ts";
import { StatusError } from "../http/errors.ts";
import { readPage } from "./page.ts";
import { pagePath, pageSize } from "./path.ts";

/**
 * Reads a list page by page. The next page is asked for as soon as the current one begins to arrive, so the
 * server writes it while the client reads, but no further ahead: two pages are under way at most.
 *
 * Where a page begins is forgotten by the server after some minutes (410 Gone). The list is then read again
 * from the start, and when that happens twice, in one piece.
 * Upstream: client-go tools/pager/pager.go#ListPager, which takes one piece at once (v1.36)
 */
export async function readList(client: Client, read: Read): Promise<readonly KubeObject[]> {
  for (const limit of [pageSize, pageSize]) {
    try {
      return await readPages(client, read, limit);
    } catch (error) {
      if (!(error instanceof StatusError && error.status === 410)) throw error;
    }
  }
  return readPages(client, read, 0);
}

async function readPages(client: Client, read: Read, limit: number): Promise<readonly KubeObject[]> {
  const pages: KubeObject[][] = [];
  let next: Page | undefined = startPage(client, read, limit);
  while (next !== undefined) {
    const current: Page = next;
    const token = await current.continueToken;
    next = token === undefined ? undefined : startPage(client, read, limit, token);
    pages.push(await current.objects);
  }
  return pages.length === 1 ? (pages[0] ?? []) : pages.flat();
}

interface Page {
  readonly objects: Promise<KubeObject[]>;
  /** Known before the objects are. */
  readonly continueToken: Promise<string | undefined>;
}

function startPage(client: Client, read: Read, limit: number, token?: string): Page {
  const keep = keepOf(read.resource);
  let tell: (token: string | undefined) => void = () => {};
  const known = new Promise<string | undefined>((resolve) => {
    tell = resolve;
  });
  const objects = client.get(pagePath(read, limit, token), ({ body }) => readPage(body, keep, tell));
  // A page that fails is noticed when its turn comes; until then it is not an unhandled rejection.
  objects.catch(() => {});
  return { objects, continueToken: Promise.race([known, objects.then(() => undefined)]) };
}
