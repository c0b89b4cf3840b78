import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tokenFile } from "../../../../src/source/cluster/auth/tokens.ts";
import { SourceError } from "../../../../src/source/source.ts";
import { temporaryDirectory } from "../kubeconfigFile.ts";

const directory = temporaryDirectory();

describe("a token file", () => {
  it("is read again after a while, and the last token stands while it cannot be read", async () => {
    let now = 0;
    const file = directory.write("token", " first\n");
    const credentials = tokenFile(file, undefined, () => now);
    expect(await credentials.authorization()).toBe("Bearer first");
    directory.write("token", "second");
    now = 49_000;
    expect(await credentials.authorization()).toBe("Bearer first");
    now = 51_000;
    expect(await credentials.authorization()).toBe("Bearer second");
    rmSync(file);
    now = 200_000;
    expect(await credentials.authorization()).toBe("Bearer second");
  });

  it("is read again when the server refuses the token", async () => {
    const credentials = tokenFile(directory.write("refused", "old"));
    await credentials.authorization();
    expect(await credentials.renew?.(0)).toBe(false);
    directory.write("refused", "new");
    expect(await credentials.renew?.(0)).toBe(true);
    expect(await credentials.authorization()).toBe("Bearer new");
  });

  it("that is missing or empty leaves the token beside it", async () => {
    expect(await tokenFile("/gone/token", "inline").authorization()).toBe("Bearer inline");
    expect(await tokenFile(directory.write("blank", "\n"), "inline").authorization()).toBe("Bearer inline");
  });

  it("that is missing or empty alone is an error", async () => {
    await expect(tokenFile("/gone/token").authorization()).rejects.toThrow(
      new SourceError("error: open /gone/token: no such file or directory"),
    );
    const empty = directory.write("empty", "");
    await expect(tokenFile(empty).authorization()).rejects.toThrow(
      new SourceError(`error: read empty token from file "${empty}"`),
    );
  });
});
