/** Flags that say what is converted to what; how it is printed is not among them. */
const kept = [
  "context",
  "cluster",
  "user",
  "kubeconfig",
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
  const flags = kept.flatMap((flag) => {
    const value = argv[flag];
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${flag}`];
    const spelled = flag === "filename" ? "-f" : `--${flag}`;
    return (Array.isArray(value) ? value : [value]).map((each) => `${spelled} ${quoted(String(each))}`);
  });
  return ["kubectl workload convert", `${shortName}/${name}`, `-n ${namespace}`, ...flags].join(" ");
}

function quoted(text: string): string {
  return /^[-\w./:=@,+]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
