// Acts of a picture: whatever is pressed, nothing happens. Parts that have acts of their own (the lists of care) get such ones.

const nothing = new Proxy({}, { get: () => () => undefined });

/** Acts of any window; the caller says which. */
export const stillActs: object = new Proxy({}, { get: (_target, name) => (name === 'care' || name === 'fee' ? nothing : () => undefined) });
