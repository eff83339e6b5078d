// The admin window as IT people see it: four sections under tabs, each saying how old it is.

import type { ReactNode } from 'react';
import { HostBadges } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Clock } from '../../parts/clock.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { Loading } from '../../parts/loading.tsx';
import { LetterDialog } from '../../parts/care/letter-dialog.tsx';
import { FailureNotice, Notice } from '../../parts/notice.tsx';
import { TabList } from '../../parts/tab-list.tsx';
import type { TabListProps } from '../../parts/tab-list.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { Remembered } from '../../client/remembered.ts';
import { ADMIN_TABS } from './admin-model.ts';
import type { AdminModel, AdminProps, AdminTab } from './admin-model.ts';
import { DossiersSection } from './dossiers/dossiers-section.tsx';
import { HealthSection } from './health/health-section.tsx';
import { OutboxSection } from './outbox/outbox-section.tsx';
import { PrintsSection } from './prints/prints-section.tsx';
import './admin.css';

/** What a tab's count says: only things that want a person, or how many there are. */
function countOf(model: AdminModel, tab: AdminTab): { readonly count?: number; readonly tone?: 'warning' } {
  const warn = (count: number): { readonly count: number; readonly tone?: 'warning' } => (count > 0 ? { count, tone: 'warning' } : { count });
  switch (tab) {
    case 'health':
      return model.health.kind === 'known' ? warn(model.health.value.checks.filter(({ state }) => state === 'warning' || state === 'failed').length) : {};
    case 'outbox':
      return model.outbox.kind === 'known' ? warn(model.outbox.value.sync.waitingEvents + model.outbox.value.sync.deadLetters + model.outbox.value.conflicts.length) : {};
    case 'prints':
      return model.prints.kind === 'known' ? warn(model.prints.value.length) : {};
    case 'dossiers':
      return model.dossiers.kind === 'known' ? { count: model.dossiers.value.length } : {};
  }
}

export function AdminView(props: AdminProps): ReactNode {
  const { model, act } = props;
  const { t, moment } = useTexts();
  const tabs: TabListProps<AdminTab>['tabs'] = ADMIN_TABS.map((id) => ({ id, name: t(`admin.tab.${id}`), ...countOf(model, id) }));
  const lost = model[model.tab].kind === 'known' && model.connection.kind !== 'open';
  return (
    <div className="admin">
      <header className="admin-head">
        <h1 className="admin-title">{t('admin.title')}</h1>
        <p className="admin-unit">{model.point.unit.name}</p>
        <HostBadges point={model.point} />
        <LanguageSwitch />
        <Clock />
      </header>
      <main className="admin-main">
        <TabList label={t('admin.tabs-label')} tabs={tabs} chosen={model.tab} panelId="admin-panel" onChoose={act.choose} />
        {lost && (
          <Notice tone="danger" icon="cloud-off" heard="alert">
            {t('admin.lost', { time: moment(model.connection.since, model.now) })}
          </Notice>
        )}
        <div className="admin-panel" id="admin-panel" role="tabpanel" aria-labelledby={`admin-panel-${model.tab}`} tabIndex={0}>
          <Section {...props} />
        </div>
      </main>
      <LetterDialog model={model.care} act={act.care} />
    </div>
  );
}

function Section({ model, act }: AdminProps): ReactNode {
  switch (model.tab) {
    case 'health':
      return known(model.health, 'health', { model, act }, (health) => <HealthSection health={health} now={model.now} />);
    case 'outbox':
      return known(model.outbox, 'outbox', { model, act }, (outbox) => <OutboxSection outbox={outbox} model={model} act={act} />);
    case 'prints':
      return known(model.prints, 'prints', { model, act }, (prints) => <PrintsSection prints={prints} model={model} act={act} />);
    case 'dossiers':
      return known(model.dossiers, 'dossiers', { model, act }, (dossiers) => <DossiersSection dossiers={dossiers} now={model.now} />);
  }
}

function known<Value>(remembered: Remembered<Value>, tab: AdminTab, { model, act }: AdminProps, draw: (value: Value) => ReactNode): ReactNode {
  return (
    <>
      {remembered.kind === 'loading' && <Waiting />}
      {remembered.kind !== 'loading' && remembered.failure !== null && <Failed failure={remembered.failure} onAgain={() => act.refresh(tab)} />}
      {remembered.kind === 'known' && (
        <>
          {draw(remembered.value)}
          <ReadAt at={remembered.at} now={model.now} onAgain={() => act.refresh(tab)} />
        </>
      )}
    </>
  );
}

function Waiting(): ReactNode {
  const { t } = useTexts();
  return <Loading>{t('admin.loading')}</Loading>;
}

function Failed({ failure, onAgain }: { readonly failure: Parameters<typeof FailureNotice>[0]['failure']; readonly onAgain: () => void }): ReactNode {
  const { t } = useTexts();
  return <FailureNotice tone="warning" failure={failure} title={t('admin.failed')} action={<Button onPress={onAgain}>{t('admin.try-again')}</Button>} />;
}

function ReadAt({ at, now, onAgain }: { readonly at: number; readonly now: number; readonly onAgain: () => void }): ReactNode {
  const { t, moment } = useTexts();
  return (
    <p className="admin-read-at">
      <span>{t('admin.read-at', { time: moment(at, now) })}</span>
      <Button kind="quiet" icon="repeat" onPress={onAgain}>
        {t('admin.refresh')}
      </Button>
    </p>
  );
}
