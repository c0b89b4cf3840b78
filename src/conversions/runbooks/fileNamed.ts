/** A file of the current folder, whatever the name is: no path leads out of it, and no option is read into it. */
export function fileNamed(name: string, what: string): string {
  return `${name.replaceAll(/[^\w.-]/g, "_").replace(/^[-.]/, "_")}-${what}`;
}
