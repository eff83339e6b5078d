// A file that nobody imports.
export const alone = 1;
