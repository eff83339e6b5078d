// Who are you, and your PIN: large, calm, by keyboard alone. Over a locked screen it asks for its officer first.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import type { Point } from '../../../shared/contract/point.ts';
import type { SignIn } from '../../../shared/contract/staff.ts';
import { failureOf, localFailure } from '../../client/call-failed.ts';
import { HostBadges } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Clock } from '../../parts/clock.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { useServices } from '../../parts/services.tsx';
import { PinField } from '../../parts/staff/pin-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import './sign-in.css';

interface SignInProps {
  readonly point: Point;
  readonly signIn: SignIn;
  onSignedIn(answer: SignIn): void;
}

/** Said of the name and not of the PIN. */
const OF_NAME: ReadonlySet<string> = new Set(['staff.unknown']);

export function SignInView({ point, signIn, onSignedIn }: SignInProps): ReactNode {
  const { t, failure: sentence } = useTexts();
  const { client } = useServices();
  const locked = signIn.session;
  const [login, setLogin] = useState(signIn.officers.find(({ officerId }) => officerId === locked?.officerId)?.login ?? '');
  const [isOther, setOther] = useState(false);
  const [pin, setPin] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [waitSeconds, wait] = useCountdown();
  const pinRef = useRef<HTMLInputElement>(null);
  const asksName = locked === null || isOther;
  const title = locked !== null ? t('staff.locked.title') : 'counterId' in point.caller ? t('staff.sign-in.counter', { counter: point.caller.counterId }) : t('staff.sign-in.admin');

  const choose = (chosen: string): void => {
    setLogin(chosen);
    setPin('');
    setFailure(null);
    wait(0);
    pinRef.current?.focus();
  };
  const enter = (): void => {
    const officer = signIn.officers.find((each) => each.login === login.trim().toLowerCase());
    if (officer === undefined) return setFailure(localFailure('staff.unknown'));
    setBusy(true);
    setFailure(null);
    client
      .call('staff.sign-in', { officerId: officer.officerId, pin })
      .then(onSignedIn, (thrown: unknown) => {
        const refused = failureOf(thrown);
        setFailure(refused);
        wait(Number(refused.params['seconds'] ?? 0));
      })
      .finally(() => {
        setPin('');
        setBusy(false);
        pinRef.current?.focus();
      });
  };
  const said = failure === null ? undefined : waitSeconds > 120 ? t('staff.wait-minutes', { minutes: Math.ceil(waitSeconds / 60) }) : waitSeconds > 0 ? t('staff.wait', { seconds: waitSeconds }) : failure.code === 'staff.wait' ? undefined : sentence(failure);
  const isOfName = failure !== null && OF_NAME.has(failure.code);
  return (
    <div className="staff-page">
      <header className="staff-head">
        <p className="staff-unit">{point.unit.name}</p>
        <HostBadges point={point} />
        <LanguageSwitch />
        <Clock />
      </header>
      <main className="staff-main">
        <form
          className="staff-card"
          aria-label={title}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy && pin !== '' && waitSeconds === 0) enter();
          }}
        >
          <h1>{title}</h1>
          {locked !== null && !isOther && <p className="staff-whose">{t('staff.locked.whose', { name: locked.name })}</p>}
          {asksName && (
            <>
              <ul className="staff-names" aria-label={t('staff.names')}>
                {signIn.officers.map((officer) => (
                  <li key={officer.officerId}>
                    <Button size="touch" pressed={officer.login === login} onPress={() => choose(officer.login)}>
                      {officer.name}
                    </Button>
                  </li>
                ))}
              </ul>
              <TextField label={t('staff.login')} value={login} maxLength={20} autoFocus={login === ''} error={isOfName ? said : undefined} onChange={setLogin} />
            </>
          )}
          <PinField ref={pinRef} label={t('staff.pin')} value={pin} autoFocus={login !== ''} error={isOfName ? undefined : said} onChange={setPin} />
          <Button kind="primary" size="touch" icon="check" submit busy={isBusy} disabled={pin === '' || waitSeconds > 0} onPress={() => undefined}>
            {locked !== null && !isOther ? t('staff.unlock') : t('staff.enter')}
          </Button>
          {locked !== null && !isOther && (
            <Button
              kind="quiet"
              onPress={() => {
                setOther(true);
                choose('');
              }}
            >
              {t('staff.somebody-else')}
            </Button>
          )}
          <p className="quiet">{t(locked === null ? 'staff.forgotten' : 'staff.locked.kept')}</p>
        </form>
      </main>
    </div>
  );
}

/** Seconds that are left to wait, drawn as they go. */
function useCountdown(): readonly [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const look = (): void => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    look();
    if (until <= performance.now()) return undefined;
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [until]);
  return [left, (seconds) => setUntil(seconds <= 0 ? 0 : performance.now() + seconds * 1000)];
}
