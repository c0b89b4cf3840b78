import type { Hue } from "./ansi.ts";

export type Palette = { readonly [Part in Hue | "ground" | "bar" | "edge" | "text" | "dim"]: string };

/** Each colour of text stands out from `ground` by 4.5 to 1 or more, as WCAG 2.2 asks of text. */
export const palettes = {
  light: {
    ground: "#ffffff",
    bar: "#f6f8fa",
    edge: "#d1d9e0",
    text: "#1f2328",
    dim: "#59636e",
    red: "#cf222e",
    green: "#1a7f37",
    yellow: "#8a5a00",
    cyan: "#1b7c83",
  },
  dark: {
    ground: "#0d1117",
    bar: "#151b23",
    edge: "#3d444d",
    text: "#e6edf3",
    dim: "#9198a1",
    red: "#ff7b72",
    green: "#56d364",
    yellow: "#e3b341",
    cyan: "#56d4dd",
  },
} as const satisfies { readonly [name: string]: Palette };

export type PaletteName = keyof typeof palettes;
