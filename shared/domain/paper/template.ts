// A template as the layout reads it: the page, and the blocks that stand on it from top to bottom. How it is written in a file is the parser's business.

/** Words with fields between them. */
export type TemplateWords = readonly ({ readonly kind: 'text'; readonly text: string } | { readonly kind: 'field'; readonly name: string })[];

export type Align = 'left' | 'center' | 'right';

export interface TemplateColumn {
  /** Millimetres; null shares what the others leave. */
  readonly width: number | null;
  readonly align: Align;
  readonly head: string;
  readonly words: TemplateWords;
}

export type TemplateBlock =
  /** The unit at the left, the country and its motto at the right. */
  | { readonly kind: 'head' }
  | { readonly kind: 'title'; readonly words: TemplateWords }
  | { readonly kind: 'paragraph'; readonly words: TemplateWords; readonly align: Align; readonly isBold: boolean }
  /** Labels with their values, side by side where there are several; null: the words ask for no value. */
  | { readonly kind: 'entries'; readonly entries: readonly { readonly label: TemplateWords; readonly value: TemplateWords | null }[] }
  | { readonly kind: 'table'; readonly list: string; readonly columns: readonly TemplateColumn[] }
  | { readonly kind: 'codes'; readonly codes: readonly { readonly field: string; readonly caption: TemplateWords }[] }
  | { readonly kind: 'signatures'; readonly places: readonly { readonly title: TemplateWords; readonly hint: TemplateWords; readonly name: TemplateWords }[] }
  | { readonly kind: 'rule' }
  | { readonly kind: 'space'; readonly mm: number }
  /** Dotted lines to write on. */
  | { readonly kind: 'dots'; readonly lines: number }
  /** Only where the field, or the list, holds something; with `isEmpty` only where it holds nothing. */
  | { readonly kind: 'if'; readonly field: string; readonly isEmpty: boolean; readonly blocks: readonly TemplateBlock[] };

export interface Template {
  readonly size: 'A4' | 'A5';
  readonly isLandscape: boolean;
  /** Of plain words, in points. */
  readonly fontSize: number;
  /** On all four sides, in millimetres. */
  readonly margin: number;
  /** One whole paper for each, named at its head; none: one paper without a name. */
  readonly copies: readonly string[];
  readonly blocks: readonly TemplateBlock[];
}

/** Why a template cannot be used: what is wrong with which word on which line. `near` are names that may have been meant. */
export interface TemplateFault {
  readonly kind: (typeof TEMPLATE_FAULTS)[number];
  /** From 1; 0 for what is missing in the whole. */
  readonly line: number;
  readonly word: string;
  readonly near: readonly string[];
}

export const TEMPLATE_FAULTS = [
  'unknown-field', 'field-of-list', 'list-as-text', 'not-a-list', 'not-a-code', 'broken-braces', 'unknown-block', 'unknown-setting', 'bad-value', 'words-missing', 'no-columns', 'outside-table', 'not-closed', 'not-open', 'too-deep', 'needed-missing', 'no-block', 'too-long',
] as const;

/** Longest template, in characters. */
export const LONGEST_TEMPLATE = 20_000;
