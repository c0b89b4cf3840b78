import type { ExplainedKind, ExplanationOf } from "../explanation/explanation.ts";
import type { Evidence, Finding, FindingParameters, Severity } from "../explanation/finding.ts";

/** An explanation before anything was found in it. */
export type Judged<Name extends ExplainedKind> = {
  readonly [Each in Name]: Omit<ExplanationOf<Each>, "findings">;
}[Name];

/** One place where a finding holds. */
export interface Occurrence<Parameters extends FindingParameters> {
  readonly parameters: Parameters;
  /** At least one. */
  readonly evidence: readonly Evidence[];
}

export interface FindingMeta<Parameters extends FindingParameters, Name extends ExplainedKind> {
  /** CamelCase, the name of its file, of its test and of its page. */
  readonly code: string;
  readonly severity: Severity;
  /** The kinds of workload in which it can be found. */
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

/** A rule whose parameters are its own affair. */
export interface AnyRule {
  readonly meta: Omit<FindingMeta<FindingParameters, ExplainedKind>, "message" | "help" | "example">;
  readonly example: Finding;
  findings(explanation: Judged<ExplainedKind>): readonly Finding[];
}

/** Declares a rule; what it finds is worded by its own `meta`. */
export function finding<Parameters extends FindingParameters, Name extends ExplainedKind>(
  rule: FindingRule<Parameters, Name>,
): AnyRule {
  const { meta } = rule;
  const worded = ({ parameters, evidence }: Occurrence<Parameters>): Finding => ({
    code: meta.code,
    severity: meta.severity,
    message: meta.message(parameters),
    help: meta.help(parameters),
    parameters,
    evidence,
  });
  return {
    meta,
    example: worded({ parameters: meta.example, evidence: [] }),
    findings(explanation) {
      const { kind } = explanation.subject;
      if (!(meta.kinds as readonly string[]).includes(kind)) return [];
      return rule.find(explanation as Judged<Name>).map(worded);
    },
  };
}
