// The officers of the point as their head keeps them: who there is and may do what, new ones, new PINs, and what was done last.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ListedOfficer, StaffAct, StaffList } from '../../../../shared/contract/staff.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { actorWords } from '../../../parts/care/words-for.ts';
import { Notice } from '../../../parts/notice.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { OfficerDialog } from './officer-dialog.tsx';
import { PinDialog } from './pin-dialog.tsx';
import './staff.css';

type Open = { readonly kind: 'none' } | { readonly kind: 'add' } | { readonly kind: 'edit' | 'pin'; readonly officer: ListedOfficer };

export function StaffSection({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const [list, listMemory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('staff.list', {}), again: ['staff.changed'], now: clock }));
  const [signIn] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('staff.read', {}), again: ['staff.changed'], now: clock }));
  const mode = signIn.kind === 'known' ? signIn.value.mode : null;
  const close = (): void => setOpen({ kind: 'none' });
  const done = (answer: StaffList): void => {
    listMemory.put(answer);
    close();
  };
  return (
    <section className="card staff" aria-label={t('staff.heading')}>
      <h2>{t('staff.heading')}</h2>
      <p className="quiet">{t('staff.explain')}</p>
      {mode === 'unset' && <Notice tone="info">{t('staff.unset')}</Notice>}
      {mode === 'off' && <Notice tone="warning">{t('staff.off')}</Notice>}
      <KnownAnswer answer={list} now={now} onAgain={listMemory.refresh}>
        {({ officers, acts }) => (
          <>
            <p>
              <Button kind="primary" icon="person" onPress={() => setOpen({ kind: 'add' })}>
                {t('staff.add')}
              </Button>
            </p>
            {officers.length > 0 && <Officers officers={officers} onOpen={setOpen} />}
            {acts.length > 0 && <Acts acts={acts} now={now} />}
            {open.kind === 'add' && <OfficerDialog officer={null} isFirst={officers.length === 0} onClose={close} onDone={done} />}
            {open.kind === 'edit' && <OfficerDialog officer={open.officer} isFirst={false} onClose={close} onDone={done} />}
            {open.kind === 'pin' && <PinDialog officer={open.officer} onClose={close} onDone={done} />}
          </>
        )}
      </KnownAnswer>
    </section>
  );
}

function Officers({ officers, onOpen }: { readonly officers: readonly ListedOfficer[]; onOpen(open: Open): void }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="table-wrap">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('staff.name')}</th>
            <th scope="col">{t('staff.login')}</th>
            <th scope="col">{t('staff.role')}</th>
            <th scope="col">{t('staff.state')}</th>
            <th scope="col">{t('staff.acts.what')}</th>
          </tr>
        </thead>
        <tbody>
          {officers.map((officer) => (
            <tr key={officer.officerId}>
              <td>{officer.name}</td>
              <td>{officer.login}</td>
              <td>{t(`staff.role.${officer.role}`)}</td>
              <td>{officer.isActive ? <Badge tone={officer.isBlocked ? 'warning' : 'success'}>{t(officer.isBlocked ? 'staff.state.blocked' : 'staff.state.active')}</Badge> : <Badge tone="neutral">{t('staff.state.gone')}</Badge>}</td>
              <td className="staff-acts">
                <Button label={t('staff.edit.of', { name: officer.name })} onPress={() => onOpen({ kind: 'edit', officer })}>
                  {t('staff.edit')}
                </Button>
                <Button label={t('staff.reset.of', { name: officer.name })} onPress={() => onOpen({ kind: 'pin', officer })}>
                  {t('staff.reset')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Acts({ acts, now }: { readonly acts: readonly StaffAct[]; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  return (
    <>
      <h3>{t('staff.acts')}</h3>
      <div className="table-wrap">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('staff.acts.at')}</th>
              <th scope="col">{t('staff.acts.where')}</th>
              <th scope="col">{t('staff.acts.what')}</th>
            </tr>
          </thead>
          <tbody>
            {acts.map(({ at, seat, by, what, whom }, index) => (
              <tr key={`${at} ${index}`}>
                <td className="digits table-code">{moment(at, now)}</td>
                <td>{actorWords(seat, texts)}</td>
                <td>{t(`staff.act.${what}`, { by: by === '' ? t('staff.nobody') : by, whom })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
