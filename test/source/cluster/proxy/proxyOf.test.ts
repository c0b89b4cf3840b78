import { describe, expect, it } from "vitest";
import { proxyOf } from "../../../../src/source/cluster/proxy/proxyOf.ts";
import { SourceError } from "../../../../src/source/source.ts";

function proxy(server: string, env: Record<string, string>, proxyUrl?: string): string | undefined {
  return proxyOf(new URL(server), proxyUrl, env)?.href;
}

describe("the proxy on the way to a server", () => {
  const corporate = { HTTPS_PROXY: "http://proxy:3128", HTTP_PROXY: "http://plain:3128" };

  it.each<[string, string | undefined, string, Record<string, string>, string | undefined]>([
    ["HTTPS_PROXY for https", "http://proxy:3128/", "https://prod:6443", corporate, undefined],
    ["HTTP_PROXY for http", "http://plain:3128/", "http://prod:8080", corporate, undefined],
    [
      "the lower-case name as well",
      "http://proxy:3128/",
      "https://prod",
      { https_proxy: "http://proxy:3128" },
      undefined,
    ],
    [
      "the upper-case name first",
      "http://a/",
      "https://prod",
      { HTTPS_PROXY: "http://a", https_proxy: "http://b" },
      undefined,
    ],
    ["one without a scheme", "http://proxy:3128/", "https://prod", { HTTPS_PROXY: "proxy:3128" }, undefined],
    ["a SOCKS one", "socks5://proxy:1080", "https://prod", { HTTPS_PROXY: "socks5://proxy:1080" }, undefined],
    ["proxy-url before the environment", "http://own:1/", "https://prod", corporate, "http://own:1"],
    ["proxy-url even for localhost", "http://own:1/", "https://127.0.0.1", corporate, "http://own:1"],
    ["proxy-url in spite of NO_PROXY", "http://own:1/", "https://prod", { NO_PROXY: "*" }, "http://own:1"],
    ["none without variables", undefined, "https://prod", {}, undefined],
    ["none for localhost", undefined, "https://localhost:6443", corporate, undefined],
    ["none for a loopback address", undefined, "https://127.1.2.3:6443", corporate, undefined],
    ["none for the IPv6 loopback address", undefined, "https://[::1]:6443", corporate, undefined],
  ])("is %s", (_, expected, server, env, proxyUrl) => {
    expect(proxy(server, env, proxyUrl)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ["*", "https://api.prod.example.com", true],
    ["example.com", "https://example.com", true],
    ["example.com", "https://api.prod.example.com", true],
    ["example.com", "https://notexample.com", false],
    [".example.com", "https://api.example.com", true],
    [".example.com", "https://example.com", false],
    ["*.example.com", "https://api.example.com", true],
    ["EXAMPLE.com", "https://api.example.COM", true],
    ["example.com:6443", "https://example.com:6443", true],
    ["example.com:443", "https://example.com", true],
    ["example.com:6443", "https://example.com", false],
    ["10.0.0.1", "https://10.0.0.1:6443", true],
    ["10.0.0.1", "https://10.0.0.11:6443", false],
    ["10.0.0.0/8", "https://10.20.30.40:6443", true],
    ["10.0.0.0/8", "https://11.0.0.1:6443", false],
    ["10.0.0.0/8", "https://ten.example.com", false],
    ["fd00::/8", "https://[fd12::1]:6443", true],
    ["[fd12::1]:6443", "https://[fd12::1]:6443", true],
    ["intranet, .cluster.local ,10.0.0.0/8", "https://kubernetes.default.svc.cluster.local", true],
    ["10.0.0.0/99", "https://10.0.0.1", false],
    ["", "https://prod", false],
  ])("NO_PROXY=%s for %s: %s", (noProxy, server, excluded) => {
    expect(proxy(server, { ...corporate, NO_PROXY: noProxy }) === undefined).toBe(excluded);
  });

  it.each([
    ["gopher://jane:s3cret@proxy", "gopher://proxy", "it must be an http, https or socks5 URL"],
    ["gopher://jane:s3@cr/et@proxy", "gopher://proxy", "it must be an http, https or socks5 URL"],
    ["http://jane:s3cret%@proxy", "http://proxy", "a `%` in its user name or password must be written `%25`"],
    [
      "socks5://%E0%A4%A:s3cret@proxy",
      "socks5://proxy",
      "a `%` in its user name or password must be written `%25`",
    ],
  ])("%s is refused without its password", (text, shown, must) => {
    const refused = new SourceError(`error: invalid proxy "${shown}": ${must}`);
    expect(() => proxy("https://prod", { HTTPS_PROXY: text })).toThrow(refused);
    expect(() => proxy("https://prod", {}, text)).toThrow(refused);
  });
});
