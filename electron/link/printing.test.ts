// The host's end of printing: one id is one job, a host without a way says so, and what breaks midway is unknown; `lp` gets PDFs for printers that are there.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lpPrint, lpPrinters } from './lp.ts';
import { answerPrinting, type HostPrinter, type PrintAsk } from './printing.ts';

const ask: PrintAsk = { what: 'print', paper: { kind: 'pdf', bytes: 'JVBERi0=' }, printer: 'office', copies: 1 };

describe('a host', () => {
  it('does a job once, however often its id is heard, while it prints and after', async () => {
    const done: string[] = [];
    const first = Promise.withResolvers<undefined>();
    const printer: HostPrinter = {
      printers: () => Promise.resolve([]),
      print: async (_paper, name) => {
        done.push(name);
        await first.promise;
        return { outcome: 'printed', code: null };
      },
    };
    const answer = answerPrinting(printer, () => expect.unreachable());
    const one = answer('1', ask);
    expect(await answer('1', ask)).toBeNull();
    first.resolve(undefined);
    expect([await one, await answer('1', ask), await answer('2', ask), done]).toEqual([{ what: 'ended', outcome: 'printed', code: null }, null, { what: 'ended', outcome: 'printed', code: null }, ['office', 'office']]);
  });

  it('without a way to a printer says so, and one that breaks leaves the outcome unknown', async () => {
    const bugs: unknown[] = [];
    expect(await answerPrinting(null, () => expect.unreachable())('1', ask)).toEqual({ what: 'refused' });
    const broken = answerPrinting({ printers: () => Promise.reject(new Error('no')), print: () => Promise.reject(new Error('torn')) }, (error) => bugs.push(error));
    expect([await broken('1', ask), await broken('2', { what: 'printers' }), bugs.length]).toEqual([{ what: 'ended', outcome: 'unknown', code: 'printer.error' }, { what: 'refused' }, 2]);
  });
});

describe('lp', () => {
  let bin: string;
  const before = process.env['PATH'];
  const program = (name: string, script: string): void => {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, name), 0o755);
  };
  beforeEach(() => {
    bin = mkdtempSync(path.join(tmpdir(), 'mot-cua-lp-'));
    program('lpstat', 'printf "office\\nlabels\\n"');
    program('lp', `echo "$@" >> '${bin}/said'; /bin/cat > '${bin}/printed'`);
    process.env['PATH'] = bin;
  });
  afterEach(() => {
    process.env['PATH'] = before;
    rmSync(bin, { recursive: true, force: true });
  });
  const pdf = Buffer.from('%PDF-1.7 whole');

  it('gets the whole PDF with the printer’s name and the copies', async () => {
    expect(await lpPrinters()).toEqual([{ name: 'office', label: 'office' }, { name: 'labels', label: 'labels' }]);
    expect(await lpPrint(pdf, 'office', 3, () => expect.unreachable())).toEqual({ outcome: 'printed', code: null });
    expect([readFileSync(path.join(bin, 'said'), 'utf8'), readFileSync(path.join(bin, 'printed'))]).toEqual(['-d office -n 3 -t Mot Cua\n', pdf]);
  });

  it.each(['attic', '-o raw', ''])('is not called for a name that is not on the list: %j', async (name) => {
    expect(await lpPrint(pdf, name, 1, () => expect.unreachable())).toEqual({ outcome: 'failed', code: 'printer.absent' });
    expect(existsSync(path.join(bin, 'said'))).toBe(false);
  });

  it('that refuses is a failure with its words in the log; where it is not installed there is no way', async () => {
    program('lp', 'echo "lp: queue is stopped" >&2; exit 1');
    const reasons: string[] = [];
    expect(await lpPrint(pdf, 'office', 1, (reason) => reasons.push(reason))).toEqual({ outcome: 'failed', code: 'printer.error' });
    expect(reasons).toEqual(['lp: queue is stopped\n']);
    rmSync(path.join(bin, 'lp'));
    expect(await lpPrint(pdf, 'office', 1, () => expect.unreachable())).toBeNull();
    rmSync(path.join(bin, 'lpstat'));
    expect([await lpPrinters(), await lpPrint(pdf, 'office', 1, () => expect.unreachable())]).toEqual([null, null]);
  });
});
