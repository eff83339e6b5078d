// The facts of a dossier's life as they travel to the city: opened, moved on, corrected, added to, looked into, given up, erased.

import { z } from 'zod';
import {
  blobHashSchema, businessDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, operationIdSchema, pageIdSchema, procedureCodeSchema, visitIdSchema,
} from '../contract/primitives.ts';
import { EMAIL_LENGTH, PERSON_NAME_LENGTH } from '../domain/intake/name-lengths.ts';
import { intakeDetailsSchema, paperDetails } from './intake-details.ts';
import { paperNumberSchema } from './paper-number.ts';

/** Statuses of the national portal (TrangThaiHoSo), see shared/domain/dossier/status.ts. */
export const statusSchema = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

/** A scanned page as the dossier names it; its bytes travel as a blob. */
export const pageReferenceSchema = z.strictObject({
  pageId: pageIdSchema, sha256: blobHashSchema, bytes: z.int().min(1), mime: z.enum(['image/jpeg', 'image/png', 'application/pdf']), scannedAt: epochMsSchema,
});

const applicantTexts = {
  idNumber: z.string().max(20), oldIdNumber: z.string().max(20), fullName: z.string().min(1).max(PERSON_NAME_LENGTH), birthDate: z.string().max(10), address: z.string().max(300), issuedOn: z.string().max(10), phone: z.string().max(20),
};

const paperV1Schema = z.strictObject({ paperId: z.string().max(64), name: z.string().max(400), originals: z.int().min(0), copies: z.int().min(0), pages: z.array(pageReferenceSchema).max(400) });

/** Version 1 had neither `officialCode` nor pages that may be added later. Personal data: never logged, never in a label. */
export const openedDossierV1Schema = z.strictObject({
  dossierId: dossierIdSchema,
  visitId: visitIdSchema,
  ticketNumber: z.string().max(8),
  provisionalCode: z.string().max(40),
  procedureCode: procedureCodeSchema,
  procedureName: z.string().max(600),
  applicant: z.strictObject({ ...applicantTexts, sex: z.enum(['male', 'female', 'unknown']), source: z.enum(['card', 'typed']) }),
  papers: z.array(paperV1Schema).max(80),
  counterId: counterIdSchema,
  officerName: z.string().max(120),
  receivedAt: epochMsSchema,
  /** Null when the procedure states no time. */
  dueAt: epochMsSchema.nullable(),
  /** Portal status, 2 = received. */
  status: z.literal(2),
});

/** Version 2 knew nobody but the applicant, at the counter. */
export const openedDossierV2Schema = openedDossierV1Schema.extend({
  /** Minted by the station out of a lease of the city; null where it had none, and the city gives one. */
  officialCode: z.string().max(48).nullable(),
});

/** Everything that the city must know of a dossier when it is opened; version 3. */
export const openedDossierSchema = openedDossierV2Schema.extend({
  /** `email`: not there where nobody gave one. */
  applicant: openedDossierV1Schema.shape.applicant.extend({ email: z.string().max(EMAIL_LENGTH).exactOptional() }),
  papers: z.array(paperV1Schema.extend(paperDetails)).max(80),
  /** Not there for what was filed at the counter for oneself, is fetched there and was opened before there was more to say. */
  intake: intakeDetailsSchema.exactOptional(),
  /** Who decides (cơ quan giải quyết), where it is not the unit that received it. */
  authority: z.string().min(1).max(200).exactOptional(),
});
export type OpenedDossier = z.infer<typeof openedDossierSchema>;

/** What of an applicant may be corrected after the opening. */
export const correctableSchema = z.enum(['idNumber', 'oldIdNumber', 'fullName', 'birthDate', 'address', 'issuedOn', 'phone', 'email']);
export type CorrectableField = z.infer<typeof correctableSchema>;

const ofDossier = { dossierId: dossierIdSchema };
const reason = z.string().min(1).max(300);
/** Of the form that an event calls for; not there where no form has a number, or a clerk writes it. */
const paperNumber = paperNumberSchema.exactOptional();

