// Versions of the program: three numbers, compared as numbers.

const VERSION = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;

/** True for three numbers such as '1.12.0'; no suffixes, since a suffix has no order that everybody agrees on. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Negative where `one` is the older; both must be versions. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let place = 0; place < 3; place += 1) {
    const apart = (a[place] ?? 0) - (b[place] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}
