// What an import says: every page whole, each page with what could not be read in it, and of how many pages each part was read.

import type { CatalogueEntry } from '../../shared/contract/catalogue-file.ts';
import type { Converted } from './convert.ts';
import { readChannels } from './channels.ts';
import { feeReading } from './fee-remarks.ts';
import { readPapers } from './papers.ts';
import { levelOf } from './portal-page.ts';
import type { PortalPage } from './portal-page.ts';
import { readSteps } from './steps.ts';

interface Imported extends Converted {
  readonly page: PortalPage;
  readonly level: 'commune' | 'shared' | 'other';
}

/** Lines for a terminal: first every remark, then the shares, for commune procedures and for the others. */
export function importReport(imported: readonly Imported[]): readonly string[] {
  const remarks = imported.flatMap(({ entry, remarks: all }) => all.map((remark) => `${entry.code} ${entry.name.slice(0, 50)}: ${remark}`));
  const ofCommune = imported.filter(({ level }) => level !== 'other');
  return [...remarks, ...shares('commune level', ofCommune), ...shares('other levels', imported.filter(({ level }) => level === 'other'))];
}

function shares(of: string, imported: readonly Imported[]): readonly string[] {
  const all = imported.length;
  const line = (what: string, is: (one: Imported) => boolean): string => {
    const read = imported.filter(is).length;
    return `${of}: ${what} in ${read} of ${all} pages (${all === 0 ? 0 : ((100 * read) / all).toFixed(1)} %)`;
  };
  const isStated = ({ timeLimit }: CatalogueEntry): boolean => timeLimit.unit !== 'unstated';
  return [
    line('channels', ({ page }) => readChannels(page.channels).length > 0),
    line('a time with its unit', ({ entry }) => isStated(entry)),
    line('fees with their conditions', ({ page }) => readChannels(page.channels).some((row) => row.fees !== null)),
    line('a fee that the counter reads for certain', ({ entry }) => feeReading(entry) === 'read'),
    line('a fee that is typed up to its highest', ({ entry }) => feeReading(entry) === 'highest'),
    line('a fee that is typed by who reads its words', ({ entry }) => feeReading(entry) === 'typed'),
    line('papers with their numbers', ({ page }) => readPapers(page.papers).length > 0),
    line('a checklist', ({ entry }) => entry.papers.length > 0),
    line('cases told apart', ({ entry }) => entry.papers.some(({ cases }) => cases !== undefined)),
    line('cases kept as notes', ({ remarks }) => remarks.some((remark) => remark.startsWith('cases kept'))),
    line('steps', ({ page }) => readSteps(page.steps).length > 0),
    line('a result', ({ entry }) => entry.result !== ''),
  ];
}

/** A page taken apart with nothing shortened: every channel with its time, unit and fees, every row of papers, every step; what could not be read, as it stands. */
export function wholePage(page: PortalPage): object {
  const channels = readChannels(page.channels);
  const papers = readPapers(page.papers);
  return {
    code: page.code, name: page.name, sector: page.field, level: levelOf(page), channels, papers, steps: readSteps(page.steps), result: page.result,
    unread: { ...(channels.length === 0 ? { channels: page.channels } : {}), ...(papers.length === 0 ? { papers: page.papers } : {}) },
  };
}
