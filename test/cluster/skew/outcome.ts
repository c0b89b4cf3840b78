import { join, relative } from "node:path";
import type { Known } from "./known.ts";

/** What is read of vitest's JSON report. */
export interface Report {
  readonly testResults: readonly {
    /** The path of the file. */
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: "passed" | "failed" | "skipped" | "pending" | "todo" | "disabled";
      readonly failureMessages?: readonly string[] | null;
    }[];
    /** Of the file as a whole: `failed` without any failed test where it could not even be loaded. */
    readonly status: string;
  }[];
}

/** How the suites went against one version; tests by their full names, or by their file's when none of it was run. */
export interface Outcome {
  readonly version: string;
  readonly passed: number;
  readonly failed: readonly string[];
  readonly known: readonly { readonly test: string; readonly why: string }[];
  /** Known to fail, and passed. */
  readonly stale: readonly string[];
  readonly skipped: readonly string[];
}

const root = join(import.meta.dirname, "..", "..", "..");
/** Some suites have in their names what repeats their random cases. */
const seed = /, (KUBECTL_WORKLOAD_)?SEED=\w+/;

export function outcomeOf(version: string, report: Report, known: readonly Known[]): Outcome {
  const minor = Number(version.split(".")[1]);
  const whyOf = (name: string, messages: readonly string[]) => {
    const of = known.find(({ upTo, test }) => minor <= upTo && name.endsWith(test));
    return (of?.isThis?.(messages.join("\n")) ?? true) ? of?.why : undefined;
  };
  const tests = report.testResults.flatMap(({ name: file, status: ofFile, assertionResults }) => {
    const results = assertionResults.map(({ fullName, status, failureMessages }) => {
      const name = fullName.replace(seed, "");
      return { name, status, why: whyOf(name, failureMessages ?? []) };
    });
    // What it starts with failed, and none of its tests was run: that is one failure, and nothing skipped.
    const isWhole = ofFile === "failed" && results.every(({ status }) => status !== "failed");
    const name = relative(root, file);
    return isWhole ? [{ name, status: "failed", why: whyOf(name, []) }] : results;
  });
  const passed = tests.filter(({ status }) => status === "passed");
  const failed = tests.filter(({ status }) => status === "failed");
  const others = tests.filter(({ status }) => status !== "passed" && status !== "failed");
  return {
    version,
    passed: passed.length,
    failed: failed.filter(({ why }) => why === undefined).map(({ name }) => name),
    known: failed.flatMap(({ name, why }) => (why === undefined ? [] : [{ test: name, why }])),
    stale: passed.filter(({ name }) => isCertain(name)).map(({ name }) => name),
    skipped: others.map(({ name }) => name),
  };

  function isCertain(name: string): boolean {
    return known.some(
      ({ upTo, test, isThis }) => minor <= upTo && name.endsWith(test) && isThis === undefined,
    );
  }
}
