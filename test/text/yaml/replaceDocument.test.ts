import { describe, expect, it } from "vitest";
import { documentSpans } from "../../../src/text/yaml/documentSpans.ts";
import { parseYaml } from "../../../src/text/yaml/parseYaml.ts";
import { appendDocuments, replaceDocument } from "../../../src/text/yaml/replaceDocument.ts";

const set = "kind: StatefulSet\n";
const service = "kind: Service";

const files: readonly (readonly [
  file: string,
  text: string,
  document: number,
  replaced: string,
  appended: string,
])[] = [
  ["one document", "kind: A\n", 1, "kind: StatefulSet\n", "kind: A\n---\nkind: Service\n"],
  ["no line feed at the end", "kind: A", 1, "kind: StatefulSet\n", "kind: A\n---\nkind: Service\n"],
  [
    "a mark above and a header",
    "# shop\n---\nkind: A\n",
    1,
    "# shop\n---\nkind: StatefulSet\n",
    "# shop\n---\nkind: A\n---\nkind: Service\n",
  ],
  ["comments above", "# shop\nkind: A\n", 1, "kind: StatefulSet\n", "# shop\nkind: A\n---\nkind: Service\n"],
  [
    "a mark at the end",
    "kind: A\n---\n",
    1,
    "kind: StatefulSet\n---\n",
    "kind: A\n---\nkind: Service\n---\n",
  ],
  ["dots at the end", "kind: A\n...\n", 1, "kind: StatefulSet\n...\n", "kind: A\n---\nkind: Service\n...\n"],
  [
    "more documents",
    "kind: A\n# b next\n---\nkind: B\n",
    1,
    "kind: StatefulSet\n---\nkind: B\n",
    "kind: A\n# b next\n---\nkind: Service\n---\nkind: B\n",
  ],
  [
    "a comment beside the mark",
    "kind: A\n--- # b\nkind: B\n",
    2,
    "kind: A\n--- # b\nkind: StatefulSet\n",
    "kind: A\n--- # b\nkind: B\n---\nkind: Service\n",
  ],
  [
    "content beside the mark",
    "--- {kind: A}\n---\nkind: B\n",
    1,
    "---\nkind: StatefulSet\n---\nkind: B\n",
    "--- {kind: A}\n---\nkind: Service\n---\nkind: B\n",
  ],
  [
    "a directive",
    "%YAML 1.1\n---\nkind: A\n",
    1,
    "%YAML 1.1\n---\nkind: StatefulSet\n",
    "%YAML 1.1\n---\nkind: A\n---\nkind: Service\n",
  ],
  [
    "an empty document before",
    "---\n---\nkind: A",
    2,
    "---\n---\nkind: StatefulSet\n",
    "---\n---\nkind: A\n---\nkind: Service\n",
  ],
  [
    "Windows' line ends",
    "kind: A\r\n---\r\nkind: B",
    2,
    "kind: A\r\n---\r\nkind: StatefulSet\r\n",
    "kind: A\r\n---\r\nkind: B\r\n---\r\nkind: Service\r\n",
  ],
  [
    "a byte order mark",
    "\uFEFFkind: A\n",
    1,
    "\uFEFFkind: StatefulSet\n",
    "\uFEFFkind: A\n---\nkind: Service\n",
  ],
  [
    "a text that looks like a mark",
    "a: |\n  ---\n  b\n---\nkind: B\n",
    2,
    "a: |\n  ---\n  b\n---\nkind: StatefulSet\n",
    "a: |\n  ---\n  b\n---\nkind: B\n---\nkind: Service\n",
  ],
];

describe("a file with", () => {
  it.each(files)("%s has the new document in place of the old one", (_, text, document, replaced) => {
    expect(replaceDocument(text, document, set)).toBe(replaced);
    expect(parseYaml(replaced).find((one) => one.document === document)?.value).toEqual({
      kind: "StatefulSet",
    });
  });

  it.each(files)("%s gets the new one right behind", (_, text, document, _replaced, appended) => {
    expect(appendDocuments(text, document, [service])).toBe(appended);
    expect(parseYaml(appended).find((one) => one.document === document + 1)?.value).toEqual({
      kind: "Service",
    });
  });
});

it("stays as it is where there is no such document, and where nothing comes behind", () => {
  expect(replaceDocument("kind: A\n", 2, set)).toBe("kind: A\n");
  expect(appendDocuments("kind: A", 1, [])).toBe("kind: A");
});

it("gets several documents in their order", () => {
  expect(appendDocuments("kind: A", 1, [service, set])).toBe(
    "kind: A\n---\nkind: Service\n---\nkind: StatefulSet\n",
  );
});

it("counts documents as they are read", () => {
  const text = "# none\n---\n---\nkind: A\n...\n# loose\n---\nkind: B\n---\n";
  expect(documentSpans(text).map(({ content, end }) => text.slice(content, end))).toEqual([
    "",
    "kind: A\n",
    "kind: B\n",
    "",
  ]);
  expect(parseYaml(text).map(({ document }) => document)).toEqual([2, 3]);
});
