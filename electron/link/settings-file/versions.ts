// How files of earlier settings versions stay readable. A new key with a default needs no new version; a key that is renamed or means something else gets a step here and keeps it for good.

/** Turns the value of a file of one version into that of the next; what is not of the expected shape it hands on for the schema to name. */
export type UpgradeStep = (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Step `n` leads from version `n + 1` to `n + 2`. */
const STEPS: readonly UpgradeStep[] = [];

/** The version that this program writes and knows best; a file without a number is of the first. */
export const KNOWN_VERSION = STEPS.length + 1;

/** The version that a file says it has. */
export function versionOf(value: unknown): number {
  const said = isGroup(value) ? value['settingsVersion'] : undefined;
  return typeof said === 'number' && Number.isInteger(said) && said >= 1 ? said : 1;
}

/** The value as the newest version would write it. */
export function upgraded(value: unknown, version: number, steps: readonly UpgradeStep[] = STEPS): unknown {
  if (!isGroup(value)) return value;
  const pending = steps.slice(version - 1);
  return pending.length === 0 ? value : { ...pending.reduce((now, step) => step(now), value), settingsVersion: steps.length + 1 };
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
