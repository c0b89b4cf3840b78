const systems: { readonly [name: string]: string } = { win32: "windows", sunos: "solaris" };
const processors: { readonly [name: string]: string } = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** What this runs on, in Go's names for systems and processors: `linux/amd64`. */
export function goPlatform({ platform, arch }: Pick<NodeJS.Process, "platform" | "arch"> = process): string {
  return `${systems[platform] ?? platform}/${processors[arch] ?? arch}`;
}
