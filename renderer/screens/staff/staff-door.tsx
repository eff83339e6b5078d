// Stands before the screens of officers: shows them to whoever is signed in, and to everybody where nobody has to be. A locked screen is taken away whole; what was being typed is in the draft, or kept for the same officer.

import { useCallback, useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Point } from '../../../shared/contract/point.ts';
import type { SignIn } from '../../../shared/contract/staff.ts';
import { remember } from '../../client/remembered.ts';
import type { Memory, Remembered } from '../../client/remembered.ts';
import { Loading } from '../../parts/loading.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { useMemory, useServices } from '../../parts/services.tsx';
import { KeptWordsProvider } from '../../parts/staff/kept-words.tsx';
import type { Seated } from '../../parts/staff/kept-words.tsx';
import { StaffProvider } from '../../parts/staff/staff-context.tsx';
import { SignInView } from './sign-in-view.tsx';
import { useIdleLock } from './use-idle-lock.ts';

export function StaffDoor({ point, children }: { readonly point: Point; readonly children: ReactNode }): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('staff.read', {}), again: ['staff.changed'], now: services.now }));
  return (
    <KeptWordsProvider seated={seatedOf(answer.kind === 'known' ? answer.value : null)}>
      <Door point={point} answer={answer} memory={memory}>
        {children}
      </Door>
    </KeptWordsProvider>
  );
}

function seatedOf(signIn: SignIn | null): Seated {
  if (signIn === null) return { who: null, isLocked: false };
  if (signIn.mode !== 'asked') return { who: '', isLocked: false };
  return { who: signIn.session?.officerId ?? null, isLocked: signIn.session?.isLocked ?? false };
}

interface DoorProps {
  readonly point: Point;
  readonly answer: Remembered<SignIn>;
  readonly memory: Memory<SignIn>;
  readonly children: ReactNode;
}

function Door({ point, answer, memory, children }: DoorProps): ReactNode {
  const { client } = useServices();
  const signIn = answer.kind === 'known' ? answer.value : null;
  const session = signIn?.mode === 'asked' ? signIn.session : null;
  const isOpen = session !== null && !session.isLocked;
  const ask = useCallback((command: 'staff.lock' | 'staff.sign-out' | 'staff.seen') => void client.call(command, {}).then(memory.put, memory.refresh), [client, memory]);
  useIdleLock({ isOpen, lockAfterMs: (signIn?.lockAfterSeconds ?? 0) * 1000, onTouched: useCallback(() => ask('staff.seen'), [ask]), onIdle: useCallback(() => ask('staff.lock'), [ask]) });
  useEffect(() => {
    if (!isOpen) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyL') return;
      event.preventDefault();
      if (!event.repeat) ask('staff.lock');
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [isOpen, ask]);

  if (answer.kind === 'loading') return <Loading />;
  if (answer.kind === 'failed' || signIn === null) {
    return <main className="boot">{answer.kind === 'failed' && <FailureNotice tone="warning" failure={answer.failure} />}</main>;
  }
  if (signIn.mode === 'asked' && !isOpen) return <SignInView key={session?.officerId ?? ''} point={point} signIn={signIn} onSignedIn={memory.put} />;
  return <StaffProvider staff={isOpen ? { session, lock: () => ask('staff.lock'), signOut: () => ask('staff.sign-out') } : null}>{children}</StaffProvider>;
}
