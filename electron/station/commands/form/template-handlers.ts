// The commands of templates: read and tried with invented words before anything is changed; what is set can be read, or nothing is.

import type { RequestId, EpochMs } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { templateCommands, TemplateFaultView, TemplateView } from '../../../../shared/contract/template.ts';
import { FORM_FIELDS, PAPER_FORMS, type PaperForm } from '../../../../shared/domain/paper/form.ts';
import { lackedFields, parseTemplate } from '../../../../shared/domain/paper/parse-template.ts';
import { sampleValues } from '../../../../shared/domain/paper/sample-values.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { dropTemplate, keepTemplate, ownTemplate } from '../../store/paper-templates.ts';
import { answerOnce } from '../../store/requests.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { templateInForce } from './template-in-force.ts';

const PREVIEW_DPI = 120;

/** One handler for each. */
export const templateHandlers: Handlers<keyof typeof templateCommands> = {
  'template.list': (context) => ({ templates: context.database.read((store) => PAPER_FORMS.map((form) => listed(context, store, form))) }),
  'template.read': (context, { form }) => context.database.read((store) => templateView(context, store, form)),
  'template.check': (_context, { form, text }) => ({ faults: faultsOf(form, text), lacks: [...lackedFields(form, text)] }),
  'template.preview': async (context, { form, text, page, lines }) => {
    requireReadable(form, text);
    const { point } = context;
    const values = sampleValues(form, { ...point.unit, lookUpSite: point.lookUpSite }, lines);
    // Whoever looks is told that nobody's paper is shown: the band of the example stands on it, whatever the point is.
    const paper = { form, template: text, values, label: values.texts['mã hồ sơ'] ?? form, copyNumber: 1, isExample: true };
    let made = await context.forms.pictures(paper, { dpi: PREVIEW_DPI, from: page, most: 1 });
    const last = made.pages - 1;
    if (page > last) made = await context.forms.pictures(paper, { dpi: PREVIEW_DPI, from: last, most: 1 });
    const picture = must(made.pictures[0], 'a page that is there has a picture');
    return { pages: made.pages, page: Math.min(page, last), png: Buffer.from(picture.buffer, picture.byteOffset, picture.length).toString('base64') };
  },
  'template.set': (context, input, caller) => {
    requireReadable(input.form, input.text);
    return changeTemplate(context, caller, { command: 'template.set', input }, (store) => keepTemplate(store, input.form, input.text, context.clock.now()));
  },
  'template.reset': (context, input, caller) => changeTemplate(context, caller, { command: 'template.reset', input }, (store) => dropTemplate(store, input.form)),
};

function changeTemplate(
  context: CommandContext, caller: Caller, { command, input }: { readonly command: string; readonly input: { readonly requestId: RequestId; readonly form: PaperForm; readonly seenAt: EpochMs | null } }, work: (store: Writable) => void,
): TemplateView {
  return answerOnce(context.database, context.clock, { command, input, caller }, (store) => {
    if ((ownTemplate(store, input.form)?.setAt ?? null) !== input.seenAt) throw new Refusal('template.changed-elsewhere');
    work(store);
    store.afterCommit(() => context.publish('templates.changed', {}));
    return templateView(context, store, input.form);
  });
}

function listed({ forms }: CommandContext, store: Readable, form: PaperForm): Pick<TemplateView, 'form' | 'origin' | 'setAt' | 'lacks'> {
  const { origin, setAt } = templateInForce(store, forms.shipped, form);
  return { form, origin, setAt, lacks: [...lackedFields(form, ownTemplate(store, form)?.text ?? forms.shipped[form])] };
}

function templateView(context: CommandContext, store: Readable, form: PaperForm): TemplateView {
  const text = ownTemplate(store, form)?.text ?? context.forms.shipped[form];
  const { texts, lists, needed } = FORM_FIELDS[form];
  return { ...listed(context, store, form), text, faults: faultsOf(form, text), texts: [...texts], lists: Object.fromEntries(Object.entries(lists).map(([list, names]) => [list, [...names]])), needed: [...needed] };
}

function faultsOf(form: PaperForm, text: string): TemplateFaultView[] {
  const parsed = parseTemplate(form, text);
  return parsed.kind === 'template' ? [] : parsed.faults.map((fault) => ({ ...fault, near: [...fault.near] }));
}

/** Refuses 'template.faulty' with the first line that is wrong. */
function requireReadable(form: PaperForm, text: string): void {
  const [first] = faultsOf(form, text);
  if (first !== undefined) throw new Refusal('template.faulty', { line: first.line });
}
