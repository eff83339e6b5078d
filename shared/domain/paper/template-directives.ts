// The blocks of a template by the words in their square brackets, and what stands behind each.

import { FORM_FIELDS } from './form.ts';
import type { Align, TemplateBlock, TemplateColumn } from './template.ts';
import { declaredName, type Faulty, fieldNamed, nameOf, nearest, type Naming, wordsOf } from './template-words.ts';

type DirectiveName = 'head' | 'title' | 'center' | 'right' | 'bold' | 'paragraph' | 'entries' | 'table' | 'column' | 'end-table' | 'code' | 'sign' | 'rule' | 'space' | 'dots' | 'if' | 'if-empty' | 'end-if' | 'unknown';

/** Longer words first: '[nếu không …]' also begins with 'nếu'. */
const DIRECTIVES: readonly (readonly [string, DirectiveName])[] = [
  ['đầu trang', 'head'], ['tiêu đề', 'title'], ['giữa', 'center'], ['phải', 'right'], ['đậm', 'bold'], ['đoạn', 'paragraph'], ['mục', 'entries'], ['hết bảng', 'end-table'], ['bảng', 'table'], ['cột', 'column'],
  ['mã QR', 'code'], ['ký', 'sign'], ['kẻ', 'rule'], ['khoảng', 'space'], ['dòng chấm', 'dots'], ['nếu không', 'if-empty'], ['hết nếu', 'end-if'], ['nếu', 'if'],
];

interface Directive {
  readonly name: DirectiveName;
  /** What stands between the brackets, whole. */
  readonly typed: string;
  /** Behind the directive's own words. */
  readonly rest: string;
  /** Characters of the brackets with all between them. */
  readonly length: number;
}

/** A block with its words; `at` is its line. */
export interface BlockLine {
  readonly at: number;
  /** As it was typed, for a sentence about it. */
  readonly word: string;
  readonly directive: Directive;
  readonly text: string;
}

/** What begins a line with a square bracket; null for any other line. */
export function directiveOf(line: string): Directive | null {
  const found = /^\[([^\]]*)\]/u.exec(line);
  if (found === null) return null;
  const typed = (found[1] ?? '').trim().replaceAll(/\s+/gu, ' ');
  const name = nameOf(typed);
  const known = DIRECTIVES.find(([words]) => name === declaredName(words) || name.startsWith(`${declaredName(words)} `) || name.startsWith(`${declaredName(words)}{`));
  return { name: known?.[1] ?? 'unknown', typed, rest: known === undefined ? '' : typed.slice(known[0].length).trim(), length: found[0].length };
}

/** The block of a line; null where it is none, which is reported. */
export function blockOf({ directive: { name, typed, rest }, text, word }: BlockLine, naming: Naming, report: (fault: Faulty) => void): TemplateBlock | null {
  const words = (part: string): ReturnType<typeof wordsOf> => wordsOf(part, naming, report);
  const filled = <Block>(make: () => Block): Block | null => {
    if (text !== '') return make();
    report({ kind: 'words-missing', word, near: [] });
    return null;
  };
  const number = (least: number, most: number): number | null => {
    const value = rest === '' ? least : Number(rest.replace(',', '.').replace(/\s*mm$/u, ''));
    if (value >= least && value <= most) return value;
    report({ kind: 'bad-value', word, near: [] });
    return null;
  };
  switch (name) {
    case 'head':
      return { kind: 'head' };
    case 'rule':
      return { kind: 'rule' };
    case 'title':
      return filled(() => ({ kind: 'title', words: words(text) }));
    case 'center':
    case 'right':
    case 'bold':
    case 'paragraph':
      return filled(() => ({ kind: 'paragraph', words: words(text), align: name === 'center' || name === 'right' ? name : 'left', isBold: name === 'bold' }));
    case 'entries':
      return filled(() => ({
        kind: 'entries',
        entries: text.split(' | ').map((entry) => {
          const colon = entry.indexOf(':');
          return colon < 0 ? { label: words(entry.trim()), value: null } : { label: words(entry.slice(0, colon + 1).trim()), value: words(entry.slice(colon + 1).trim()) };
        }),
      }));
    case 'code': {
      const field = fieldNamed(rest.replaceAll(/[{}]/gu, ''), naming);
      if (!('name' in field)) report(field);
      else if (!FORM_FIELDS[naming.form].codes.includes(field.name)) report({ kind: 'not-a-code', word: field.name, near: FORM_FIELDS[naming.form].codes });
      else return { kind: 'codes', codes: [{ field: field.name, caption: words(text) }] };
      return null;
    }
    case 'sign':
      return filled(() => {
        const [title = '', hint = '', signer = ''] = text.split('|').map((part) => part.trim());
        return { kind: 'signatures', places: [{ title: words(title), hint: words(hint), name: words(signer) }] };
      });
    case 'space': {
      const mm = number(1, 100);
      return mm === null ? null : { kind: 'space', mm };
    }
    case 'dots': {
      const lines = number(1, 30);
      return lines === null ? null : { kind: 'dots', lines: Math.round(lines) };
    }
    default:
      report({ kind: 'unknown-block', word: `[${typed}]`, near: nearest(typed, DIRECTIVES.map(([each]) => each)) });
      return null;
  }
}

/** True where a block goes on beside the one before it. */
export function isContinued(last: TemplateBlock | undefined, next: TemplateBlock): boolean {
  return (last?.kind === 'codes' && next.kind === 'codes') || (last?.kind === 'signatures' && next.kind === 'signatures');
}

const ALIGNS: Readonly<Record<string, Align>> = { trái: 'left', giữa: 'center', phải: 'right' };

/** '[cột 12 giữa] TT: {{tt}}': width in millimetres and alignment may be left out, the head ends at the first colon. */
export function tableColumn({ directive: { rest }, text, word }: BlockLine, naming: Naming, report: (fault: Faulty) => void): TemplateColumn {
  let width: number | null = null;
  let align: Align = 'left';
  for (const part of rest.split(/\s+/u).filter((each) => each !== '')) {
    const side = ALIGNS[nameOf(part)];
    const mm = Number(part.replace(/mm$/u, '').replace(',', '.'));
    if (side !== undefined) align = side;
    else if (mm >= 4 && mm <= 200) width = mm;
    else report({ kind: 'bad-value', word, near: [] });
  }
  const colon = text.indexOf(':');
  if (colon < 0) report({ kind: 'words-missing', word, near: [] });
  return { width, align, head: colon < 0 ? '' : text.slice(0, colon).trim(), words: wordsOf(colon < 0 ? '' : text.slice(colon + 1).trim(), naming, report) };
}
