// Which acts of the queue make sense when, and how long somebody waits in words.

import { describe, expect, test } from 'vitest';
import { exampleDesk, minutesAgo, NOW, servingDesk } from '../../../../tests/gallery/desk/example-point.ts';
import { textsOf } from '../../../parts/texts/use-texts.tsx';
import { waitingTime } from './waiting-time.ts';
import { whyNot } from './why-not.ts';
import type { DeskAction } from './why-not.ts';

const ACTIONS: readonly DeskAction[] = ['next', 'recall', 'skip', 'hold', 'transfer', 'finish', 'pause', 'resume'];
function possible(situation: Parameters<typeof whyNot>[1]): DeskAction[] {
  return ACTIONS.filter((action) => whyNot(action, situation) === null);
}

describe('the keys of the queue', () => {
  test.each([
    ['nobody is called', { desk: exampleDesk(), pending: false, dossierOpened: false }, ['next', 'pause', 'resume']],
    ['somebody is served', { desk: servingDesk, pending: false, dossierOpened: false }, ['recall', 'skip', 'hold', 'transfer', 'finish', 'resume']],
    ['their dossier is open', { desk: servingDesk, pending: false, dossierOpened: true }, ['recall', 'finish', 'resume']],
    ['the counter is paused', { desk: exampleDesk({ state: 'paused' }), pending: false, dossierOpened: false }, ['pause', 'resume']],
    ['an act is under way', { desk: servingDesk, pending: true, dossierOpened: false }, []],
    ['the desk is not known yet', { desk: null, pending: false, dossierOpened: false }, []],
  ] as const)('when %s', (_, situation, actions) => {
    expect(possible(situation)).toEqual(actions);
  });
});

test('waiting is told in minutes, later in hours, and never below zero', () => {
  const vi = textsOf('vi', () => undefined);
  expect([0, 12, 65].map((minutes) => waitingTime(minutesAgo(minutes), NOW, vi))).toEqual(['vừa lấy số', '12 phút', '1 giờ 5 phút']);
  expect(waitingTime(NOW + 60_000, NOW, vi)).toBe('vừa lấy số');
});
