// What one step of `npm test` gives back, and how a single step runs as a command of its own.
import { stdout } from 'node:process';

/** Result of one step: how many things were really checked, how many failed, and the lines a person needs to mend them. */
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  /** What one counted thing is called, in the plural: tests, checks, commands. */
  readonly counted: string;
  /** Shown when something failed. */
  readonly report: readonly string[];
  /** A line for each thing that failed, where the tool names them: said once more at the end, where a long report has scrolled away or was cut off. */
  readonly named?: readonly string[];
}

export type Step = (args: readonly string[]) => Promise<StepResult>;

/** Writes a line for the person at the terminal. */
export function print(line: string): void {
  stdout.write(`${line}\n`);
}

/** Runs one step for an npm script: prints its report and sets the exit code. */
export async function runAlone(name: string, step: Step): Promise<void> {
  const startedAt = performance.now();
  const result = await step(process.argv.slice(2));
  for (const line of result.report) print(line);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  print(`${name}: ${String(result.passed)} ${result.counted} passed, ${String(result.failed)} failed (${seconds} s)`);
  process.exitCode = result.failed === 0 && result.passed > 0 ? 0 : 1;
}
