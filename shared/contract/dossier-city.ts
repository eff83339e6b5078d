// How one dossier stands between this machine and the city, and trying at once to send what is left of it. No person's data: it may be asked for again and again.

import { z } from 'zod';
import { query } from './command.ts';
import { dossierStatusSchema } from './dossier.ts';
import { syncStateSchema } from './point.ts';
import { dossierIdSchema, epochMsSchema } from './primitives.ts';

const dossierCitySchema = z.strictObject({
  /** As it is shown and decided on here. */
  status: dossierStatusSchema, isVoided: z.boolean(), dueAt: epochMsSchema.nullable(),
  /** The city's word as it was heard last; null before its first. `saidAt` is when it came to that status, `heardAt` when its word came here; null where nobody noted it. */
  city: z.strictObject({ status: dossierStatusSchema, dueAt: epochMsSchema.nullable(), isVoided: z.boolean(), saidAt: epochMsSchema.nullable(), heardAt: epochMsSchema.nullable() }).nullable(),
  /** What of it the city has not got: events, since when the oldest waits, pages; and operations that it gave back, which want a person. */
  unsent: z.strictObject({ events: z.int(), oldestAt: epochMsSchema.nullable(), pages: z.int(), letters: z.int() }),
  sync: syncStateSchema,
});
export type DossierCity = z.infer<typeof dossierCitySchema>;

export const dossierCityCommands = {
  /** Refuses 'dossier.unknown'. */
  'dossier.at-city': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }), dossierCitySchema),
  /** Forgets every waiting time and tries the city now, in the order of the log; what came of it is read by 'dossier.at-city' as 'sync.changed' tells. Refuses 'dossier.unknown'. */
  'dossier.send-again': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }), dossierCitySchema),
};
