import { Resolver } from "node:dns/promises";

export type Answers = ReadonlyMap<string, readonly string[]>;

export interface Dns {
  /** Addresses, sorted; none where there is no such name. */
  a(name: string): Promise<readonly string[]>;
  /** `port target`, sorted; none where there is no such name. */
  srv(name: string): Promise<readonly string[]>;
}

/** @param server `host:port` of CoreDNS */
export function createDns(server: string): Dns {
  const resolver = new Resolver({ timeout: 2_000, tries: 3 });
  resolver.setServers([server]);
  return {
    a: async (name) => (await resolver.resolve4(name).catch(noRecord)).toSorted(),
    async srv(name) {
      const answers = await resolver.resolveSrv(name).catch(noRecord);
      return answers.map((answer) => `${answer.port} ${answer.name}`).sort();
    },
  };
}

/** NXDOMAIN, or a name that has no record of this type. */
function noRecord(error: unknown): [] {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOTFOUND" || code === "ENODATA") return [];
  throw error;
}
