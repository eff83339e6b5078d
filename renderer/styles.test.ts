// Screens are loaded each with its own styles: what a shared part wears must not lie in the styles of one screen, where the others would show it bare.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Sheet {
  /** 'parts', or a screen's own folder. */
  readonly of: string;
  readonly text: string;
}

function filesOf(ending: string): readonly Sheet[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.includes('.test.'))
    .map((name) => ({ of: /^screens[\\/](\w[\w-]*)[\\/]/.exec(name)?.[1] ?? 'parts', text: readFileSync(path.join(import.meta.dirname, name), 'utf8') }));
}

/** Classes with which a rule of the sheet begins. */
function dressed({ text }: Sheet): ReadonlySet<string> {
  const selectors = text.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/([^{};]+)\{/g);
  return new Set([...selectors].flatMap(([, list = '']) => list.split(',').flatMap((selector) => /^\s*\.([a-z][\w-]*)/.exec(selector)?.[1] ?? [])));
}

function worn({ text }: Sheet): ReadonlySet<string> {
  return new Set([...text.matchAll(/className=(?:"([^"]+)"|\{`([^`]+)`)/g)].flatMap(([, plain = '', made = '']) => `${plain} ${made}`.split(/[^\w-]+/)).filter((name) => name !== ''));
}

test('nothing is dressed by the styles of a screen that is not loaded with it', () => {
  const sheets = filesOf('.css');
  const pieces = filesOf('.tsx');
  // The host's layer lies over every screen.
  const dressedBy = (...of: readonly string[]): ReadonlySet<string> => new Set(sheets.filter((sheet) => of.includes(sheet.of)).flatMap((sheet) => [...dressed(sheet)]));
  const places = [...new Set(pieces.map(({ of }) => of))];
  const borrowed = places.flatMap((place) => {
    const own = dressedBy('parts', 'host', place);
    const names = new Set(pieces.filter(({ of }) => of === place).flatMap((file) => [...worn(file)]));
    return places.filter((other) => other !== place).flatMap((other) => [...dressedBy(other)].filter((name) => names.has(name) && !own.has(name)).map((name) => `${place} wears .${name} of ${other}`));
  });
  expect(places.length).toBeGreaterThan(5);
  expect(borrowed).toEqual([]);
});
