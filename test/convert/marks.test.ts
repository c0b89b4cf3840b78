import { describe, expect, it } from "vitest";
import { refusalMarks } from "../../src/convert/marks.ts";

const workload = {
  kind: "StatefulSet",
  metadata: { name: "db" },
  spec: { stratgy: {}, template: { spec: { containers: [{ name: "db", imagePulPolicy: "Always" }] } } },
};
const service = { kind: "Service", metadata: { name: "db" }, spec: { ports: [] } };

function marksOf(
  kind: string,
  message: string,
  causes: readonly { field?: string; message?: string }[] = [],
) {
  const validation = [{ kind, name: "db", accepted: false, message, causes }];
  return refusalMarks(validation, [workload, service]);
}

describe("what the API server refuses is marked", () => {
  it("at the field of each cause, or the nearest above it", () => {
    const causes = [{ field: "spec.ports[0].port", message: "Required\nvalue" }, { message: "no field" }];
    expect(marksOf("Service", "it is invalid", causes)).toEqual([
      { object: 1, path: ["spec", "ports"], comment: "refused: Required value" },
      { object: 1, path: ["kind"], comment: "refused: no field" },
    ]);
  });

  it("at fields that it does not know, which come without causes", () => {
    const message =
      'StatefulSet in version "v1" cannot be handled as a StatefulSet: strict decoding error: unknown field "spec.stratgy", unknown field "spec.template.spec.containers[0].imagePulPolicy"';
    expect(marksOf("StatefulSet", message)).toEqual([
      { object: 0, path: ["spec", "stratgy"], comment: 'refused: unknown field "spec.stratgy"' },
      {
        object: 0,
        path: ["spec", "template", "spec", "containers", 0, "imagePulPolicy"],
        comment: 'refused: unknown field "spec.template.spec.containers[0].imagePulPolicy"',
      },
    ]);
  });

  it("at those that cannot be applied", () => {
    const message =
      "failed to create typed patch object (shop/db; apps/v1, Kind=StatefulSet): .spec.stratgy: field not declared in schema";
    expect(marksOf("StatefulSet", message)).toEqual([
      {
        object: 0,
        path: ["spec", "stratgy"],
        comment: "refused: .spec.stratgy: field not declared in schema",
      },
    ]);
  });

  it("at the kind where it names no field", () => {
    expect(marksOf("StatefulSet", "exceeded quota")).toEqual([
      { object: 0, path: ["kind"], comment: "refused: exceeded quota" },
    ]);
  });
});
