// Hand-over lists that were made: who has them, what was sent back, and where the other side's signature is noted.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { HandoverList, Handovers, ItemRefusal } from '../../../shared/contract/handover.ts';
import { itemRefusalSchema } from '../../../shared/contract/handover.ts';
import { createIntents } from '../../client/intents.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { EmptyState } from '../loading.tsx';
import { Notice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { BatchPaperDialog } from './batch-paper-dialog.tsx';

export function HandoverLists({ known, now }: { readonly known: Handovers; readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [open, setOpen] = useState<{ readonly kind: 'look' | 'receive'; readonly listId: string } | null>(null);
  const list = known.lists.find(({ listId }) => listId === open?.listId);
  return (
    <section aria-label={t('hand.lists')}>
      <h3>{t('hand.lists')}</h3>
      {known.lists.length === 0 && <EmptyState icon="paper" title={t('hand.lists.none')} />}
      <ul className="hand-lists">
        {known.lists.map((each) => (
          <li key={each.listId}>
            <ListRow list={each} now={now} onLook={() => setOpen({ kind: 'look', listId: each.listId })} onReceive={() => setOpen({ kind: 'receive', listId: each.listId })} />
          </li>
        ))}
      </ul>
      {known.olderOpen > 0 && <Notice tone="warning" heard="none">{t('hand.lists.older', { count: known.olderOpen })}</Notice>}
      {list !== undefined && open?.kind === 'look' && <BatchPaperDialog paper={{ kind: 'list', listId: list.listId }} printers={known.printers} onClose={() => setOpen(null)} />}
      {list !== undefined && open?.kind === 'receive' && <ReceiveDialog list={list} onClose={() => setOpen(null)} />}
    </section>
  );
}

function ListRow({ list, now, onLook, onReceive }: { readonly list: HandoverList; readonly now: number; onLook(): void; onReceive(): void }): ReactNode {
  const { t, moment } = useTexts();
  const back = list.items.filter(({ refused }) => refused !== null).length;
  return (
    <article className="hand-list" aria-label={t('hand.list.name', { name: list.name })}>
      <p>
        <strong className="digits">{t('hand.list.name', { name: list.name })}</strong> · {list.unit} · {t('hand.list.count', { count: list.items.length })}
      </p>
      <p className="quiet">{list.madeBy === '' ? t('hand.list.made-unnamed', { time: moment(list.madeAt, now) }) : t('hand.list.made', { officer: list.madeBy, time: moment(list.madeAt, now) })}</p>
      <p>
        {list.received === null ? <Badge tone="warning">{t('hand.list.open')}</Badge> : <Badge tone="success">{t('hand.list.received', { name: list.received.by, time: moment(list.received.at, now) })}</Badge>}{' '}
        {back > 0 && <Badge tone="danger">{t('hand.list.refused', { count: back })}</Badge>}
      </p>
      <div className="hand-row">
        <Button icon="printer" onPress={onLook}>
          {t('hand.list.look')}
        </Button>
        {list.received === null && (
          <Button icon="check" onPress={onReceive}>
            {t('hand.list.receive')}
          </Button>
        )}
      </div>
    </article>
  );
}

type Said = Readonly<Record<DossierId, { readonly why: ItemRefusal; readonly note: string }>>;

function ReceiveDialog({ list, onClose }: { readonly list: HandoverList; onClose(): void }): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const [receivedBy, setReceivedBy] = useState(list.toName);
  const [said, setSaid] = useState<Said>({});
  const refused = list.items.flatMap(({ dossierId }) => (said[dossierId] === undefined ? [] : [{ dossierId, ...said[dossierId] }]));
  const say = (dossierId: DossierId, why: ItemRefusal | null, note: string): void => {
    const { [dossierId]: _before, ...others } = said;
    setSaid(why === null ? others : { ...others, [dossierId]: { why, note } });
  };
  return (
    <FormDialog
      title={t('hand.list.name', { name: list.name })} wide leave={t('counter.dialog.back')} confirm={t('hand.list.save')} icon="check" isReady={receivedBy.trim() !== ''} intent={useStore(intents.store)['receive']} onClose={onClose}
      onConfirm={() => void intents.run('receive', 'handover.receive', { listId: list.listId, receivedBy, refused }, onClose)}
    >
      <TextField label={t('hand.list.received-by')} value={receivedBy} maxLength={120} onChange={setReceivedBy} />
      {list.items.map(({ dossierId, code, procedureName }) => (
        <ItemWord key={dossierId} code={code} procedureName={procedureName} said={said[dossierId] ?? null} onSay={(why, note) => say(dossierId, why, note)} />
      ))}
    </FormDialog>
  );
}

function ItemWord({ code, procedureName, said, onSay }: { readonly code: string; readonly procedureName: string; readonly said: Said[DossierId] | null; onSay(why: ItemRefusal | null, note: string): void }): ReactNode {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="hand-item">
      <label htmlFor={id}>
        <strong className="digits">{code}</strong> {procedureName}
      </label>
      <select id={id} className="text-input" aria-label={t('hand.list.refuse', { code })} value={said?.why ?? ''} onChange={({ target }) => onSay(itemRefusalSchema.options.find((why) => why === target.value) ?? null, said?.note ?? '')}>
        <option value="">{t('hand.list.refuse-none')}</option>
        {itemRefusalSchema.options.map((why) => (
          <option key={why} value={why}>
            {t(`hand.why.${why}`)}
          </option>
        ))}
      </select>
      {said !== null && <TextField label={t('hand.list.note')} value={said.note} maxLength={200} onChange={(note) => onSay(said.why, note)} />}
    </div>
  );
}
