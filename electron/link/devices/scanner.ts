// What a machine's settings say of a counter's document scanner.

import { z } from 'zod';

/** SHA-256 of a certificate in hexadecimal, with or without colons. */
const certificateSchema = z.string().regex(/^(?:[0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$/, 'SHA-256 of a certificate, 64 hexadecimal digits');
const nameSchema = z.string().min(1).max(300);

export const scannerSchema = z.discriminatedUnion('kind', [
  /** The eSCL root, such as http://192.0.2.7/eSCL; over https with the scanner's own certificate, or one that the system trusts. */
  z.strictObject({ kind: z.literal('escl'), url: z.url({ protocol: /^https?$/ }), certificate: certificateSchema.optional() }),
  /** By the name under which it announces itself (mDNS), so that another address is found again; over https where a certificate is named. */
  z.strictObject({ kind: z.literal('escl-name'), name: nameSchema, certificate: certificateSchema.optional() }),
  /** Through scanimage, on Linux: the device as `scanimage -L` names it, and options of that device for every scan. */
  z.strictObject({
    kind: z.literal('sane'), device: nameSchema,
    options: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'an option of the device, without dashes'), z.string().max(200)).default({}),
  }),
  /** Through NAPS2.Console, on Windows: a driver, a name or a part of it, and where the program lies if it is not where it installs itself. */
  z.strictObject({ kind: z.literal('naps2'), driver: z.literal(['wia', 'twain', 'escl']).default('wia'), device: nameSchema, path: z.string().min(1).max(500).optional() }),
]);
export type ScannerSettings = z.infer<typeof scannerSchema>;
