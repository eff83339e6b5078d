// The key of each act of the intake: a refusal is said where the act was asked for, and nowhere else.

const PREFIX = 'intake:';

/** `of` is a dialog's kind, 'case', 'channel', or 'drop:' with the paper that is given up. */
export function intakeKey(of: string): string {
  return PREFIX + of;
}

export function isIntakeKey(key: string): boolean {
  return key.startsWith(PREFIX);
}
