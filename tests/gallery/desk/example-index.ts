// An invented month of index 766 at the example point, with and without what was read at the portal.

import type { BusinessDay, ProcedureCode } from '../../../shared/base/ids.ts';
import type { IndexRow, IndexView, Reading } from '../../../shared/contract/index766.ts';
import { COMPONENT_IDS, GROUPS, USUAL_RULES, type ComponentId, type GroupId } from '../../../shared/domain/index766/components.ts';
import { bandOf, roundHalfUp } from '../../../shared/domain/index766/score.ts';
import { minutesAgo, NOW, uuid } from './example-point.ts';

function reading(number: number, of: Reading['of'], points: number, readOn: string, more: Partial<Reading> = {}): Reading {
  return { readingId: uuid(7, number), period: '2026-11', of, points, readOn: readOn as BusinessDay, place: null, enteredAt: minutesAgo(1440 - number), by: 'admin', struckAt: null, ...more };
}

/** The figures that a press report of 2026 gives for one commune: 10/12, 19,53/20, 18/18. */
export const exampleReadings: readonly Reading[] = [
  reading(1, 'total', 77.13, '2026-11-10', { place: 2 }), reading(2, 'total', 94.25, '2026-11-21', { place: 1 }), reading(3, 'CLGQ', 10, '2026-11-21'), reading(4, 'TDGQ', 19.53, '2026-11-21'), reading(5, 'MDHL', 18, '2026-11-21'),
  reading(6, '1.1', 6, '2026-11-21'), reading(7, '3.3', 60, '2026-11-21', { struckAt: minutesAgo(30), points: 0.6 }), reading(8, '3.3', 6, '2026-11-21'),
];

const LOCAL: Partial<Record<ComponentId, Pick<IndexRow, 'numerator' | 'denominator' | 'percent' | 'low' | 'high' | 'source'>>> = {
  '1.4': { source: 'at-most', numerator: 718, denominator: 726, percent: 98.9, low: 0, high: 5.93 }, '2.1': { source: 'local', numerator: 713, denominator: 726, percent: 98.21, low: 19.64, high: 19.64 },
  '4.1': { source: 'at-least', numerator: 598, denominator: 694, percent: 86.17, low: 5.17, high: 6 }, '4.2': { source: 'at-least', numerator: 560, denominator: 694, percent: 80.69, low: 4, high: 4 },
  '1.3': { source: 'part', numerator: 541, denominator: 588, percent: 92.01, low: 0, high: 2 }, '3.2': { source: 'at-least', numerator: 31, denominator: 424, percent: 7.31, low: 0.29, high: 4 },
  '3.5b': { source: 'part', numerator: 9, denominator: 12, percent: 75, low: 0, high: 2 }, '3.6': { source: 'part', numerator: 204, denominator: 377, percent: 54.11, low: 0, high: 6 },
  '5.4': { source: 'at-most', numerator: 713, denominator: 726, percent: 98.21, low: 0, high: 6 },
};

/** November as far as it has got. */
export function exampleIndex(readings: readonly Reading[] = exampleReadings, changes: Partial<IndexView> = {}): IndexView {
  const newest = (of: string): Reading | null => readings.findLast((own) => own.of === of && own.struckAt === null) ?? null;
  const rowOf = (id: ComponentId): IndexRow => {
    const { max, isSure } = USUAL_RULES[id];
    const portal = newest(id)?.points ?? null;
    const nothing = { id, numerator: 0, denominator: 0, percent: null, max, portal, isSure };
    const local = id === '1.4' && changes.usual?.isTaken === true ? { source: 'at-most' as const, numerator: 718, denominator: changes.usual.received, percent: 93.51, low: 0, high: 5.61 } : LOCAL[id];
    if (local !== undefined) return { ...nothing, ...local };
    if (id === '4.5a' || id === '4.5b') return { ...nothing, source: 'granted', low: max, high: max };
    return portal === null ? { ...nothing, source: 'unknown', low: 0, high: max } : { ...nothing, source: 'entered', low: portal, high: portal };
  };
  const groups = (Object.keys(GROUPS) as GroupId[]).map((id): IndexView['groups'][number] => {
    const rows = COMPONENT_IDS.filter((own) => USUAL_RULES[own].group === id).map(rowOf);
    const sum = (pick: (row: IndexRow) => number): number => roundHalfUp(rows.reduce((total, row) => total + pick(row), 0), 2);
    const [least, most, portal] = [sum((row) => row.low), sum((row) => row.high), newest(id)];
    const isEntered = portal !== null && least < most;
    return { id, max: GROUPS[id].max, low: isEntered ? portal.points : least, high: isEntered ? portal.points : most, isEntered, portal, rows };
  });
  const total = (pick: (group: IndexView['groups'][number]) => number): number => roundHalfUp(groups.reduce((sum, group) => sum + pick(group), 0), 2);
  const [low, high] = [total((group) => group.low), total((group) => group.high)];
  const codes = (count: number): string[] => Array.from({ length: Math.min(20, count) }, (_, index) => `H26.149-261112-${String(index + 41).padStart(4, '0')}`);
  return {
    station: 'T149-K1', period: '2026-11', from: '2026-11-01' as BusinessDay, to: '2026-11-30' as BusinessDay, asOf: NOW, dossiers: 726, low, high, max: 100, lowBand: bandOf(low), highBand: bandOf(high), portal: newest('total'), groups,
    moves: [
      { kind: 'keep', codes: codes(31), count: 31, points: 1.12 }, { kind: 'late-ended', codes: codes(10), count: 10, points: 0.36 }, { kind: 'late-open', codes: codes(3), count: 3, points: 0.11 }, { kind: 'send', codes: codes(8), count: 8, points: 0.07 },
      { kind: 'scan', codes: codes(96), count: 96, points: 0.83 },
    ],
    readings: [...readings],
    usual: { lastYear: 9_214, received: 767.83, isTaken: false },
    averages: [
      { procedureCode: '2.000815' as ProcedureCode, name: 'Chứng thực bản sao từ bản chính', dossiers: 412, meanMs: 2_340_000 }, { procedureCode: '1.001193' as ProcedureCode, name: 'Đăng ký khai sinh', dossiers: 96, meanMs: 20_700_000 },
      { procedureCode: '1.004873' as ProcedureCode, name: 'Cấp Giấy xác nhận tình trạng hôn nhân', dossiers: 71, meanMs: 198_720_000 }, { procedureCode: '1.013978' as ProcedureCode, name: 'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất lần đầu', dossiers: 4, meanMs: 1_382_400_000 },
    ],
    petitionKinds: [{ kind: 'complaint', about: 'delay', count: 3 }, { kind: 'proposal', about: 'place', count: 2 }, { kind: 'complaint', about: 'procedure', count: 1 }],
    ...changes,
  };
}
