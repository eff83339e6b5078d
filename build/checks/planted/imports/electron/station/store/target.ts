// Breaks no rule: something for a planted file to import.
export type Target = string;
