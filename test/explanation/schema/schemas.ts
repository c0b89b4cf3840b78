import { globSync } from "node:fs";
import { join } from "node:path";
import { constantsOf, type Declaration, declarationsOf, type Member, type Type } from "./declarations.ts";
import { explanationOfKind, kubernetesTypes } from "./special.ts";

export type Schema = { readonly [keyword: string]: unknown };

const root = join(import.meta.dirname, "..", "..", "..");
const files = [
  ...globSync("src/explanation/*.ts", { cwd: root }).sort(),
  ...["objectRef", "read", "snapshot"].map((name) => `src/kube/${name}.ts`),
  "src/source/snapshot/snapshotFile.ts",
];

/**
 * The JSON Schemas (draft 2020-12) of the documents as they follow from their TypeScript types, by the path of
 * their file. What Kubernetes owns is left open; of our own objects nothing may be added, missing or misspelt.
 */
export function schemas(): ReadonlyMap<string, string> {
  const explanation = builder(files);
  const conversion = builder(files);
  const snapshot = builder(files);
  const documents: readonly (readonly [string, string, Schema])[] = [
    [
      "explanation",
      "What `kubectl workload explain -o json` prints",
      explanation.either("Explanation", "ExplanationList"),
    ],
    ["conversion", "What `kubectl workload convert -o json` prints", conversion.declared("Conversion")],
    ["snapshot", "What `kubectl workload snapshot` saves", snapshot.declared("SnapshotFile")],
  ];
  const builders = new Map([
    ["explanation", explanation],
    ["conversion", conversion],
    ["snapshot", snapshot],
  ]);
  return new Map(
    documents.map(([name, title, schema]) => {
      const definitions = builders.get(name)?.definitions();
      const complete = {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: `urn:kubectl-workload:${name}:v1alpha1`,
        title,
        ...schema,
        $defs: definitions,
      };
      const path = join(root, "docs", "schema", `${name}.v1alpha1.schema.json`);
      return [path, `${JSON.stringify(complete, null, 2)}\n`];
    }),
  );
}

