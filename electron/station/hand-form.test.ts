// A form on its way to a printer of the system: as a PDF, or as pictures where the host takes none, and never twice.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { FormPaper } from '../../shared/domain/paper/paper-words.ts';
import type { SystemPaper, SystemPrinter, SystemPrintOutcome } from './devices/ports.ts';
import { handForm } from './hand-form.ts';
import type { FormThread } from './papers/form-thread.ts';

const PAPER = JSON.stringify({
  form: 'opinion', template: readFileSync(path.join(import.meta.dirname, '../../resources/papers/opinion.txt'), 'utf8'), values: { texts: {}, lists: {} }, label: 'T149-K1-000123-X', copyNumber: 1, isExample: false,
} satisfies FormPaper);
const made = { pages: 2, widthPoints: 419.5, heightPoints: 595.3 };
const thread = (pages = 2): Pick<FormThread, 'pdf' | 'pictures'> => ({
  pdf: () => Promise.resolve({ kind: 'pdf', ...made, pages, pdf: new Uint8Array([37, 80, 68, 70]) }),
  pictures: (_paper, { most }) => Promise.resolve({ kind: 'pictures', ...made, pages, pictures: Array.from({ length: Math.min(pages, most) }, () => new Uint8Array([1, 2, 3])) }),
});

async function hand(answers: readonly SystemPrintOutcome[], pages = 2): Promise<readonly [SystemPrintOutcome, readonly SystemPaper[]]> {
  const given: SystemPaper[] = [];
  const left = [...answers];
  const printer: SystemPrinter = {
    printers: () => Promise.resolve([]),
    print: (paper, name, copies) => {
      expect([name, copies]).toEqual(['van-phong', 1]);
      given.push(paper);
      return Promise.resolve(left.shift() ?? { kind: 'printed' });
    },
  };
  return [await handForm(thread(pages), printer, PAPER, 'van-phong'), given];
}

it('is handed over as the PDF that it is, and once, whatever becomes of it', async () => {
  for (const outcome of [{ kind: 'printed' }, { kind: 'failed', code: 'printer.absent' }, { kind: 'unknown', code: 'printer.timeout' }] as const) {
    const [end, given] = await hand([outcome]);
    expect([end, given.map(({ kind }) => kind)]).toEqual([outcome, ['pdf']]);
  }
});

it('becomes pages of pictures of its true size where the host takes no PDF', async () => {
  const [end, given] = await hand([{ kind: 'failed', code: 'host.not-here' }]);
  expect(end).toEqual({ kind: 'printed' });
  expect(given.map(({ kind }) => kind)).toEqual(['pdf', 'page']);
  expect(given[1]).toMatchObject({ title: 'T149-K1-000123-X', body: '<img alt="" src="data:image/png;base64,AQID">'.repeat(2), style: '@page { size: 419.5pt 595.3pt; margin: 0; }\nbody { margin: 0; }\nimg { display: block; width: 419.5pt; height: 595.3pt; break-after: page; }\nimg:last-child { break-after: auto; }' });
});

it('is not cut short where it has more pages than that way carries', async () => {
  const [end, given] = await hand([{ kind: 'failed', code: 'host.not-here' }], 40);
  expect([end, given.length]).toEqual([{ kind: 'failed', code: 'print.too-long' }, 1]);
});

it('that is no form reaches no printer', async () => {
  await expect(handForm(thread(), { printers: () => Promise.resolve([]), print: () => expect.fail('nothing to print') }, '{"form":"opinion"}', 'van-phong')).rejects.toThrow(/template/);
});
