/** What stands in place of a value that should not be shown. */
export const hidden = "<hidden>";

/** Parts of names, wherever they stand in one: `MYSQL_ROOT_PASSWORD`, `--authtoken`. */
const anywhere = /passw|passphrase|secret|token|credential|apikey|authorization/i;
/** Words of names: `AWS_ACCESS_KEY_ID`, `--tls-key`, but not `KEYCLOAK_URL`. */
const asWords = new Set(["key", "keys", "pass", "pwd", "dsn"]);
/** A name that ends so is that of where something is, which is no secret. */
const saysWhere = /(?:file|path|dir|directory)$/i;

/** Whether a variable, a flag or a header of that name is likely to hold what should not be shown. */
export function looksSecret(name: string): boolean {
  if (saysWhere.test(name)) return false;
  if (anywhere.test(name)) return true;
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/);
  return words.some((word) => asWords.has(word.toLowerCase()));
}

/** `postgres://shop:hunter2@db` gives away what the name of its variable does not tell. */
const inUrl = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/gi;

/** The value of a variable or a header. */
export function withoutSecret(name: string, value: unknown): unknown {
  if (typeof value !== "string" || value === "") return value;
  return looksSecret(name) ? hidden : value.replace(inUrl, `$1${hidden}`);
}

/** `--password=x`, `PASSWORD=x`, also in the middle of a shell's command. */
const assignment = /([A-Za-z_][\w.-]*)(=)("[^"]*"|'[^']*'|[^\s"']+)/g;
/** `--password x` in one text. */
const option = /(--?([A-Za-z][\w.-]*)\s+)("[^"]*"|'[^']*'|[^\s"'-][^\s"']*)/g;
const flagAlone = /^--?([A-Za-z][\w.-]*)$/;

/** The arguments of a command: of `--password x` and `--password=x` the `x` is hidden. */
export function argumentsWithoutSecrets(texts: readonly unknown[]): readonly unknown[] {
  return texts.map((text, index) => {
    if (typeof text !== "string") return text;
    const flag = flagAlone.exec(String(texts[index - 1] ?? ""))?.[1];
    if (flag !== undefined && looksSecret(flag) && !text.startsWith("-")) return hidden;
    return text
      .replace(assignment, (all, name: string, sign: string) =>
        looksSecret(name) ? `${name}${sign}${hidden}` : all,
      )
      .replace(option, (all, before: string, name: string) => (looksSecret(name) ? before + hidden : all))
      .replace(inUrl, `$1${hidden}`);
  });
}
