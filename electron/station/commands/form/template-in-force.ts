// Which template a form is printed with: the point's own where it can be read, else the one that came with the program, which is said.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { PaperForm } from '../../../../shared/domain/paper/form.ts';
import { parseTemplate } from '../../../../shared/domain/paper/parse-template.ts';
import type { Template } from '../../../../shared/domain/paper/template.ts';
import type { Readable } from '../../store/handle.ts';
import { ownTemplate } from '../../store/paper-templates.ts';

/** 'broken': the point's own cannot be read, for instance since an update has taken a field away, and the shipped one stands in for it. */
export type TemplateOrigin = 'shipped' | 'own' | 'broken';

export interface TemplateInForce {
  readonly text: string;
  readonly template: Template;
  readonly origin: TemplateOrigin;
  /** When the point's own was loaded. */
  readonly setAt: EpochMs | null;
}

/** Never refuses: a paper that was promised is printed. */
export function templateInForce(store: Readable, shipped: Readonly<Record<PaperForm, string>>, form: PaperForm): TemplateInForce {
  const own = ownTemplate(store, form);
  const parsed = own === null ? null : parseTemplate(form, own.text);
  if (own !== null && parsed?.kind === 'template') return { text: own.text, template: parsed.template, origin: 'own', setAt: own.setAt };
  const came = parseTemplate(form, shipped[form]);
  if (came.kind === 'faults') throw new Error(`the shipped template of ${form} was read at the start`);
  return { text: shipped[form], template: came.template, origin: own === null ? 'shipped' : 'broken', setAt: own?.setAt ?? null };
}
