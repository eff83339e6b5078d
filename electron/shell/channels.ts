// Names of the two channels between preload and shell; the page never learns them.

/** Request and answer. */
export const CALL_CHANNEL = 'mot-cua:call';
/** Pushed frames, shell to page. */
export const EVENT_CHANNEL = 'mot-cua:event';
