// The log of the station: one JSON object a line, without anybody's data.

/** Values that may stand in a log line. Names, numbers of cards and payloads may not. */
export type LogValues = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, values?: LogValues): void;
  warn(event: string, values?: LogValues): void;
  /** A bug or a broken part. The stack is kept; the message of a parse error is not, since it can quote its input. */
  error(event: string, error: unknown, values?: LogValues): void;
}

/** A log that writes lines with `write`; `now` is the wall clock. */
export function createLog(source: string, now: () => number, write: (line: string) => void): Log {
  const line = (level: string, event: string, values: LogValues) => {
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, source, event, ...values })}\n`);
  };
  return {
    info: (event, values = {}) => line('info', event, values),
    warn: (event, values = {}) => line('warn', event, values),
    error: (event, error, values = {}) => line('error', event, { ...values, ...describe(error) }),
  };
}

/** Kind and place of an error. Parsers (`ZodError`, `SyntaxError`) quote what they read, which can be a person's: their words are left out. */
function describe(error: unknown): LogValues {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((text) => text.trimStart().startsWith('at ')).slice(0, 8).map((text) => text.trim()).join(' | ');
  const quotes = error.name === 'ZodError' || error.name === 'SyntaxError';
  return { error: error.name, message: quotes ? '(left out: it can quote its input)' : error.message.slice(0, 300), frames };
}
