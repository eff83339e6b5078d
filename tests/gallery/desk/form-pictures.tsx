// Papers before they are printed, and their templates: a receipt, a reprint, no printer, a refusal; a shipped template, one with mistakes, a broken one.

import type { CommandOutput } from '../../../shared/contract/commands.ts';
import type { TemplateView } from '../../../shared/contract/template.ts';
import { FORM_FIELDS, PAPER_FORMS } from '../../../shared/domain/paper/form.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { cityDetail, dossierModel } from './example-dossier.ts';
import { adminModel } from './example-model.ts';
import { minutesAgo } from './example-point.ts';
import { stillActs } from './still.ts';

/** One dot: what a window without a canvas is given for a page. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** A page with lines where words would be; drawn by the browser that shows it. */
export function pageOf(lines: number, title = 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ'): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [560, 794];
  const context = typeof canvas.getContext === 'function' ? canvas.getContext('2d') : null;
  if (context === null) return DOT;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 560, 794);
  context.fillStyle = '#16282d';
  context.font = '600 17px sans-serif';
  context.fillText(title, 70, 110);
  context.fillStyle = '#9aa5a8';
  for (let line = 0; line < lines; line += 1) context.fillRect(40, 150 + line * 24, line % 5 === 4 ? 300 : 480, 8);
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
}

const OFFER: CommandOutput<'form.offer'> = {
  forms: ['supplement', 'receipt', 'receipt-many', 'control', 'opinion'],
  printers: { roll: true, system: [{ name: 'van-phong', label: 'Máy in văn phòng HP LaserJet' }, { name: 'mau', label: 'Máy in màu phòng họp' }], code: null, chosen: { kind: 'system', name: 'van-phong' } },
};

/** What a station answers about a dossier's papers. */
export const formScript: Script = {
  'form.offer': () => OFFER,
  'form.preview': ({ page }) => ({ pages: 2, page, png: pageOf(22), template: 'shipped', copyNumber: 1 }),
};

const SUPPLEMENT = '# Mẫu số 02\nkhổ giấy: A5 dọc\ncỡ chữ: 9\n\n[đầu trang]\n[tiêu đề] PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ\n[mục] Hồ sơ của: {{người nộp}}\n[mục] Nội dung: {{nội dung}}\n[mục] Lý do: {{lý do}}\n[ký] Người hướng dẫn | (Ký và ghi rõ họ tên) | {{cán bộ}}\n';

/** The template of form 02, shortened, with changes. */
export function exampleTemplate(changes: Partial<TemplateView> = {}): TemplateView {
  const { texts, lists, needed } = FORM_FIELDS.supplement;
  return { form: 'supplement', origin: 'shipped', setAt: null, lacks: [], text: SUPPLEMENT, faults: [], texts: [...texts], lists: Object.fromEntries(Object.entries(lists).map(([list, names]) => [list, [...names]])), needed: [...needed], ...changes };
}

/** What a station answers about templates. */
export function templateScript(template: TemplateView = exampleTemplate()): Script {
  return {
    'template.list': () => ({ templates: PAPER_FORMS.map((form) => ({ form, origin: form === 'supplement' ? template.origin : 'shipped', setAt: form === 'supplement' ? template.setAt : null, lacks: form === 'supplement' ? template.lacks : [] })) }),
    'template.read': ({ form }) => ({ ...template, form }),
    'template.check': ({ text }) => ({ faults: text.includes('nguoi nop') ? [{ kind: 'unknown-field', line: 7, word: 'nguoi nop', near: ['người nộp'] }] : [], lacks: template.lacks.filter((name) => !text.includes(`{{${name}}}`)) }),
    'template.preview': ({ page }) => ({ pages: 1, page, png: pageOf(14) }),
  };
}

function paper(name: string, steps: readonly Step[], script: Script = {}): Picture {
  return {
    name: `admin-form-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'dossiers', dossier: dossierModel(cityDetail, { pane: 'forms' }) })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ ...formScript, ...script }),
  };
}

function template(name: string, steps: readonly Step[], script: Script = {}): Picture {
  return {
    name: `admin-template-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps: ['Mẫu 02', ...steps], screen: <AdminView model={adminModel({ tab: 'templates' })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ ...templateScript(), ...script }),
  };
}

export const formPictures: readonly Picture[] = [
  paper('supplement', [{ see: 'Trang 1 của 2' }]),
  paper('reprint', [{ see: 'Bản in lại' }], { 'form.preview': ({ page }) => ({ pages: 1, page, png: pageOf(22), template: 'broken', copyNumber: 2 }) }),
  paper('no-printer', [{ see: 'chưa nối được' }], { 'form.offer': () => ({ forms: ['receipt', 'opinion'], printers: { roll: true, system: [], code: null, chosen: null } }) }),
  paper('refused', [{ see: 'Trang 1 của 2' }, 'In giấy này', { see: 'print.wrong-state' }], { 'form.print': () => Promise.reject(refusal('print.wrong-state')) }),
  template('shipped', [{ see: 'PHIẾU YÊU CẦU' }]),
  template('lacking', [{ see: 'Mẫu chưa in' }], templateScript(exampleTemplate({ origin: 'own', setAt: minutesAgo(90), lacks: ['giấy tờ', 'số phiếu', 'hạn bổ sung'] }))),
  template('faulty', [{ see: 'Mẫu hỏng' }, { see: 'Không có trường «ma ho so»' }], templateScript(exampleTemplate({
    origin: 'broken', setAt: minutesAgo(90), text: SUPPLEMENT.replace('người nộp', 'ma ho so').replace('[ký]', '[chu ky]'),
    faults: [{ kind: 'unknown-field', line: 7, word: 'ma ho so', near: ['mã hồ sơ', 'chủ hồ sơ'] }, { kind: 'unknown-block', line: 10, word: '[chu ky]', near: ['ký'] }],
  }))),
];
