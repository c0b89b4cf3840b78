import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { convert } from "../../src/convert/convert.ts";
import { convertPlan } from "../../src/convert/plan.ts";
import type { Conversion, TargetKind } from "../../src/explanation/conversion.ts";
import type { ConversionFormat } from "../../src/render/conversion/formats.ts";
import { conversionRenderers } from "../../src/render/conversion/index.ts";
import type { RenderStyle } from "../../src/render/style.ts";
import { readSnapshotFile } from "../../src/source/snapshot/readSnapshotFile.ts";
import { snapshotSource } from "../../src/source/snapshot/snapshotSource.ts";
import { parseYaml } from "../../src/text/yaml/parseYaml.ts";
import { run } from "../cli/run.ts";
import { expectValid } from "../explanation/valid.ts";
import { recordedCases } from "./recorded/cases.ts";
import { requestOf } from "./recorded/request.ts";

const root = join(import.meta.dirname, "..", "..");
const goldens = join(root, "test", "goldens", "conversions");
const plain: RenderStyle = { color: false, width: 80, wide: false, unicode: true };
const wide: RenderStyle = { ...plain, width: 200 };

type Output = readonly [file: string, format: ConversionFormat, style: RenderStyle];
const outputs: readonly Output[] = [
  ["diff-80", "diff", plain],
  ["diff-200", "diff", wide],
  ["yaml", "yaml", plain],
  ["json", "json", plain],
  ["runbook", "runbook", plain],
];
const sideBySide: Output = ["side-by-side", "side-by-side", { ...plain, width: 160 }];
const besideEachOther = ["grafana-with-claim", "postgres", "fluentd", "bare-pod"];

interface Flags {
  readonly [flag: string]: unknown;
}

/** What somebody decided, by the part of the golden's name that says so. */
const decided: { readonly [name: string]: readonly (readonly [said: string, TargetKind, Flags])[] } = {
  "grafana-with-claim": [
    ["template", "StatefulSet", { volume: ["data=template"] }],
    ["named", "StatefulSet", { volume: ["data=template:20Gi"], name: "grafana-sts" }],
    ["shared", "DaemonSet", { volume: ["data=shared"] }],
    ["ephemeral", "DaemonSet", { volume: ["data=ephemeral:1Gi"], name: "grafana-agent" }],
  ],
  "nextcloud-shared-claim": [["empty", "DaemonSet", { volume: ["files=emptyDir"] }]],
  postgres: [
    ["one-claim", "Deployment", { volume: ["data=shared:data-postgres-0", "wal=emptyDir"], replicas: 1 }],
    ["on-nodes", "DaemonSet", { volume: ["data=hostPath:/var/lib/postgresql", "wal=ephemeral:10Gi"] }],
  ],
  "prometheus-one-replica": [["shared", "Deployment", { volume: ["tsdb=shared"], name: "prometheus-new" }]],
  fluentd: [
    ["tolerations", "Deployment", { "keep-tolerations": true, replicas: 3 }],
    ["tolerations", "StatefulSet", { "keep-tolerations": true, "service-name": "fluentd" }],
  ],
  "name-with-dots": [["named", "StatefulSet", { name: "nginx-shop-example" }]],
  "scaled-by-hpa": [["parallel", "StatefulSet", { "pod-management-policy": "Parallel", replicas: 6 }]],
};

const conversions = Object.entries(recordedCases).flatMap(([name, { targets }]) =>
  [
    ...targets.map((to) => ["", to, {}] as const),
    ...(decided[name] ?? []).map(([said, ...more]) => [`-${said}`, ...more] as const),
  ].map(([said, to, flags]) => {
    const conversion = once(() => converted(name, to, flags));
    return { name, golden: `${name}.${to.toLowerCase()}${said}`, conversion };
  }),
);

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function converted(name: string, to: TargetKind, flags: Flags = {}): Promise<Conversion> {
  const of = recordedCases[name];
  if (of === undefined) throw new Error(`there is no case ${name}`);
  const path = join(import.meta.dirname, "recorded", name, "snapshot.json");
  const file = await readSnapshotFile(path, { stdin: Readable.from([]) });
  // A controller gave the name where the case does not say it.
  const named =
    typeof of.name === "string" ? of.name : file.items.find(({ kind }) => kind === of.kind)?.metadata?.name;
  const request = requestOf({ ...of, name: named ?? "" }, to, flags);
  const { conversion, failure } = convert(request, await snapshotSource(file).collect(convertPlan(request)));
  if (conversion === undefined) throw new Error(`${name}: ${failure.message}`);
  return conversion;
}

/** Each conversion in each format, whole: `vitest -u` writes them anew, and then they are to be read. */
describe.each(conversions)("$golden", ({ name, golden, conversion: theConversion }) => {
  it.each([...outputs, ...(besideEachOther.includes(name) ? [sideBySide] : [])])(
    "as %s",
    async (file, format, style) => {
      const text = conversionRenderers[format](await theConversion(), style);
      await expect(text).toMatchFileSnapshot(join(goldens, `${golden}.${file}.txt`));
    },
  );

  it("is as the schema says", async () => {
    expectValid(JSON.parse(conversionRenderers.json(await theConversion(), plain)));
  });

  it("has in YAML the objects of the document, and nothing that only the cluster could have written", async () => {
    const conversion = await theConversion();
    const text = conversionRenderers.yaml(conversion, plain);
    expect(parseYaml(text).map(({ value }) => value)).toEqual(conversion.objects);
    const { source: _, subject, ...told } = conversion;
    expect(text).not.toMatch(
      /managedFields|last-applied|creationTimestamp|resourceVersion|\buid:|^status:|ownerReferences/m,
    );
    expect(JSON.stringify(told.objects)).not.toContain(subject.uid);
  });

  it("says the same with colour as without", async () => {
    const conversion = await theConversion();
    for (const format of ["diff", "runbook"] as const) {
      const coloured = conversionRenderers[format](conversion, { ...plain, color: true });
      expect(stripVTControlCharacters(coloured)).toBe(conversionRenderers[format](conversion, plain));
    }
  });

  it("has no spaces at the ends of lines, and no path of this machine", async () => {
    const conversion = await theConversion();
    for (const [file, format, style] of outputs) {
      const text = conversionRenderers[format](conversion, style);
      // An empty line of context begins with a space, as patches have it.
      expect(text, file).not.toMatch(/[^\n][ \t]\n/);
      expect(text, file).not.toContain(root);
    }
  });
});

