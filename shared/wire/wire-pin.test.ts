// The shape of everything that crosses the wire, pinned: whoever changes a message sees this test fail, and decides whether stations of the field still understand it.

import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accessNotedV1Schema, openedDossierV1Schema, openedDossierV2Schema } from './dossier-events.ts';
import { pullAnswerSchema, pullQuerySchema, snapshotAnswerSchema, snapshotQuerySchema } from './feed.ts';
import { historyAnswerSchema, historyQuerySchema } from './history.ts';
import { leaseAnswerSchema, leaseRequestSchema } from './leases.ts';
import { knownVersions, logEvents, skippedV1Schema } from './log-events.ts';
import { blobAnswerSchema, healthAnswerSchema, OLDEST_WIRE_VERSION, pushAnswerSchema, pushRequestSchema, stationStatusAnswerSchema, WIRE_VERSION, wireFailureSchema } from './messages.ts';
import { operationSchema } from './operation.ts';
import { systemAnswerSchema, systemChangeSchema } from './system.ts';
import { signedManifestSchema, updateOfferSchema, updateQuerySchema } from './updates.ts';
import { uploadMetadataSchema } from './uploads.ts';

const MESSAGES = {
  blobAnswerSchema, healthAnswerSchema, historyAnswerSchema, historyQuerySchema, leaseAnswerSchema, leaseRequestSchema, operationSchema, pullAnswerSchema, pullQuerySchema, pushAnswerSchema, pushRequestSchema,
  signedManifestSchema, snapshotAnswerSchema, snapshotQuerySchema, stationStatusAnswerSchema, systemAnswerSchema, systemChangeSchema, updateOfferSchema, updateQuerySchema, uploadMetadataSchema, wireFailureSchema,
} as const;

function pinOf(schemas: Readonly<Record<string, z.ZodType>>): string {
  const shapes = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })]));
  return createHash('sha256').update(canonicalize(shapes) ?? '').digest('hex');
}

describe('the wire', () => {
  /**
   * Before a release: write the new hash here. After one: a change that a released station or city would not take needs a new WIRE_VERSION (and stays readable from OLDEST_WIRE_VERSION on);
   * a changed body of an event needs a new version of that event, with a way up from the old one in upcast.ts.
   */
  it('has the messages of its version', () => {
    expect([WIRE_VERSION, OLDEST_WIRE_VERSION, pinOf(MESSAGES)]).toEqual([2, 1, '6a18fb46dac77e44b8ca3afd636df80b133db07f788c54a30083f9e94bce0f00']);
  });

  it('has the events of their versions', () => {
    expect(knownVersions().map(({ type, version }) => `${type} ${version}`).join(', ')).toBe('ticket.issued 1, ticket.called 1, ticket.recalled 1, ticket.skipped 1, ticket.skipped 2, ticket.restored 1, ticket.held 1, ticket.transferred 1, ticket.served 1, ticket.turned-away 1, counter.paused 1, counter.resumed 1, print.ended 1, dossier.opened 1, dossier.opened 2, dossier.opened 3, dossier.moved 1, dossier.corrected 1, dossier.voided 1, dossier.apologised 1, dossier.page-added 1, dossier.page-removed 1, dossier.noted 1, dossier.erased 1, access.noted 1, access.noted 2, station.reborn 1, operation.withdrawn 1, numbers.closed 1, holidays.set 1, fee.charged 1, fee.let-off 1, payment.asked 1, payment.confirmed 1, payment.bank-said 1, payment.bank-settled 1, payment.reversed 1, receipts.skipped 1, drawer.counted 1, payday.closed 1, reading.entered 1, reading.struck 1, ticket.rated 1, ticket.priority-checked 1, petition.received 1, petition.moved 1, opinion.entered 1, opinion.struck 1, people.helped 1, handover.made 1, handover.received 1, dossier.result-arrived 1, dossier.owner-called 1, dossier.result-returned 1, dossier.return-signed 1, dossier.signed 1');
    expect(pinOf({ ...logEvents, 'access.noted 1': accessNotedV1Schema, 'dossier.opened 1': openedDossierV1Schema, 'dossier.opened 2': openedDossierV2Schema, 'ticket.skipped 1': skippedV1Schema })).toBe('58822b08d20bbb0b8caf0887f01c3b28b81d34e5f0c87f8fbf7bf75a2c7f5720');
  });

  it('would be seen to change by one member, one limit, or one word', () => {
    const pins = [z.strictObject({ a: z.int().min(1) }), z.strictObject({ a: z.int().min(2) }), z.strictObject({ b: z.int().min(1) }), z.object({ a: z.int().min(1) }), z.strictObject({ a: z.enum(['x']) }), z.strictObject({ a: z.enum(['x', 'y']) })]
      .map((schema) => pinOf({ schema }));
    expect(new Set(pins).size).toBe(pins.length);
  });
});
