/** The word that asks for candidates instead of running a command; cobra's own. */
export const completeWord = "__complete";

/** What kubectl 1.26 and newer looks for on PATH to complete the arguments of this plugin. */
export const completionExecutable = "kubectl_complete-workload";

/** A value, alone or with what it means. */
export type Candidate = string | readonly [value: string, what: string];

/** What only a kubeconfig or a cluster knows. */
export type Known =
  | "namespaces"
  | "contexts"
  | "clusters"
  | "users"
  /** Of the Deployment that is named. */
  | "revisions"
  /** Of the workload that is named, with what each can become. */
  | "volumes"
  | "headlessServices";

/** What may stand as the value of a flag. */
export type Completes =
  | { readonly values: readonly Candidate[] }
  | { readonly known: Known }
  /** Paths; with these endings where there are any. */
  | { readonly files: readonly string[] };

/** Endings that manifests have. Upstream: cli-runtime pkg/resource/builder.go#FileExtensions (v1.36) */
export const manifestFiles: Completes = { files: ["yaml", "yml", "json"] };
export const anyFile: Completes = { files: [] };
/** `kubectl workload snapshot` writes them. */
export const snapshotFiles: Completes = { files: ["json", "gz"] };
