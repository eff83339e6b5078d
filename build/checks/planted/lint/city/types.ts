// Breaks each rule about types; the mark stands on the line that must be reported.
import { Buffer } from 'node:buffer'; // planted: typescript(consistent-type-imports)
import { type Socket } from 'node:net'; // planted: typescript(no-import-type-side-effects)

type Kind = 'one' | 'two';

export function breaksThem(text: string, kind: Kind, list: readonly string[], socket: Socket): Buffer | string {
  const parsed = JSON.parse(text); // planted: typescript(no-unsafe-assignment)
  const waved: any = 1; // planted: typescript(no-explicit-any)
  takesText(parsed); // planted: typescript(no-unsafe-argument)
  parsed(); // planted: typescript(no-unsafe-call)
  socket.write(String(parsed.name)); // planted: typescript(no-unsafe-member-access)
  const first = list[0]!; // planted: typescript(no-non-null-assertion)
  const same = text as string; // planted: typescript(no-unnecessary-type-assertion)
  // @ts-expect-error planted: typescript(ban-ts-comment)
  const wrong: number = text;
  switch (kind) { // planted: typescript(switch-exhaustiveness-check)
    case 'one':
      break;
  }
  const shown = `${{ text }}`; // planted: typescript(restrict-template-expressions) typescript(no-base-to-string)
  const cut = text.substr(1); // planted: typescript(no-deprecated)
  if (text.length > 3) return parsed; // planted: typescript(no-unsafe-return)
  return [waved, first, same, wrong, shown, cut].join();
}

function takesText(text: string): void {
  if (text === '') throw new Error('empty');
}
