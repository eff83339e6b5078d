// The settings of the documents that are made of scanned pages.

import { z } from 'zod';

export const documentSchema = z.strictObject({
  /** Most kilobytes of a page of the document, as far as that leaves it readable. */
  pageKilobytes: z.int().min(50).max(5000).default(300),
});
