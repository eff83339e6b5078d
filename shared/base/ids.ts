// The ids and codes of the program as branded types; parsers for them stand in shared/contract/primitives.ts.

import type { Brand } from './brand.ts';

/** UUID of a ticket (version 7, made by the station that issued it). */
export type TicketId = Brand<string, 'TicketId'>;
/** UUID of a visit: one person at one counter, from call to good-bye. */
export type VisitId = Brand<string, 'VisitId'>;
/** UUID of a dossier; it stands in the QR of the receipt and never changes, whatever code the dossier gets. */
export type DossierId = Brand<string, 'DossierId'>;
/** UUID of one scanned page. */
export type PageId = Brand<string, 'PageId'>;
/** UUID of one job of the ticket or receipt printer. */
export type PrintJobId = Brand<string, 'PrintJobId'>;
/** UUID of one payment, from the moment it is asked for. */
export type PaymentId = Brand<string, 'PaymentId'>;
/** UUID of an event; the idempotency key under which the city applies it once. */
export type OperationId = Brand<string, 'OperationId'>;
/** UUID that a caller gives to a changing command; the same id always gets the same answer. */
export type RequestId = Brand<string, 'RequestId'>;
/** Number of a counter at the point, from 1. */
export type CounterId = Brand<number, 'CounterId'>;
/** Letter of a queue field: 'A' … 'Z'. */
export type FieldCode = Brand<string, 'FieldCode'>;
/** National code of a procedure, such as '1.001193'. */
export type ProcedureCode = Brand<string, 'ProcedureCode'>;
/** Lower-case hex SHA-256 of a blob's plain bytes (64 characters). */
export type BlobHash = Brand<string, 'BlobHash'>;
/** Short name of a station inside its commune, such as 'K1' (1 to 8 letters or digits); never used twice. */
export type StationId = Brand<string, 'StationId'>;
/** Short name of a commune at the city, such as 'T149' (2 to 12 letters or digits). */
export type CommuneId = Brand<string, 'CommuneId'>;
/** Calendar day 'YYYY-MM-DD' in Asia/Ho_Chi_Minh on which a point works. */
export type BusinessDay = Brand<string, 'BusinessDay'>;
/** A day of the cash desk: a business day, or 'YYYY-MM-DD.N' for the Nth supplement of one that was closed. Sorted as text they stand in their order. */
export type DeskDay = BusinessDay | Brand<string, 'SupplementDay'>;
/** Milliseconds since 1970-01-01T00:00Z by a wall clock. */
export type EpochMs = Brand<number, 'EpochMs'>;
