// What happens on this morning: one plan for each visit, made from the seed before anything starts.

import type { FieldCode, ProcedureCode } from '../../shared/base/ids.ts';
import type { Priority } from '../../shared/domain/queue/ticket.ts';
import { Chance } from './chance.ts';
import { inventPerson, type InventedPerson } from './people.ts';

/** What the person at the counter goes through. */
export type Course =
  /** Card, procedure, papers, scans, dossier, receipt. */
  | 'files'
  /** Reads a torn or foreign code first, then the right card. */
  | 'files-after-wrong-code'
  /** Has no card with them: the officer types. */
  | 'files-by-hand'
  /** The scanner jams in the middle; the rest is scanned again. */
  | 'files-after-jam'
  /** Fetches a paper and comes back. */
  | 'files-after-hold'
  /** Comes at the second call. */
  | 'late'
  /** Never comes: missed after the third call. */
  | 'no-show'
  /** Asks a question and goes. */
  | 'asks'
  /** Took the wrong letter: sent to another field, then files. */
  | 'transferred';

export interface PlannedVisit {
  readonly index: number;
  readonly field: FieldCode;
  readonly priority: Priority;
  readonly procedureCode: ProcedureCode;
  readonly course: Course;
  readonly person: InventedPerson;
  /** Pages for each paper that is brought, in the order of the list; at least one. */
  readonly pages: readonly number[];
  /** Field to which it is sent when the course is 'transferred'. */
  readonly toField: FieldCode;
}

const COURSES: readonly (readonly [Course, number])[] = [
  ['files', 0.46], ['files-after-wrong-code', 0.1], ['files-by-hand', 0.08], ['files-after-jam', 0.06], ['files-after-hold', 0.08], ['late', 0.08], ['no-show', 0.05], ['asks', 0.04], ['transferred', 0.05],
];
const PRIORITIES: readonly Priority[] = ['elderly', 'disabled', 'pregnant-or-infant', 'merit'];

/** A procedure that people come for; it asks for at least one paper. */
export interface PlannableProcedure {
  readonly code: ProcedureCode;
  readonly field: FieldCode;
  readonly papers: readonly unknown[];
}

/** Plans `count` visits. The same seed, count and procedures give the same plans. */
export function planVisits(seed: number, count: number, procedures: readonly PlannableProcedure[]): PlannedVisit[] {
  const chance = new Chance(seed);
  return Array.from({ length: count }, (_, index): PlannedVisit => {
    const procedure = chance.pick(procedures);
    const other = chance.pick(procedures.filter(({ field }) => field !== procedure.field));
    const course = pickCourse(chance);
    return {
      index,
      field: course === 'transferred' ? other.field : procedure.field,
      priority: chance.is(0.2) ? chance.pick(PRIORITIES) : 'none',
      procedureCode: procedure.code,
      course,
      person: inventPerson(chance),
      pages: Array.from({ length: Math.min(procedure.papers.length, chance.between(1, 2)) }, () => chance.between(1, 3)),
      toField: procedure.field,
    };
  });
}

/** The plans that come to a dossier. */
export function filingPlans(plans: readonly PlannedVisit[]): PlannedVisit[] {
  return plans.filter(({ course }) => course !== 'no-show' && course !== 'asks');
}

function pickCourse(chance: Chance): Course {
  let left = chance.next();
  for (const [course, share] of COURSES) {
    left -= share;
    if (left < 0) return course;
  }
  return 'files';
}
