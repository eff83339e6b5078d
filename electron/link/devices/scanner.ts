// What a machine's settings say of a counter's document scanner.

import { z } from 'zod';

export const scannerSchema = z.discriminatedUnion('kind', [
  /** The eSCL root, such as http://192.0.2.7/eSCL. */
  z.strictObject({ kind: z.literal('escl'), url: z.url({ protocol: /^http$/ }) }),
]);
export type ScannerSettings = z.infer<typeof scannerSchema>;
