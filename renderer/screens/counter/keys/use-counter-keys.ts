// Listens for the counter's keys on the whole window, so that they work while the officer types in a field.

import { useEffect, useRef } from 'react';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { known } from '../counter-model.ts';
import { focusedPaper } from '../papers/paper-state.ts';
import { takeHomeOf } from '../procedure/take-home-of.ts';
import { intentOfKey } from './counter-keys.ts';
import type { KeyIntent } from './counter-keys.ts';

function doKey(asked: KeyIntent, model: CounterModel, act: CounterActions): void {
  const visit = known(model.visit);
  switch (asked.kind) {
    case 'desk':
      return act.desk(asked.action);
    case 'guide':
      return act.openDialog({ kind: 'guide' });
    case 'find':
      return act.openDialog({ kind: 'find', text: '' });
    case 'care':
      return act.openDialog({ kind: 'care' });
    case 'fee':
      if (visit !== null) act.fee.open();
      return;
    case 'drawer':
      return act.fee.openDrawer();
    case 'due':
      return act.openDue();
    case 'turn-away':
      if (visit?.state === 'open') act.openDialog({ kind: 'turn-away' });
      return;
    case 'petition':
      return act.openDialog({ kind: 'petition' });
    case 'take-home':
      // While a procedure is being looked for, the one under the cursor is meant: the search knows which.
      if (visit !== null && visit.procedure !== null && !model.ui.changingProcedure) act.openDialog(takeHomeOf(visit.procedure, visit.intake.caseName));
      return;
    case 'hand':
      return act.openDialog({ kind: 'hand', tab: asked.tab });
    case 'receive':
      return act.receive();
    case 'stop-scan':
      return act.stopScan();
    case 'intake':
      if (visit?.state === 'open' && (asked.dialog !== 'earlier' || visit.earlier > 0)) act.openDialog({ kind: asked.dialog });
      return;
    case 'step':
      if (visit?.state === 'open') act.openStep(asked.step);
      return;
    case 'scan': {
      const paperId = visit === null ? null : focusedPaper(visit, model.ui);
      if (paperId === null) return;
      act.openStep(3);
      act.scan(paperId, asked.source);
    }
  }
}

export function useCounterKeys(model: CounterModel, act: CounterActions): void {
  const latest = useRef({ model, act });
  useEffect(() => {
    latest.current = { model, act };
  });
  useEffect(() => {
    function pressed(event: KeyboardEvent): void {
      const asked = intentOfKey(event);
      if (asked === null) return;
      const { model: current, act: acts } = latest.current;
      // A dialog in front keeps Escape for itself; other keys wait until it is answered.
      if (asked.kind === 'stop-scan' && (current.ui.dialog !== null || known(current.visit)?.scan.kind !== 'scanning')) return;
      event.preventDefault();
      // A held key is one press.
      if (event.repeat || current.ui.dialog !== null) return;
      doKey(asked, current, acts);
    }
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, []);
}
