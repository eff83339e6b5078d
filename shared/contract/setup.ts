// The set-up of a machine's devices: which place has which device, what is found here now, the test of each with a real result, and the commands of the wizard.

import { z } from 'zod';
import { change, nothing, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { deviceStateSchema } from './point.ts';
import { counterIdSchema, epochMsSchema, wordsSchema } from './primitives.ts';

/** In the order in which they are set up; each is a step of the wizard. */
export const SETUP_ROLES = ['ticket-printer', 'system-printer', 'reader', 'scanner', 'panel', 'keypad', 'counter-display', 'loudspeaker', 'screens'] as const;
const setupRoleSchema = z.enum(SETUP_ROLES);
export type SetupRole = z.infer<typeof setupRoleSchema>;

/** Roles of which every counter may have its own device. */
export const COUNTER_ROLES: readonly SetupRole[] = ['reader', 'scanner', 'keypad', 'counter-display'];

/** One place for a device: a role, and a counter where each has its own. */
export const setupPlaceSchema = z.strictObject({ role: setupRoleSchema, counterId: counterIdSchema.nullable() });
export type SetupPlace = z.infer<typeof setupPlaceSchema>;

/** What the settings file would say of a device; whoever gets it parses it by the settings' own schema. At most 4,000 characters of JSON. */
const choiceSchema = z.record(z.string().max(60), z.json()).refine((choice) => JSON.stringify(choice).length <= 4_000);
export type SetupChoice = z.infer<typeof choiceSchema>;

/** What a found thing is, by what it says of itself. 'keyboard': it types, and cannot be used as it is. 'line': one of the settings, which several devices may share. */
const foundKindSchema = z.enum(['usb-printer', 'queue', 'hid-reader', 'hid-panel', 'hid-joystick', 'keyboard', 'serial', 'line', 'scanner', 'loudspeaker']);

/** Something that this machine sees now. */
export const foundDeviceSchema = z.strictObject({
  /** The same as long as it is the same thing on the same plug. */
  key: z.string().max(400),
  /** As it calls itself. */
  name: z.string().max(300),
  kind: foundKindSchema,
  /** Where it is, for people: a file, an address, maker's numbers. */
  where: z.string().max(400),
  /** What would use it; null for what is seen and cannot be used for this role. */
  choice: choiceSchema.nullable(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

/** 'passed': it works, as the program or the person saw; 'failed' with the code or by the person's word; 'unknown': nobody said. */
const outcomeSchema = z.enum(['passed', 'failed', 'unknown']);
export const setupTestSchema = z.strictObject({
  at: epochMsSchema,
  /** Of the program that tested. */
  version: z.string().max(60),
  outcome: outcomeSchema,
  code: errorCodeSchema.nullable(),
  /** Who said so: the program itself, or somebody at the administration. */
  by: z.enum(['program', 'admin']),
});
export type SetupTest = z.infer<typeof setupTestSchema>;

/** Kinds of codes as the test of a reader tells them: never what they say. */
export const PAYLOAD_KINDS = ['id-card', 'id-number', 'receipt', 'cover-sheet', 'dossier-code', 'procedure-code', 'health-card', 'payment-code', 'torn', 'oversized', 'unknown'] as const;

const trialSchema = z.strictObject({
  trialId: z.uuid(),
  place: setupPlaceSchema,
  /** 'asking': the device has done its part, and only the person knows whether it was right. */
  phase: z.enum(['running', 'asking', 'ended']),
  beganAt: epochMsSchema,
  /** When it gives up waiting. */
  until: epochMsSchema,
  /** Why it failed, or what is doubtful while it asks. */
  code: errorCodeSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  /** What was noticed, oldest first: kinds of codes, numbers of buttons, names of keys. */
  seen: z.array(z.union([z.enum(PAYLOAD_KINDS), z.string().regex(/^(button-\d{1,2}|key-[a-z]{1,10}|]\w{2})$/)])).max(20),
  /** The scanned page, small, as a JPEG in Base64. */
  picture: z.string().nullable(),
});
export type SetupTrial = z.infer<typeof trialSchema>;

const placeViewSchema = z.strictObject({
  place: setupPlaceSchema,
  /** As people here call it; '' while it has no name. */
  name: wordsSchema(60),
  /** What somebody said: it has one, or this point has none; null while nobody has said anything. */
  answer: z.enum(['device', 'none']).nullable(),
  /** What the settings file says now; null where it says none. */
  choice: choiceSchema.nullable(),
  /** The policy of this machine decides, and no wizard. */
  isLocked: z.boolean(),
  test: setupTestSchema.nullable(),
  /** The device of the test is not the one that the settings name now. */
  isOutdated: z.boolean(),
  /** As it runs; null for what has no driver here. */
  state: deviceStateSchema.pick({ kind: true, code: true, since: true }).nullable(),
});
export type PlaceView = z.infer<typeof placeViewSchema>;

export const setupSchema = z.strictObject({
  file: z.string().max(1000),
  /** 'wrong': the file does not stand as it is, and must be mended first. */
  fileState: z.enum(['writable', 'not-writable', 'wrong']),
  /** The file says something else than the station runs on. */
  mustRestart: z.boolean(),
  places: z.array(placeViewSchema),
  trial: trialSchema.nullable(),
});
export type Setup = z.infer<typeof setupSchema>;

/** How storing went. All but 'stored' left the file as it was; `text` is then what somebody with the right may put in, and the answer itself is kept. */
export const storedSchema = z.strictObject({ kind: z.enum(['stored', 'locked', 'not-writable', 'wrong']), text: z.string().max(20_000), words: z.array(z.strictObject({ vi: z.string(), en: z.string() })).max(20) });
export type Stored = z.infer<typeof storedSchema>;

export const setupCommands = {
  /** Every place of this machine with its device, its test, and the test that is under way; 'setup.changed' says when to look again. */
  'setup.read': query(['admin'], nothing, setupSchema),
  /** What is here now for a role. Asked again and again while a step is open: what is plugged in appears within two seconds, what answers over the network a few seconds later. */
  'setup.find': query(['admin'], setupPlaceSchema, z.strictObject({ devices: z.array(foundDeviceSchema).max(200), isSearching: z.boolean() })),
  /** Keeps the answer for a place and writes the choice into the settings file. `choice` null with 'device' leaves the file as it is. */
  'setup.store': change(['admin'], { place: setupPlaceSchema, answer: z.enum(['device', 'none']), name: wordsSchema(60), choice: choiceSchema.nullable() }, storedSchema),
  /** Begins a test of the choice, or of what runs where it is null; the one that was under way is left. A repeat with the same id changes nothing. Refuses 'setup.nothing-to-test'. */
  'setup.try': query(['admin'], z.strictObject({ trialId: z.uuid(), place: setupPlaceSchema, choice: choiceSchema.nullable() }), trialSchema),
  /** The person's word on a test, or that it is left; what came of it is kept, once for each test. Refuses 'setup.trial-over'. */
  'setup.end-trial': query(['admin'], z.strictObject({ trialId: z.uuid(), said: z.enum(['yes', 'no', 'left']) }), trialSchema),
  /** Starts the station again with the settings as they are in the file; windows come back by themselves. */
  'setup.restart': query(['admin'], nothing, nothing),
};
