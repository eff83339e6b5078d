// Reads JSON with comments and trailing commas into a tree that knows its places, and names every fault of its writing. Not for what the values mean.

import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { bracketFaults, type Token } from './brackets.ts';
import type { FoundFault } from './problem.ts';
import type { ProblemCode } from './sentences.ts';

/** Groups and lists inside one another; the settings need eight. */
export const MOST_DEPTH = 40;
/** After so many faults of writing, the rest are echoes of the first. */
const MOST_FAULTS = 10;

/** The tree of a text, or what is wrong with its writing. */
export type ReadText = { readonly kind: 'tree'; readonly root: Node; readonly faults: readonly FoundFault[] } | { readonly kind: 'broken'; readonly faults: readonly FoundFault[] };

/** Never throws. A tree may come with faults of its own: names that stand twice. */
export function readTree(text: string): ReadText {
  const tokens = tokensOf(text);
  const brackets = bracketFaults(tokens, MOST_DEPTH);
  // The parser calls itself for each level, so depth is looked at first.
  if (brackets.some(({ code }) => code === 'too-deep')) return { kind: 'broken', faults: brackets };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const written = errors.map((error) => faultOf(error, tokens, text)).filter(({ code }) => brackets.length === 0 || !code.startsWith('bracket-'));
  const faults = withoutEchoes([...brackets, ...written].toSorted((one, other) => one.offset - other.offset), tokens);
  if (faults.length > 0 || root === undefined) return { kind: 'broken', faults: onePerPlace(faults, text).slice(0, MOST_FAULTS) };
  return { kind: 'tree', root, faults: repeatedNames(root, text) };
}

/** The value of a tree. A name that stands twice has its first value; '__proto__' is a name like any other. */
export function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(propertiesOf(node).toReversed().map(({ name, value }) => [name, value === undefined ? undefined : valueOf(value)] as const));
}

/** One `"name": value` of a group. */
export interface Property {
  readonly name: string;
  readonly key: Node;
  readonly value: Node | undefined;
}

/** The properties of a group, in the order of the file. */
export function propertiesOf(node: Node): Property[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined ? [] : [{ name: String(key.value), key, value }];
  });
}

function tokensOf(text: string): Token[] {
  const scanner = createScanner(text, true);
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== 17; kind = scanner.scan()) tokens.push({ kind, offset: scanner.getTokenOffset(), length: scanner.getTokenLength(), line: scanner.getTokenStartLine() + 1 });
  return tokens;
}

const ECHOES: ReadonlySet<ProblemCode> = new Set(['value-expected', 'name-expected', 'comma-missing', 'colon-missing']);

const CODES: Readonly<Record<string, ProblemCode>> = {
  InvalidSymbol: 'symbol-wrong', InvalidNumberFormat: 'number-wrong', PropertyNameExpected: 'name-expected', ValueExpected: 'value-expected', ColonExpected: 'colon-missing', CommaExpected: 'comma-missing',
  CloseBraceExpected: 'bracket-open', CloseBracketExpected: 'bracket-open', EndOfFileExpected: 'text-after-end', InvalidCommentToken: 'symbol-wrong', UnexpectedEndOfComment: 'comment-open',
  UnexpectedEndOfString: 'quote-missing', UnexpectedEndOfNumber: 'number-wrong', InvalidUnicode: 'escape-wrong', InvalidEscapeCharacter: 'escape-wrong', InvalidCharacter: 'character-wrong',
};

function faultOf({ error, offset, length }: ParseError, tokens: readonly Token[], text: string): FoundFault {
  const code = CODES[printParseErrorCode(error)] ?? 'symbol-wrong';
  // The parser stops at what comes next; what has to be changed is the end of what came before.
  const before = code === 'comma-missing' || code === 'colon-missing' ? tokens.findLast((token) => token.offset + token.length <= offset) : undefined;
  if (before !== undefined) return { code, where: '', offset: before.offset, length: before.length, params: {} };
  // Nothing stands at the end of the file: its last token is the nearest place.
  const last = offset >= text.trimEnd().length ? tokens.at(-1) : undefined;
  if (last !== undefined) return { code, where: '', offset: last.offset, length: last.length, params: { bracket: '{' } };
  return { code, where: '', offset, length: Math.max(length, 1), params: { bracket: '{' } };
}

/** After a word or bracket that fits nowhere the parser misses commas and values that nobody has left out. */
function withoutEchoes(faults: readonly FoundFault[], tokens: readonly Token[]): FoundFault[] {
  const plain = faults.filter(({ code }) => !ECHOES.has(code)).map(({ offset }) => offset);
  const begin = plain[0] ?? Infinity;
  const nextOf = (offset: number): number => tokens.find((token) => token.offset > offset)?.offset ?? Infinity;
  return faults.filter(({ code, offset }) => !ECHOES.has(code) || (offset < begin && !plain.includes(nextOf(offset))));
}

function onePerPlace(faults: readonly FoundFault[], text: string): FoundFault[] {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const seen = new Set<number>();
  return faults.filter(({ offset }) => {
    const line = lineOf(offset);
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}

function repeatedNames(root: Node, text: string): FoundFault[] {
  const faults: FoundFault[] = [];
  const look = (node: Node, path: readonly string[]): void => {
    if (node.type === 'array') return (node.children ?? []).forEach((child, index) => look(child, [...path, String(index)]));
    if (node.type !== 'object') return;
    const first = new Map<string, Node>();
    for (const { name, key, value } of propertiesOf(node)) {
      const earlier = first.get(name);
      const where = [...path, name];
      if (earlier === undefined) first.set(name, key);
      else faults.push({ code: 'key-twice', where: where.join('.'), offset: key.offset, length: key.length, params: { key: name, firstLine: text.slice(0, earlier.offset).split('\n').length } });
      if (value !== undefined) look(value, where);
    }
  };
  look(root, []);
  return faults;
}
