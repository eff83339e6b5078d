// What the keys and buttons of the intake's line and its dialogs do.

import type { VisitId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { failureOf } from '../../../client/call-failed.ts';
import type { CounterCore } from '../counter-core.ts';
import type { CounterActions } from '../counter-model.ts';
import { known } from '../counter-model.ts';
import { personKey } from '../visit/steps.ts';
import { intakeKey } from './intake-keys.ts';

type IntakeActions = Pick<CounterActions, 'type' | 'setChannel' | 'chooseCase' | 'setBehalf' | 'setDelivery' | 'addOutsidePaper' | 'dropOutsidePaper' | 'lookAtEarlier' | 'takeEarlier' | 'reusePaper'>;
type OfVisit = (work: (visitId: VisitId, visit: Visit) => void) => void;

export function intakeActions({ services, intents, ui, visit }: CounterCore, ofVisit: OfVisit): IntakeActions {
  /** What a dialog has saved is typed no more; it closes. */
  function saved(form: string): (answer: Visit) => void {
    return (answer) => {
      visit.put(answer);
      ui.setState(({ typing }) => ({ dialog: null, typing: Object.fromEntries(Object.entries(typing).filter(([field]) => !field.startsWith(`${form}.`))) }));
    };
  }
  return {
    type: (field, words) => ui.setState(({ typing }) => ({ typing: { ...typing, [field]: words } })),
    setChannel: (channel) => ofVisit((visitId) => void intents.run(intakeKey('channel'), 'visit.set-channel', { visitId, channel }, visit.put)),
    chooseCase: (caseName) => ofVisit((visitId) => void intents.run(intakeKey('case'), 'visit.choose-case', { visitId, caseName }, visit.put)),
    setBehalf: (behalf) => ofVisit((visitId) => void intents.run(intakeKey('behalf'), 'visit.set-behalf', { visitId, behalf }, saved('behalf'))),
    setDelivery: (delivery) => ofVisit((visitId) => void intents.run(intakeKey('delivery'), 'visit.set-delivery', { visitId, delivery }, saved('delivery'))),
    addOutsidePaper: (name, reason) =>
      ofVisit((visitId) => {
        void intents.run(intakeKey('outside'), 'visit.add-outside-paper', { visitId, name, reason }, (answer) => {
          saved('outside')(answer);
          ui.setState({ step: 3, focusedPaper: answer.procedure?.papers.at(-1)?.paperId ?? null });
        });
      }),
    dropOutsidePaper: (paperId) => ofVisit((visitId) => void intents.run(intakeKey(`drop:${paperId}`), 'visit.drop-outside-paper', { visitId, paperId }, visit.put)),
    lookAtEarlier: (purpose) =>
      ofVisit((visitId) => {
        ui.setState({ earlier: { purpose, found: null, failure: null } });
        // Whoever has closed the dialog meanwhile, or serves somebody else, is shown nothing.
        const isAwaited = (): boolean => ui.getState().earlier?.purpose === purpose && known(visit.store.getState())?.visitId === visitId;
        services.client.call('visit.earlier', { visitId, purpose }).then(
          (found) => {
            if (isAwaited()) ui.setState({ earlier: { purpose, found, failure: null } });
          },
          (thrown: unknown) => {
            if (isAwaited()) ui.setState({ earlier: { purpose, found: null, failure: failureOf(thrown) } });
          },
        );
      }),
    takeEarlier: (fields) =>
      ofVisit((visitId, current) => {
        if (current.person === null) return;
        const wasAgreed = ui.getState().agreed === personKey(current);
        void intents.run('person', 'visit.set-person', { visitId, person: { ...current.person, ...fields } }, (answer) => {
          // The officer has just looked at what changed and taken it.
          ui.setState({ phone: null, ...(wasAgreed ? { agreed: personKey(answer) } : {}) });
          visit.put(answer);
        });
      }),
    reusePaper: (paperId, fromDossier, fromPaper) =>
      ofVisit((visitId) => {
        void intents.run(intakeKey('earlier'), 'visit.reuse-paper', { visitId, paperId, fromDossier, fromPaper }, (answer) => {
          visit.put(answer);
          ui.setState({ dialog: null, earlier: null, step: 3, focusedPaper: paperId });
        });
      }),
  };
}
