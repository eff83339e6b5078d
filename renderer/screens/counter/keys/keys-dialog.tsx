// All keys of the counter on one card.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Keycap } from '../../../parts/keycap.tsx';
import { useStaff } from '../../../parts/staff/staff-context.tsx';
import type { TextKey } from '../../../parts/texts/texts.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions } from '../counter-model.ts';

/** Means something only to whoever is signed in. */
const LOCK_KEY = 'Alt L';

/** Every key of the counter, as it is drawn. */
export const COUNTER_KEYS: readonly (readonly [key: string, words: TextKey])[] = [
  ['F1', 'guide.open'],
  ['F2', 'counter.queue.next'],
  ['F3', 'counter.queue.recall'],
  ['F4', 'counter.queue.skip'],
  ['F6', 'counter.queue.hold'],
  ['F7', 'counter.queue.transfer'],
  ['F9', 'counter.queue.finish'],
  ['F10', 'counter.queue.pause'],
  ['Alt 1–4', 'counter.keys.steps'],
  ['Alt 5', 'care.counter.heading'],
  ['Alt F', 'counter.find.title'],
  ['Alt H', 'counter.due.heading'],
  ['Alt P', 'counter.petition.title'],
  ['Alt T', 'counter.take-home.open'],
  ['Alt R', 'counter.away.open'],
  ['Alt 7', 'counter.behalf.title'],
  ['Alt 8', 'counter.delivery.title'],
  ['Alt 9', 'counter.outside.title'],
  ['Alt 0', 'counter.keys.earlier'],
  ['↑ ↓', 'counter.keys.move'],
  ['+ −', 'counter.keys.paper'],
  ['Space', 'counter.keys.space'],
  ['F8', 'counter.keys.scan'],
  ['Esc', 'counter.keys.stop'],
  ['F11', 'fee.open'],
  ['Alt 6', 'fee.drawer.open'],
  ['F12', 'counter.receive.button'],
  ['Shift F11', 'hand.open-out'],
  ['Shift F12', 'hand.open-results'],
  [LOCK_KEY, 'staff.lock.leaving'],
];

export function KeysDialog({ act }: { readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const staff = useStaff();
  return (
    <Dialog
      title={t('counter.keys.title')}
      onClose={() => act.openDialog(null)}
      actions={
        <Button keycap="Esc" onPress={() => act.openDialog(null)}>
          {t('counter.papers.close')}
        </Button>
      }
    >
      <dl className="keys-list">
        {COUNTER_KEYS.filter(([key]) => staff !== null || key !== LOCK_KEY).map(([key, words]) => (
          <div key={key}>
            <dt>
              <Keycap>{key}</Keycap>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
