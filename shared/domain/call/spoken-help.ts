// What the kiosk says aloud about each of its pages, as names of recorded clips. The words are those that stand on the screen; this file knows only which there are.

import { spokenNumber, type ClipName } from './spoken-call.ts';

/** Pages and questions of the kiosk that have a sentence of help; the words stand in resources/texts under 'kiosk.help.<topic>'. */
export const HELP_TOPICS = ['home', 'fields', 'number', 'search', 'procedure', 'take-home', 'look-up', 'dossier', 'rate', 'rated', 'petition', 'petition-done', 'petition-status', 'idle'] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** Name of a topic's clip. */
export type HelpClip = `giup-${HelpTopic}`;

/** The clip of a topic: that of its file without '.wav'. */
export function helpClip(topic: HelpTopic): HelpClip {
  return `giup-${topic}`;
}

/** True for the name of a help clip. */
export function isHelpClip(name: string): name is HelpClip {
  return HELP_TOPICS.some((topic) => name === helpClip(topic));
}

/** The help of a page in phrases; with a ticket's number, that is read out after it. Null for what is no ticket number. */
export function spokenHelp(topic: HelpTopic, number: string | null): readonly (readonly (ClipName | HelpClip)[])[] | null {
  if (number === null) return [[helpClip(topic)]];
  const read = spokenNumber(number);
  return read === null ? null : [[helpClip(topic)], ...read];
}
