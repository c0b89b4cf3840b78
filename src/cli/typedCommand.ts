/** Flags that say which cluster, and hold no secret. */
const connection = ["context", "cluster", "user", "kubeconfig"] as const;

/** Flags that say what is converted to what; how it is printed is not among them. */
const kept = [
  ...connection,
  "to",
  "filename",
  "recursive",
  "snapshot",
  "offline",
  "volume",
  "service-name",
  "replicas",
  "pod-management-policy",
  "name",
  "keep-tolerations",
] as const;

/** The command once more, in one spelling, to be copied into a shell. */
export function typedCommand(
  argv: { readonly [flag: string]: unknown },
  {
    shortName,
    namespace,
    name,
  }: { readonly shortName: string; readonly namespace: string; readonly name: string },
): string {
  const flags = spelled(argv, kept);
  return [
    "kubectl workload convert",
    quoted(`${shortName}/${name}`),
    `-n ${quoted(namespace)}`,
    ...flags,
  ].join(" ");
}

/** Of the command, what says which cluster: `--context prod`; "" for the kubeconfig's own context. */
export function connectionOf(argv: { readonly [flag: string]: unknown }): string {
  return spelled(argv, connection).join(" ");
}

function spelled(argv: { readonly [flag: string]: unknown }, flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag) => {
    const value = argv[flag];
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${flag}`];
    const name = flag === "filename" ? "-f" : `--${flag}`;
    return (Array.isArray(value) ? value : [value]).map((each) => `${name} ${quoted(String(each))}`);
  });
}

function quoted(text: string): string {
  return /^[-\w./:=@,+]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
