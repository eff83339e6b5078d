// What a machine's settings say of the hall's voice.

import { z } from 'zod';
import { loudspeakerNameSchema } from '../../shared/contract/sound.ts';
import { absolutePathSchema, timeOfDaySchema } from './setting-fields.ts';

export const soundSchema = z.strictObject({
  /** False: numbers are shown, and nobody is called aloud. */
  isOn: z.boolean().default(true),
  /** Which board speaks, by its windowId; left out, the first of this machine. One only: two would echo. */
  window: z.string().max(40).optional(),
  /** Name of the loudspeaker, as the administration shows it; left out, the machine's own choice. */
  loudspeaker: loudspeakerNameSchema.optional(),
  /** Percent. */
  volume: z.int().min(0).max(100).default(80),
  /** How often each call is said. */
  times: z.int().min(1).max(3).default(1),
  hasChime: z.boolean().default(true),
  /** Hours in which nobody is called aloud, by the point's clock; over midnight if `to` is before `from`. */
  quiet: z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema }).nullable().default(null),
  /** Folder of the commune's own recordings. */
  folder: absolutePathSchema.optional(),
});
export type SoundSettings = z.infer<typeof soundSchema>;
