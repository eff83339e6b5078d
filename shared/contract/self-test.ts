// The self-test of a locked-down screen: which gestures an IT technician tries, what came of each, and the commands that keep it.

import { z } from 'zod';
import { callerSchema, change, nothing, query } from './command.ts';
import { epochMsSchema, wordsSchema } from './primitives.ts';

/** In the order in which they are tried; the one that restarts the machine is the last. */
export const SELF_TEST_STEPS = [
  'screen', 'touch', 'edge-left', 'edge-right', 'edge-top', 'edge-bottom', 'pinch', 'two-fingers', 'three-fingers', 'long-press',
  'alt-tab', 'alt-f4', 'windows-key', 'ctrl-esc', 'task-manager', 'ctrl-alt-del', 'function-keys', 'sticky-keys', 'usb-keyboard', 'display-off', 'sound', 'clock', 'restart',
] as const;
export const selfTestStepSchema = z.enum(SELF_TEST_STEPS);
export type SelfTestStep = z.infer<typeof selfTestStepSchema>;

/** What the page noticed by itself while a step was tried. */
export const SIGHTS = ['touch', 'mouse', 'keys', 'blur', 'hidden', 'resized', 'zoomed', 'reloaded', 'not-full-screen', 'off-target', 'other-zone', 'restarted'] as const;
const sightSchema = z.enum(SIGHTS);
export type Sight = z.infer<typeof sightSchema>;

const resultShape = {
  step: selfTestStepSchema,
  /** 'begun' is saved before the step is tried: whoever finds it after a reload knows that the step closed the page. */
  state: z.enum(['begun', 'passed', 'failed', 'skipped']),
  sights: z.array(sightSchema).max(SIGHTS.length),
  /** What the technician said where the program cannot see it: nothing came up that is not ours, or something did. */
  said: z.enum(['nothing', 'something']).nullable(),
  /** Figures and names of keys, made by the program; never what somebody typed. */
  detail: wordsSchema(200),
};
export const selfTestResultSchema = z.strictObject({ ...resultShape, at: epochMsSchema });
export type SelfTestResult = z.infer<typeof selfTestResultSchema>;

export const selfTestSchema = z.strictObject({
  runId: z.uuid(),
  /** The window that is tried. */
  target: callerSchema,
  /** As the technician signs; '' while nobody has. */
  who: wordsSchema(60),
  begunAt: epochMsSchema,
  /** Null while it goes on, and for one that was left. */
  endedAt: epochMsSchema.nullable(),
  /** One for each step that was begun, in the order of the steps. */
  results: z.array(selfTestResultSchema).max(SELF_TEST_STEPS.length),
});
export type SelfTest = z.infer<typeof selfTestSchema>;

/** Windows that stand in front of citizens. */
const publicRoles = ['kiosk', 'board', 'citizen-display'] as const;

export const selfTestCommands = {
  /** The caller's own: `open` is under way (null for most of a machine's life), `hasRestarted` says that the machine itself has been restarted since the last note. */
  'self-test.read': query(publicRoles, nothing, z.strictObject({ open: selfTestSchema.nullable(), hasRestarted: z.boolean() })),
  /** Every public window of this machine with the test that is under way there and the one that ended last. */
  'self-test.list': query(['admin'], nothing, z.strictObject({ windows: z.array(z.strictObject({ target: callerSchema, open: selfTestSchema.nullable(), last: selfTestSchema.nullable() })) })),
  /** Shows the test in that window at once; one that is open there is left. */
  'self-test.begin': change(['admin'], { target: callerSchema, who: wordsSchema(60) }, z.strictObject({ runId: z.uuid() })),
  /** A step as it stands; the last word on a step counts. */
  'self-test.note': change(publicRoles, { runId: z.uuid(), ...resultShape }, selfTestSchema),
  /** 'finished' keeps it as the window's last test, 'left' only gives the window back to citizens. */
  'self-test.end': change([...publicRoles, 'admin'], { runId: z.uuid(), how: z.enum(['finished', 'left']), who: wordsSchema(60) }, nothing),
};
