// What the station tells windows by itself, always after commit. Most say only "look again"; the rest carry what must be seen at once.

import { z } from 'zod';
import { counterIdSchema, dossierIdSchema, printJobIdSchema, ticketIdSchema, visitIdSchema } from './primitives.ts';
import { errorCodeSchema } from './errors.ts';
import type { Role } from './command.ts';
import { deviceStateSchema, syncStateSchema } from './point.ts';
import { loudspeakerNameSchema, spokenNumberSchema } from './sound.ts';
import { calledNumberSchema, printStateSchema } from './queue.ts';

interface EventDefinition<Payload extends z.ZodType> {
  readonly payload: Payload;
  readonly roles: readonly Role[];
  /** True when only the windows of the payload's `counterId` get it. */
  readonly ofCounter: boolean;
}
function event<Payload extends z.ZodType>(roles: readonly Role[], payload: Payload, ofCounter = false): EventDefinition<Payload> {
  return { payload, roles, ofCounter };
}

const staff = ['counter', 'admin'] as const;
const all = ['kiosk', 'counter', 'citizen-display', 'board', 'admin'] as const;

export const events = {
  /** Said by the host, not by the station: read 'host.state' again. */
  'host.changed': event(all, z.strictObject({})),
  /** The station serves something else than before (recovery or work): read 'point.describe' again. */
  'point.changed': event(all, z.strictObject({})),
  /** Numbers waiting or called have changed: read 'queue.overview' or 'desk.read' again. */
  'queue.changed': event(all, z.strictObject({})),
  /** A number is called or called again: the board shows and speaks it. */
  'ticket.called': event(['board', 'citizen-display', 'counter', 'kiosk'], calledNumberSchema),
  /** Somebody at the administration wants to hear the board: this number is spoken, and nobody is called. With a loudspeaker named it is the set-up's test of that one, null is the machine's own choice. */
  'sound.asked': event(['board'], spokenNumberSchema.extend({ loudspeaker: loudspeakerNameSchema.nullable().optional() })),
  'print.changed': event(['kiosk', 'counter', 'citizen-display', 'admin'], z.strictObject({ printJobId: printJobIdSchema, ticketId: ticketIdSchema.nullable(), state: printStateSchema, code: errorCodeSchema.nullable() })),
  'visit.changed': event(['counter', 'citizen-display'], z.strictObject({ counterId: counterIdSchema, visitId: visitIdSchema.nullable() }), true),
  /** The reader read something that is not a usable card, or there was nobody to read it for. */
  'reader.refused': event(['counter'], z.strictObject({ counterId: counterIdSchema, code: errorCodeSchema }), true),
  /** A button of the panel was pressed: the kiosk shows the number, or why there is none. */
  'panel.pressed': event(['kiosk'], z.strictObject({ ticketId: ticketIdSchema.nullable(), code: errorCodeSchema.nullable() })),
  /** A key of the keypad did nothing: why, or what the screen has to ask first. */
  'keypad.pressed': event(
    ['counter'],
    z.strictObject({ counterId: counterIdSchema, asks: z.enum(['finish', 'skip']).nullable(), code: errorCodeSchema.nullable(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }),
    true,
  ),
  /** The reader read a receipt, or the code of a dossier that is here: the window opens it. */
  'reader.dossier': event(['counter'], z.strictObject({ counterId: counterIdSchema, dossierId: dossierIdSchema }), true),
  /** The reader read a card while a search was in front at the counter: the number is looked for, and no visit has it. */
  'reader.searched': event(['counter'], z.strictObject({ counterId: counterIdSchema, idNumber: z.string().max(20) }), true),
  /** The reader read a cover sheet of the visit that is open here: the window goes to that paper. */
  'reader.cover': event(['counter'], z.strictObject({ counterId: counterIdSchema, visitId: visitIdSchema, paperId: z.string() }), true),
  /** A payment or the fee of a visit is another: read 'fee.read', 'drawer.read' or 'payday.read' again. */
  'payments.changed': event([...staff, 'citizen-display'], z.strictObject({})),
  'dossiers.changed': event(staff, z.strictObject({})),
  /** Somebody signed in or out, a window locked, or an account is another: read 'staff.read' again. */
  'staff.changed': event(staff, z.strictObject({})),
  'sync.changed': event(all, syncStateSchema),
  /** A self-test of a screen was begun, got on or ended: read 'self-test.read' or 'self-test.list' again. */
  'self-test.changed': event(['kiosk', 'board', 'citizen-display', 'admin'], z.strictObject({})),
  /** The set-up of a device, or its test, has got on: read 'setup.read' again. */
  'setup.changed': event(['admin'], z.strictObject({})),
  /** The working calendar is another: read 'holidays.read' again. */
  'holidays.changed': event(['admin'], z.strictObject({})),
  /** A template of a form is another: read 'template.list' again. */
  'templates.changed': event(['admin'], z.strictObject({})),
  /** A reading of the portal was entered or struck: read 'index.read' again. */
  'index.changed': event(['admin'], z.strictObject({})),
  /** A rating was given, a complaint came or went on, somebody was helped: read those lists again. */
  'feedback.changed': event(['admin', 'citizen-display'], z.strictObject({})),
  /** A version is found, on its way, or there: read 'update.read' again. */
  'update.changed': event(['admin'], z.strictObject({})),
  /** Another catalogue of procedures holds, one was refused, or somebody has seen the changes: read 'catalogue.read' again. */
  'catalogue.changed': event(staff, z.strictObject({})),
  'devices.changed': event(all, z.strictObject({ devices: z.array(deviceStateSchema) })),
} satisfies Record<string, EventDefinition<z.ZodType>>;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]['payload']>;
