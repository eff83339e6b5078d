// What a station and the city say to each other: push, health, blobs and refusals over HTTP with JSON, gzip and a bearer key. The feed stands in feed.ts, leases in leases.ts, a station's own past in history.ts.

import { z } from 'zod';
import { blobHashSchema, communeIdSchema, epochMsSchema, operationIdSchema, stationIdSchema } from '../contract/primitives.ts';
import { MAX_INCARNATION } from './operation.ts';
import { packedOperationSchema } from './packed-operation.ts';

/** Version of this protocol; raised when a message changes its meaning. The hash of all its schemas is pinned beside it (wire-pin.test.ts). */
export const WIRE_VERSION = 2;
/** Oldest version whose stations a city still hears. Their events are stored whatever they say. */
export const OLDEST_WIRE_VERSION = 1;
/** Content type of every answer of the city. Anything else is not the city talking. */
export const WIRE_CONTENT_TYPE = 'application/vnd.mot-cua+json';
/** Header with the request's UUID; the answer's body echoes it, which a captive portal cannot. */
export const REQUEST_ID_HEADER = 'x-request-id';
/** Most operations in one push. */
export const MAX_PUSH_OPERATIONS = 500;
/** Largest push body in bytes after decompression. */
export const MAX_PUSH_BYTES = 8 * 1024 * 1024;
/** Largest scanned page in bytes. */
export const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** Sent in the header with every request and echoed in every answer; a push carries the same value in its body. */
export const requestIdHeaderSchema = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const requestId = requestIdHeaderSchema;

/** POST /v1/push, content type application/json, gzip allowed */
export const pushRequestSchema = z.strictObject({
  proto: z.int().min(OLDEST_WIRE_VERSION).max(WIRE_VERSION),
  requestId,
  commune: communeIdSchema,
  station: stationIdSchema,
  incarnation: z.int().min(1).max(MAX_INCARNATION),
  /** Strictly ascending without gaps; the first follows the station's acknowledged mark, or repeats what was sent before. */
  operations: z.array(packedOperationSchema).min(1).max(MAX_PUSH_OPERATIONS),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

const withoutEffect = [
  /** Kept raw at the city, without effect; the station shows it in its dead letters. `field` is the place in the body that is at fault, where one is. */
  z.strictObject({ kind: z.literal('rejected'), opId: operationIdSchema, code: z.string().max(60), detail: z.string().max(300), field: z.string().max(80).exactOptional() }),
  /** Kept raw behind a refused operation of the same aggregate; it takes effect when that one is settled. */
  z.strictObject({ kind: z.literal('held'), opId: operationIdSchema, by: operationIdSchema }),
  /** Kept raw: of a type or version that this city has not learned yet. It takes effect when it has. */
  z.strictObject({ kind: z.literal('kept'), opId: operationIdSchema, code: z.enum(['operation.unknown-type', 'operation.unknown-version']) }),
] as const;
/** An operation that the city has and that took no effect there so far. */
export const withoutEffectSchema = z.discriminatedUnion('kind', withoutEffect);
export type WithoutEffectResult = z.infer<typeof withoutEffectSchema>;

/** What became of one operation. 'applied' and 'duplicate' are the same to the sender: it is there, once. */
export const pushResultSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('applied'), opId: operationIdSchema }), z.strictObject({ kind: z.literal('duplicate'), opId: operationIdSchema }), ...withoutEffect]);
export type PushResult = z.infer<typeof pushResultSchema>;

export const pushAnswerSchema = z.strictObject({ requestId, results: z.array(pushResultSchema), /** The station's high-water mark after this push. */ ackedSeq: z.int().min(0), cityTime: epochMsSchema });
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** GET /v1/blobs/<sha256>/state and PUT /v1/blobs/<sha256> (body = plain bytes of any content type, no content encoding) */
export const blobAnswerSchema = z.strictObject({ requestId, sha256: blobHashSchema, state: z.enum(['absent', 'verified']), bytes: z.int().min(0) });
export type BlobAnswer = z.infer<typeof blobAnswerSchema>;

/** GET /v1/health, without a key: says only that gateway and database answer. */
export const healthAnswerSchema = z.strictObject({ requestId: z.string().max(64), proto: z.literal(WIRE_VERSION), oldestProto: z.literal(OLDEST_WIRE_VERSION), database: z.literal('ready'), cityTime: epochMsSchema });
export type HealthAnswer = z.infer<typeof healthAnswerSchema>;

/** GET /v1/status: how the city sees the station whose key asks. */
export const stationStatusAnswerSchema = z.strictObject({
  requestId,
  commune: communeIdSchema,
  station: stationIdSchema,
  /** 'quarantined': a person at the city decided that nothing of it is taken for now. */
  state: z.enum(['active', 'quarantined']),
  incarnation: z.int().min(0),
  /** Last sequence that the city holds; it expects the next one. */
  ackedSeq: z.int().min(0),
  headHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Operations kept without effect. */
  rejected: z.int().min(0),
  cityTime: epochMsSchema,
});
export type StationStatusAnswer = z.infer<typeof stationStatusAnswerSchema>;

/** Every refusal of the gateway: a code and nothing that belongs to a person. */
export const wireFailureSchema = z.strictObject({
  requestId: z.string().max(64),
  error: z.strictObject({
    code: z.enum([
      'wire.stale-cursor', 'wire.superseded', 'wire.no-numbers', 'wire.invalid', 'wire.too-large', 'wire.unauthorized', 'wire.forbidden', 'wire.not-found', 'wire.version', 'wire.gap', 'wire.fork', 'wire.quarantined', 'wire.reused-id', 'wire.hash-mismatch', 'wire.overloaded', 'wire.internal',
    ]),
    detail: z.string().max(300),
    /** With 'wire.gap': the sequence that the city expects next. With 'wire.fork': the last one on which both agree, plus one. */
    expected: z.int().exactOptional(),
    /** With 'wire.fork' and 'wire.superseded': the newest incarnation that the city knows of the station; a new one must lie above it. */
    incarnation: z.int().exactOptional(),
    retryAfterMs: z.int().exactOptional(),
  }),
});
export type WireFailure = z.infer<typeof wireFailureSchema>;
