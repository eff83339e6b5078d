// Breaks each rule about promises; the mark stands on the line that must be reported.
async function answer(): Promise<number> {
  try {
    return Promise.resolve(1); // planted: typescript(return-await)
  } catch (cause) {
    throw new Error('city', { cause });
  }
}

export async function breaksThem(list: number[], fail: (error: Error) => void): Promise<void> {
  answer(); // planted: typescript(no-floating-promises)
  list.forEach(async () => { // planted: typescript(no-misused-promises)
    await answer();
  });
  await 1; // planted: typescript(await-thenable) unicorn(no-unnecessary-await)
  await new Promise((_resolve, reject) => {
    reject('no error'); // planted: typescript(prefer-promise-reject-errors)
  });
  await answer().catch((cause: unknown) => {
    fail(new Error('city', { cause }));
  });
}

export function throwsText(kind: 'a' | 'b', later: () => string): never {
  if (kind === 'a') throw 'text'; // planted: eslint(no-throw-literal) typescript(only-throw-error)
  throw later(); // planted: typescript(only-throw-error)
}
