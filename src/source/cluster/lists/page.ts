import type { Readable } from "node:stream";
import type { KubeObject } from "../../../kube/objects.ts";

type Keep = (object: KubeObject) => KubeObject;

const start = '"items":[';

/**
 * Reads a page of a list while it arrives, one object at a time, so that neither its bytes nor its objects are
 * ever in memory as a whole: each object is reduced by `keep` before the next is parsed.
 *
 * An API server writes a list's metadata before its items, and no blanks between tokens. Objects are told apart
 * by where `},{"metadata":` stands (whatever the first key is); where that turns out to lie within an object,
 * the text up to it is not JSON and the next such place is tried. Anything written in another way is parsed
 * as a whole at the end: nothing but speed depends on these assumptions.
 *
 * @param onContinue told once, as early as it is known, where the next page begins: undefined at the last one
 * @throws SyntaxError when the body is not JSON
 */
export async function readPage(
  body: Readable,
  keep: Keep,
  onContinue: (token: string | undefined) => void,
): Promise<KubeObject[]> {
  const page = new PageReader(keep, onContinue);
  await new Promise<void>((resolve, reject) => {
    body.on("data", (chunk: Buffer) => {
      try {
        page.take(chunk);
      } catch (error) {
        body.destroy();
        reject(error);
      }
    });
    body.once("end", resolve);
    body.once("error", reject);
    body.once("close", () => {
      if (!body.readableEnded) reject(body.errored ?? new Error("aborted"));
    });
  });
  return page.finish();
}

class PageReader {
  readonly #objects: KubeObject[] = [];
  readonly #keep: Keep;
  readonly #onContinue: (token: string | undefined) => void;
  /** What has come and is not parsed yet. */
  #pending: Buffer[] = [];
  /** The text before the first object, once all of it has come. */
  #head: string | undefined;
  /** What stands between two objects. Undefined where that is not known. */
  #boundary: Buffer | undefined;

  constructor(keep: Keep, onContinue: (token: string | undefined) => void) {
    this.#keep = keep;
    this.#onContinue = onContinue;
  }

  take(chunk: Buffer): void {
    this.#pending.push(chunk);
    if (this.#head === undefined) {
      this.#readHead();
    } else if (this.#boundary !== undefined) {
      this.#readObjects(this.#joined());
    }
  }

  finish(): KubeObject[] {
    const rest = this.#joined().toString("utf8");
    if (this.#head === undefined) {
      const list = JSON.parse(rest) as List;
      this.#onContinue(list.metadata?.continue || undefined);
      for (const item of list.items ?? []) this.#objects.push(this.#keep(item));
    } else {
      const list = JSON.parse(`{"items":[${rest}`) as List;
      for (const item of list.items ?? []) this.#objects.push(this.#keep(item));
    }
    return this.#objects;
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0)] = this.#pending;
    return this.#pending.length <= 1 ? first : Buffer.concat(this.#pending);
  }

  #readHead(): void {
    const bytes = this.#joined();
    this.#pending = [bytes];
    const at = bytes.indexOf(start);
    if (at < 0) return;
    const firstObject = at + start.length;
    const key = /^\{("[A-Za-z]+"):/.exec(bytes.toString("latin1", firstObject, firstObject + 64))?.[1];
    // An empty list, or not enough of it yet.
    if (key === undefined) return;
    const head = bytes.toString("utf8", 0, firstObject);
    const metadata = metadataOf(head);
    if (metadata === undefined) return;
    this.#head = head;
    this.#onContinue(metadata.continue || undefined);
    this.#boundary = Buffer.from(`},{${key}:`);
    this.#readObjects(bytes.subarray(firstObject));
  }

  #readObjects(bytes: Buffer): void {
    const boundary = this.#boundary as Buffer;
    let from = 0;
    let search = 0;
    for (;;) {
      const at = bytes.indexOf(boundary, search);
      if (at < 0) break;
      const object = parsed(bytes.toString("utf8", from, at + 1));
      search = at + boundary.length;
      if (object === undefined) continue;
      this.#objects.push(this.#keep(object));
      from = at + 2;
    }
    this.#pending = [bytes.subarray(from)];
  }
}

interface List {
  readonly metadata?: { readonly continue?: string };
  readonly items?: readonly KubeObject[];
}

function metadataOf(head: string): List["metadata"] | undefined {
  const list = parsed(`${head}]}`) as List | undefined;
  return list?.metadata;
}

/** Undefined for what is not (yet) a whole JSON text. */
function parsed(text: string): KubeObject | undefined {
  try {
    return JSON.parse(text) as KubeObject;
  } catch {
    return undefined;
  }
}
