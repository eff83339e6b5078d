// What was handed in with a dossier, and what is still missing: one answer for every paper that names it.

import type { Paper } from '../../../../shared/contract/procedure.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import { pagesOfDossier } from '../../store/dossier-pages.ts';
import type { Readable } from '../../store/handle.ts';
import type { CommandContext } from '../context.ts';
import { askedPapers } from '../visit/asked-papers.ts';

type Opened = LogEventBody<'dossier.opened'>;

/** In the hand or as scanned pages, as at the opening: either shows that the person brought it. */
export function broughtPapers({ papers }: Pick<Opened, 'papers'>): Opened['papers'] {
  return papers.filter(({ originals, certified = 0, copies, pages }) => originals + certified + copies > 0 || pages.length > 0);
}

/** What the catalogue, as it held at the opening, wants of this case and errand, and what neither was brought nor has a page since. */
export function missingPapers({ catalogue }: Pick<CommandContext, 'catalogue'>, store: Readable, opened: Opened): readonly Paper[] {
  const has = new Set([...broughtPapers(opened), ...pagesOfDossier(store, opened.dossierId)].map(({ paperId }) => paperId));
  const { channel = 'counter', caseName = '', behalf = null, delivery = null } = opened.intake ?? {};
  return askedPapers(catalogue.read(opened.procedureCode, opened.receivedAt)?.papers ?? [], { channel, caseName, behalf, delivery, outside: [] }).filter(({ paperId, required }) => required && !has.has(paperId));
}
