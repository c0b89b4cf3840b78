import { describe, expect, it } from "vitest";
import { wasSent } from "../../../src/rules/written/sent.ts";

const managed = (entry: object) => ({ metadata: { managedFields: [{ manager: "kubelet" }, entry] } });
const fieldsV1 = { "f:spec": { "f:nodeName": {}, "f:volumes": { 'k:{"name":"data"}': { ".": {} } } } };

describe("a field that came with a request", () => {
  it.each([
    ["is one that a manager owns", managed({ fieldsV1 }), ["f:spec", "f:nodeName"], true],
    ["is an item of a list", managed({ fieldsV1 }), ["f:spec", "f:volumes", 'k:{"name":"data"}'], true],
    ["is none that nobody owns", managed({ fieldsV1 }), ["f:spec", "f:priority"], false],
    [
      "is none of a subresource",
      managed({ fieldsV1, subresource: "status" }),
      ["f:spec", "f:nodeName"],
      false,
    ],
    ["is one of the object itself", managed({ fieldsV1, subresource: "" }), ["f:spec", "f:nodeName"], true],
    ["is unknown without notes", { metadata: {} }, ["f:spec"], false],
    ["is unknown without metadata", {}, ["f:spec"], false],
  ])("%s", (_, object, path, expected) => {
    expect(wasSent(object, path)).toBe(expected);
  });
});
