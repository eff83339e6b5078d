// Takes the devices of a machine's settings for the registry: only those of counters that the point has.

import { deviceSettingsSchema, type DeviceSettings } from '../../link/devices/device-settings.ts';

/** Settings of devices that cannot be used; the message names every wrong place on a line of its own. */
export class WrongDeviceSettings extends Error {
  override readonly name = 'WrongDeviceSettings';
}

/**
 * Reads the `devices` part of a settings file.
 * @param counters the counters of the point: devices of any other are refused
 * @throws WrongDeviceSettings
 */
export function parseDeviceSettings(value: unknown, counters: readonly number[]): DeviceSettings {
  const parsed = deviceSettingsSchema.safeParse(value);
  if (!parsed.success) throw new WrongDeviceSettings(parsed.error.issues.map((issue) => `devices.${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const strangers = Object.keys(parsed.data.counters).filter((counter) => !counters.includes(Number(counter)));
  if (strangers.length > 0) throw new WrongDeviceSettings(strangers.map((counter) => `devices.counters.${counter}: the point has no such counter`).join('\n'));
  return parsed.data;
}
