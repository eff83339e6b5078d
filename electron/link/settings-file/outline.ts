// What the settings may hold, as a tree of keys read out of their schema: for "did you mean", for the reference and for what may be shown of a file.

import { z } from 'zod';

/** One key. Lists have a child '[]', groups whose names are free a child '*'. */
export interface OutlineNode {
  readonly key: string;
  /** Dotted path from the top: 'host.windows[].caller.role'. */
  readonly path: string;
  readonly kinds: readonly string[];
  readonly isRequired: boolean;
  /** Undefined where there is none. */
  readonly standard: unknown;
  /** Empty where any value of the kind may stand. */
  readonly allowed: readonly unknown[];
  readonly least: number | null;
  readonly most: number | null;
  readonly isSecret: boolean;
  readonly children: readonly OutlineNode[];
}

type Plain = z.core.JSONSchema.JSONSchema;

/** The JSON Schema of what a person writes: defaults may be left out. */
export function writtenSchema(schema: z.ZodType): Plain {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** The keys of a schema. */
export function outlineOf(schema: Plain, key = '', path = '', isRequired = true): OutlineNode {
  const forms = flat(schema);
  const names = new Map<string, { schemas: Plain[]; required: boolean }>();
  for (const form of forms) {
    for (const [name, child] of Object.entries(form.properties ?? {})) {
      const known = names.get(name) ?? { schemas: [], required: true };
      known.schemas.push(child as Plain);
      known.required &&= form.required?.includes(name) === true;
      names.set(name, known);
    }
  }
  const child = (name: string, of: readonly Plain[], required: boolean): OutlineNode => outlineOf(of.length === 1 ? (of[0] ?? {}) : { anyOf: [...of] }, name, joined(path, name), required);
  const items = forms.flatMap((form) => (form.items === undefined || typeof form.items === 'boolean' || Array.isArray(form.items) ? [] : [form.items]));
  const free = forms.flatMap((form) => (typeof form.additionalProperties === 'object' ? [form.additionalProperties] : []));
  return {
    key, path, isRequired,
    kinds: [...new Set(forms.flatMap((form) => (form.type === undefined ? (form.const === undefined ? [] : [typeof form.const]) : form.type)).map(String))],
    standard: forms[0]?.default ?? schema.default,
    allowed: [...new Set(forms.flatMap((form) => form.enum ?? (form.const === undefined ? [] : [form.const])))],
    least: first(forms, (form) => form.minimum ?? form.minLength ?? form.minItems),
    most: first(forms, (form) => form.maximum ?? form.maxLength ?? form.maxItems),
    isSecret: forms.some((form) => form.writeOnly === true) || schema.writeOnly === true,
    children: [
      ...[...names].map(([name, { schemas, required }]) => child(name, schemas, required)),
      ...(items.length > 0 ? [child('[]', items, true)] : []),
      ...(free.length > 0 ? [child('*', free, false)] : []),
    ],
  };
}

/** The node of a path with names and list places as they stand in a file; null where the settings have none. */
export function outlineAt(root: OutlineNode, path: readonly PropertyKey[]): OutlineNode | null {
  let node: OutlineNode = root;
  for (const segment of path) {
    const next: OutlineNode | undefined = node.children.find(({ key }) => key === (typeof segment === 'number' ? '[]' : segment)) ?? node.children.find(({ key }) => key === '*');
    if (next === undefined) return null;
    node = next;
  }
  return node;
}

/** Every node below the root, from the top down. */
export function allNodes(root: OutlineNode): OutlineNode[] {
  return root.children.flatMap((child) => [child, ...allNodes(child)]);
}

function joined(path: string, name: string): string {
  return name === '[]' ? `${path}[]` : path === '' ? name : `${path}.${name}`;
}

function flat(schema: Plain): Plain[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])] as Plain[];
  return inner.length === 0 ? [schema] : inner.flatMap(flat);
}

function first(forms: readonly Plain[], read: (form: Plain) => number | undefined): number | null {
  for (const form of forms) {
    const value = read(form);
    // Zod says the largest whole number where nobody has set a limit.
    if (value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER) return value;
  }
  return null;
}
