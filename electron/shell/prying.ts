// Switches with which somebody at the keyboard would look into a packaged program from outside.

const prying = ['inspect', 'inspect-brk', 'inspect-port', 'inspect-publish-uid', 'remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'js-flags', 'load-extension'] as const;

/** True when the command line carries one of them; a package then ends at once. */
export function isPriedInto(hasSwitch: (name: string) => boolean): boolean {
  return prying.some(hasSwitch);
}
