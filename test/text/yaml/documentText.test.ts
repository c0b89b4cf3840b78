import { describe, expect, it } from "vitest";
import { documentText } from "../../../src/text/yaml/documentText.ts";

describe("the text of one document", () => {
  const text =
    "# of the first\na: 1\n---\n# of the second\nb: |\n  ---x\n  two\n\n...\n--- # of the mark\nc: 3\n";

  it.each([
    [1, "# of the first\na: 1\n"],
    [2, "# of the second\nb: |\n  ---x\n  two\n"],
    [3, "c: 3\n"],
  ])("number %i", (document, own) => {
    expect(documentText(text, document)).toBe(own);
  });

  it("without a byte order mark, with the file's line ends, ended", () => {
    expect(documentText("\ufeffa: 1\r\n---\r\nb: 2", 1)).toBe("a: 1\r\n");
    expect(documentText("\ufeffa: 1\r\n---\r\nb: 2", 2)).toBe("b: 2\r\n");
  });

  it("beside its mark", () => {
    expect(documentText("a: 1\n--- {b: 2}\n", 2)).toBe(" {b: 2}\n");
  });
});
