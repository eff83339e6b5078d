// What stands between a visit and its dossier, and which step is open, from the visit and what is half typed.

import { describe, expect, test } from 'vitest';
import { checkedVisit, examplePage, examplePerson, exampleSheet, exampleVisit } from '../../../../tests/gallery/desk/example-point.ts';
import { freeFee } from '../../../../tests/gallery/desk/example-fee.ts';
import { failed, fresh, pending } from '../../../../tests/gallery/desk/example-model.ts';
import type { VisitId } from '../../../../shared/base/ids.ts';
import { localFailure } from '../../../client/call-failed.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import type { IntentTable } from '../../../client/intents.ts';
import { freshUi } from '../counter-ui.ts';
import { feeOf } from '../fee/fee-state.ts';
import { pagesOutside, paperLines } from '../papers/paper-state.ts';
import { draftOf } from '../person/person-draft.ts';
import { doneSteps, openStep, personKey } from '../visit/steps.ts';
import { needsOf } from './needs.ts';

const full = checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] });
const free = (visit: Visit) => feeOf(visit, fresh(freeFee(visit)));
const kinds = (visit: Visit, ui: Parameters<typeof needsOf>[1], intents: IntentTable, fee = free(visit)): string[] => needsOf(visit, ui, intents, fee).map((need) => (need.kind === 'paper' ? need.paperId : need.kind));

describe('the needs of a visit', () => {
  test('an empty visit needs its person and its procedure', () => {
    expect(kinds(exampleVisit(), freshUi, {})).toEqual(['person', 'procedure']);
  });

  test('a visit with all required papers needs nothing', () => {
    expect(kinds(full, freshUi, {})).toEqual([]);
  });

  test('a required paper that is only scanned is there, one that is neither counted nor scanned is missing', () => {
    expect(kinds(checkedVisit({}, { 'to-khai': [1] }), freshUi, {})).toEqual(['giay-chung-sinh']);
  });

  test('counts that the station has not confirmed hold the dossier back, and say so when they failed', () => {
    const counts = { 'to-khai': { originals: 2, certified: 0, copies: 0 } };
    expect(kinds(full, { ...freshUi, counts }, {})).toEqual(['saving']);
    expect(kinds(full, { ...freshUi, counts }, { 'paper:to-khai': failed('visit.check-paper', 'store.disk-full') })).toEqual(['unsaved']);
  });

  test('a fee that is not read, could not be read, or is of another visit or procedure holds it back', () => {
    const visit = full;
    const failure = localFailure('store.disk-full');
    const other = { ...visit, visitId: '00000000-0000-4000-8000-000000000077' as VisitId };
    for (const fee of [{ kind: 'loading' }, { kind: 'failed', failure, at: 0 }, fresh(null), fresh(freeFee(other)), fresh(freeFee({ ...visit, procedure: null }))] as const) expect(kinds(visit, freshUi, {}, feeOf(visit, fee))).toEqual(['fee-wait']);
  });

  test('edits that are not saved, a running scan and a person under way hold it back', () => {
    expect(kinds(full, { ...freshUi, editing: { draft: { ...draftOf(examplePerson), phone: '1' }, base: examplePerson } }, {})).toEqual(['save-person']);
    expect(kinds({ ...full, scan: { kind: 'scanning', paperId: 'to-khai', pagesSoFar: 0, code: null } }, freshUi, {})).toEqual(['scan']);
    expect(kinds(full, freshUi, { person: pending('visit.set-person') })).toEqual(['saving']);
  });

  test('pages of a paper that the procedure does not ask for are seen and hold it back', () => {
    const visit = { ...full, papers: [...full.papers, { paperId: 'old', originals: 0, certified: 0, copies: 0, reused: null, pages: [examplePage(9)] }] };
    expect(pagesOutside(visit)).toEqual([{ paperId: 'old', page: examplePage(9) }]);
    expect(kinds(visit, freshUi, {})).toEqual(['outside']);
  });

  test('a cover sheet that says nothing here holds it back until somebody has moved or removed it; one that was followed does not', () => {
    expect(kinds({ ...full, sheets: [exampleSheet(4, { ticket: 'A009' })] }, freshUi, {})).toEqual(['refused-sheet']);
    expect(kinds({ ...full, sheets: [exampleSheet(5, { paperId: 'to-khai' })] }, freshUi, {})).toEqual([]);
  });
});

describe('papers', () => {
  test('each is enough, short, missing or optional by what is there', () => {
    const lines = paperLines(checkedVisit({ 'to-khai': [1, 0], 'giay-ket-hon': [1, 0] }), {});
    expect(lines.map(({ state }) => state)).toEqual(['enough', 'missing', 'short', 'optional', 'optional']);
  });

  test('what the officer has just set counts before the station has said so', () => {
    const [line] = paperLines(checkedVisit({}), { 'to-khai': { originals: 1, certified: 0, copies: 0 } });
    expect([line?.counts, line?.saved, line?.state]).toEqual([{ originals: 1, certified: 0, copies: 0 }, false, 'enough']);
  });
});

describe('steps', () => {
  const read = exampleVisit({ person: examplePerson, personSource: 'card' });

  test('the open step follows the work', () => {
    expect(openStep(exampleVisit(), freshUi)).toBe(1);
    expect(openStep(read, freshUi)).toBe(1);
    expect(openStep(read, { ...freshUi, agreed: personKey(read) })).toBe(2);
    expect(openStep(full, freshUi)).toBe(3);
    expect(openStep({ ...full, state: 'dossier-opened' }, freshUi)).toBe(4);
  });

  test('another card after agreeing asks again', () => {
    const another = { ...full, person: { ...examplePerson, fullName: 'LÊ QUANG HUY' } };
    expect(openStep(another, { ...freshUi, agreed: personKey(full) })).toBe(1);
  });

  test('a step opened by hand stays open, until the dossier is there', () => {
    expect(openStep(full, { ...freshUi, step: 2 })).toBe(2);
    expect(openStep({ ...full, state: 'dossier-opened' }, { ...freshUi, step: 2 })).toBe(4);
  });

  test('done steps are those that need no more work', () => {
    expect([...doneSteps(full, freshUi)]).toEqual([1, 2, 3]);
    expect([...doneSteps(read, freshUi)]).toEqual([]);
  });
});
