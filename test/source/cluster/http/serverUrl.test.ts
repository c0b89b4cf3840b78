import { describe, expect, it } from "vitest";
import { serverUrl } from "../../../../src/source/cluster/http/serverUrl.ts";

describe("the server of a kubeconfig", () => {
  it.each([
    ["https://10.0.0.1:6443", "https://10.0.0.1:6443", "", "10.0.0.1:6443"],
    ["https://prod.example.com:443/", "https://prod.example.com", "", "prod.example.com:443"],
    ["https://rancher/k8s/clusters/c-7xk2p/", "https://rancher", "/k8s/clusters/c-7xk2p", "rancher"],
    ["https://jane:secret@prod?x=y#z", "https://prod", "", "prod"],
    ["https://[fd00::1]:6443", "https://[fd00::1]:6443", "", "[fd00::1]:6443"],
    ["https://jane:s3@cret@prod:6443", "https://prod:6443", "", "prod:6443"],
    ["localhost:8080", "http://localhost:8080", "", "localhost:8080"],
    ["10.0.0.1", "http://10.0.0.1", "", "10.0.0.1"],
  ])("%s", (server, origin, basePath, host) => {
    const read = serverUrl(server, {}, {});
    expect([read.url.origin, read.basePath, read.host]).toEqual([origin, basePath, host]);
  });

  it.each(["", "ftp://prod", "prod/path", "https://", "::"])("`%s` is refused", (server) => {
    expect(() => serverUrl(server, {}, {})).toThrow(
      `error: host must be a URL or a host:port pair: "${server}"`,
    );
  });

  it.each([
    ["ftp://jane:s3cret@prod", "ftp://prod"],
    ["jane:s3cret@prod/path", "prod/path"],
    ["https://jane:s3@cret@prod:port", "https://prod:port"],
  ])("`%s` is refused without its password", (server, shown) => {
    expect(() => serverUrl(server, {}, {})).toThrow(
      `error: host must be a URL or a host:port pair: "${shown}"`,
    );
  });
});
