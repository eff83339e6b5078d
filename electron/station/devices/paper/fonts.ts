// The shipped typeface as the canvas knows it: every weight with its Vietnamese letters first.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

export type PaperWeight = 400 | 600 | 800;

const WEIGHTS: readonly PaperWeight[] = [400, 600, 800];
/** The Vietnamese letters must come first: where Latin is first, the shaper builds 'ễ' of 'ê' and a tilde, and the marks stand crooked. */
const SUBSETS = ['vietnamese', 'latin', 'latin-ext'] as const;

/** Where the font files of the installed package are. */
export function installedFontFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2'));
}

/**
 * Makes the typeface known to every canvas of this process; a second call does nothing.
 * @throws Error if a font file is missing or is no font
 */
export function loadPaperFonts(folder: string): void {
  for (const weight of WEIGHTS) {
    for (const subset of SUBSETS) {
      const name = familyOf(subset, weight);
      if (GlobalFonts.has(name)) continue;
      const file = join(folder, `be-vietnam-pro-${subset}-${weight}-normal.woff2`);
      if (GlobalFonts.register(readFileSync(file), name) === null) throw new Error(`no font in ${file}`);
    }
  }
}

/** A value for `context.font`. */
export function fontOf(size: number, weight: PaperWeight): string {
  return `${size}px ${SUBSETS.map((subset) => familyOf(subset, weight)).join(', ')}`;
}

function familyOf(subset: string, weight: PaperWeight): string {
  return `paper-${subset}-${weight}`;
}
