// Every parser of devices' bytes with its strange inputs, family by family.

import type { Fuzz } from './fuzz.ts';
import { LINE_FUZZ } from './lines.ts';
import { PRINTER_FUZZ } from './printers.ts';
import { READER_FUZZ } from './readers.ts';
import { SCANNER_FUZZ } from './scanners.ts';

export const ALL_FUZZ: readonly Fuzz[] = [...READER_FUZZ, ...PRINTER_FUZZ, ...SCANNER_FUZZ, ...LINE_FUZZ];
