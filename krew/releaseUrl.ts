/** What package.json says of the project's home; neither is there before the project has one. */
export interface Home {
  readonly version: string;
  readonly repository?: string | { readonly url: string } | undefined;
  readonly homepage?: string | undefined;
}

/**
 * Where the archives of a release can be fetched, without a slash at the end: `RELEASE_URL`, or else the place that
 * GitHub and Forgejo have for a tag's files in the `repository` of package.json. Undefined when neither is known.
 *
 * @throws Error when the repository is no https URL, as a shorthand is not
 */
export function releaseUrl(
  home: Home,
  { RELEASE_URL: url }: { readonly [variable: string]: string | undefined } = {},
): string | undefined {
  if (url) return url.replace(/\/+$/, "");
  const repository = repositoryUrl(home);
  return repository && `${repository}/releases/download/v${home.version}`;
}

/** The repository as a browser opens it: `git+https://host/owner/name.git` without what only git wants. */
export function repositoryUrl({ repository }: Home): string | undefined {
  const url = typeof repository === "object" ? repository.url : repository;
  if (!url) return undefined;
  const web = url.replace(/^git\+/, "").replace(/\.git$/, "");
  if (!/^https:\/\/[^/]+\/.+[^/]$/.test(web)) {
    throw new Error(`\`repository\` in package.json is \`${url}\`, it has to be an https URL`);
  }
  return web;
}
