/** What a piece of text means; the printer alone turns it into colour, and only where there is any. */
export type Tone = "plain" | "strong" | "faint" | "good" | "waiting" | "bad";

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** Text on a line; a bare string is plain. */
export type Inline = string | Span | readonly (string | Span)[];

/** What a page is made of, before anybody knows its width. */
export type Block =
  /** `hanging`: by how much the lines after the first are set in further. */
  | {
      readonly block: "paragraph";
      readonly text: Inline;
      readonly indent?: number;
      readonly hanging?: number;
    }
  | { readonly block: "heading"; readonly title: string; readonly note?: string }
  /** Aligned columns; the last one is folded to the width. */
  | {
      readonly block: "columns";
      readonly head?: readonly string[];
      readonly rows: readonly (readonly Inline[])[];
      readonly indent?: number;
    }
  /** Printed as it is, to be copied. */
  | { readonly block: "code"; readonly text: string; readonly indent?: number }
  /** Labelled runs of one-character cells, folded under themselves. */
  | {
      readonly block: "cells";
      readonly rows: readonly {
        readonly label: string;
        readonly cells: readonly Span[];
        readonly note?: string;
      }[];
      readonly spaced: boolean;
      readonly indent?: number;
    }
  | { readonly block: "gap" };

export const span = (tone: Tone, text: string): Span => ({ text, tone });

export function spansOf(inline: Inline): readonly Span[] {
  const parts = Array.isArray(inline) ? (inline as readonly (string | Span)[]) : [inline as string | Span];
  return parts.map((part) => (typeof part === "string" ? span("plain", part) : part));
}
