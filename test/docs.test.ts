import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generated, leftOver } from "../docs/generate.ts";
import { allResources, namespaces } from "../src/kube/resources.ts";

it("the generated parts of the documentation are what the code says now", async () => {
  for (const [file, text] of await generated()) expect(readFileSync(file, "utf8")).toBe(text);
});

it("no page speaks of what there is no more", () => {
  expect(leftOver()).toEqual([]);
});

it("the README's commands are the package's scripts", () => {
  const root = join(import.meta.dirname, "..");
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

it("the README's ClusterRole is what the kinds and completion read", () => {
  const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
  const [, yaml = ""] = /```yaml\n(apiVersion: rbac[\s\S]*?)```/.exec(readme) ?? [];
  const granted = new Set(
    [...yaml.matchAll(/resources: \[(.*)\]/g)].flatMap(([, list = ""]) => list.split(", ")),
  );
  expect([...granted].sort()).toEqual([...allResources, namespaces].map(({ resource }) => resource).sort());
});
