export type Hue = "red" | "green" | "yellow" | "cyan";

/** How a run of text looks. `inverse`: text and background have changed places. */
export interface Look {
  readonly hue?: Hue;
  readonly bold?: true;
  readonly dim?: true;
  readonly inverse?: true;
}

/** Neighbouring characters that look alike; `column` is where they begin, from 0. */
export interface Run extends Look {
  readonly column: number;
  readonly text: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are looked for
const sequence = /\u001b\[(\d+)m/;

/** Undefined: as plain text looks. */
const changes: { readonly [code: string]: (look: Look) => Look } = {
  1: (look) => ({ ...look, bold: true }),
  2: (look) => ({ ...look, dim: true }),
  7: (look) => ({ ...look, inverse: true }),
  22: ({ bold: _bold, dim: _dim, ...look }) => look,
  27: ({ inverse: _inverse, ...look }) => look,
  31: (look) => ({ ...look, hue: "red" }),
  32: (look) => ({ ...look, hue: "green" }),
  33: (look) => ({ ...look, hue: "yellow" }),
  36: (look) => ({ ...look, hue: "cyan" }),
  39: ({ hue: _hue, ...look }) => look,
};

/**
 * Lines of what a command prints on a terminal, each as its runs. Every character takes one column.
 * @throws Error for a control sequence that the tool does not print
 */
export function runsOf(output: string): readonly (readonly Run[])[] {
  let look: Look = {};
  return output.split("\n").map((line) => {
    const runs: Run[] = [];
    let column = 0;
    for (const [index, part] of line.split(sequence).entries()) {
      if (index % 2 === 1) {
        const change = changes[part];
        if (change === undefined) throw new Error(`no picture shows the control sequence \`ESC[${part}m\``);
        look = change(look);
      } else if (part !== "") {
        runs.push({ ...look, column, text: part });
        column += [...part].length;
      }
    }
    return runs;
  });
}
