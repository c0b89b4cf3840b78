/** What stands in place of a value that should not be shown. */
export const hidden = "<hidden>";

/** Parts of names, wherever they stand in one: `MYSQL_ROOT_PASSWORD`, `--authtoken`. */
const anywhere = /passw|passphrase|secret|token|credential|apikey|authorization|connection[._-]?string/i;
/** Words of names: `AWS_ACCESS_KEY_ID`, `--tls-key`, but not `KEYCLOAK_URL`. */
const asWords = new Set(["auth", "cookie", "dsn", "key", "jwt", "keys", "pass", "pat", "pwd", "salt"]);
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
/** Who knows the address may post there. */
const incomingWebhook = /(https:\/\/hooks\.slack\.com\/\w+\/)[^\s"']+/g;
/** `Authorization: Bearer eyJh…`, in whichever text. */
const bearer = /\b(Bearer\s+)[\w.~+/=-]+/gi;
/** `--password=x`, `PASSWORD=x`, `?token=x`, also in the middle of a shell's command. */
const assignment = /([A-Za-z_][\w.-]*)(=)("[^"]*"|'[^']*'|[^\s"'&]+)/g;
/** `--password x` in one text. */
const option = /(--?([A-Za-z][\w.-]*)\s+)("[^"]*"|'[^']*'|[^\s"'-][^\s"']*)/g;
/** `"password": "x"` of JSON, `password: x` of YAML and of headers. */
const pair =
  /((["']?)([A-Za-z_][\w.-]*)\2\s*:\s+|"([A-Za-z_][\w.-]*)"\s*:\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',}][^"'\n,}]*)/g;
/** `curl -u admin:x` */
const userAndPassword = /((?:^|\s)(?:-u|--user)[\s=]+[^\s:]+:)\S+/g;
const flagAlone = /^--?([A-Za-z][\w.-]*)$/;

/**
 * A text without what stands behind a name that looks secret. A secret without a name, as in `mysql -phunter2`, cannot
 * be told from any other word.
 */
export function textWithoutSecrets(text: string): string {
  const byName = (all: string, kept: string, name: string) => (looksSecret(name) ? `${kept}${hidden}` : all);
  return text
    .replace(bearer, `$1${hidden}`)
    .replace(pair, (all, kept: string, _quote, name: string | undefined, json: string | undefined) =>
      byName(all, kept, name ?? json ?? ""),
    )
    .replace(assignment, (all, name: string, sign: string) => byName(all, `${name}${sign}`, name))
    .replace(option, (all, kept: string, name: string) => byName(all, kept, name))
    .replace(userAndPassword, `$1${hidden}`)
    .replace(incomingWebhook, `$1${hidden}`)
    .replace(inUrl, `$1${hidden}`);
}

/** The value of a variable, a header, a label or an annotation. */
export function withoutSecret(name: string, value: unknown): unknown {
  if (typeof value !== "string" || value === "") return value;
  return looksSecret(name) ? hidden : textWithoutSecrets(value);
}

/** The arguments of a command: of `--password x` and `--password=x` the `x` is hidden. */
export function argumentsWithoutSecrets(texts: readonly unknown[]): readonly unknown[] {
  return texts.map((text, index) => {
    if (typeof text !== "string") return text;
    const flag = flagAlone.exec(String(texts[index - 1] ?? ""))?.[1];
    if (flag !== undefined && looksSecret(flag) && !text.startsWith("-")) return hidden;
    const isUser = flag === "u" || flag === "user";
    return isUser ? text.replace(/^([^:]+:).+$/, `$1${hidden}`) : textWithoutSecrets(text);
  });
}
