// What a scanner says that it can do, for each way of feeding it: eSCL's ScannerCapabilities read.

import { dpisOfRange, recordDpis } from '../../../../shared/domain/scan/resolution.ts';
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
    dpis: recordDpis(inputs.flatMap(({ resolutions }) => resolutions)),
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
    return min === undefined || max === undefined ? [] : dpisOfRange(min, max, step ?? 0);
  });
  const listed = [...valuesOf(node, 'XResolution').map(Number), ...ranges];
  return listed.filter((dpi) => Number.isInteger(dpi) && dpi >= 50 && dpi <= 4_800);
}

function sizeOf(node: XmlNode, name: string): number | null {
  const size = Number(valuesOf(node, name)[0] ?? Number.NaN);
  return Number.isInteger(size) && size > 0 && size < 1_000_000 ? size : null;
}