export const dossierEvents = {
  'dossier.opened': openedDossierSchema,
  /**
   * A step of its life. Before the hand-over (status 4) the station decides; afterwards it is a request, and the city's word holds. `promisedAt`: what was promised before an apology, moved by the wait for papers that ends with this step.
   * `supplementBy`: of a step to 5, the last day on which the papers may be brought; requests that were made before there was one do not have it. From 5 to 5 it is another day for the request that runs, with why: no step, and no word on the due date.
   */
  'dossier.moved': z.strictObject({ ...ofDossier, from: statusSchema, to: statusSchema, reason: z.string().max(300), dueAt: epochMsSchema.nullable(), promisedAt: epochMsSchema.exactOptional(), supplementBy: businessDaySchema.exactOptional(), paperNumber }),
  /** `from` is what the officer saw: a field that the city has changed since then is a conflict, field by field. */
  'dossier.corrected': z.strictObject({ ...ofDossier, fields: z.partialRecord(correctableSchema, z.strictObject({ from: z.string().max(300), to: z.string().max(300) })), reason }),
  /** The one way in which a dossier ends before its time; it is never deleted. */
  'dossier.voided': z.strictObject({ ...ofDossier, reason }),
  /** Form 04: the citizen was asked to excuse that `dueBefore` is not kept, and promised `dueAt`. The point gives its word, also after the hand-over: it holds unless the city has set another date since. */
  'dossier.apologised': z.strictObject({ ...ofDossier, dueBefore: epochMsSchema, dueAt: epochMsSchema, reason, paperNumber }),
  /** Union: the same content in two papers is legal. `origin`: of a page that was taken again out of an earlier dossier, and is put to another paper: what it was there. */
  'dossier.page-added': z.strictObject({ ...ofDossier, paperId: z.string().max(64), page: pageReferenceSchema, origin: z.enum(['paper', 'result']).exactOptional() }),
  'dossier.page-removed': z.strictObject({ ...ofDossier, pageId: pageIdSchema, reason }),
  'dossier.noted': z.strictObject({ ...ofDossier, text: z.string().min(1).max(600) }),
  /** Personal data of the dossier is erased here and must be at the city. What it was is not said. */
  'dossier.erased': z.strictObject({ ...ofDossier, reason }),
} as const satisfies Record<string, z.ZodType>;

/** True for a 'dossier.moved' that gives a running request for papers another last day and does nothing else. */
export function isWordOnDay({ from, to, supplementBy }: Pick<z.infer<(typeof dossierEvents)['dossier.moved']>, 'from' | 'to' | 'supplementBy'>): boolean {
  return from === 5 && to === 5 && supplementBy !== undefined;
}

const ACCESS_PURPOSES_V1 = ['list', 'detail', 'look-up', 'receipt', 'page', 'export', 'correction'] as const;
/** Version 1 of a look knew of no new dossier that is filled in from an older one. */
export const accessNotedV1Schema = z.strictObject({ ...ofDossier, purpose: z.enum(ACCESS_PURPOSES_V1) });

/** Facts about the log itself and about who looked at what. */
export const careEvents = {
  /** Who saw whose data: `actor` of the envelope is the role, `purpose` the reason. No personal data. */
  'access.noted': z.strictObject({ ...ofDossier, purpose: z.enum([...ACCESS_PURPOSES_V1, 'reuse-details', 'reuse-papers']) }),
  /** The first event of a new incarnation: the store was put back, cloned, or its tail contradicts the city's. */
  'station.reborn': z.strictObject({ from: z.int().min(0), reason: z.enum(['restored', 'cloned', 'forked']), lastSeen: z.int().min(0) }),
  /** A dead letter that nobody sends again. */
  'operation.withdrawn': z.strictObject({ opId: operationIdSchema, reason }),
  /** At closing: what became of a block of numbers. `used` of `lo`…`hi`; the rest is burned and never given again. */
  'numbers.closed': z.strictObject({ series: z.string().max(40), day: businessDaySchema, lo: z.int().min(1), hi: z.int().min(1), used: z.int().min(0), reason: z.enum(['day-over', 'incarnation-over']) }),
} as const satisfies Record<string, z.ZodType>;
