// The unit's own profile as its settings give it: names, fields, counters, and the local rules of the queue.

import { z } from 'zod';
import { communeIdSchema, stationIdSchema } from './primitives.ts';
import { TRAINING_STATION } from '../domain/codes/training-station.ts';
import { decidingSchema } from './deciding.ts';
import { formNumbersSchema } from './form-numbers.ts';
import { indexRulesSchema } from './index-rules.ts';
import { officeHoursSchema, USUAL_HOURS_SETTING } from './office-hours.ts';
import { ownLimitsSchema } from './own-limits.ts';
import { counterSchema, fieldSchema } from './point.ts';

/** Rules that each unit sets for itself; the defaults are what the field does most. */
export const queuePolicySchema = z.strictObject({
  /** One priority ticket is called for every `interleave` others while both wait; 0 = priority always first. */
  interleave: z.int().min(0).max(20).default(3),
  /** Age from which somebody may say that they are elderly, for the words of the kiosk. Law says 60; halls that full give it later. */
  elderlyFrom: z.int().min(50).max(100).default(75),
  /** Grounds of priority that the kiosk offers. */
  priorities: z.array(z.enum(['elderly', 'disabled', 'pregnant-or-infant', 'merit'])).max(4).default(['elderly', 'disabled', 'pregnant-or-infant', 'merit']),
  /** Milliseconds that a call stays highlighted on the board. */
  highlightMs: z.int().min(1000).default(20_000),
});

export const pointProfileSchema = z
  .strictObject({
    commune: communeIdSchema,
    station: stationIdSchema,
    unit: z.strictObject({ name: z.string().min(1), shortName: z.string().min(1), parent: z.string(), address: z.string(), phone: z.string() }),
    fields: z.array(fieldSchema).min(1).max(26),
    counters: z.array(counterSchema).min(1).max(30),
    queue: queuePolicySchema,
    /** Due dates are counted by them. */
    officeHours: officeHoursSchema.default(USUAL_HOURS_SETTING),
    /** New dates with an apology (form 04): how often one dossier may have one, and whether also once its date is past. Once, and before, is what the older decree asked for; the civil status pages of the portal apologise for what is late. */
    newDates: z.strictObject({ most: z.int().min(0).max(9).default(1), afterDue: z.boolean().default(true) }).prefault({}),
    /** Working days within which papers that were asked for (form 02, status 5) are to be brought: what is proposed, for the officer to change. That there is such a deadline is known of a live system, its length is not. */
    supplements: z.strictObject({ workingDays: z.int().min(1).max(250).default(15) }).prefault({}),
    /** Numbers of the forms that go out: 02, 03, 04 and the confirmation of a withdrawal. */
    formNumbers: formNumbersSchema.prefault({}),
    /** Who decides where it is not the unit. */
    deciding: decidingSchema.prefault({}),
    /** Limits of procedures, where they are not the catalogue's. */
    limits: ownLimitsSchema,
    /** Points and thresholds of index 766 as the unit's own city counts them. */
    index766: indexRulesSchema,
    /** First line of a look-up address printed on receipts; '' where the unit has none. */
    lookUpSite: z.string(),
    /** Youth and digital teams that help at the kiosk, each with the hash of its PIN as `mot-cua --exit-pin` makes it. */
    helpers: z.array(z.strictObject({ team: z.string().min(1).max(80), pin: z.string().max(200).meta({ writeOnly: true }) })).max(20).default([]),
    example: z.boolean(),
  })
  .superRefine((profile, context) => {
    if (profile.station === TRAINING_STATION) context.addIssue({ code: 'custom', path: ['station'], message: `${TRAINING_STATION} is the name of training`, params: { rule: 'station-of-training', station: TRAINING_STATION } });
    const known = new Set(profile.fields.map((field) => field.code));
    for (const [index, { field }] of profile.deciding.fields.entries()) {
      if (!known.has(field)) context.addIssue({ code: 'custom', path: ['deciding', 'fields', index, 'field'], message: `the unknown field ${field} has an authority`, params: { rule: 'authority-field-unknown', field } });
    }
    for (const [index, counter] of profile.counters.entries()) {
      for (const [place, field] of counter.fields.entries()) {
        if (!known.has(field)) context.addIssue({ code: 'custom', path: ['counters', index, 'fields', place], message: `counter ${counter.counterId} names the unknown field ${field}`, params: { rule: 'field-unknown', counter: counter.counterId, field } });
      }
    }
    for (const [index, { counterId }] of profile.counters.entries()) {
      if (profile.counters.findIndex((counter) => counter.counterId === counterId) < index) context.addIssue({ code: 'custom', path: ['counters', index, 'counterId'], message: 'a counter number stands twice', params: { rule: 'counter-twice', counter: counterId } });
    }
    for (const [index, { code }] of profile.fields.entries()) {
      if (profile.fields.findIndex((field) => field.code === code) < index) context.addIssue({ code: 'custom', path: ['fields', index, 'code'], message: 'a field letter stands twice', params: { rule: 'field-twice', field: code } });
    }
  });
export type PointProfile = z.infer<typeof pointProfileSchema>;
