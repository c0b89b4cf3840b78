import { describe, expect, it } from "vitest";
import { leftOverClaims, ordinalClaims } from "../../../src/conversions/volumes/ordinalClaims.ts";
import { persistentVolumeClaims } from "../../../src/kube/resources.ts";

const seen = (...claims: readonly string[]) => ({
  observedAt: "2026-05-04T12:00:00Z",
  source: { type: "cluster" as const },
  results: [
    {
      read: { resource: persistentVolumeClaims, namespace: "shop" },
      objects: claims.map((name) => ({ metadata: { name, namespace: "shop" } })),
    },
  ],
});
const db = (replicas: number, start = 0) => ({
  metadata: { name: "db" },
  spec: { replicas, ordinals: { start } },
});
const there = seen("data-db-0", "data-db-7", "data-db-30000000", "data-db-x", "data-db-07", "logs-db-3");
const names = (claims: readonly { readonly claim: string }[]) => claims.map(({ claim }) => claim);

describe("the claims of ordinals", () => {
  it("are told one by one as long as that can be read", () => {
    expect(names(ordinalClaims("data", db(3, 5), "shop", there))).toEqual([
      "data-db-5",
      "data-db-6",
      "data-db-7",
    ]);
    expect(ordinalClaims("data", db(1000), "shop", there)).toHaveLength(1000);
  });

  it("of very many ordinals are those that exist, the first and the last", () => {
    const claims = ordinalClaims("data", db(20_000_000, 1), "shop", there);
    expect(claims.map(({ claim, exists }) => [claim, exists])).toEqual([
      ["data-db-1", false],
      ["data-db-7", true],
      ["data-db-20000000", false],
    ]);
  });

  it("that it has no more are left over", () => {
    expect(names(leftOverClaims("data", db(2), "shop", there))).toEqual(["data-db-7", "data-db-30000000"]);
    expect(names(leftOverClaims("data", db(20_000_000), "shop", there))).toEqual(["data-db-30000000"]);
  });
});
