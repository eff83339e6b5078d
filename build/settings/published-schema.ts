// The JSON Schema of the settings as it is shipped: what the program checks, with the meaning of every key in both languages for editors.

import type { z } from 'zod';
import { machineSettingsSchema } from '../../electron/link/settings.ts';
import { KNOWN_MEANINGS, meaningOf } from '../../electron/link/settings-file/keys.ts';
import { writtenSchema } from '../../electron/link/settings-file/outline.ts';

type Plain = z.core.JSONSchema.JSONSchema;

/** The text of resources/settings/settings.schema.json. */
export function publishedSchema(): string {
  const { $schema, ...schema } = described(writtenSchema(machineSettingsSchema), '') as Plain & { readonly $schema?: string };
  const title = 'Cài đặt của một máy Một Cửa / Settings of a Một Cửa machine';
  // The last two are VS Code's own words: comments and trailing commas are no faults here.
  return `${JSON.stringify({ $schema, $id: 'urn:motcua:settings:1', title, allowComments: true, allowTrailingCommas: true, ...schema }, null, 2)}\n`;
}

function described(schema: Plain, path: string): Plain {
  const below = (child: Plain, name: string): Plain => described(child, name === '[]' ? `${path}[]` : path === '' ? name : `${path}.${name}`);
  const forms = (list: readonly unknown[]): Plain[] => list.map((form) => described(form as Plain, path));
  const { properties, items, additionalProperties, anyOf, oneOf, ...rest } = schema;
  const limits = Object.fromEntries(Object.entries(rest).filter(([name, value]) => name !== 'maximum' || (value as number) < Number.MAX_SAFE_INTEGER));
  return {
    ...(KNOWN_MEANINGS.includes(path) && anyOf === undefined && oneOf === undefined ? { description: bothWords(path) } : {}),
    ...limits,
    ...(anyOf === undefined ? {} : { description: bothWords(path), anyOf: forms(anyOf) }),
    ...(oneOf === undefined ? {} : { description: bothWords(path), oneOf: forms(oneOf) }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, below(child as Plain, name)])) }),
    ...(items === undefined || Array.isArray(items) ? {} : { items: below(items as Plain, '[]') }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: typeof additionalProperties === 'object' ? below(additionalProperties, '*') : additionalProperties }),
  };
}

function bothWords(path: string): string {
  const { vi, en } = meaningOf(path);
  return `${vi}\n${en}`;
}
