// Turns what the schema finds wrong into faults at places of the file, each with the values for its sentence.

import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { z } from 'zod';
import { meaningOf } from './keys.ts';
import { nearest } from './nearest.ts';
import { outlineAt, type OutlineNode } from './outline.ts';
import type { FoundFault } from './problem.ts';
import { kindInBothLanguages, PROBLEM_CODES, type JsonKind, type ProblemCode, type ProblemParams } from './sentences.ts';
import { propertiesOf } from './syntax.ts';

type Issue = z.core.$ZodIssue;

/** What the faults are looked up in. */
export interface FaultContext {
  readonly root: Node;
  readonly outline: OutlineNode;
}

/** Every fault of every issue, one for each key: a name that is missing because it stands there misspelt is told once, and so is a value that breaks two rules. */
export function faultsOf(issues: readonly Issue[], context: FaultContext): FoundFault[] {
  const faults = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(issue.path, key, context)) : [faultOf(issue, context)]));
  return faults.filter((fault, index) => faults.findIndex(({ where, offset }) => where === fault.where && offset === fault.offset) === index);
}

function unknownKey(path: Issue['path'], key: string, { root, outline }: FaultContext): FoundFault {
  const group = findNodeAtLocation(root, segments(path)) ?? root;
  const properties = propertiesOf(group);
  const place = properties.find(({ name }) => name === key)?.key ?? group;
  const known = outlineAt(outline, segments(path))?.children.map((child) => child.key).filter((name) => name !== '*' && name !== '[]') ?? [];
  // One that stands there already was not meant.
  const near = nearest(key, known.filter((name) => !properties.some((property) => property.name === name)));
  return at(place, [...path, key], near === null ? 'key-unknown' : 'key-misspelt', near === null ? { key } : { key, near });
}

function faultOf(issue: Issue, { root, outline }: FaultContext): FoundFault {
  const path = segments(issue.path);
  const node = findNodeAtLocation(root, path);
  const own = outlineAt(outline, path);
  if (node === undefined) {
    const above = lastThere(root, path);
    const missing = path.slice(0, above.depth + 1);
    const key = String(missing.at(-1));
    const slip = misspeltIn(above.node, key, outlineAt(outline, path.slice(0, above.depth)));
    if (slip !== undefined) return at(slip.key, [...path.slice(0, above.depth), slip.name], 'key-misspelt', { key: slip.name, near: key });
    return at(above.key, missing, 'key-missing', { key, meaning: meaningOf(outlineAt(outline, missing)?.path ?? key) });
  }
  const fault = (code: ProblemCode, params: ProblemParams = {}): FoundFault => at(node, issue.path, code, params);
  switch (issue.code) {
    case 'invalid_type':
      return fault('kind-wrong', { wanted: kindInBothLanguages(wantedKind(issue.expected)), found: kindInBothLanguages(kindOf(node)) });
    case 'invalid_value':
      return fault(...notListed(node, issue.values));
    case 'invalid_union':
      if (!('options' in issue) || !Array.isArray(issue.options)) return fault('form-wrong', { wanted: meaningOf(own?.path ?? '') });
      return fault(...notListed(node, issue.options));
    case 'too_small':
      return fault(issue.origin === 'string' ? 'text-too-short' : issue.origin === 'array' ? 'list-too-short' : 'too-small', { least: Number(issue.minimum) });
    case 'too_big':
      return fault(issue.origin === 'string' ? 'text-too-long' : issue.origin === 'array' ? 'list-too-long' : 'too-large', { most: Number(issue.maximum) });
    case 'custom':
      return fault(...ruleOf(issue.params, own));
    default:
      return fault('form-wrong', { wanted: meaningOf(own?.path ?? '') });
  }
}

/** A rule of the schema says its code and values in `params`; without them it is the form of a single value. */
function ruleOf(params: Readonly<Record<string, unknown>> | undefined, own: OutlineNode | null): [ProblemCode, ProblemParams] {
  const { rule, ...values } = params ?? {};
  const code = PROBLEM_CODES.find((known) => known === rule);
  if (code === undefined) return ['form-wrong', { wanted: meaningOf(own?.path ?? '') }];
  return [code, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]))];
}

function notListed(node: Node, values: readonly unknown[]): [ProblemCode, ProblemParams] {
  const allowed = values.map((value) => JSON.stringify(value)).join(', ');
  const written: unknown = node.value;
  const near = typeof written === 'string' ? nearest(written, values.filter((value) => typeof value === 'string')) : null;
  return near === null ? ['not-listed', { allowed }] : ['not-listed-near', { allowed, near }];
}

function at(node: Node, path: readonly PropertyKey[], code: ProblemCode, params: ProblemParams): FoundFault {
  // Of a whole group its opening bracket is the place.
  const length = node.type === 'object' || node.type === 'array' ? 1 : node.length;
  return { code, where: path.join('.'), offset: node.offset, length, params };
}

/** The last part of a path that is in the file, and its name, where it has one. */
function lastThere(root: Node, path: readonly (string | number)[]): { readonly node: Node; readonly key: Node; readonly depth: number } {
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, depth));
    if (node !== undefined) return { node, key: (node.parent?.type === 'property' ? node.parent.children?.[0] : undefined) ?? node, depth };
  }
  return { node: root, key: root, depth: 0 };
}

/** A name in the group that is none of its own and was most likely meant to be `key`. */
function misspeltIn(group: Node, key: string, outline: OutlineNode | null) {
  return propertiesOf(group).find(({ name }) => outline?.children.some((child) => child.key === name) !== true && nearest(name, [key]) !== null);
}

function segments(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment));
}

function kindOf(node: Node): JsonKind {
  const kinds: Readonly<Record<string, JsonKind>> = { string: 'text', number: 'number', boolean: 'truth', array: 'list', object: 'group' };
  return kinds[node.type] ?? 'null';
}

function wantedKind(expected: string): JsonKind {
  const kinds: Readonly<Record<string, JsonKind>> = { string: 'text', number: 'number', int: 'whole', boolean: 'truth', array: 'list', null: 'null' };
  return kinds[expected] ?? 'group';
}