it("is coloured for a terminal", async () => {
  const text = conversionRenderers.diff(await converted("grafana-with-claim", "StatefulSet"), {
    ...plain,
    color: true,
  });
  await expect(text).toMatchFileSnapshot(join(goldens, "grafana-with-claim.statefulset.color.txt"));
});

/** Manifests as people write them, each with what it is converted to and the flags that were typed. */
const files = (
  [
    ["comments-everywhere.yaml", "StatefulSet", "--volume", "data=template"],
    ["comments-everywhere.yaml", "DaemonSet"],
    ["crlf.yaml", "Deployment"],
    ["crlf.yaml", "DaemonSet", "--volume", "tsdb=hostPath:/var/lib/prometheus"],
    ["several-documents.yaml", "StatefulSet"],
    ["several-documents.yaml", "DaemonSet"],
    ["anchors.yaml", "StatefulSet", "--volume", "tsdb=template:50Gi"],
    ["anchors.yaml", "DaemonSet"],
    ["flow.yaml", "Deployment", "--replicas", "3"],
    ["flow.yaml", "StatefulSet", "--keep-tolerations", "--service-name", "fluentd"],
    ["json.json", "StatefulSet"],
    ["list.yaml", "Deployment"],
    ["list.yaml", "DaemonSet", "--volume", "data=ephemeral"],
    ["no-last-newline.yaml", "StatefulSet"],
    ["no-last-newline.yaml", "DaemonSet"],
    ["exported-live.yaml", "StatefulSet"],
    ["exported-v1beta1.yaml", "DaemonSet"],
    ["ambiguous-strings.yaml", "Deployment"],
    ["ambiguous-strings.yaml", "DaemonSet", "--name", "postgres-agent"],
    ["unindented.yaml", "StatefulSet", "--name", "nginx-sts"],
    ["unindented.yaml", "DaemonSet"],
    ["tabs-behind-values.yaml", "Deployment"],
    ["tabs-behind-values.yaml", "StatefulSet", "--keep-tolerations"],
    ["pod.yaml", "Deployment"],
    ["pod.yaml", "StatefulSet", "--name", "nginx-sts"],
    ["pod.yaml", "DaemonSet"],
  ] as const satisfies readonly (readonly [file: string, to: TargetKind, ...flags: readonly string[]])[]
).map(([file, to, ...flags]) => ({ file, to, flags }));

/** The whole of what stands on a terminal that is no terminal: stdout, and after it what went to stderr. */
async function printed(
  file: string,
  to: TargetKind,
  flags: readonly string[],
  format: ConversionFormat,
): Promise<string> {
  // As somebody names it who stands in this folder: the name is in the heads of the diff, and in commands.
  const path = relative(process.cwd(), join(import.meta.dirname, "files", file));
  const args = ["convert", "-f", path, "--offline", "--to", to.toLowerCase(), ...flags, "-o", format];
  const { stdout, stderr } = await run(args);
  return stderr === "" ? stdout : `${stdout}--- stderr\n${stderr}`;
}

describe("a file from Windows", () => {
  const flags = ["--volume", "tsdb=hostPath:/var/lib/prometheus"];
  const withoutReturn = (text: string) =>
    text.split("\n").filter((line) => line !== "" && !line.startsWith("@@") && !line.endsWith("\r"));

  it("keeps the ends of its lines in the diff", async () => {
    const text = await printed("crlf.yaml", "DaemonSet", flags, "diff");
    expect(withoutReturn(text.slice(text.indexOf("@@")))).toEqual([]);
  });

  // A carriage return is printed as `\r`, in two characters, which kubectl reads as part of the value.
  it("keeps the ends of its lines in YAML", async () => {
    expect(withoutReturn(await printed("crlf.yaml", "DaemonSet", flags, "yaml"))).toEqual([]);
  });
});

it("has no steps for a file, since nothing is known of what runs", async () => {
  const text = await printed("comments-everywhere.yaml", "StatefulSet", [], "runbook");
  await expect(text).toMatchFileSnapshot(
    join(goldens, "file-comments-everywhere.yaml.statefulset.runbook.txt"),
  );
});

describe.each(files)("$file to a $to", ({ file, to, flags }) => {
  it.each(["diff", "yaml"] as const)("as %s", async (format) => {
    const text = await printed(file, to, flags, format);
    await expect(text).toMatchFileSnapshot(join(goldens, `file-${file}.${to.toLowerCase()}.${format}.txt`));
    expect(text).not.toContain(root);
  });

  it("is as the schema says", async () => {
    const text = await printed(file, to, flags, "json");
    if (text.startsWith("{")) expectValid(JSON.parse(text));
    else expect(file).toBe("exported-v1beta1.yaml");
  });
});
