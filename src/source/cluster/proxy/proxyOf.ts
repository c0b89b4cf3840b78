import { BlockList, isIP } from "node:net";
import { SourceError } from "../../source.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy on the way to a server: the kubeconfig's `proxy-url`, else HTTPS_PROXY or HTTP_PROXY unless
 * NO_PROXY excludes the server. A server on localhost is never reached through the environment's proxy.
 *
 * Upstream: golang.org/x/net/http/httpproxy#Config.ProxyFunc
 * @throws SourceError for a proxy that cannot be used
 */
export function proxyOf(server: URL, proxyUrl: string | undefined, env: Environment): URL | undefined {
  if (proxyUrl) return parseProxy(proxyUrl);
  const fromEnvironment = variable(env, server.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (!fromEnvironment || !goesThroughProxy(server, variable(env, "NO_PROXY") ?? "")) return undefined;
  return parseProxy(/^[a-z0-9]+:\/\//i.test(fromEnvironment) ? fromEnvironment : `http://${fromEnvironment}`);
}

function variable(env: Environment, name: string): string | undefined {
  return env[name] || env[name.toLowerCase()];
}

function parseProxy(text: string): URL {
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  const invalid = (must: string) => new SourceError(`error: invalid proxy "${withoutLogin(text)}": ${must}`);
  if (proxy === undefined || !["http:", "https:", "socks5:", "socks5h:"].includes(proxy.protocol)) {
    throw invalid("it must be an http, https or socks5 URL");
  }
  try {
    loginOf(proxy);
  } catch {
    throw invalid("a `%` in its user name or password must be written `%25`");
  }
  return proxy;
}

/** @throws URIError for a proxy that `proxyOf` refuses */
export function loginOf(proxy: URL): { readonly user: string; readonly password: string } | undefined {
  if (!proxy.username && !proxy.password) return undefined;
  return { user: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) };
}

/** A URL, or what was meant for one, as it can be printed. */
export function withoutLogin(text: string): string {
  // Up to the last `@`: a password may hold whatever ends a user name, a host or a path.
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1");
}

/** The host of a URL without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

export function portOf(url: URL): number {
  if (url.port) return Number(url.port);
  if (url.protocol.startsWith("socks5")) return 1080;
  return url.protocol === "https:" ? 443 : 80;
}

export function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host === "localhost";
  return version === 4 ? host.startsWith("127.") : host === "::1" || /^::ffff:(127\.|7f)/i.test(host);
}

/** Upstream: httpproxy#config.useProxy: names match as suffixes, addresses by themselves or by CIDR. */
function goesThroughProxy(server: URL, noProxy: string): boolean {
  const host = hostOf(server).toLowerCase();
  if (isLoopback(host)) return false;
  return !noProxy.split(",").some((entry) => excludes(entry.trim().toLowerCase(), host, portOf(server)));
}

function excludes(entry: string, host: string, port: number): boolean {
  if (entry === "") return false;
  if (entry === "*") return true;
  const [network = "", prefix] = entry.split("/");
  if (prefix !== undefined) return inNetwork(network, Number(prefix), host);
  const [, bracketed, name = bracketed ?? entry, only] =
    /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  if (isIP(name)) return name === host;
  const suffix = name.replace(/^\*/, "");
  return suffix.startsWith(".") ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

function inNetwork(network: string, prefix: number, host: string): boolean {
  const version = isIP(network);
  if (version === 0 || isIP(host) !== version || !(prefix >= 0 && prefix <= (version === 4 ? 32 : 128)))
    return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const block = new BlockList();
  block.addSubnet(network, prefix, family);
  return block.check(host, family);
}
