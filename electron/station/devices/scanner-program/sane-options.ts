// Reads what `scanimage -A` says of a device, and chooses the arguments of a scan from it: backends name the same things differently.

import { dpisOfRange, nearestDpi, recordDpis } from '../../../../shared/domain/scan/resolution.ts';
import type { ScannerOffers, ScanOptions } from '../ports.ts';

/** The options of a device by name, such as '--resolution' or '-x', each with the values that it takes, as they stand. */
export type SaneOptions = ReadonlyMap<string, string>;

const LONGEST_LINE = 2_000;

/** Reads the list; options that are inactive count, since others may wake them. Never throws. */
export function parseSaneOptions(text: string): SaneOptions {
  const options = new Map<string, string>();
  for (const line of text.slice(0, 256 * 1024).split('\n')) {
    const found = /^ {4}(-[A-Za-z]|--[A-Za-z][A-Za-z0-9-]*)(?:\[=\((yes\|no)\)\]|( .*))/.exec(line.slice(0, LONGEST_LINE));
    // What stands behind in brackets is the value now and remarks such as "advanced"; brackets also belong to the values of some makers.
    if (found?.[1] !== undefined) options.set(found[1], found[2] ?? (found[3] ?? '').replace(/(?: +\[(?:[^[\]]|\[[^[\]]*\])*\])+\s*$/, '').trim());
  }
  return options;
}

/** What an officer may choose from. */
export function saneOffers(options: SaneOptions): ScannerOffers {
  const modes = choices(options.get('--mode'));
  return {
    feeder: sourceFor(options, 'feeder', false) !== null,
    glass: sourceFor(options, 'glass', false) !== null,
    duplex: sourceFor(options, 'feeder', true) !== null,
    colours: [...(modeFor(modes, 'colour') === null ? [] : (['colour'] as const)), ...(modeFor(modes, 'grey') === null ? [] : (['grey'] as const))],
    dpis: recordDpis(resolutions(options)),
  };
}

/** The arguments that make a device scan so; null if it cannot. `more` are the settings' own options and win. */
export function saneArguments(options: SaneOptions, wanted: ScanOptions, more: Readonly<Record<string, string>>): readonly string[] | null {
  const source = sourceFor(options, wanted.source, wanted.source === 'feeder' && wanted.duplex);
  if (source === null) return null;
  const mode = modeFor(choices(options.get('--mode')), wanted.colour);
  const chosen: Record<string, string> = { ...source };
  if (options.has('--mode') && mode !== null) chosen['mode'] = mode;
  if (options.has('--resolution')) chosen['resolution'] = String(nearestDpi(resolutions(options), wanted.dpi));
  // Feeders of some makers measure the sheet by options of their own.
  if (options.has('--page-width') && options.has('--page-height')) Object.assign(chosen, { 'page-width': '210', 'page-height': '297' });
  const args = Object.entries({ ...chosen, ...more }).map(([name, value]) => `--${name}=${value}`);
  // Wider than the device can is cut down by scanimage itself.
  return options.has('-x') && options.has('-y') ? [...args, '-x', '210', '-y', '297'] : args;
}

/** How a source is chosen, as options without dashes; null if the device has no such source. A device that names no sources has a glass. */
function sourceFor(options: SaneOptions, source: ScanOptions['source'], duplex: boolean): Readonly<Record<string, string>> | null {
  const sources = choices(options.get('--source'));
  if (source === 'glass') {
    const glass = sources.find((name) => /flat|platen|glass/i.test(name));
    return glass === undefined ? (sources.length === 0 ? {} : null) : { source: glass };
  }
  const both = sources.find((name) => /duplex|both/i.test(name));
  const feeders = sources.filter((name) => /adf|feeder|automatic/i.test(name) && !/duplex|both|back/i.test(name));
  const front = feeders.find((name) => /front/i.test(name)) ?? feeders[0];
  const adfMode = choices(options.get('--adf-mode'));
  const [simplexMode, duplexMode] = [adfMode.find((name) => /simplex/i.test(name)), adfMode.find((name) => /duplex/i.test(name))];
  if (!duplex) return front === undefined ? null : { source: front, ...(simplexMode === undefined ? {} : { 'adf-mode': simplexMode }), ...(options.has('--duplex') ? { duplex: 'no' } : {}) };
  if (both !== undefined) return { source: both };
  if (front === undefined) return null;
  if (duplexMode !== undefined) return { source: front, 'adf-mode': duplexMode };
  return options.has('--duplex') ? { source: front, duplex: 'yes' } : null;
}

function modeFor(modes: readonly string[], colour: ScanOptions['colour']): string | null {
  // Black dots that only look grey, or coloured, make small print unreadable.
  const smooth = modes.filter((name) => !/diffusion|halftone|dither/i.test(name));
  const liked = colour === 'colour' ? [/colou?r|24/i] : [/true gr[ae]y/i, /gr[ae]y/i];
  return liked.flatMap((words) => smooth.filter((name) => words.test(name)))[0] ?? null;
}

function resolutions(options: SaneOptions): readonly number[] {
  const said = options.get('--resolution') ?? '';
  const range = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)dpi(?: \(in steps of (\d+)(?:\.\d+)?\))?/.exec(said);
  const listed = range === null ? said.split('|').map((value) => Number.parseInt(value, 10)) : dpisOfRange(Number(range[1]), Number(range[2]), Number(range[3] ?? 0));
  return listed.filter((dpi) => Number.isInteger(dpi) && dpi > 0).toSorted((a, b) => a - b);
}

function choices(said: string | undefined): readonly string[] {
  return said === undefined || said === '' ? [] : said.split('|');
}
