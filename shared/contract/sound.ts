// The hall's voice: what the board plays when a number is called, through which loudspeaker, and how that goes.

import { z } from 'zod';
import { counterIdSchema, epochMsSchema } from './primitives.ts';
import { nothing, query } from './command.ts';
import { HELP_TOPICS } from '../domain/call/spoken-help.ts';

/** A loudspeaker by the name that the board's machine gives it; of two with one name the second is called 'name (2)'. */
export const loudspeakerNameSchema = z.string().min(1).max(200);

/** What the folder of a commune's own recordings holds; null where none is named. Each file that is not used is named, with why. */
export const ownRecordingsSchema = z.strictObject({
  /** Null where no folder is named; false where it cannot be read. */
  isThere: z.boolean().nullable(),
  used: z.int().min(0),
  skipped: z.array(z.strictObject({ file: z.string().max(255), fault: z.enum(['unreadable', 'no-wav', 'format', 'rate', 'too-long', 'too-large', 'silent', 'unknown-name']) })).max(20),
});
export type OwnRecordings = z.infer<typeof ownRecordingsSchema>;

/**
 * How the board is heard. 'chosen': through the loudspeaker of the settings, or through the machine's own choice where none is named. 'instead': the named one is not there, and the machine's own
 * choice speaks for it. 'blocked': the browser wants a touch first. 'none': the machine has no loudspeaker.
 */
export const heardSchema = z.enum(['chosen', 'instead', 'blocked', 'none']);
export type Heard = z.infer<typeof heardSchema>;

const soundSchema = z.strictObject({
  isOn: z.boolean(),
  /** The one window that speaks; null where this machine has no board. */
  windowId: z.string().nullable(),
  loudspeaker: loudspeakerNameSchema.nullable(),
  /** Percent. */
  volume: z.int().min(0).max(100),
  /** What the board said last; null for none that said anything lately. */
  heard: heardSchema.nullable(),
  /** Loudspeakers that the board finds; none where its browser does not tell their names. */
  loudspeakers: z.array(loudspeakerNameSchema),
  /** When the board last spoke to its end. */
  spokeAt: epochMsSchema.nullable(),
  own: ownRecordingsSchema,
});
export type Sound = z.infer<typeof soundSchema>;

/** A call as it is spoken. */
export const spokenNumberSchema = z.strictObject({ number: z.string().regex(/^[A-Z]\d{3}$/), counterId: counterIdSchema });

export const soundCommands = {
  /** How the hall's voice is set and heard. */
  'sound.read': query(['board', 'admin'], nothing, soundSchema),
  /** The board tells how it is heard, every few seconds; a board that falls silent is a loudspeaker that is gone. */
  'sound.report': query(['board'], z.strictObject({ heard: heardSchema, loudspeakers: z.array(loudspeakerNameSchema).max(32), hasSpoken: z.boolean() }), nothing),
  /** What a call sounds like: WAV in Base64 (mono, 16 bits), or 'quiet' in the hours in which nobody is called aloud. A trial is heard at any hour. Refuses 'sound.failed'. */
  'announcement.read': query(['board'], spokenNumberSchema.extend({ isTrial: z.boolean() }), z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('spoken'), base64: z.string() }), z.strictObject({ kind: z.literal('quiet') })])),
  /** The help of a kiosk's page, and with a ticket's number that number: WAV in Base64, with the volume in percent. Refuses 'sound.failed'. */
  'help.read': query(['kiosk'], z.strictObject({ topic: z.enum(HELP_TOPICS), number: z.string().regex(/^[A-Z]\d{3}$/).nullable() }), z.strictObject({ base64: z.string(), volume: z.int().min(0).max(100) })),
  /** Has a number spoken at the board, to hear whether it can be heard. Refuses 'loudspeaker.absent' where no board of this machine speaks. */
  'sound.try': query(['admin'], nothing, spokenNumberSchema),
};
