// How long a name or an address of mail may be that is written at the counter; whoever passes one on takes as much.

/** Letters of a person's name. */
export const PERSON_NAME_LENGTH = 120;

/** Letters of the name of whose dossier it is: an organisation's stands in full, as its papers have it. */
export const OWNER_NAME_LENGTH = 200;

/** Letters of an e-mail address: of the 254 that a mail system allows none that anybody dictates needs more. */
export const EMAIL_LENGTH = 120;
