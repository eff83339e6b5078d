// The plans of a morning: the same for the same seed, and of every kind.

import { expect, test } from 'vitest';
import type { FieldCode, ProcedureCode } from '../../shared/base/ids.ts';
import { filingPlans, planVisits } from './script.ts';

const procedures = ['A', 'B', 'C'].flatMap((field) => [1, 2, 3].map((papers) => ({ code: `${field}.00000${papers}` as ProcedureCode, field: field as FieldCode, papers: Array.from({ length: papers }) })));

test('the same seed plans the same visits, another seed others', () => {
  expect(planVisits(7, 200, procedures)).toEqual(planVisits(7, 200, procedures));
  expect(planVisits(8, 200, procedures)).not.toEqual(planVisits(7, 200, procedures));
});

test('a longer morning begins as the shorter one', () => {
  expect(planVisits(7, 60, procedures).slice(0, 12)).toEqual(planVisits(7, 12, procedures));
});

test('the first three dozen seeds have every course in sixty visits, and always somebody who files', () => {
  const courses = new Set<string>();
  for (let seed = 0; seed < 36; seed += 1) {
    const plans = planVisits(seed, 60, procedures);
    for (const { course } of plans) courses.add(course);
    expect(filingPlans(plans).length).toBeGreaterThan(30);
    expect(filingPlans(planVisits(seed, 1, procedures)).length).toBeLessThanOrEqual(1);
  }
  expect(courses.size).toBe(9);
});

test('whoever files brings no more papers than the procedure asks for, and whoever is sent on took another letter', () => {
  for (const plan of planVisits(3, 500, procedures)) {
    const procedure = procedures.find(({ code }) => code === plan.procedureCode);
    expect(plan.pages.length).toBeGreaterThan(0);
    expect(plan.pages.length).toBeLessThanOrEqual(procedure?.papers.length ?? 0);
    expect(plan.field === plan.toField).toBe(plan.course !== 'transferred');
  }
});

test('nobody has the number of a living person', () => {
  for (const { person } of planVisits(5, 500, procedures)) {
    const serial = Number(person.idNumber.slice(-6));
    expect(person.idNumber).toHaveLength(12);
    expect(serial).toBeGreaterThanOrEqual(1);
    expect(serial).toBeLessThanOrEqual(99);
    expect(person.cardText.split('|').slice(0, 3)).toEqual([person.idNumber, '', person.fullName]);
  }
});
