// Asks SANE which scanners there are.

import type { DeviceClock } from '../ports.ts';
import { runToEnd } from './program.ts';

/** A scanner that SANE knows: `device` for the settings, `name` for people. */
export interface FoundSaneDevice {
  readonly device: string;
  readonly name: string;
}

const LONGEST_LIST_MS = 30_000;

/** Empty where there is no scanimage, no scanner, or no answer in time. Takes seconds: SANE asks the network too. */
export async function listSaneDevices(clock: DeviceClock, signal: AbortSignal, program = 'scanimage'): Promise<readonly FoundSaneDevice[]> {
  const { words } = await runToEnd(clock, program, ['-f', '@%d\t%v\t%m%n'], LONGEST_LIST_MS, signal);
  return words.split('\n').flatMap((line) => {
    const found = /^@([^\t]{1,300})\t([^\t]*)\t([^\t]*)$/.exec(line);
    return found?.[1] === undefined ? [] : [{ device: found[1], name: `${found[2] ?? ''} ${found[3] ?? ''}`.trim() }];
  });
}
