import type { ObjectRef } from "../kube/objectRef.ts";

export type Severity = "error" | "warning" | "info";

/** Where a finding can be seen: an object, a JSON Pointer (RFC 6901) into it, and the value there. */
export interface Evidence {
  readonly ref: ObjectRef;
  readonly path: string;
  readonly value: unknown;
}

export interface FindingParameters {
  readonly [name: string]: string | number | boolean | readonly string[];
}

export interface Finding {
  /** CamelCase, as the reasons of Kubernetes conditions are. */
  readonly code: string;
  readonly severity: Severity;
  /** What is so: lower case, no final period, identifiers in backticks. */
  readonly message: string;
  /** What to do about it, as a command or YAML. */
  readonly help: string;
  /** What the message was made of, for scripts and tests. */
  readonly parameters: FindingParameters;
  readonly evidence: readonly Evidence[];
}
