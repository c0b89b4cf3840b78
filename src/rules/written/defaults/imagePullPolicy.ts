/**
 * The pull policy of an image that has none: `Always` for the tag `latest`, written or left out, else
 * `IfNotPresent`. A digest is as good as a tag, and a reference that cannot be read has none of them.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_Container, pkg/util/parsers/parsers.go#ParseImageName (v1.36)
 */
export function imagePullPolicy(image: unknown): "Always" | "IfNotPresent" {
  return tagOf(typeof image === "string" ? image : "") === "latest" ? "Always" : "IfNotPresent";
}

function tagOf(image: string): string {
  const match = reference.exec(image);
  const { domain, path = "", tag, digest } = match?.groups ?? {};
  const isName = match !== null && !isIdentifier.test(image);
  if (!isName || repositoryOf(domain, path).length > 255 || !isDigest(digest)) return "";
  return tag ?? (digest === undefined ? "latest" : "");
}

/**
 * What it calls a domain may be the first part of the path; both end with the same tag.
 *
 * Upstream: github.com/distribution/reference regexp.go#ReferenceRegexp, normalize.go#ParseNormalizedNamed
 */
const reference = (() => {
  const label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  const host = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])`;
  const part = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  const tag = "[\\w][\\w.-]{0,127}";
  const digest = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
  const name = `(?:(?<domain>${host}(?::[0-9]+)?)/)?(?<path>${part}(?:/${part})*)`;
  return new RegExp(`^${name}(?::(?<tag>${tag}))?(?:@(?<digest>${digest}))?$`);
})();

/** 64 hexadecimal digits name an image by what it is, and not by a name. */
const isIdentifier = /^[a-f0-9]{64}$/;

/** The path in the registry, which is the one whose length is limited: `nginx` is `library/nginx`. */
function repositoryOf(domain: string | undefined, path: string): string {
  const isDomain = domain !== undefined && (domain === "localhost" || /[.:A-Z]/.test(domain));
  const name = isDomain || domain === undefined ? path : `${domain}/${path}`;
  const isHub = !isDomain || domain === "docker.io" || domain === "index.docker.io";
  return isHub && !name.includes("/") ? `library/${name}` : name;
}

const digestLength: { readonly [algorithm: string]: number } = { sha256: 64, sha384: 96, sha512: 128 };

function isDigest(digest: string | undefined): boolean {
  if (digest === undefined) return true;
  const [algorithm = "", hex = ""] = digest.split(":");
  return /^[a-f0-9]+$/.test(hex) && digestLength[algorithm] === hex.length;
}
