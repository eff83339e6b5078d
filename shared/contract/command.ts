// The shape of a command and of the frames that carry it between a window and the station.

import { z } from 'zod';
import { counterIdSchema, requestIdSchema } from './primitives.ts';
import { errorCodeSchema } from './errors.ts';

/** What a window is for; its rights follow from it. */
export const roleSchema = z.enum(['kiosk', 'counter', 'citizen-display', 'board', 'admin']);
export type Role = z.infer<typeof roleSchema>;

/** Who calls, as the host says; a page cannot say it itself. `counterId` is there for counters and citizen displays only. */
export const callerSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['kiosk', 'board', 'admin']) }),
  z.strictObject({ role: z.enum(['counter', 'citizen-display']), counterId: counterIdSchema }),
]);
export type Caller = z.infer<typeof callerSchema>;

/** One entry of the allow-list. */
export interface CommandDefinition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  readonly roles: readonly Role[];
  /** True when it changes stored state; its input then carries a `requestId`, and a repeat gets the first answer. */
  readonly changes: boolean;
}

/** Declares a reading command. */
export function query<I extends z.ZodType, O extends z.ZodType>(roles: readonly Role[], input: I, output: O): CommandDefinition<I, O> {
  return { input, output, roles, changes: false };
}

/** Declares a changing command; `requestId` is added to its input. */
export function change<Shape extends z.ZodRawShape, O extends z.ZodType>(roles: readonly Role[], shape: Shape, output: O) {
  const input = z.strictObject({ requestId: requestIdSchema, ...shape });
  return { input, output, roles, changes: true } satisfies CommandDefinition<typeof input, O>;
}

/** No input, or nothing to say in return. */
export const nothing = z.strictObject({});

/** A frame from a window. At most 64 KiB of JSON. */
export const requestFrameSchema = z.strictObject({ id: z.int().min(0), command: z.string().max(64), input: z.unknown() });
export type RequestFrame = z.infer<typeof requestFrameSchema>;

/** A failure as it crosses: a code from the closed list, values for its sentence, and a trace id that also stands in the log. */
export const failureSchema = z.strictObject({
  code: errorCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  traceId: z.string().max(64),
});
export type Failure = z.infer<typeof failureSchema>;

/** A frame to a window: the answer to a request, or a pushed event. */
export const stationFrameSchema = z.union([
  z.strictObject({ id: z.int().min(0), ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ id: z.int().min(0), ok: z.literal(false), error: failureSchema }),
  z.strictObject({ event: z.string().max(64), payload: z.unknown() }),
]);
export type StationFrame = z.infer<typeof stationFrameSchema>;

/** Largest frame that a window may send, in UTF-16 units. */
export const MAX_REQUEST_CHARS = 65_536;

/** Version of this contract; a window of another version asks the person to reload. */
export const CONTRACT_VERSION = 1;
