// Which licences may be in a package that is given away, and how an expression is held against them.

import satisfies from 'spdx-satisfies';

/** Permissive ones, and MPL-2.0, which asks only for changes to its own files, of which none are made. No GPL, AGPL, LGPL or SSPL. */
const allowed: readonly string[] = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Zlib',
  'OFL-1.1',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Unicode-3.0',
  'ICU',
  'IJG',
  'FTL',
  'libpng-2.0',
  'libtiff',
  'X11',
  'blessing',
  'MPL-2.0',
];

/** Why a licence may not be shipped; null where it may. An older way of writing a choice, with a stroke, is read as one. */
export function licenceFault(expression: string | null): string | null {
  if (expression === null || expression.trim() === '') return 'names no licence';
  const spelled = expression.replaceAll(/\s*\/\s*/g, ' OR ');
  try {
    return satisfies(spelled, [...allowed]) ? null : `is under ${expression}, which may not be shipped`;
  } catch {
    return `is under "${expression}", which is no licence that is known here`;
  }
}
