// What the city takes papers that change hands for: lists are facts of the station, results belong to their dossier and move nothing by themselves.

import { expect, it } from 'vitest';
import type { Operation } from '../../shared/wire/operation.ts';
import type { LogEventBody, LogEventType } from '../../shared/wire/log-events.ts';
import { interpret } from './interpret.ts';

const DOSSIER = '0190a8b0-0000-7000-8000-000000000003';
const LIST = '0190a8b0-0000-4000-8000-000000000004';
const by = { counterId: 1, officerName: 'Cán bộ mẫu' };

/** Only what the reading looks at. */
function meaningOf(type: string, aggType: 'dossier' | 'station', aggId: string, body: object): string {
  const operation = { type, typeVersion: 1, aggType, aggId, body, at: 0 } as unknown as Operation;
  const meaning = interpret(operation, JSON.stringify(body));
  return meaning.kind === 'rejected' || meaning.kind === 'kept' ? meaning.code : meaning.kind;
}
const BODIES = {
  'handover.made': { listId: LIST, year: 2026, number: 1, unit: 'Phòng Mẫu', toName: '', dossierIds: [DOSSIER], by },
  'handover.received': { listId: LIST, receivedBy: 'Mẫu', refused: [{ dossierId: DOSSIER, why: 'other', note: '' }], by },
  'dossier.result-arrived': { dossierId: DOSSIER, kind: 'paper', place: 'Tủ A', number: '', abstract: '', by },
  'dossier.owner-called': { dossierId: DOSSIER, manner: 'phoned', note: '', by },
  'dossier.result-returned': { dossierId: DOSSIER, manner: 'by-hand', to: 'applicant', toName: 'Mẫu', toNumber: '', proof: '', tracking: '', receipt: 'lost', papersBack: [], unpaid: null, by },
  'dossier.return-signed': { dossierId: DOSSIER, by },
} as const satisfies Partial<Record<LogEventType, object>>;

it('knows each of them by its type', () => {
  expect(Object.entries(BODIES).map(([type, body]) => [type, meaningOf(type, type.startsWith('handover') ? 'station' : 'dossier', type.startsWith('handover') ? LIST : DOSSIER, body)])).toEqual([
    ['handover.made', 'fact'], ['handover.received', 'fact'], ['dossier.result-arrived', 'dossier'], ['dossier.owner-called', 'dossier'], ['dossier.result-returned', 'dossier'], ['dossier.return-signed', 'dossier'],
  ]);
});

it('refuses a result that is said of another dossier, a list of nothing, and a body that is none; a later city’s word is kept', () => {
  const body: LogEventBody<'dossier.return-signed'> = { dossierId: DOSSIER as never, by: by as never };
  expect([
    meaningOf('dossier.return-signed', 'dossier', LIST, body), meaningOf('handover.made', 'station', LIST, { ...BODIES['handover.made'], dossierIds: [] }), meaningOf('dossier.result-returned', 'dossier', DOSSIER, { ...BODIES['dossier.result-returned'], to: 'anybody' }),
    meaningOf('handover.lost', 'station', LIST, {}),
  ]).toEqual(['operation.invalid-body', 'operation.invalid-body', 'operation.invalid-body', 'operation.unknown-type']);
});
