// The intent of having seen what is new in the catalogue.

export const CATALOGUE_KEY = 'catalogue';