/** Makes schemas of declared types, and keeps the definitions that they refer to. */
function builder(sources: readonly string[]) {
  const paths = sources.map((source) => join(root, source));
  const declarations = new Map(paths.flatMap((path) => [...declarationsOf(path)]));
  const constants = new Map(paths.flatMap((path) => [...constantsOf(path)]));
  const defined = new Map<string, Schema>();

  function declaration(name: string): Declaration {
    const read = declarations.get(name);
    if (read !== undefined) return read();
    throw new Error(
      `the type ${name} is in none of ${sources.join(", ")}: add its file in test/explanation/schema/schemas.ts`,
    );
  }

  function ref(name: string): Schema {
    if (!defined.has(name)) {
      defined.set(name, {});
      defined.set(name, kubernetesTypes[name] ?? special(name) ?? declared(name));
    }
    return { $ref: `#/$defs/${name}` };
  }

  function special(name: string): Schema | undefined {
    if (name !== "Explanation") return undefined;
    const kinds = membersOf({ is: "name", name: "FactsByKind" }).map((member) => member.name);
    const branches = kinds.map((kind) => {
      defined.set(`${kind}Explanation`, {});
      defined.set(
        `${kind}Explanation`,
        declared("ExplanationOf", new Map([["Name", { is: "literal", value: kind }]])),
      );
      return [kind, `${kind}Explanation`] as const;
    });
    return explanationOfKind(branches, text(declaration(name).doc));
  }

  /** The schema of a declared type itself, its type parameters replaced. */
  function declared(name: string, parameters: ReadonlyMap<string, Type> = new Map()): Schema {
    const { doc, type } = declaration(name);
    const self: Type = type.is === "object" ? { ...type, members: membersOf({ is: "name", name }) } : type;
    return { ...text(doc), ...schemaOf(self, parameters) };
  }

  /** All properties of an object type, those of its parents first; a later one of the same name wins. */
  function membersOf(type: Type): readonly Member[] {
    if (type.is === "object") return type.members;
    if (type.is === "intersection") return unique(type.of.flatMap(membersOf));
    if (type.is !== "name") throw new Error(`${type.is} has no properties`);
    const { parents, type: own } = declaration(type.name);
    return unique([
      ...parents.flatMap((parent) => membersOf({ is: "name", name: parent })),
      ...membersOf(own),
    ]);
  }

  function schemaOf(type: Type, parameters: ReadonlyMap<string, Type>): Schema {
    switch (type.is) {
      case "literal":
        return { const: type.value };
      case "typeof":
        return { const: constants.get(type.name) };
      case "array":
        return { type: "array", items: schemaOf(type.of, parameters) };
      case "property": {
        const key = type.key.is === "name" ? parameters.get(type.key.name) : type.key;
        const member = membersOf(type.of).find(({ name }) => key?.is === "literal" && name === key.value);
        if (member === undefined) throw new Error("no such property");
        return schemaOf(member.type, parameters);
      }
      case "union":
        return unionOf(type.of, parameters);
      case "intersection":
        return objectOf(membersOf(type), parameters);
      case "object":
        if (type.values === undefined) return objectOf(type.members, parameters);
        return { type: "object", additionalProperties: anyNumber(schemaOf(type.values, parameters)) };
      case "name": {
        const parameter = parameters.get(type.name);
        return primitives[type.name] ?? (parameter && schemaOf(parameter, parameters)) ?? ref(type.name);
      }
    }
  }

  function objectOf(members: readonly Member[], parameters: ReadonlyMap<string, Type>): Schema {
    const properties = members.map(({ name, type, doc }) => {
      const isTime = type.is === "name" && type.name === "string" && /(At|Time|Seen)$/.test(name);
      return [
        name,
        {
          ...text(doc),
          ...schemaOf(type, parameters),
          ...(isTime && { format: "date-time" }),
          ...(name === "code" && { pattern: "^[A-Z][A-Za-z0-9]+$" }),
        },
      ] as const;
    });
    return {
      type: "object",
      required: members.filter(({ optional }) => !optional).map(({ name }) => name),
      properties: Object.fromEntries(properties),
      additionalProperties: false,
    };
  }

  function unionOf(of: readonly Type[], parameters: ReadonlyMap<string, Type>): Schema {
    const flat = of.flatMap(literalsOf);
    if (flat.every((type) => type.is === "literal")) return { enum: flat.map(({ value }) => value) };
    const branches = of.map((type) => schemaOf(type, parameters));
    const types = branches.map(({ type }) => type);
    if (types.some((type) => type === "object" || type === undefined)) return { oneOf: branches };
    return Object.assign({}, ...branches, { type: types }) as Schema;
  }

  function literalsOf(type: Type): readonly Type[] {
    if (type.is === "union") return type.of.flatMap(literalsOf);
    if (type.is !== "name" || !declarations.has(type.name)) return [type];
    const aliased = declaration(type.name).type;
    return aliased.is === "union" || aliased.is === "literal" ? literalsOf(aliased) : [type];
  }

  return {
    declared,
    /** Documents that their `kind` tells apart, so that an error is about the kind that was meant. */
    either(...names: readonly string[]): Schema {
      return {
        type: "object",
        required: ["kind"],
        properties: { kind: { enum: names } },
        allOf: names.map((name) => ({
          if: { type: "object", properties: { kind: { const: name } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: ref(name),
        })),
      };
    },
    definitions: (): Schema => Object.fromEntries([...defined].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const primitives: { readonly [name: string]: Schema } = {
  string: { type: "string" },
  // Every number of a document counts something.
  number: { type: "integer", minimum: 0 },
  boolean: { type: "boolean" },
  unknown: {},
};

/** Of the values by name in a finding nothing is known. */
function anyNumber({ minimum: _, ...schema }: Schema): Schema {
  const name = (type: unknown) => (type === "integer" ? "number" : type);
  return { ...schema, type: Array.isArray(schema["type"]) ? schema["type"].map(name) : name(schema["type"]) };
}

function unique(members: readonly Member[]): readonly Member[] {
  return [...new Map(members.map((member) => [member.name, member])).values()];
}

function text(doc: string | undefined): Schema {
  return doc === undefined ? {} : { description: doc };
}
