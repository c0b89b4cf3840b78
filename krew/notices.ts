import { readFileSync } from "node:fs";
import type { BundledPackage } from "./bundledPackages.ts";
import { locked } from "./lockfile.ts";

const rule = "=".repeat(80);

/**
 * THIRD_PARTY_NOTICES: whose code is in the executables and on what terms, with the texts that the packages ship.
 * Bun's npm packages ship none, so its own list of what it embeds stands in `krew/licenses`, with the two licences
 * that ask to be handed on in full; that of the Apache libraries is LICENSE. The npm package has the bundle alone.
 */
export function notices(
  packages: readonly BundledPackage[],
  of: "executable" | "bundle" = "executable",
): string {
  const bun = locked("node_modules/bun");
  const runtime = section(`Bun ${bun.version} and what it embeds`, [
    text("bun.md"),
    "The text of the Apache License 2.0 is in LICENSE. Those of the LGPL follow.",
    text("LGPL-2.0.txt"),
    text("LGPL-2.1.txt"),
  ]);
  const made = {
    executable: "one executable with the Bun\nruntime and the packages below",
    bundle: "one file with code of\nthe packages below",
  };
  const sections = [
    `THIRD-PARTY NOTICES\n\nkubectl-workload is licensed under the Apache License 2.0, see LICENSE. It is ${made[of]}, ` +
      "which are licensed as follows.",
    ...(of === "executable" ? [runtime] : []),
    ...packages.map(({ name, version, license, texts }) => section(`${name} ${version} (${license})`, texts)),
  ];
  return `${sections.join("\n\n")}\n`;
}

function section(title: string, texts: readonly string[]): string {
  const tidy = texts.map((one) => one.replaceAll("\r\n", "\n").trim());
  return [rule, title, rule, "", tidy.join("\n\n")].join("\n");
}

function text(file: string): string {
  return readFileSync(new URL(`licenses/${file}`, import.meta.url), "utf8");
}
