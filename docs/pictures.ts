import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type PaletteName, palettes } from "./terminal/palettes.ts";
import { oneLine, type Session, terminalWindow } from "./terminal/window.ts";
import { toolOutput } from "./toolOutput.ts";

/** A command on a recording, and what it prints, as the README shows it. */
interface Picture {
  readonly name: string;
  /** As one would type it on the cluster that was recorded. */
  readonly command: string;
  /** What is run in its place. */
  readonly args: readonly string[];
}

const root = join(import.meta.dirname, "..");
const textPageFile = "docs/pictures/README.md";
const example = join(root, "examples", "cluster.json");
const recorded = (name: string) => join(root, "test", "snapshots", name, "snapshot.json");
const columns = 100;

const pictures: readonly Picture[] = [
  {
    name: "daemonset",
    command: "kubectl workload explain ds/fluentd",
    args: ["explain", "ds/fluentd", "--snapshot", example],
  },
  {
    name: "deployment",
    command: "kubectl workload explain deploy/grafana -n observability",
    args: [
      "explain",
      "deploy/grafana",
      "-n",
      "observability",
      "--snapshot",
      recorded("deployment-claim-deadlock"),
    ],
  },
  {
    name: "statefulset",
    command: "kubectl workload explain sts/nginx-statefulset",
    args: ["explain", "sts/nginx-statefulset", "--snapshot", example],
  },
  {
    name: "convert",
    command:
      "kubectl workload convert -f examples/convert/grafana.yaml \\\n  --to statefulset --volume data=template --offline",
    args: [
      ...["convert", "-f", join(root, "examples", "convert", "grafana.yaml"), "--offline"],
      ...["--to", "statefulset", "--volume", "data=template"],
    ],
  },
];

/** The files of docs/pictures, by path: each picture in every palette, and a page with what they say as text. */
export async function pictureFiles(): Promise<readonly (readonly [file: string, text: string])[]> {
  const all = await Promise.all(pictures.map(shown));
  const files = all.flatMap((session) =>
    Object.entries(palettes).map(([palette, colours]) => {
      const text = terminalWindow(session, columns, colours);
      return [join(root, fileOf(session, palette as PaletteName)), text] as const;
    }),
  );
  return [...files, [join(root, textPageFile), textPage(all)]];
}

/** The paths of all files that belong into docs/pictures. */
export const picturePaths: readonly string[] = [
  textPageFile,
  ...pictures.flatMap((picture) =>
    Object.keys(palettes).map((palette) => fileOf(picture, palette as PaletteName)),
  ),
].map((file) => join(root, file));

/** The README's part for each picture: light or dark as the page is, and in words what it shows. */
export const pictureParts: { readonly [part: string]: () => Promise<string> } = Object.fromEntries(
  pictures.map((picture) => [
    `picture ${picture.name}`,
    async () => {
      const session = await shown(picture);
      const alt = `${oneLine(session.command)}: ${session.description}`.replaceAll('"', "&quot;");
      return [
        "<picture>",
        `  <source media="(prefers-color-scheme: dark)" srcset="${fileOf(session, "dark")}">`,
        `  <img alt="${alt}" src="${fileOf(session, "light")}">`,
        "</picture>",
        "",
        `[As text](docs/pictures/README.md#${picture.name})`,
      ].join("\n");
    },
  ]),
);

interface Shown extends Session {
  readonly name: string;
}

/** The verdict is the paragraph that every output begins with. */
async function shown({ name, command, args }: Picture): Promise<Shown> {
  const output = await toolOutput([...args, "--color=always"]);
  const [verdict = ""] = stripVTControlCharacters(output).split("\n\n");
  return { name, command, output, description: verdict.replaceAll(/\s*\n\s*/g, " ") };
}

function textPage(all: readonly Shown[]): string {
  const parts = all.map(({ name, command, output }) => {
    const lines = stripVTControlCharacters(output).split("\n");
    const plain = lines.map((line) => line.trimEnd()).join("\n");
    return `## ${name}\n\n\`\`\`\n$ ${command}\n\n${plain}\n\`\`\``;
  });
  return `${["# The pictures as text", ...parts].join("\n\n")}\n`;
}

function fileOf({ name }: { readonly name: string }, palette: PaletteName): string {
  return `docs/pictures/${name}-${palette}.svg`;
}
