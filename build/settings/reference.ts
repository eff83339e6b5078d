// Writes the reference of the settings out of their schema, a table for each group, in the language that is asked for.

import { machineSettingsSchema } from '../../electron/link/settings.ts';
import { meaningOf } from '../../electron/link/settings-file/keys.ts';
import { allNodes, outlineOf, writtenSchema, type OutlineNode } from '../../electron/link/settings-file/outline.ts';

type Language = 'vi' | 'en';

const WORDS = {
  vi: {
    head: [
      '# Bảng tra cài đặt', '',
      'Tệp này do `npm run settings:docs` viết từ chính mô tả mà chương trình dùng để kiểm tra cài đặt. Không sửa bằng tay. [English](settings.en.md)', '',
      'Cài đặt của một máy nằm trong một tệp JSON, được có ghi chú (`// …`, `/* … */`) và dấu phẩy cuối: `%ProgramData%\\Mot Cua\\settings.json` trên Windows, `/etc/mot-cua/settings.json` trên Linux. Mẫu có giải thích: `resources/settings/settings.example.jsonc`. Dòng `"$schema": "./settings.schema.json"` ở đầu tệp cho phép trình soạn thảo như VS Code gợi ý và báo lỗi ngay khi gõ. Kiểm tra trước khi dùng: `mot-cua --check-settings TỆP` ([dòng lệnh](command-line.md)).', '',
      'Tệp cũ luôn đọc được: mục mới đều có giá trị mặc định; khi một mục đổi tên hoặc đổi nghĩa, `settingsVersion` tăng và chương trình tự chuyển từ phiên bản cũ. Tệp của phiên bản mới hơn chương trình bị từ chối, không bị đọc sai.',
    ],
    top: 'Mục chung', columns: '| mục | ý nghĩa | giá trị | mặc định |', required: 'bắt buộc', secret: 'bí mật: không hiện trên màn hình, nhật ký hay gói hỗ trợ', none: '–', from: 'từ', to: 'đến', characters: 'ký tự', entries: 'mục',
    kinds: { string: 'chữ', integer: 'số nguyên', number: 'số', boolean: 'true, false', array: 'danh sách', object: 'nhóm', null: 'null' },
  },
  en: {
    head: [
      '# Settings reference', '',
      'Written by `npm run settings:docs` out of the very schema that the program checks settings with. Not changed by hand. [Tiếng Việt](settings.md)', '',
      'The settings of a machine are one JSON file, in which comments (`// …`, `/* … */`) and trailing commas are allowed: `%ProgramData%\\Mot Cua\\settings.json` on Windows, `/etc/mot-cua/settings.json` on Linux. A sample with explanations: `resources/settings/settings.example.jsonc`. With the line `"$schema": "./settings.schema.json"` an editor such as VS Code helps and marks faults while you type. Check before use: `mot-cua --check-settings FILE` ([command line](command-line.en.md)).', '',
      'Older files stay readable: every new key has a default; where a key is renamed or means something else, `settingsVersion` goes up and the program takes the older form by itself. A file of a version newer than the program is refused, never misread.',
    ],
    top: 'General', columns: '| key | meaning | value | default |', required: 'required', secret: 'secret: on no screen, in no log and no support bundle', none: '–', from: 'from', to: 'to', characters: 'characters', entries: 'entries',
    kinds: { string: 'text', integer: 'whole number', number: 'number', boolean: 'true, false', array: 'list', object: 'group', null: 'null' },
  },
} as const;

/** The text of docs/settings.md (vi) or docs/settings.en.md (en). */
export function settingsReference(language: Language): string {
  const outline = outlineOf(writtenSchema(machineSettingsSchema));
  const isPlain = ({ children }: OutlineNode): boolean => children.length === 0;
  const groups = outline.children.filter((node) => !isPlain(node));
  return `${[
    ...WORDS[language].head, '',
    `## ${WORDS[language].top}`, '', ...table(outline.children.filter(isPlain), language), '',
    ...groups.flatMap((group) => [`## \`${group.key}\``, '', meaningOf(group.path)[language], '', ...table(allNodes(group), language), '']),
  ].join('\n').trimEnd()}\n`;
}

function table(nodes: readonly OutlineNode[], language: Language): string[] {
  return [WORDS[language].columns, '|---|---|---|---|', ...nodes.map((node) => `| \`${node.path}\` | ${cell(meaningOf(node.path)[language])} | ${cell(valueOf(node, language))} | ${cell(standardOf(node, language))} |`)];
}

function valueOf({ kinds, allowed, least, most, isSecret, children }: OutlineNode, language: Language): string {
  const words = WORDS[language];
  const named = kinds.map((kind) => (Object.hasOwn(words.kinds, kind) ? words.kinds[kind as keyof typeof words.kinds] : kind));
  const unit = kinds.includes('string') ? ` ${words.characters}` : kinds.includes('array') ? ` ${words.entries}` : '';
  const range = [least === null ? '' : `${words.from} ${least}`, most === null ? '' : `${words.to} ${most}`].filter((part) => part !== '').join(' ');
  const what = allowed.length > 0 ? [...allowed.map((value) => `\`${JSON.stringify(value)}\``), ...(kinds.includes('null') ? ['`null`'] : [])].join(', ') : named.join(', ');
  return [`${what}${range === '' || children.some(({ key }) => key === '*') ? '' : `, ${range}${unit}`}`, ...(isSecret ? [words.secret] : [])].join('; ');
}

function standardOf({ isRequired, standard, key }: OutlineNode, language: Language): string {
  if (key === '[]' || key === '*') return WORDS[language].none;
  if (isRequired) return WORDS[language].required;
  return standard === undefined || (typeof standard === 'object' && standard !== null) ? WORDS[language].none : `\`${JSON.stringify(standard)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
