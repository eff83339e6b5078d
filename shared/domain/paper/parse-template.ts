// Reads the text of a template, line by line: settings, then blocks. Everything that is wrong is named with its line, so that whoever wrote it can put it right without knowing this program.

import { must } from '../../base/must.ts';
import { type PageSettings, readSetting, USUAL_PAGE } from './template-settings.ts';
import { expectedFields, FORM_FIELDS, type PaperForm } from './form.ts';
import { blockOf, type BlockLine, directiveOf, isContinued, tableColumn } from './template-directives.ts';
import { type Template, type TemplateBlock, type TemplateColumn, type TemplateFault, LONGEST_TEMPLATE } from './template.ts';
import { type Faulty, fieldNamed, listNamed, nameOf } from './template-words.ts';

export type ParsedTemplate = { readonly kind: 'template'; readonly template: Template } | { readonly kind: 'faults'; readonly faults: readonly TemplateFault[] };

/** More faults than these are not worth reading at once. */
const MOST_FAULTS = 20;
const MOST_DEPTH = 4;

interface OpenPlace {
  readonly at: number;
  readonly word: string;
  readonly blocks: TemplateBlock[];
  readonly opened: { readonly kind: 'whole' } | { readonly kind: 'if'; readonly field: string; readonly isEmpty: boolean } | { readonly kind: 'table'; readonly list: string; readonly columns: TemplateColumn[] };
}

/** The template of a form, or everything that is wrong with it. */
export function parseTemplate(form: PaperForm, text: string): ParsedTemplate {
  const faults: TemplateFault[] = [];
  const reportAt = (line: number) => (fault: Faulty): void => void faults.push({ ...fault, line });
  if (text.length > LONGEST_TEMPLATE) return { kind: 'faults', faults: [{ kind: 'too-long', line: 0, word: String(LONGEST_TEMPLATE), near: [] }] };
  const whole: OpenPlace = { at: 0, word: '', blocks: [], opened: { kind: 'whole' } };
  const open: OpenPlace[] = [whole];
  let page: PageSettings = USUAL_PAGE;
  let hasBlocks = false;
  for (const line of blockLines(text)) {
    const report = reportAt(line.at);
    if (line.directive === null) {
      // Before the first block stand the settings of the page; words after it that begin no block belong to nothing.
      if (hasBlocks) report({ kind: 'unknown-block', word: line.text.slice(0, 60), near: [] });
      else page = readSetting(page, line.text, report);
      continue;
    }
    hasBlocks = true;
    readBlock(form, { ...line, directive: line.directive }, open, report);
  }
  for (const { at, word } of open.slice(1)) reportAt(at)({ kind: 'not-closed', word, near: [] });
  if (whole.blocks.length === 0 && faults.length === 0) reportAt(0)({ kind: 'no-block', word: '', near: [] });
  const named = namesIn(text);
  for (const needed of FORM_FIELDS[form].needed) if (!named.has(nameOf(needed)) && faults.length === 0) reportAt(0)({ kind: 'needed-missing', word: needed, near: [] });
  return faults.length > 0 ? { kind: 'faults', faults: faults.slice(0, MOST_FAULTS) } : { kind: 'template', template: { ...page, blocks: whole.blocks } };
}

