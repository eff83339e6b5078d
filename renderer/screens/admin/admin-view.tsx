// The admin window as IT people see it: sections under tabs, each saying how old it is.

import type { ReactNode } from 'react';
import { must } from '../../../shared/base/must.ts';
import { HostBadges } from '../../parts/badge.tsx';
import { Clock } from '../../parts/clock.tsx';
import { GuideButton } from '../../parts/guide/guide-button.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { allNotices } from '../../parts/care/care-core.ts';
import { DossierDialog } from '../../parts/dossier/dossier-dialog.tsx';
import { HandDesk } from '../../parts/hand/hand-desk.tsx';
import { PostDesk } from '../../parts/hand/post-desk.tsx';
import { LetterDialog } from '../../parts/care/letter-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { StaffBadge } from '../../parts/staff/staff-badge.tsx';
import { mayShow, useStaff } from '../../parts/staff/staff-context.tsx';
import { TabList } from '../../parts/tab-list.tsx';
import type { TabListProps } from '../../parts/tab-list.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { Remembered } from '../../client/remembered.ts';
import { ADMIN_TABS, HEAD_TABS, TAB_RIGHTS } from './admin-model.ts';
import type { AdminModel, AdminProps, AdminTab } from './admin-model.ts';
import { AccessSection } from './access/access-section.tsx';
import { CalendarSection } from './calendar/calendar-section.tsx';
import { CatalogueSection } from './catalogue/catalogue-section.tsx';
import { DataSection } from './data/data-section.tsx';
import { DossiersSection } from './dossiers/dossiers-section.tsx';
import { FeedbackSection } from './feedback/feedback-section.tsx';
import { IndexSection } from './head/index-section.tsx';
import { TodaySection } from './head/today-section.tsx';
import { HealthSection } from './health/health-section.tsx';
import { KnownAnswer } from './known-answer.tsx';
import { OutboxSection } from './outbox/outbox-section.tsx';
import { MoneySection } from './money/money-section.tsx';
import { PrinterCard } from './prints/printer-card.tsx';
import { PrintsSection } from './prints/prints-section.tsx';
import { UpdatesSection } from './updates/updates-section.tsx';
import { SetupSection } from './setup/setup-section.tsx';
import { ReportsSection } from './reports/reports-section.tsx';
import { TrainingSection } from './training/training-section.tsx';
import { TemplatesSection } from './templates/templates-section.tsx';
import { StaffSection } from './staff/staff-section.tsx';
import { SelfTestCard } from './self-test/self-test-card.tsx';
import './admin.css';
import './admin-narrow.css';

/** What a tab's count says: only things that want a person, or how many there are. */
function countOf(model: AdminModel, tab: AdminTab): { readonly count?: number; readonly tone?: 'warning' } {
  const warn = (count: number): { readonly count: number; readonly tone?: 'warning' } => (count > 0 ? { count, tone: 'warning' } : { count });
  switch (tab) {
    case 'health':
      return model.health.kind === 'known' ? warn(model.health.value.checks.filter(({ state }) => state === 'warning' || state === 'failed').length) : {};
    case 'outbox':
      return model.outbox.kind === 'known' ? warn(model.outbox.value.sync.waitingEvents + model.outbox.value.sync.deadLetters + allNotices(model.care).length) : {};
    case 'prints':
      return model.prints.kind === 'known' ? warn(model.prints.value.length) : {};
    case 'dossiers':
      return model.dossiers.kind === 'known' ? { count: model.dossiers.value.length } : {};
    case 'updates': {
      const { last = null, found = null } = model.updates.kind === 'known' ? model.updates.value : {};
      const wants = (last !== null && last.kind !== 'installed') || (found !== null && found.code !== null) || (found?.state === 'ready' && model.updates.kind === 'known' && model.updates.value.intent === 'none');
      return wants ? warn(1) : {};
    }
    case 'today':
    case 'index':
    case 'access':
    case 'results':
    case 'post':
    case 'money':
    case 'calendar':
    case 'catalogue':
    case 'templates':
    case 'feedback':
    case 'reports':
    case 'setup':
    case 'training':
    case 'staff':
      return {};
    case 'data': {
      const missing = model.numbers.kind === 'known' ? model.numbers.value.unaccounted.length : 0;
      const lost = model.history.kind === 'known' && model.history.value.births.some((birth) => birth.missing.length > 0) ? 1 : 0;
      return missing + lost > 0 ? warn(missing + lost) : {};
    }
  }
}

