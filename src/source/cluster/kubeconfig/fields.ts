/**
 * Typed reading of a YAML mapping, with errors that say where. An empty string, list or mapping reads as
 * absent, and a bare number or boolean where text is meant is taken as its text, as sigs.k8s.io/yaml does.
 */
export class Fields {
  readonly #values: { readonly [key: string]: unknown };
  readonly #path: string;

  private constructor(values: { readonly [key: string]: unknown }, path: string) {
    this.#values = values;
    this.#path = path;
  }

  /** @throws Error when the value is not a mapping; null counts as an empty one */
  static of(value: unknown, path: string): Fields {
    if (value === null || value === undefined) return new Fields({}, path);
    if (typeof value !== "object" || Array.isArray(value)) throw new Error(`${path} must be a mapping`);
    return new Fields(value as { [key: string]: unknown }, path);
  }

  has(key: string): boolean {
    return this.#values[key] !== undefined && this.#values[key] !== null;
  }

  value(key: string): unknown {
    return this.#values[key] ?? undefined;
  }

  fields(key: string): Fields {
    return Fields.of(this.#values[key], this.#at(key));
  }

  text(key: string): string | undefined {
    return textOf(this.#values[key], this.#at(key)) || undefined;
  }

  flag(key: string): boolean | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === "boolean") return value || undefined;
    throw new Error(`${this.#at(key)} must be true or false`);
  }

  bytes(key: string): Buffer | undefined {
    const text = this.text(key)?.replace(/[\r\n]/g, "");
    if (text === undefined) return undefined;
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
      throw new Error(`${this.#at(key)} is not base64`);
    }
    return Buffer.from(text, "base64");
  }

  texts(key: string): readonly string[] | undefined {
    const texts = this.#array(key).map((value, index) => textOf(value, `${this.#at(key)}[${index}]`));
    return texts.length > 0 ? texts : undefined;
  }

  textMap(key: string): { readonly [key: string]: string } {
    const fields = this.fields(key);
    return Object.fromEntries(Object.keys(fields.#values).map((name) => [name, fields.text(name) ?? ""]));
  }

  textLists(key: string): { readonly [key: string]: readonly string[] } | undefined {
    const fields = this.fields(key);
    const names = Object.keys(fields.#values);
    if (names.length === 0) return undefined;
    return Object.fromEntries(names.map((name) => [name, fields.texts(name) ?? []]));
  }

  list(key: string): readonly Fields[] {
    return this.#array(key).map((value, index) => Fields.of(value, `${this.#at(key)}[${index}]`));
  }

  /** A list of entries with a `name`. @throws Error when a name comes twice, as kubectl does within a file */
  named<T>(key: string, read: (entry: Fields) => T): ReadonlyMap<string, T> {
    const entries = new Map<string, T>();
    for (const entry of this.list(key)) {
      const name = entry.text("name") ?? "";
      if (entries.has(name)) throw new Error(`duplicate name "${name}" in ${this.#at(key)}`);
      entries.set(name, read(entry));
    }
    return entries;
  }

  #array(key: string): readonly unknown[] {
    const value = this.value(key) ?? [];
    if (!Array.isArray(value)) throw new Error(`${this.#at(key)} must be a list`);
    return value;
  }

  #at(key: string): string {
    return this.#path === "the file" ? key : `${this.#path}.${key}`;
  }
}

function textOf(value: unknown, path: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") throw new Error(`${path} must be text`);
  return String(value);
}
