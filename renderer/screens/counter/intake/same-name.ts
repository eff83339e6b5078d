// Whether two names are one: a card writes in capitals what an officer types in small letters.

/** Accents count: Hà and Hạ are two people. */
export function isSameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi');
}
