const namePart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Upstream: apimachinery util/validation#IsQualifiedName */
export function isLabelKey(key: string): boolean {
  const parts = key.split("/");
  const name = parts.pop() ?? "";
  const [prefix, ...rest] = parts;
  if (rest.length > 0 || name.length > 63 || !namePart.test(name)) return false;
  return prefix === undefined || isDnsSubdomain(prefix);
}

/** Empty is valid. Upstream: apimachinery util/validation#IsValidLabelValue */
export function isLabelValue(value: string): boolean {
  return value === "" || (value.length <= 63 && namePart.test(value));
}

/** Of whatever length. Upstream: apimachinery util/validation#IsDNS1123Label */
export function isDnsLabel(name: string): boolean {
  return dnsLabel.test(name);
}

/** Upstream: apimachinery util/validation#IsDNS1123Subdomain */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && dnsSubdomain.test(name);
}
