// What a machine's settings say of signing.

import { z } from 'zod';
import { absolutePathSchema } from './setting-fields.ts';

export const signingSchema = z.strictObject({
  /** The PKCS#11 library of the tokens' vendor; null: nothing is signed here. */
  module: absolutePathSchema.nullable().default(null),
  /** Folder with the certificates of authorities whom this unit trusts (.pem, .crt, .cer), roots and those between. */
  authorities: absolutePathSchema.nullable().default(null),
});
