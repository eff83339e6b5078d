// eSCL's ScannerStatus read, and what a job asks for written.

import { nearestDpi } from '../../../../shared/domain/scan/resolution.ts';
import type { ScannerCode, ScanOptions } from '../ports.ts';
import type { EsclInput } from './capabilities.ts';
import { asNode, nodesOf, parseRoot, valuesOf } from './xml.ts';

/** How a scanner is. `state` and `feeder` are eSCL's own words, such as 'Idle' and 'ScannerAdfEmpty'; null where it does not say. */
export interface EsclStatus {
  readonly state: string | null;
  readonly feeder: string | null;
  readonly jobs: readonly EsclJob[];
}

/** What a scanner says of one of its jobs, as far as it says anything. */
export interface EsclJob {
  readonly uri: string;
  /** eSCL's own word, such as 'Processing' or 'Completed'. */
  readonly state: string | null;
  /** Pages that wait to be fetched. */
  readonly imagesLeft: number | null;
}

/** A4 in 1/300 inch. */
const A4 = { width: 2480, height: 3508 } as const;
/** Kinds of file in the order in which they are liked: a picture of one page, small; a picture, large; whatever a PDF holds. */
const FORMATS = ['image/jpeg', 'image/png', 'application/pdf'] as const;

/** Reads ScannerStatus; null for anything else. Never throws. */
export function parseStatus(xml: string): EsclStatus | null {
  const root = parseRoot(xml, 'ScannerStatus');
  if (root === null) return null;
  return { state: valuesOf(root, 'State')[0] ?? null, feeder: valuesOf(root, 'AdfState')[0] ?? null, jobs: nodesOf(root, 'JobInfo').flatMap(jobOf) };
}

function jobOf(said: unknown): EsclJob[] {
  const node = asNode(said);
  const uri = node === null ? undefined : valuesOf(node, 'JobUri')[0];
  if (node === null || uri === undefined) return [];
  const left = valuesOf(node, 'ImagesToTransfer')[0] ?? '';
  return [{ uri, state: valuesOf(node, 'JobState')[0] ?? null, imagesLeft: /^\d{1,6}$/.test(left) ? Number(left) : null }];
}

/** What its scanner says is still to come of a job: pages that wait to be fetched, or work that may bring some. */
export function workOn(status: EsclStatus | null, job: URL): { readonly hasPages: boolean; readonly isWorking: boolean } {
  const own = status?.jobs.find(({ uri }) => nameOf(uri) === nameOf(job.pathname)) ?? null;
  const hasPages = (own?.imagesLeft ?? 0) > 0;
  const hasEnded = own !== null && ['Completed', 'Canceled', 'Aborted'].includes(own.state ?? '');
  return { hasPages, isWorking: hasPages || (status?.state === 'Processing' && !hasEnded) };
}

/** The last part of a job's address: how the rest is spelled differs from answer to answer. */
function nameOf(address: string): string {
  return address.split('/').findLast((part) => part !== '') ?? '';
}

/** Where a scanner says that it has put a job, with a slash at the end; null for no place at all. Only the path counts: scanners name themselves by hosts that nobody else knows. */
export function jobAt(location: string, root: URL): URL | null {
  const path = URL.parse(location, root.href)?.pathname;
  if (path === undefined) return null;
  // Set and not parsed: a path that begins with two slashes would name another host.
  const job = new URL(root.origin);
  job.pathname = path.endsWith('/') ? path : `${path}/`;
  return job;
}

/** What keeps this source from being scanned, or null. */
export function troubleOf(status: EsclStatus | null, source: ScanOptions['source']): ScannerCode | null {
  if (status === null) return null;
  switch (status.feeder) {
    case 'ScannerAdfJam': case 'ScannerAdfMispick': case 'ScannerAdfMultipickDetected': return 'scanner.jam';
    case 'ScannerAdfHatchOpen': return 'scanner.cover-open';
    case 'ScannerAdfEmpty': return source === 'feeder' ? 'scanner.feeder-empty' : null;
    default: return status.state === 'Down' ? 'scanner.error' : null;
  }
}

/** The body of a ScanJobs request: A4 or as much of it as the scanner takes, in the best kind of file that it makes. */
export function scanSettings(options: ScanOptions, input: EsclInput): string {
  const dpi = nearestDpi(input.resolutions, options.dpi);
  const wanted = options.colour === 'colour' ? 'RGB24' : 'Grayscale8';
  const colour = input.colourModes.includes(wanted) ? wanted : (input.colourModes[0] ?? wanted).replaceAll(/[^A-Za-z0-9]/g, '');
  const format = FORMATS.find((known) => input.formats.includes(known)) ?? FORMATS[0];
  const width = Math.min(A4.width, input.maxWidth ?? A4.width);
  const height = Math.min(A4.height, input.maxHeight ?? A4.height);
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>2.6</pwg:Version><scan:Intent>Document</scan:Intent>
<pwg:ScanRegions><pwg:ScanRegion><pwg:Height>${height}</pwg:Height><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits><pwg:Width>${width}</pwg:Width><pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset></pwg:ScanRegion></pwg:ScanRegions>
<pwg:InputSource>${options.source === 'feeder' ? 'Feeder' : 'Platen'}</pwg:InputSource>
<scan:ColorMode>${colour}</scan:ColorMode><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution>
<pwg:DocumentFormat>${format}</pwg:DocumentFormat><scan:DocumentFormatExt>${format}</scan:DocumentFormatExt><scan:Duplex>${options.source === 'feeder' && options.duplex}</scan:Duplex>
</scan:ScanSettings>`;
}