/** The answer that a tab mainly shows: with it on the screen, a lost station is worth a word. */
function shownBy(model: AdminModel): Remembered<unknown> {
  // The head's sections, the wizard and the calendar read by themselves, and say themselves what they could not read.
  if (model.tab === 'today' || model.tab === 'index' || model.tab === 'setup' || model.tab === 'reports' || model.tab === 'feedback' || model.tab === 'money' || model.tab === 'results' || model.tab === 'post' || model.tab === 'calendar' || model.tab === 'catalogue' || model.tab === 'templates' || model.tab === 'training' || model.tab === 'staff') return { kind: 'loading' };
  return model[model.tab === 'data' ? 'backups' : model.tab];
}

const isOfHead = (tab: AdminTab): boolean => (HEAD_TABS as readonly string[]).includes(tab);

export function AdminView(props: AdminProps): ReactNode {
  const { act } = props;
  const { t, moment } = useTexts();
  const staff = useStaff();
  const shown = ADMIN_TABS.filter((id) => mayShow(staff, TAB_RIGHTS[id]));
  // Whoever may not see the section that was chosen sees the first of his own.
  const model = shown.includes(props.model.tab) ? props.model : { ...props.model, tab: must(shown[0], 'every role has a section') };
  const tabs: TabListProps<AdminTab>['tabs'] = shown.map((id, index) => ({ id, name: t(`admin.tab.${id}`), beginsGroup: index > 0 && !isOfHead(id) && isOfHead(must(shown[index - 1], 'it has one before it')), ...countOf(model, id) }));
  const lost = shownBy(model).kind === 'known' && model.connection.kind !== 'open';
  return (
    <div className="admin">
      <header className="admin-head">
        <h1 className="admin-title">{t('admin.title')}</h1>
        <p className="admin-unit">{model.point.unit.name}</p>
        <HostBadges point={model.point} />
        <GuideButton />
        <StaffBadge />
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
          <Section model={model} act={act} />
        </div>
      </main>
      <DossierDialog model={model.dossier} act={act.dossier} />
      <LetterDialog model={model.care} act={act.care} />
    </div>
  );
}

function Section({ model, act }: AdminProps): ReactNode {
  const { t } = useTexts();
  const { tab, now } = model;
  const read = { now, onAgain: () => act.refresh(tab) };
  switch (tab) {
    case 'health':
      return <KnownAnswer answer={model.health} {...read}>{(health) => <HealthSection health={health} now={now} lockDown={<SelfTestCard model={model} act={act} />} />}</KnownAnswer>;
    case 'outbox':
      return <KnownAnswer answer={model.outbox} {...read}>{(outbox) => <OutboxSection outbox={outbox} model={model} act={act} />}</KnownAnswer>;
    case 'prints':
      return (
        <>
          <PrinterCard now={now} />
          <KnownAnswer answer={model.prints} {...read}>{(prints) => <PrintsSection prints={prints} model={model} act={act} />}</KnownAnswer>
        </>
      );
    case 'dossiers':
      return <KnownAnswer answer={model.dossiers} {...read}>{(dossiers) => <DossiersSection dossiers={dossiers} model={model} act={act} />}</KnownAnswer>;
    case 'results':
      return (
        <section className="card" aria-label={t('hand.title')}>
          <h2>{t('hand.title')}</h2>
          <HandDesk start="working" fields={model.point.fields} now={now} onDossier={(dossierId, pane) => {
            act.dossier.open(dossierId);
            if (pane !== 'look') act.dossier.show(pane);
          }} />
        </section>
      );
    case 'post':
      return (
        <section className="card" aria-label={t('hand.post.heading')}>
          <PostDesk now={now} />
        </section>
      );
    case 'updates':
      return <KnownAnswer answer={model.updates} {...read}>{(updates) => <UpdatesSection updates={updates} model={model} act={act} />}</KnownAnswer>;
    case 'today':
      return <TodaySection point={model.point} now={now} onOpen={act.dossier.open} />;
    case 'index':
      return <IndexSection now={now} />;
    case 'setup':
      return <SetupSection now={now} />;
    case 'reports':
      return <ReportsSection now={now} unit={model.point.unit.name} />;
    case 'money':
      return <MoneySection now={now} unit={model.point.unit.name} />;
    case 'feedback':
      return <FeedbackSection now={now} />;
    case 'calendar':
      return <CalendarSection now={now} />;
    case 'catalogue':
      return <CatalogueSection now={now} />;
    case 'templates':
      return <TemplatesSection now={now} />;
    case 'training':
      return <TrainingSection now={now} />;
    case 'staff':
      return <StaffSection now={now} />;
    case 'access':
      return <AccessSection model={model} act={act} />;
    case 'data':
      return <DataSection model={model} act={act} />;
  }
}
