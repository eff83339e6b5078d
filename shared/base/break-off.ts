// How a connection is broken on purpose, so that nothing of it is left whatever it was just doing.

/** What is used of a socket of `node:net`. */
export interface Breakable {
  readonly writableEnded: boolean;
  readonly writableFinished: boolean;
  destroy(): unknown;
  resetAndDestroy(): unknown;
}

/**
 * Resets the connection; one that is just saying good-bye is closed instead.
 * Node (24.21, by libuv's `uv_tcp_close_reset`) refuses to reset a socket whose shutdown is under way, yet counts it as closing: it never closes, says so to nobody, and its process turns in circles when it should end.
 */
export function breakOff(socket: Breakable): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}
