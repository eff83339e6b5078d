// What is read from the runners' reports: nothing that did not pass may be counted as passed, and each has its line.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from './reports.ts';
import { root } from './spawn.ts';

const file = <Rest extends object>(name: string, rest: Rest) => ({ name: join(root, name), status: 'passed', message: '', assertionResults: [{ status: 'passed', fullName: 'holds' }], ...rest });

it('names each test that failed or was skipped, with the first line of why', () => {
  const testResults = [
    file('shared/a.test.ts', {}),
    file('shared/b.test.ts', {
      status: 'failed',
      assertionResults: [
        { status: 'failed', fullName: 'adds up', failureMessages: ['\u001B[31mAssertionError: expected 1 to be 2\u001B[39m\n    at here'] },
        { status: 'skipped', fullName: 'is left for later', failureMessages: [] },
        { status: 'passed', fullName: 'holds' },
      ],
    }),
  ];
  expect(countVitest({ success: false, testResults })).toEqual({
    passed: 2, failed: 2, files: testResults.map(({ name }) => name),
    named: ['shared/b.test.ts › adds up: AssertionError: expected 1 to be 2', 'shared/b.test.ts › is left for later: skipped'],
  });
});

it('counts a file that could not be loaded, though no test of it failed', () => {
  const counted = countVitest({ success: false, testResults: [file('shared/a.test.ts', { status: 'failed', message: '\nCannot find package x', assertionResults: [] })] });
  expect(counted).toEqual({ passed: 0, failed: 1, files: [], named: ['shared/a.test.ts: Cannot find package x'] });
});

it('counts a run that was no success though every test of it was', () => {
  expect(countVitest({ success: false, testResults: [file('shared/a.test.ts', {})] })).toMatchObject({ passed: 1, failed: 1 });
});

it('names each spec that did not pass, however deep its suite lies, and what broke outside of all', () => {
  const spec = (title: string, status: string, message?: string): object => ({ title, file: 'errands/x.spec.ts', line: 7, tests: [{ status, results: [message === undefined ? {} : { error: { message } }] }] });
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 },
    suites: [{ specs: [spec('holds', 'expected')], suites: [{ specs: [spec('pays', 'unexpected', 'Error: not visible\nCall log:'), spec('is late', 'flaky'), spec('is left', 'skipped')] }] }],
    errors: [{ message: 'the world ended' }],
  };
  expect(countPlaywright(report)).toEqual({
    passed: 1, failed: 3, files: ['errands/x.spec.ts'],
    named: ['errands/x.spec.ts:7 › pays: unexpected Error: not visible', 'errands/x.spec.ts:7 › is late: flaky', 'errands/x.spec.ts:7 › is left: skipped', 'the world ended'],
  });
});

it('takes nothing else for a report', () => {
  expect([countVitest(undefined), countVitest({ success: true }), countPlaywright({}), countPlaywright('')]).toEqual([null, null, null, null]);
});
