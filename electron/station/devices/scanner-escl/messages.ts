// eSCL's XML: what a scanner says of itself read, what it is asked for written. Scanners differ in prefixes, order and nesting, so values are found by name.

import { XMLParser } from 'fast-xml-parser';
import type { ScanOptions } from '../ports.ts';

/** Longer answers are not read: real ones have a few kilobytes. */
const LONGEST_XML = 256 * 1024;

/** What a scanner can do, as far as this driver chooses. */
export interface EsclCapabilities {
  readonly hasFeeder: boolean;
  readonly hasGlass: boolean;
  /** Dots per inch, ascending; empty if the scanner does not say. */
  readonly resolutions: readonly number[];
  readonly colourModes: readonly string[];
}

/** How a scanner is. `state` and `feeder` are eSCL's own words, such as 'Idle' and 'ScannerAdfEmpty'; null where it does not say. */
export interface EsclStatus {
  readonly state: string | null;
  readonly feeder: string | null;
}

/** Reads ScannerCapabilities; null for anything else. Never throws. */
export function parseCapabilities(xml: string): EsclCapabilities | null {
  const root = parseRoot(xml, 'ScannerCapabilities');
  if (root === null) return null;
  const discrete = [...valuesOf(root, 'XResolution'), ...valuesOf(root, 'Min'), ...valuesOf(root, 'Normal'), ...valuesOf(root, 'Max')];
  const resolutions = discrete.map(Number).filter((value) => Number.isInteger(value) && value >= 50 && value <= 4_800);
  return {
    hasFeeder: nodesOf(root, 'Adf').length > 0,
    hasGlass: nodesOf(root, 'Platen').length > 0,
    resolutions: [...new Set(resolutions)].toSorted((a, b) => a - b),
    colourModes: [...new Set(valuesOf(root, 'ColorMode'))],
  };
}

/** Reads ScannerStatus; null for anything else. Never throws. */
export function parseStatus(xml: string): EsclStatus | null {
  const root = parseRoot(xml, 'ScannerStatus');
  if (root === null) return null;
  return { state: valuesOf(root, 'State')[0] ?? null, feeder: valuesOf(root, 'AdfState')[0] ?? null };
}

/** The body of a ScanJobs request: one A4 page, as JPEG. */
export function scanSettings(options: ScanOptions, capabilities: EsclCapabilities): string {
  const { resolutions } = capabilities;
  const nearest = (best: number, one: number): number => (Math.abs(one - options.dpi) < Math.abs(best - options.dpi) ? one : best);
  const dpi = resolutions.reduce(nearest, resolutions[0] ?? options.dpi);
  const wanted = options.colour === 'colour' ? 'RGB24' : 'Grayscale8';
  const colour = capabilities.colourModes.includes(wanted) ? wanted : (capabilities.colourModes[0] ?? wanted).replaceAll(/[^A-Za-z0-9]/g, '');
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>2.6</pwg:Version><scan:Intent>Document</scan:Intent>
<pwg:ScanRegions><pwg:ScanRegion><pwg:Height>3508</pwg:Height><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits><pwg:Width>2480</pwg:Width><pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset></pwg:ScanRegion></pwg:ScanRegions>
<pwg:InputSource>${options.source === 'feeder' ? 'Feeder' : 'Platen'}</pwg:InputSource>
<scan:ColorMode>${colour}</scan:ColorMode><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution>
<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt><scan:Duplex>false</scan:Duplex>
</scan:ScanSettings>`;
}

type XmlNode = Readonly<Record<string, unknown>>;

/** The root element of that name, without prefixes; null if the text is no such document, declares entities, or nests without end. */
function parseRoot(xml: string, name: string): XmlNode | null {
  if (xml.length > LONGEST_XML || /<!(?:DOCTYPE|ENTITY)/i.test(xml)) return null;
  try {
    const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false, processEntities: false, maxNestedTags: 40 });
    const root: unknown = asNode(parser.parse(xml))?.[name];
    return asNode(root);
  } catch {
    return null;
  }
}

function asNode(value: unknown): XmlNode | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** Every element of that name below `node`, in the order of the document. */
function nodesOf(node: XmlNode, name: string): unknown[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    return all.flatMap((one) => {
      const below = asNode(one);
      return [...(key === name ? [one] : []), ...(below === null ? [] : nodesOf(below, name))];
    });
  });
}

function valuesOf(node: XmlNode, name: string): string[] {
  return nodesOf(node, name).filter((value) => typeof value === 'string' && value !== '').map(String);
}
