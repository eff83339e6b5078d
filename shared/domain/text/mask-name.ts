// A person's name as it may stand in a list that anybody beside the officer can read: enough to recognise whom one knows, too little to learn who was here.

/** The family name and the initials of the rest: 'Nguyễn Thị Lan' is 'Nguyễn T. L.'; of a name of one word only the initial. */
export function maskName(name: string): string {
  const [family = '', ...rest] = name.normalize('NFC').trim().split(/\s+/u);
  // Of a name that is forgotten only a dash stands here.
  if (!/\p{L}/u.test(family)) return family;
  const initials = rest.map((word) => `${[...word][0] ?? ''}.`);
  return initials.length === 0 ? `${[...family][0] ?? ''}.` : [family, ...initials].join(' ');
}
