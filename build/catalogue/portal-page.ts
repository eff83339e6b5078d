// One page of the national portal as a crawl wrote it down: a JSON object a line, each section flattened to text without its table borders.

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

const portalPageSchema = z.object({
  code: z.string(),
  name: z.string(),
  field: z.string(),
  levels: z.string(),
  channels: z.string(),
  papers: z.string(),
  steps: z.string(),
  result: z.string(),
});
export type PortalPage = z.infer<typeof portalPageSchema>;

/** Reads the pages with the wanted codes from a gzip file of JSON lines. A line that is no page is an error that names the line. */
export async function readPortalPages(file: string, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, PortalPage>> {
  const pages = new Map<string, PortalPage>();
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = portalPageSchema.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`line ${number} is not a portal page: ${parsed.error.message}`);
    if (wanted.has(parsed.data.code)) pages.set(parsed.data.code, parsed.data);
  }
  return pages;
}
