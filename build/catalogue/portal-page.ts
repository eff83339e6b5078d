// One page of the national portal as a crawl wrote it down: a JSON object a line, each section flattened to text without its table borders.

import { readFileSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { procedureCodeSchema } from '../../shared/contract/primitives.ts';

const portalPageSchema = z.object({
  code: procedureCodeSchema,
  name: z.string().min(3),
  field: z.string(),
  levels: z.string(),
  channels: z.string(),
  papers: z.string(),
  steps: z.string(),
  result: z.string(),
  /** Who has the power to decide, and who does the work; a crawl may have neither. */
  authority: z.string().optional(),
  office: z.string().optional(),
});
export type PortalPage = z.infer<typeof portalPageSchema>;

/** A file that is not taken, with the line and the field in the sentence; nothing of it has been used. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** The text of a file, unpacked where it is gzip. Throws `UnreadableFile` for one that is cut off, and says behind which line. */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (error) {
    const lines = wholeLines(bytes);
    throw new UnreadableFile(`${file} breaks off${lines === 0 ? '' : ` behind line ${lines}`}: the file is not whole (${error instanceof Error ? error.message : 'unknown'})`, { cause: error });
  }
}

/** How many whole lines a broken gzip file still gives. */
function wholeLines(bytes: Uint8Array): number {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8').split('\n').length - 1;
  } catch {
    // Broken within, not only cut: no line of it can be trusted.
    return 0;
  }
}

/** All pages of a text of JSON lines, each code once. Throws `UnreadableFile` that names the line, and the field where it is one. */
export function portalPages(text: string, file: string): readonly PortalPage[] {
  const pages = new Map<string, PortalPage>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `${file}, line ${index + 1}`;
    const parsed = portalPageSchema.safeParse(jsonOf(line, where));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new UnreadableFile(`${where}: the field "${issue?.path.join('.') ?? ''}" is not what a page has there (${issue?.message ?? ''})`);
    }
    if (pages.has(parsed.data.code)) throw new UnreadableFile(`${where}: ${parsed.data.code} stands twice`);
    pages.set(parsed.data.code, parsed.data);
  }
  if (pages.size === 0) throw new UnreadableFile(`${file} holds no page`);
  return [...pages.values()];
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UnreadableFile(`${where} is not whole: ${error instanceof Error ? error.message : 'no JSON'}`, { cause: error });
  }
}

/** Who decides: the commune alone, the commune among others, somebody else. */
export function levelOf(page: PortalPage): 'commune' | 'shared' | 'other' {
  const levels = page.levels.split(',').map((level) => level.trim());
  if (!levels.includes('Cấp xã')) return 'other';
  return levels.length === 1 ? 'commune' : 'shared';
}

/** The one authority that decides where it is not the commune's committee; null where the page names none, several, or a district, which there is no more. */
export function authorityOf({ authority = '', office = '' }: PortalPage): string | null {
  const named = [authority, office].map((text) => text.replaceAll(/\s+/gu, ' ').trim().replace(/\.$/u, '')).find((text) => text !== '' && !/^không có thông tin/iu.test(text));
  if (named === undefined || named.length > 80 || named.includes(',') || /huyện/iu.test(named) || /(?:ubnd|[uủ][yỷ] ban).*xã/iu.test(named)) return null;
  return named;
}
