// Numbers that the city lends: blocks of official codes for an agency and a day, each to one holder, never lent twice.

import { z } from 'zod';
import { businessDaySchema, communeIdSchema, epochMsSchema, stationIdSchema } from '../contract/primitives.ts';
import { OLDEST_WIRE_VERSION, requestIdHeaderSchema, WIRE_VERSION } from './messages.ts';
import { MAX_INCARNATION } from './operation.ts';

/** Days that may be asked for ahead of today, and the largest block. */
export const MAX_LEASE_DAYS_AHEAD = 14;
export const MAX_LEASE_SIZE = 100;
/** Blocks in one request. */
export const MAX_LEASES_ASKED = 32;

/** Made by the asker: the same id always gets the same block. */
export const leaseIdSchema = z.uuid();

/** POST /v1/leases. A request of an older incarnation than the city knows is refused with 'wire.superseded'. */
export const leaseRequestSchema = z.strictObject({
  proto: z.int().min(OLDEST_WIRE_VERSION).max(WIRE_VERSION),
  requestId: requestIdHeaderSchema,
  commune: communeIdSchema,
  station: stationIdSchema,
  incarnation: z.int().min(1).max(MAX_INCARNATION),
  wants: z.array(z.strictObject({ leaseId: leaseIdSchema, day: businessDaySchema, size: z.int().min(1).max(MAX_LEASE_SIZE) })).min(1).max(MAX_LEASES_ASKED),
});
export type LeaseRequest = z.infer<typeof leaseRequestSchema>;

/** Numbers `lo`…`hi` of an agency and a day, lent to one incarnation of one station. */
export const leaseSchema = z.strictObject({ leaseId: leaseIdSchema, agency: z.string().max(20), day: businessDaySchema, lo: z.int().min(1).max(9999), hi: z.int().min(1).max(9999), incarnation: z.int().min(1) });
export type Lease = z.infer<typeof leaseSchema>;

/** `refused`: no number of that day is left, or the day lies outside what may be lent. */
export const leaseAnswerSchema = z.strictObject({
  requestId: requestIdHeaderSchema, leases: z.array(leaseSchema), refused: z.array(z.strictObject({ leaseId: leaseIdSchema, code: z.enum(['day-used-up', 'day-out-of-range', 'voided']) })), cityTime: epochMsSchema,
});
export type LeaseAnswer = z.infer<typeof leaseAnswerSchema>;
