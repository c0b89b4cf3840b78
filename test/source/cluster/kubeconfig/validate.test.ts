import { expect, it } from "vitest";
import { validate } from "../../../../src/source/cluster/kubeconfig/validate.ts";
import { SourceError } from "../../../../src/source/source.ts";

it.each([
  ["gopher://jane:s3cret@proxy:70", "gopher://proxy:70", "gopher"],
  ["jane:s3cret@proxy:3128", "proxy:3128", ""],
])("a proxy-url of another scheme, %s, is named without its password", (proxyUrl, shown, scheme) => {
  const entries = { cluster: { proxyUrl }, clusterName: "prod", user: {}, userName: "jane" };
  expect(() => validate(entries)).toThrow(
    new SourceError(
      `Error in configuration: invalid 'proxy-url' "${shown}" for cluster "prod": unsupported scheme "${scheme}", must be http, https, or socks5`,
    ),
  );
});
