// The log of one process of the program: to its standard error from the first line on, and into files as soon as the settings say where.

import type { Clock } from '../station/life/clock.ts';
import { lossValues, LogFile, type LogFileState } from '../station/life/log-file.ts';
import { createLog, type Log, type LogValues } from '../station/life/log.ts';
import { machinePlaces } from './machine-places.ts';
import type { MachineSettings } from './settings.ts';
import { settingsFingerprint } from './settings-fingerprint.ts';

/** A log that may still lack its files. */
export interface ProgramLog extends AsyncDisposable {
  readonly log: Log;
  /** From now on lines go into files as well; null where the settings cannot be used: then into the machine's own place. Asked again with other settings, the files are changed over. */
  keepIn(settings: MachineSettings | null): void;
  /** Whether lines reach their file, as far as was known at the last look, and looks again; null before `keepIn`. */
  state(): LogFileState | null;
  /** To be called before the process is ended at once. */
  lastWords(): void;
}

/** `source` names process and files; `facts` stand in the first line of every file. */
export function startProgramLog(source: string, facts: LogValues, clock: Pick<Clock, 'now' | 'monotonic'>): ProgramLog {
  const files: { current: LogFile | null; place: string } = { current: null, place: '' };
  const stderr = createLog(source, clock.now, (line) => process.stderr.write(line));
  const toFile = (line: string): void => files.current?.write(line);
  const log = createLog(source, clock.now, (line) => {
    process.stderr.write(line);
    toFile(line);
  });
  return {
    log,
    keepIn: (settings) => {
      const { folder, fileBytes, files: count } = settings?.logs ?? { folder: machinePlaces(process.platform, process.env).logs, fileBytes: 5_000_000, files: 8 };
      const values: LogValues = { ...facts, settings: settings === null ? null : settingsFingerprint(settings) };
      const place = JSON.stringify([folder, fileBytes, count, values]);
      if (files.place === place) return;
      files.place = place;
      void files.current?.[Symbol.asyncDispose]();
      files.current = new LogFile({
        folder, name: source, fileBytes, files: count, monotonic: clock.monotonic,
        header: () => headerLine(source, clock.now, values),
        onChange: (state, lost) => (state.kind === 'stopped' ? stderr.warn('log.stopped', lossValues(state, lost)) : log.warn('log.lost', lossValues(state, lost))),
      });
      // The file is there from the start: an empty one says that all was quiet, a missing one that nothing could be written.
      log.info('log.kept', { folder });
    },
    state: () => {
      files.current?.look();
      return files.current?.state ?? null;
    },
    lastWords: () => files.current?.writeNow(),
    [Symbol.asyncDispose]: async () => await files.current?.[Symbol.asyncDispose](),
  };
}

function headerLine(source: string, now: () => number, values: LogValues): string {
  const lines: string[] = [];
  createLog(source, now, (line) => lines.push(line)).info('log.opened', { ...values, pid: process.pid, system: `${process.platform} ${process.arch}` });
  return lines.join('');
}
