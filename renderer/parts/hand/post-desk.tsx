// What goes by post, for whoever the post office has sent and for officers: what lies here for it, what is gone and not brought yet, what is due and not here yet, and the day's list on paper.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { POST_UNDER_WAY_DAYS, type PostLine, type PostLists } from '../../../shared/contract/post.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import { remember } from '../../client/remembered.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { ageWords } from '../care/words-for.ts';
import { EmptyState, Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory } from '../services.tsx';
import type { TextKey } from '../texts/texts.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { BatchPaperDialog } from './batch-paper-dialog.tsx';
import { PostDialog } from './post-dialog.tsx';
import './hand.css';

export function PostDesk({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [open, setOpen] = useState<DossierId | null>(null);
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('post.lists', {}), again: ['dossiers.changed', 'print.changed'], now: clock }));
  return (
    <div className="hand hand-post">
      <h2>{t('hand.post.heading')}</h2>
      <p className="quiet">{t('hand.post.explain', { days: POST_UNDER_WAY_DAYS })}</p>
      {answer.kind === 'loading' && <Loading />}
      {answer.kind !== 'loading' && answer.failure !== null && <FailureNotice tone="warning" failure={answer.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
      {answer.kind === 'known' && <Lists lists={answer.value} now={now} onOpen={setOpen} />}
      {open !== null && <PostDialog key={open} dossierId={open} now={now} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Lists({ lists, now, onOpen }: { readonly lists: PostLists; readonly now: number; onOpen(dossierId: DossierId): void }): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  const act = (key: 'hand.post.open' | 'hand.post.deliver', { dossierId, code }: PostLine): ReactNode => (
    <Button icon="forward" label={`${t(key)} ${code}`} onPress={() => onOpen(dossierId)}>
      {t(key)}
    </Button>
  );
  return (
    <>
      {(lists.isCut.waiting || lists.isCut.posted) && <Notice tone="warning" heard="none">{t('hand.cut')}</Notice>}
      <PostTable of="waiting" lines={lists.waiting} heads={['hand.waiting.place', 'hand.waiting.since', 'hand.act']}>
        {(line) => (
          <>
            <td>
              {line.place} {line.isOwed && <Badge tone="warning">{t('hand.post.owed')}</Badge>}
            </td>
            <td className="digits">{line.arrivedAt === null ? t('hand.waiting.unknown') : ageWords(line.arrivedAt, now, texts)}</td>
            <td>{act('hand.post.open', line)}</td>
          </>
        )}
      </PostTable>
      <PostTable of="sent" lines={lists.posted} heads={['hand.post.sent-at', 'hand.return.tracking', 'hand.post.brought']} before={<DayList lists={lists} now={now} />}>
        {(line) => (
          <>
            <td className="digits">{moment(line.sent.at, now)}</td>
            <td className="digits">{line.sent.tracking}</td>
            <td>{line.sent.deliveredAt === null ? act('hand.post.deliver', line) : <Badge tone="success">{t('hand.post.delivered', { time: moment(line.sent.deliveredAt, now) })}</Badge>}</td>
          </>
        )}
      </PostTable>
      <PostTable of="expected" lines={lists.expected} heads={['hand.due']}>
        {(line) => (
          <td className="digits">
            {moment(line.dueAt, now)} {line.dueAt < now && <Badge tone="danger">{t('hand.late')}</Badge>}
          </td>
        )}
      </PostTable>
    </>
  );
}

/** The paper that goes with what is gone today, and how it stands with its printing. */
function DayList({ lists: { posted, print, printers }, now }: { readonly lists: PostLists; readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const today = businessDayOf(now as EpochMs);
  if (!posted.some(({ sent }) => businessDayOf(sent.at) === today)) return null;
  return (
    <div className="hand-row">
      <Button icon="printer" onPress={() => setOpen(true)}>
        {t('hand.given.post-list')}
      </Button>
      {print !== null && <p className="quiet">{t('hand.post.list-state', { state: t(`admin.prints.state.${print.state}`) })}</p>}
      {isOpen && <BatchPaperDialog paper={{ kind: 'post' }} printers={printers} onClose={() => setOpen(false)} />}
    </div>
  );
}

interface PostTableProps<Line extends PostLine> {
  readonly of: 'waiting' | 'sent' | 'expected';
  readonly lines: readonly Line[];
  /** Headings of the list's own columns. */
  readonly heads: readonly TextKey[];
  readonly before?: ReactNode;
  readonly children: (line: Line) => ReactNode;
}

function PostTable<Line extends PostLine>({ of, lines, heads, before, children }: PostTableProps<Line>): ReactNode {
  const { t } = useTexts();
  return (
    <section aria-label={t(`hand.post.${of}`)}>
      <h3>{t(`hand.post.${of}`)}</h3>
      {before}
      {lines.length === 0 ? (
        <EmptyState icon="check-circle" title={t(`hand.post.${of}-none`)} />
      ) : (
        <table className="table">
          <thead>
            <tr>
              {(['hand.code', 'hand.procedure', 'counter.delivery.recipient', ...heads] as const).map((head) => (
                <th key={head} scope="col">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.dossierId}>
                <td className="digits table-code">
                  {line.code}
                  {line.isProvisional && <p className="quiet">{t('hand.provisional')}</p>}
                </td>
                <td>{line.procedureName}</td>
                <td>{line.recipient}</td>
                {children(line)}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
