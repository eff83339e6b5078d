// The unit's own templates: tried before they hold, kept over ends and updates, and stood in for where they cannot be read any more.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { expectedFields, FORM_FIELDS, PAPER_FORMS, type PaperForm } from '../../../../shared/domain/paper/form.ts';
import { lackedFields } from '../../../../shared/domain/paper/parse-template.ts';
import type { FormPaper } from '../../../../shared/domain/paper/paper-words.ts';
import { formHandlers } from './form-handlers.ts';
import { templateHandlers } from './template-handlers.ts';

const ADMIN: Caller = { role: 'admin' };
const SHIPPED = readFileSync(path.join(import.meta.dirname, '../../../../resources/papers/receipt.txt'), 'utf8');
const OWN = '[tiêu đề] GIẤY HẸN CỦA XÃ\n[mục] Mã: {{mã hồ sơ}} | Trả: {{hẹn trả lúc}}\n[mã QR {{mã QR tra cứu}}] Quét mã';

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
});
afterEach(() => station[Symbol.asyncDispose]());

const read = () => station.call('template.read', templateHandlers['template.read'], ADMIN, { form: 'receipt' });
const set = async (text: string, seenAt?: number | null) => station.call('template.set', templateHandlers['template.set'], ADMIN, { form: 'receipt', text, seenAt: (seenAt === undefined ? (await read()).setAt : seenAt) as null });
const reset = async () => station.call('template.reset', templateHandlers['template.reset'], ADMIN, { form: 'receipt', seenAt: (await read()).setAt });
const originOf = async () => (await station.call('template.list', templateHandlers['template.list'], ADMIN, {})).templates.find(({ form }) => form === 'receipt')?.origin;
async function printed(): Promise<FormPaper> {
  const { dossierId } = await openDossier(station);
  await station.call('form.print', formHandlers['form.print'], atCounter(1), { dossierId, form: 'receipt', reason: '', printer: { kind: 'system', name: 'van-phong' } });
  return station.context.database.read((store) => JSON.parse(store.all(z.object({ paper: z.string() }), `SELECT paper FROM print_job WHERE printer IS NOT NULL ORDER BY rowid`).at(-1)?.paper ?? '{}') as FormPaper);
}

it('the unit’s own template holds from the moment it is loaded, also after the power was lost, until it is given back', async () => {
  expect(await read()).toMatchObject({ origin: 'shipped', text: SHIPPED, setAt: null, faults: [] });
  expect(await set(OWN)).toMatchObject({ origin: 'own', text: OWN, setAt: station.clock.now() });
  expect(station.events('templates.changed')).toHaveLength(1);
  station.reopen();
  expect((await printed()).template).toBe(OWN);
  expect(await originOf()).toBe('own');
  expect(await reset()).toMatchObject({ origin: 'shipped', text: SHIPPED });
  expect((await printed()).template).toBe(SHIPPED);
});

it('a template with an unknown field is refused, with its line and the field that was meant, and nothing is changed', async () => {
  const text = OWN.replace('mã hồ sơ', 'ma ho so');
  const { faults } = await station.call('template.check', templateHandlers['template.check'], ADMIN, { form: 'receipt', text });
  expect(faults[0]).toEqual({ kind: 'unknown-field', line: 2, word: 'ma ho so', near: ['mã hồ sơ', 'chủ hồ sơ', 'số bộ'].slice(0, faults[0]?.near.length ?? 0) });
  await expect(set(text)).rejects.toMatchObject({ code: 'template.faulty', params: { line: 2 } });
  await expect(station.call('template.preview', templateHandlers['template.preview'], ADMIN, { form: 'receipt', text, page: 0, lines: 0 })).rejects.toMatchObject({ code: 'template.faulty' });
  expect(await originOf()).toBe('shipped');
});

it('one that cannot be read any more is kept, said, and stood in for by the shipped one', async () => {
  await set(OWN);
  station.context.database.write((store) => store.run(`UPDATE paper_template SET text = replace(text, 'mã hồ sơ', 'mã số cũ')`));
  expect(await read()).toMatchObject({ origin: 'broken', text: OWN.replace('mã hồ sơ', 'mã số cũ'), faults: [{ kind: 'unknown-field', line: 2 }] });
  expect((await printed()).template).toBe(SHIPPED);
  expect(await reset()).toMatchObject({ origin: 'shipped' });
});

it('is not changed by a window that has not seen what another has set since', async () => {
  await set(OWN);
  station.clock.advance(1000);
  await expect(set(`${OWN} ở máy tra cứu`, null)).rejects.toMatchObject({ code: 'template.changed-elsewhere' });
  expect(await read()).toMatchObject({ text: OWN });
});

it('is shown with invented words under the band of the example, and its last page where a later one is asked for', async () => {
  const seen: FormPaper[] = [];
  station.forms = { ...station.forms, pictures: (paper, wanted) => {
    seen.push(paper);
    return Promise.resolve({ pages: 1, pictures: wanted.from > 0 ? [] : [new Uint8Array([7])] });
  } };
  station.reopen();
  expect(await station.call('template.preview', templateHandlers['template.preview'], ADMIN, { form: 'receipt', text: OWN, page: 3, lines: 20 })).toMatchObject({ pages: 1, page: 0 });
  expect([seen[0]?.isExample, seen[0]?.values.lists['giấy tờ']?.length]).toEqual([true, 20]);
});

it('what an older template of the unit does not say although the paper owes it is told, and it prints all the same', async () => {
  const own = await set(OWN);
  expect([own.origin, own.lacks]).toEqual(['own', ['người nộp', 'nội dung', 'nhận lúc', 'giấy tờ', 'cơ quan giải quyết', 'hình thức thu phí']]);
  expect((await printed()).template).toBe(OWN);
  const { templates } = await station.call('template.list', templateHandlers['template.list'], ADMIN, {});
  expect(templates.filter(({ form, lacks }) => form === 'receipt' && lacks.length > 0)).toHaveLength(1);
  // As one types: what is added is no longer missed, however its name is spaced.
  const check = (text: string) => station.call('template.check', templateHandlers['template.check'], ADMIN, { form: 'receipt', text });
  expect(await check(`${OWN}\n[mục] Nộp: {{ người nộp }} | Việc: {{nội dung}} | Lúc: {{nhận lúc}} | Nơi: {{cơ quan giải quyết}} | Phí: {{hình thức thu phí}}`)).toEqual({ faults: [], lacks: ['giấy tờ'] });
  expect((await reset()).lacks).toEqual([]);
});

it('no template that comes with the program lacks anything, and what is expected of a form is one of its fields', () => {
  const fieldsOf = (form: PaperForm): readonly string[] => [...FORM_FIELDS[form].texts, ...Object.keys(FORM_FIELDS[form].lists), ...Object.values(FORM_FIELDS[form].lists).flat()];
  for (const form of PAPER_FORMS) {
    const shipped = readFileSync(path.join(import.meta.dirname, `../../../../resources/papers/${form}.txt`), 'utf8');
    expect([form, lackedFields(form, shipped), expectedFields(form).filter((field) => !fieldsOf(form).includes(field) || FORM_FIELDS[form].needed.includes(field))]).toEqual([form, [], []]);
  }
  expect(lackedFields('supplement', '# {{hạn bổ sung}}\n[mục] Lý do: {{lý do}}')).toContain('hạn bổ sung');
});
