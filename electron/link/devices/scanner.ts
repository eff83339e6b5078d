// What a machine's settings say of a counter's document scanner.

import { z } from 'zod';

/** SHA-256 of a certificate in hexadecimal, with or without colons. */
const certificateSchema = z.string().regex(/^(?:[0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$/, 'SHA-256 of a certificate, 64 hexadecimal digits');

export const scannerSchema = z.discriminatedUnion('kind', [
  /** The eSCL root, such as http://192.0.2.7/eSCL; over https with the scanner's own certificate, or one that the system trusts. */
  z.strictObject({ kind: z.literal('escl'), url: z.url({ protocol: /^https?$/ }), certificate: certificateSchema.optional() }),
]);
export type ScannerSettings = z.infer<typeof scannerSchema>;
