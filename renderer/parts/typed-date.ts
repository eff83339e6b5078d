// Dates as officers type them, day first, and as the contract carries them.

/** '24/11/1985' for '1985-11-24'; '' for ''. */
export function typedDate(iso: string): string {
  const [year, month, day] = iso.split('-');
  return year !== undefined && month !== undefined && day !== undefined ? `${day}/${month}/${year}` : '';
}

/** '1985-11-24' for '24/11/1985', '24-11-1985', '24.11.1985' or '24111985'; '' for nothing typed; null for what is no date. */
export function parseTypedDate(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const parts = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (parts === null) return null;
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (year < 1880 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  return real.toISOString().slice(0, 10);
}
