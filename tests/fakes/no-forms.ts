// Forms where none is drawn: the templates and words that came with the program, and no thread.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Forms } from '../../electron/station/commands/context.ts';
import { parsePaperTexts } from '../../electron/station/devices/paper/texts.ts';
import { loadShippedTemplates } from '../../electron/station/papers/shipped-templates.ts';

const resources = path.join(import.meta.dirname, '../../resources');
// Read once for a whole test file: a bench is asked for its forms at each command.
const shipped = loadShippedTemplates(path.join(resources, 'papers'));
const words = parsePaperTexts(readFileSync(path.join(resources, 'texts/paper.vi.json'), 'utf8'));

export function noForms(): Forms {
  return {
    holidays: [{ year: 2026, closed: [], working: [] }],
    shipped, words, hasRoll: true, printers: () => Promise.resolve([]),
    pdf: () => Promise.reject(new Error('no forms are drawn here')), pictures: () => Promise.reject(new Error('no forms are drawn here')),
  };
}
