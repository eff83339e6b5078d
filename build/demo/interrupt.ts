// Ctrl-C during a task that plays or measures: what it has started is ended in order, and nothing stays behind.

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What a shell says of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/** From now on a signal disposes of `parts` and ends the process. */
export function endOnInterrupt(parts: AsyncDisposableStack): void {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      void parts.disposeAsync().finally(() => process.exit(INTERRUPTED));
    });
  }
}