function readBlock(form: PaperForm, line: BlockLine, open: OpenPlace[], report: (fault: Faulty) => void): void {
  const current = must(open.at(-1), 'the whole is never closed');
  const { name, rest } = line.directive;
  const inTable = current.opened.kind === 'table' ? current.opened : null;
  const close = (kind: 'if' | 'table'): void => {
    if (current.opened.kind !== kind) return report({ kind: 'not-open', word: line.word, near: [] });
    open.pop();
    const { blocks } = must(open.at(-1), 'the whole is never closed');
    if (current.opened.kind === 'if') blocks.push({ ...current.opened, blocks: current.blocks });
    else if (current.opened.kind === 'table') {
      if (current.opened.columns.length === 0) report({ kind: 'no-columns', word: current.opened.list, near: [] });
      blocks.push(current.opened);
    }
  };
  switch (name) {
    case 'column': {
      if (inTable === null) return report({ kind: 'outside-table', word: line.word, near: [] });
      return void inTable.columns.push(tableColumn(line, { form, list: inTable.list }, report));
    }
    case 'end-table':
      return close('table');
    case 'end-if':
      return close('if');
    default:
  }
  if (inTable !== null) return report({ kind: 'not-closed', word: current.word, near: [] });
  if (name === 'table') {
    const list = listNamed(rest.replaceAll(/[{}]/gu, ''), FORM_FIELDS[form]);
    if (list === null) return report({ kind: 'not-a-list', word: rest.replaceAll(/[{}]/gu, '').trim(), near: Object.keys(FORM_FIELDS[form].lists) });
    return void open.push({ at: line.at, word: line.word, blocks: [], opened: { kind: 'table', list, columns: [] } });
  }
  if (name === 'if' || name === 'if-empty') {
    if (open.length > MOST_DEPTH) report({ kind: 'too-deep', word: line.word, near: [] });
    const typed = rest.replaceAll(/[{}]/gu, '');
    const list = listNamed(typed, FORM_FIELDS[form]);
    const field = list === null ? fieldNamed(typed, { form, list: null }) : { name: list };
    if (!('name' in field)) report(field);
    // Opened also where its field is unknown, so that its end is not a second fault.
    return void open.push({ at: line.at, word: line.word, blocks: [], opened: { kind: 'if', field: 'name' in field ? field.name : '', isEmpty: name === 'if-empty' } });
  }
  const block = blockOf(line, { form, list: null }, report);
  if (block === null) return;
  const last = current.blocks.at(-1);
  if (last !== undefined && isContinued(last, block)) current.blocks[current.blocks.length - 1] = joined(last, block);
  else current.blocks.push(block);
}

/** Codes and signatures that follow each other stand side by side. */
function joined(last: TemplateBlock, next: TemplateBlock): TemplateBlock {
  if (last.kind === 'codes' && next.kind === 'codes') return { ...last, codes: [...last.codes, ...next.codes] };
  if (last.kind === 'signatures' && next.kind === 'signatures') return { ...last, places: [...last.places, ...next.places] };
  return next;
}

/** Lines that begin a block or are a setting, each with the lines that go on with it. Notes begin with '#'. */
function blockLines(text: string): readonly (Omit<BlockLine, 'directive'> & { readonly directive: BlockLine['directive'] | null })[] {
  const lines: { at: number; word: string; directive: BlockLine['directive'] | null; text: string }[] = [];
  let isAfterGap = true;
  for (const [index, raw] of text.normalize('NFC').replace(/^\u{feff}/u, '').split(/\r\n|\r|\n/u).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) {
      isAfterGap = true;
      continue;
    }
    const directive = directiveOf(line);
    const last = lines.at(-1);
    if (directive === null && last !== undefined && last.directive !== null && !isAfterGap) last.text = `${last.text} ${line}`;
    else if (directive === null) lines.push({ at: index + 1, word: line, directive: null, text: line });
    else lines.push({ at: index + 1, word: `[${directive.typed}]`, directive, text: line.slice(directive.length).trim() });
    isAfterGap = false;
  }
  return lines;
}

/** Fields that the paper owes its reader and that no line of a text names, remarks left out. */
export function lackedFields(form: PaperForm, text: string): readonly string[] {
  const named = namesIn(text.replaceAll(/^\s*#.*$/gmu, ''));
  return expectedFields(form).filter((field) => !named.has(nameOf(field)));
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.normalize('NFC').matchAll(/\{\{([^{}]*)\}\}/gu)].map(([, name]) => nameOf(name ?? '')));
}
