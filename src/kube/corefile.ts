/**
 * The cluster's domain as CoreDNS serves it: the first zone of its plugin `kubernetes` that is not for reverse
 * look-ups; the zones of the server block where the plugin names none. Undefined for a Corefile without the plugin,
 * where it serves the root, and where the zone is not written out, as it is not in `{$DOMAIN}` or in a snippet.
 *
 * Upstream: coredns plugin/kubernetes/setup.go#ParseStanza, plugin/normalize.go#OriginsFromArgsOrServerBlock (v1.15)
 */
export function corefileDomain(text: string): string | undefined {
  for (const { keys, plugins } of serverBlocks(text)) {
    const kubernetes = plugins.find(([name]) => name === "kubernetes");
    if (kubernetes === undefined) continue;
    const zones = kubernetes.length > 1 ? kubernetes.slice(1) : keys;
    const domain = zones.map(zoneOf).find((zone) => !isReverse(zone));
    return domain !== undefined && /^[a-z0-9_]([-a-z0-9_.]*[a-z0-9_])?$/.test(domain) ? domain : undefined;
  }
  return undefined;
}

/** A network is written for the zone of its addresses: `10.96.0.0/12`. */
function isReverse(zone: string): boolean {
  return /(^|\.)(in-addr|ip6)\.arpa$/.test(zone) || /^[0-9a-f.:]+\/[0-9]+$/.test(zone);
}

interface ServerBlock {
  readonly keys: readonly string[];
  /** Each with its arguments. */
  readonly plugins: readonly (readonly string[])[];
}

/** The blocks of a Caddyfile: keys, in braces a plugin a line, which may have a block of its own. */
function serverBlocks(text: string): readonly ServerBlock[] {
  const blocks: { keys: string[]; plugins: string[][] }[] = [];
  let depth = 0;
  let keys: string[] = [];
  for (const line of text.split("\n")) {
    const words = wordsOf(line);
    const opens = words.at(-1) === "{";
    const said = words.filter((word) => word !== "{" && word !== "}");
    if (depth === 0) keys.push(...said);
    else if (depth === 1 && said.length > 0) blocks.at(-1)?.plugins.push(said);
    if (opens) {
      if (depth === 0) {
        blocks.push({ keys, plugins: [] });
        keys = [];
      }
      depth += 1;
    }
    if (words[0] === "}") depth -= 1;
  }
  return blocks;
}

/** Commas part the keys of a block as spaces do; a comment begins where a word does. */
function wordsOf(line: string): readonly string[] {
  const words = line.split(/[\s,]+/).filter((word) => word !== "");
  const comment = words.findIndex((word) => word.startsWith("#"));
  return comment < 0 ? words : words.slice(0, comment);
}

/** Without scheme, port and final dot: `dns://cluster.local.:53` is `cluster.local`. */
function zoneOf(key: string): string {
  return key
    .replace(/^[a-z]+:\/\//, "")
    .replace(/:\d+$/, "")
    .replace(/\.$/, "")
    .toLowerCase();
}
