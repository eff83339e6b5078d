// Lint of the whole tree with type-aware rules, then a proof on planted files that each rule of the settings fires.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isSource, plantedFolder, repositoryFiles } from './source-files.ts';
import { root, runTool } from './spawn.ts';
import type { StepResult } from './step.ts';

const settingsFile = 'build/lint/oxlint.jsonc';

const outputSchema = z.object({
  number_of_files: z.number(),
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().default('unnamed'),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })).default([]),
    }),
  ),
});

const settingsSchema = z.object({
  rules: z.record(z.string(), z.unknown()),
  overrides: z.array(z.object({ rules: z.record(z.string(), z.unknown()) })),
});

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** Checks the real tree (one check) and the planted one (each mark counts as one). */
export async function checkLint(): Promise<StepResult> {
  const files = await repositoryFiles();
  const sources = files.filter(isSource);
  const real = await lint([...topFolders(sources), '--ignore-pattern', `${plantedFolder}**`]);
  const planted = await plantedFaults(files);
  const report = real.findings.map(({ file, line, message, rule }) => `${file}:${String(line)}: ${message} [${rule}]`);
  if (real.fileCount < sources.length) report.push(`lint: only ${String(real.fileCount)} of ${String(sources.length)} files were read`);
  const broken = report.length > 0 ? 1 : 0;
  return {
    passed: 1 - broken + planted.caught,
    failed: broken + planted.faults.length,
    counted: 'checks (the tree, and each planted violation)',
    report: [...report, ...planted.faults],
  };
}

function topFolders(files: readonly string[]): string[] {
  return [...new Set(files.map((file) => file.slice(0, file.indexOf('/') + 1) || file))];
}

async function lint(args: readonly string[]): Promise<{ findings: Finding[]; fileCount: number }> {
  const ran = await runTool('oxlint/bin/oxlint', ['-c', settingsFile, '--type-aware', '-f', 'json', ...args]);
  const parsed = outputSchema.safeParse(jsonOf(ran.out));
  if (!parsed.success) throw new Error(`the linter did not answer with a report:\n${ran.out.slice(0, 2000)}${ran.err}`);
  const findings = parsed.data.diagnostics.map(({ filename, labels, code, message }) => ({
    file: filename,
    line: labels[0]?.span.line ?? 1,
    rule: code,
    message,
  }));
  return { findings, fileCount: parsed.data.number_of_files };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`the linter's report is not JSON:\n${text.slice(0, 2000)}`, { cause });
  }
}

async function plantedFaults(files: readonly string[]): Promise<{ faults: string[]; caught: number }> {
  const folder = `${plantedFolder}lint/`;
  const expected: string[] = [];
  for (const file of files.filter((name) => name.startsWith(folder) && /\.tsx?$/.test(name))) {
    const lines = (await readFile(join(root, file), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      const marks = /planted: (.+)$/.exec(line)?.[1] ?? '';
      for (const [rule] of marks.matchAll(/[\w-]+\([\w-]+\)/g)) expected.push(`${file}:${String(index + 1)} ${rule}`);
    }
  }
  const { findings } = await lint([folder]);
  const found = new Set(findings.map(({ file, line, rule }) => `${file}:${String(line)} ${rule}`));
  const proved = new Set(expected.map((line) => ruleName(line.slice(line.indexOf(' ') + 1))));
  const faults = [
    ...expected.filter((line) => !found.has(line)).map((line) => `lint: planted but not caught — ${line}`),
    ...[...found].filter((line) => !expected.includes(line)).map((line) => `lint: caught but not planted — ${line}`),
    ...(await configuredRules())
      .filter((rule) => !proved.has(ruleName(rule)))
      .map((rule) => `lint: no planted line proves that ${rule} fires`),
  ];
  return { faults, caught: expected.filter((line) => found.has(line)).length };
}

/** A rule's own name, without its plugin: the settings and the reports name some plugins differently. */
function ruleName(rule: string): string {
  return /\(([\w-]+)\)$/.exec(rule)?.[1] ?? rule.slice(rule.indexOf('/') + 1);
}

async function configuredRules(): Promise<string[]> {
  const text = await readFile(join(root, settingsFile), 'utf8');
  const settings = settingsSchema.parse(JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, '')));
  const isOn = (level: unknown): boolean => level !== 'off';
  return [settings.rules, ...settings.overrides.map((override) => override.rules)].flatMap((rules) =>
    Object.entries(rules).flatMap(([rule, level]) => (isOn(level) ? [rule] : [])),
  );
}
