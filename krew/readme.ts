/**
 * README.md for who has only the archive: without pictures and links into the repository, which are not there. What a
 * picture shows stands in its place in words; the rest is as it was.
 */
export function readmeAlone(text: string): string {
  return text
    .replaceAll(/<!-- generated: picture .*? -->\n[\s\S]*?<!-- end -->\n/g, (picture) => {
      const shown = /<img alt="([^"]*)"/.exec(picture)?.[1] ?? "";
      return `> ${shown.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")}\n`;
    })
    .replaceAll(/<!-- .*? -->\n/g, "")
    .replaceAll(/\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g, "$1");
}
