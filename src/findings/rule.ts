import type { Conversion, TargetKind } from "../explanation/conversion.ts";
import type { ExplainedKind, ExplanationOf } from "../explanation/explanation.ts";
import type { Evidence, Finding, FindingParameters, Severity } from "../explanation/finding.ts";

/** An explanation before anything was found in it. */
export type Judged<Name extends ExplainedKind> = {
  readonly [Each in Name]: Omit<ExplanationOf<Each>, "findings">;
}[Name];

/** A conversion before anything was found in it. */
export type JudgedConversion = Omit<Conversion, "findings">;

/** What can be judged; each rule judges documents of one kind. */
export type JudgedDocument = Judged<ExplainedKind> | JudgedConversion;

/** One place where a finding holds. */
export interface Occurrence<Parameters extends FindingParameters> {
  readonly parameters: Parameters;
  /** At least one. */
  readonly evidence: readonly Evidence[];
}

export interface FindingMeta<Parameters extends FindingParameters, Name extends string> {
  /** CamelCase, the name of its file, of its test and of its page. */
  readonly code: string;
  readonly severity: Severity;
  /** The kinds of workload in which it can be found; for a conversion the kinds that it leads to. */
  readonly kinds: readonly Name[];
  /** What it is about, in a few words, for lists: lower case, no final period. */
  readonly title: string;
  /** Markdown, the body of its page: what is so, why the controllers do that, when it is harmless. */
  readonly explanation: string;
  /** What stands on its page as an example. */
  readonly example: Parameters;
  /** One sentence as rustc words it: lower case, no final period, identifiers in backticks. */
  message(parameters: Parameters): string;
  /** What to do: a sentence or two, and then the command or YAML, in lines that begin with two spaces. */
  help(parameters: Parameters): string;
}

/** A finding: one a file. Reads the facts of a document and judges them; it neither fetches nor formats. */
export interface FindingRule<Parameters extends FindingParameters, Name extends ExplainedKind> {
  readonly meta: FindingMeta<Parameters, Name>;
  find(explanation: Judged<Name>): readonly Occurrence<Parameters>[];
}

/** The same of a conversion: what it says is of the way there, and of the workload that comes of it. */
export interface ConversionFindingRule<Parameters extends FindingParameters> {
  readonly meta: FindingMeta<Parameters, TargetKind>;
  find(conversion: JudgedConversion): readonly Occurrence<Parameters>[];
}

/** A rule whose parameters are its own affair. */
export interface AnyRule {
  readonly meta: Omit<FindingMeta<FindingParameters, string>, "message" | "help" | "example">;
  /** The kind of the documents that it judges; in others it finds nothing. */
  readonly judges: JudgedDocument["kind"];
  readonly example: Finding;
  findings(document: JudgedDocument): readonly Finding[];
}

/** Declares a rule; what it finds is worded by its own `meta`. */
export function finding<Parameters extends FindingParameters, Name extends ExplainedKind>({
  meta,
  find,
}: FindingRule<Parameters, Name>): AnyRule {
  const worded = wordedBy(meta);
  return {
    meta,
    judges: "Explanation",
    example: worded({ parameters: meta.example, evidence: [] }),
    findings(document) {
      if (document.kind !== "Explanation" || !includes(meta.kinds, document.subject.kind)) return [];
      return find(document as Judged<Name>).map(worded);
    },
  };
}

/** Declares a rule for conversions to the kinds of its `meta`. */
export function conversionFinding<Parameters extends FindingParameters>({
  meta,
  find,
}: ConversionFindingRule<Parameters>): AnyRule {
  const worded = wordedBy(meta);
  return {
    meta,
    judges: "Conversion",
    example: worded({ parameters: meta.example, evidence: [] }),
    findings(document) {
      if (document.kind !== "Conversion" || !includes(meta.kinds, document.target.kind)) return [];
      return find(document).map(worded);
    },
  };
}

function wordedBy<Parameters extends FindingParameters>(meta: FindingMeta<Parameters, string>) {
  return ({ parameters, evidence }: Occurrence<Parameters>): Finding => ({
    code: meta.code,
    severity: meta.severity,
    message: meta.message(parameters),
    help: meta.help(parameters),
    parameters,
    evidence,
  });
}

function includes(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
}
