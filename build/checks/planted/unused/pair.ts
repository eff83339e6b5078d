// One export is used, the other by nobody.
export const used = 1;
export const neverUsed = 2;
