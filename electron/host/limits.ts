// How much the browser host takes: a point has a few windows on one machine, whatever is beyond that is no work of a counter.

/** Most TCP connections at once. */
export const MAX_CONNECTIONS = 512;
/** Most sockets of all windows together. */
export const MAX_SOCKETS = 200;
/** Most sockets of one window: a reloaded page may come before its last socket has gone. */
export const MAX_SOCKETS_OF_WINDOW = 12;
/** Largest head of a request, in bytes; cookies of ours have 60. */
export const MAX_HEAD_BYTES = 8192;
/** Most headers of a request; browsers send about twenty. */
export const MAX_HEADERS = 64;
/** Longest time for the head of a request, in ms. */
export const HEAD_MS = 5000;
/** Longest time for a whole request, in ms; ours have no body. */
export const REQUEST_MS = 10_000;
/** How often slow requests are looked for, in ms. */
export const LOOK_MS = 1000;
/** A connection on which nothing moves ends after this, in ms; sockets have their own life. */
export const IDLE_MS = 30_000;
/** A socket that is this far behind is closed; the window comes back and reads anew. */
export const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** Frames of one socket: at once, and a second for good. A person makes a few; a page that comes back reads a few dozen things. */
export const FRAMES = { burst: 3000, perSecond: 1000 };
/** UTF-16 units of the frames of one socket, likewise. */
export const FRAME_CHARS = { burst: 16 * 1024 * 1024, perSecond: 2 * 1024 * 1024 };
/** New sockets of one window, likewise: pages wait longer and longer between two tries. */
export const HANDSHAKES = { burst: 60, perSecond: 5 };
/** Requests that are refused, likewise, for all of the host: beyond it they get an empty answer and no look at any file. Good ones are never counted, so nobody can lock a window out. */
export const REFUSALS = { burst: 200, perSecond: 20 };
