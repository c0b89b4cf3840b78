import type { User } from "../kubeconfig/kubeconfig.ts";

/**
 * The headers by which the server acts as somebody else. Names, then values; some names repeat.
 *
 * Upstream: client-go transport/round_trippers.go#impersonatingRoundTripper (v1.36)
 */
export function impersonationHeaders(user: User): { readonly [name: string]: string | readonly string[] } {
  if (!user.impersonate) return {};
  const extra = Object.entries(user.impersonateUserExtra ?? {}).map(
    ([key, values]) => [`Impersonate-Extra-${escapeHeaderKey(key)}`, [...values]] as const,
  );
  return {
    "Impersonate-User": user.impersonate,
    ...(user.impersonateUid && { "Impersonate-Uid": user.impersonateUid }),
    ...(user.impersonateGroups?.length && { "Impersonate-Group": [...user.impersonateGroups] }),
    ...Object.fromEntries(extra),
  };
}

/** Keys such as `example.com/team` hold what a header's name may not. Upstream: #headerKeyEscape */
function escapeHeaderKey(key: string): string {
  return [...Buffer.from(key)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[!#$&'*+\-.0-9A-Z^_`a-z|~]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
