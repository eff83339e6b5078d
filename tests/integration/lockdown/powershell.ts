// Reads PowerShell scripts with a grammar of the language: commands with their parameters, functions, and where in them each stands. It parses; it does not run.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** A command as it is called. */
export interface Call {
  readonly name: string;
  /** Without the dash, as written. */
  readonly parameters: readonly string[];
  /** The function around it; '' at the top of the script. */
  readonly within: string;
  readonly at: number;
}

export interface Script {
  /** Places that no PowerShell reads, with their line. */
  readonly faults: readonly string[];
  readonly calls: readonly Call[];
  /** Each function with its parameters and its text. */
  readonly functions: ReadonlyMap<string, { readonly parameters: readonly string[]; readonly text: string; readonly from: number }>;
  readonly text: string;
}

let ready: Promise<Parser> | null = null;
async function parser(): Promise<Parser> {
  await Parser.init();
  const made = new Parser();
  const require = createRequire(import.meta.url);
  made.setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))));
  return made;
}

function* below(node: Node): Generator<Node> {
  for (const child of node.children) {
    if (child === null) continue;
    yield child;
    yield* below(child);
  }
}

function functionAround(node: Node): string {
  for (let at = node.parent; at !== null; at = at.parent) if (at.type === 'function_statement') return nameOf(at);
  return '';
}
const nameOf = (node: Node): string => node.children.find((child) => child?.type === 'function_name')?.text ?? '';

/** Parses a script's text. */
export async function readScript(text: string): Promise<Script> {
  ready ??= parser();
  const tree = (await ready).parse(text);
  if (tree === null) throw new Error('the parser gave nothing');
  const nodes = [...below(tree.rootNode)];
  const functions = nodes.filter(({ type }) => type === 'function_statement').map((node) => {
    const list = nodes.filter((inner) => inner.type === 'script_parameter' && functionAround(inner) === nameOf(node));
    const parameters = list.flatMap((one) => one.children.flatMap((child) => (child?.type === 'variable' ? [child.text.replace('$', '')] : [])));
    return [nameOf(node), { parameters, text: node.text, from: node.startIndex }] as const;
  });
  return {
    text,
    faults: nodes.filter((node) => node.isError || node.isMissing).map((node) => `line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`),
    functions: new Map(functions),
    calls: nodes.filter(({ type }) => type === 'command').flatMap((node) => {
      const name = [...below(node)].find(({ type }) => type === 'command_name' || type === 'command_name_expr')?.text ?? '';
      const parameters = [...below(node)].filter((inner) => inner.type === 'command_parameter' && commandOf(inner)?.id === node.id).map((inner) => inner.text.replace(/^-/u, '').replace(/:$/u, ''));
      return [{ name, parameters, within: functionAround(node), at: node.startIndex }];
    }),
  };
}

function commandOf(node: Node): Node | null {
  for (let at = node.parent; at !== null; at = at.parent) if (at.type === 'command') return at;
  return null;
}
