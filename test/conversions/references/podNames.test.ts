import { describe, expect, it } from "vitest";
import { mentionsIn } from "../../../src/conversions/references/podNames.ts";

const postgres = { name: "postgres", namespace: "shop", service: "postgres-headless", start: 0, replicas: 3 };

describe("the pods of a StatefulSet that a text names", () => {
  it.each([
    ["by name in DNS", "host=postgres-0.postgres-headless port=5432", ["postgres-0"]],
    ["with the namespace", "postgres-1.postgres-headless.shop:5432", ["postgres-1"]],
    ["with svc", "postgres-1.postgres-headless.shop.svc", ["postgres-1"]],
    [
      "with the domain and a final dot",
      "postgres-2.postgres-headless.shop.svc.cluster.local.",
      ["postgres-2"],
    ],
    ["of an ordinal that is not there now", "postgres-7.postgres-headless", ["postgres-7"]],
    ["in an address", "postgres://shop@postgres-0.postgres-headless:5432/shop", ["postgres-0"]],
    ["several", "postgres-0.postgres-headless,postgres-1.postgres-headless", ["postgres-0", "postgres-1"]],
    ["by the bare name", "primary: postgres-0", ["postgres-0"]],
    ["at the end of a sentence", "The primary is postgres-0.", ["postgres-0"]],
    ["in quotes and lists", `["postgres-0","postgres-2"]`, ["postgres-0", "postgres-2"]],
  ])("%s", (_, text, pods) => {
    expect(mentionsIn(text, postgres).map(({ pod }) => pod)).toEqual(pods);
  });

  it.each([
    ["a claim of one", "data-postgres-0"],
    ["a pod of another StatefulSet", "postgres-0-standby, my.postgres-0"],
    ["a bare name of an ordinal that is not there", "image: postgres-18"],
    ["a file", "postgres-0.sql"],
    ["one in another namespace", "postgres-0.postgres-headless.billing.svc.cluster.local"],
    ["one of another Service", "postgres-0.postgres-metrics"],
    ["an ordinal that no pod has", "postgres-00"],
    ["its Service alone", "postgres-headless.shop.svc"],
  ])("not %s", (_, text) => {
    expect(mentionsIn(text, postgres)).toEqual([]);
  });

  it("counts from where the ordinals begin", () => {
    const later = { ...postgres, start: 5 };
    expect(mentionsIn("postgres-0 postgres-5 postgres-7 postgres-8", later).map(({ pod }) => pod)).toEqual([
      "postgres-5",
      "postgres-7",
    ]);
  });

  it("of one that is scaled down to nothing any may come back", () => {
    expect(mentionsIn("postgres-2", { ...postgres, replicas: 0 })).toHaveLength(1);
  });

  it("without a Service only bare names are left", () => {
    const alone = { ...postgres, service: "" };
    expect(mentionsIn("postgres-0 postgres-1.postgres-headless", alone).map(({ pod }) => pod)).toEqual([
      "postgres-0",
    ]);
  });

  it("a dot in the name is a dot", () => {
    expect(mentionsIn("postgresx18-0", { ...postgres, name: "postgres.18" })).toEqual([]);
  });
});
