import { shellWord } from "../text/shellWord.ts";

/** Flags that say which cluster and as whom, and hold no secret: paths of keys, no token. The context comes first. */
const connection = [
  "context",
  "cluster",
  "user",
  "kubeconfig",
  "server",
  "tls-server-name",
  "certificate-authority",
  "insecure-skip-tls-verify",
  "client-certificate",
  "client-key",
  "as",
  "as-uid",
  "as-group",
  "as-user-extra",
] as const;

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
    shellWord(`${shortName}/${name}`),
    `-n ${shellWord(namespace)}`,
    ...flags,
  ].join(" ");
}

/** Of the command, what says which cluster: `--context prod`; "" where nothing was typed. */
export function connectionOf(argv: { readonly [flag: string]: unknown }): string {
  return spelled(argv, connection).join(" ");
}

function spelled(argv: { readonly [flag: string]: unknown }, flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag) => {
    const value = argv[flag];
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${flag}`];
    const name = flag === "filename" ? "-f" : `--${flag}`;
    return (Array.isArray(value) ? value : [value]).map((each) => `${name} ${shellWord(String(each))}`);
  });
}
