// What the test runners' own reports say: how many ran, how many passed, and a line for each that did not.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { root } from './spawn.ts';

/** What a suite did, by its runner's report. */
export interface Counted {
  readonly passed: number;
  readonly failed: number;
  /** A line for each test or file that failed: where it is, what it says, and the first line of why. */
  readonly named: readonly string[];
  /** Files of which a test ran. */
  readonly files: readonly string[];
}

const vitestReport = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
});

/** The first line of a message, short enough for a line. */
function firstLine(message: string | undefined): string {
  return stripVTControlCharacters(message ?? '').split('\n').find((line) => line.trim() !== '')?.trim().slice(0, 200) ?? '';
}

/** Reads vitest's JSON report; null where it is none. A skipped test counts as failed: it says that something is checked which is not. */
export function countVitest(report: unknown): Counted | null {
  const read = vitestReport.safeParse(report);
  if (!read.success) return null;
  const named: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const { name, status, message, assertionResults } of read.data.testResults) {
    const where = relative(root, name);
    const bad = assertionResults.filter((test) => test.status !== 'passed');
    passed += assertionResults.length - bad.length;
    failed += bad.length;
    for (const test of bad) named.push(`${where} › ${test.fullName}: ${test.status === 'failed' ? firstLine(test.failureMessages?.[0]) : test.status}`);
    // A file that could not be loaded, or whose clean-up failed, has no failed test to show for it.
    if (status !== 'passed' && bad.length === 0) {
      failed += 1;
      named.push(`${where}: ${firstLine(message)}`);
    }
  }
  // What went wrong outside any file, such as an error that nobody caught.
  if (failed === 0 && !read.data.success) failed = 1;
  return { passed, failed, named, files: read.data.testResults.filter(({ assertionResults }) => assertionResults.length > 0).map(({ name }) => name) };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[] | undefined;
  readonly specs: readonly { readonly title: string; readonly file: string; readonly line: number; readonly tests: readonly { readonly status: string; readonly results: readonly { readonly error?: { readonly message?: string | undefined } | undefined }[] }[] }[];
}

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    suites: z.array(playwrightSuite).optional(),
    specs: z.array(
      z.object({
        title: z.string(),
        file: z.string(),
        line: z.number(),
        tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })) })),
      }),
    ),
  }),
);

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
});

/** Reads Playwright's JSON report; null where it is none. Skipped and flaky ones have failed. */
export function countPlaywright(report: unknown): Counted | null {
  const read = playwrightReport.safeParse(report);
  if (!read.success) return null;
  const { expected, unexpected, flaky, skipped } = read.data.stats;
  const named: string[] = [];
  const files = new Set<string>();
  const walk = ({ suites = [], specs }: PlaywrightSuite): void => {
    for (const { title, file, line, tests } of specs) {
      files.add(file);
      for (const { status, results } of tests) {
        if (status !== 'expected') named.push(`${file}:${String(line)} › ${title}: ${status} ${firstLine(results.find(({ error }) => error !== undefined)?.error?.message)}`.trimEnd());
      }
    }
    for (const suite of suites) walk(suite);
  };
  for (const suite of read.data.suites) walk(suite);
  for (const { message } of read.data.errors) named.push(firstLine(message));
  return { passed: expected, failed: unexpected + flaky + skipped, named, files: [...files] };
}
