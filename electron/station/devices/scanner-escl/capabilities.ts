// What a scanner says that it can do, for each way of feeding it: eSCL's ScannerCapabilities read.

import type { ScanOptions, ScannerOffers } from '../ports.ts';
import { asNode, nodesOf, parseRoot, valuesOf, type XmlNode } from './xml.ts';

/** One way of feeding a scanner, as far as this driver chooses. Sizes are in 1/300 inch. */
export interface EsclInput {
  /** Dots per inch, ascending; empty if the scanner does not say. */
  readonly resolutions: readonly number[];
  readonly colourModes: readonly string[];
  /** Kinds of file, as media types. */
  readonly formats: readonly string[];
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
}

/** Null for a way that the scanner does not have. */
export interface EsclCapabilities {
  readonly glass: EsclInput | null;
  readonly feeder: EsclInput | null;
  readonly duplex: EsclInput | null;
}

/** Resolutions that are looked for in a range. */
const USUAL = [75, 100, 150, 200, 240, 250, 300, 400, 600];
/** Below this a scanned paper is no record: decree 30/2020 asks for 200 dots per inch at least. */
const LEAST_DPI = 200;

/** Reads ScannerCapabilities; null for anything else. Never throws. */
export function parseCapabilities(xml: string): EsclCapabilities | null {
  const root = parseRoot(xml, 'ScannerCapabilities');
  if (root === null) return null;
  const feeder = nodesOf(root, 'Adf')[0];
  const simplex = nodesOf(root, 'AdfSimplexInputCaps')[0];
  const duplex = nodesOf(root, 'AdfDuplexInputCaps')[0];
  const glass = nodesOf(root, 'Platen')[0];
  // Some say of a feeder only that there is one, or that "Duplex" is one of its options.
  const optsDuplex = valuesOf(root, 'AdfOption').includes('Duplex');
  return {
    glass: glass === undefined ? null : inputOf(glass, root),
    feeder: feeder === undefined ? null : inputOf(simplex ?? feeder, root),
    duplex: duplex !== undefined ? inputOf(duplex, root) : feeder !== undefined && optsDuplex ? inputOf(feeder, root) : null,
  };
}

/** The way of feeding that the options ask for; null if this scanner does not have it. */
export function inputFor(capabilities: EsclCapabilities, { source, duplex }: Pick<ScanOptions, 'source' | 'duplex'>): EsclInput | null {
  if (source === 'glass') return capabilities.glass;
  return duplex ? capabilities.duplex : capabilities.feeder;
}

/** The nearest resolution that is offered, but none that is too coarse for a record while there is a finer one. */
export function nearestDpi(offered: readonly number[], wanted: number): number {
  const fine = offered.filter((dpi) => dpi >= Math.min(wanted, LEAST_DPI));
  const nearest = (best: number, one: number): number => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best);
  return fine.length > 0 ? fine.reduce(nearest, fine[0] ?? wanted) : (offered.at(-1) ?? wanted);
}

/** What an officer may choose from. */
export function offersOf(capabilities: EsclCapabilities): ScannerOffers {
  const inputs = [capabilities.glass, capabilities.feeder, capabilities.duplex].filter((input) => input !== null);
  const modes = new Set(inputs.flatMap(({ colourModes }) => colourModes));
  const says = modes.size > 0;
  return {
    feeder: capabilities.feeder !== null,
    glass: capabilities.glass !== null,
    duplex: capabilities.duplex !== null,
    colours: [...(!says || modes.has('RGB24') || modes.has('RGB48') ? (['colour'] as const) : []), ...(!says || modes.has('Grayscale8') ? (['grey'] as const) : [])],
    dpis: [...new Set(inputs.flatMap(({ resolutions }) => resolutions))].filter((dpi) => dpi >= LEAST_DPI && dpi <= 300).toSorted((a, b) => a - b),
  };
}

/** Where a way of feeding says nothing of itself (profiles named elsewhere), what the whole document says is taken. */
function inputOf(value: unknown, root: XmlNode): EsclInput {
  const own = asNode(value) ?? {};
  const either = <T>(read: (node: XmlNode) => readonly T[]): readonly T[] => (read(own).length > 0 ? read(own) : read(root));
  return {
    resolutions: [...new Set(either(resolutionsOf))].toSorted((a, b) => a - b),
    colourModes: [...new Set(either((node) => valuesOf(node, 'ColorMode')))],
    formats: [...new Set(either((node) => [...valuesOf(node, 'DocumentFormat'), ...valuesOf(node, 'DocumentFormatExt')]).map((format) => format.toLowerCase()))],
    maxWidth: sizeOf(own, 'MaxWidth'),
    maxHeight: sizeOf(own, 'MaxHeight'),
  };
}

function resolutionsOf(node: XmlNode): number[] {
  const ranges = nodesOf(node, 'XResolutionRange').flatMap((range) => {
    const [min, max, step] = ['Min', 'Max', 'Step'].map((name) => Number(valuesOf(asNode(range) ?? {}, name)[0] ?? Number.NaN));
    if (min === undefined || max === undefined || !(min <= max)) return [];
    const inRange = USUAL.filter((dpi) => dpi >= min && dpi <= max && (step === undefined || !(step > 1) || (dpi - min) % step === 0));
    return [...inRange, min, max];
  });
  const listed = [...valuesOf(node, 'XResolution').map(Number), ...ranges];
  return listed.filter((dpi) => Number.isInteger(dpi) && dpi >= 50 && dpi <= 4_800);
}

function sizeOf(node: XmlNode, name: string): number | null {
  const size = Number(valuesOf(node, name)[0] ?? Number.NaN);
  return Number.isInteger(size) && size > 0 && size < 1_000_000 ? size : null;
}
