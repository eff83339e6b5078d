// What an officer notes of an intake beyond person and papers, and the words that are still being typed.

import type { Owner } from '../../../../shared/contract/intake.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { must } from '../../../../shared/base/must.ts';
import { plainNumber } from '../../../../shared/domain/intake/organisation-number.ts';
import { casesOf, OTHER_CASE } from '../../../../shared/domain/procedure/cases.ts';
import { pagesOfVisit } from '../../store/pages.ts';
import { answerOnce } from '../../store/requests.ts';
import { keepPaperCounts, setTyping } from '../../store/visits.ts';
import type { Handler, Handlers } from '../context.ts';
import { changeDraft, changeIntake, chosenProcedure } from './edit-draft.ts';
import { counterOf, ownDraft } from './own-visit.ts';
import type { RunningScans } from './visit-view.ts';

/** 'visit.keep-typing': durable at every press; told to nobody, since the window that types has it, and another asks when it opens. */
const keepTyping: Handler<'visit.keep-typing'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'visit.keep-typing', input, caller }, (store) => {
    const { visitId } = ownDraft(store, input.visitId, counterOf(caller));
    setTyping(store, visitId, Object.fromEntries(Object.entries(input.typing).filter(([, words]) => words !== '')));
    return { visitId };
  });

/** Numbers are stored without what groups them. */
function plain(owner: Owner): Owner {
  return owner.kind === 'person' ? owner : { ...owner, number: plainNumber(owner.number) };
}

type IntakeCommand = 'visit.keep-typing' | 'visit.set-channel' | 'visit.choose-case' | 'visit.set-behalf' | 'visit.set-delivery' | 'visit.add-outside-paper' | 'visit.drop-outside-paper';

export function intakeHandlers(scans: RunningScans): Handlers<IntakeCommand> {
  return {
    'visit.keep-typing': keepTyping,
    'visit.set-channel': (context, input, caller) =>
      changeDraft(context, scans, { command: 'visit.set-channel', input, caller }, (store, visit) => changeIntake(context, store, visit, { ...visit.intake, channel: input.channel })),
    'visit.choose-case': (context, input, caller) =>
      changeDraft(context, scans, { command: 'visit.choose-case', input, caller }, (store, visit) => {
        chosenProcedure(context, visit);
        const listed = must(visit.procedureCode === null ? null : context.catalogue.read(visit.procedureCode), 'it was chosen and is known');
        const cases = casesOf(listed.papers);
        if (input.caseName !== '' && !(cases.length > 0 && [...cases, OTHER_CASE].includes(input.caseName))) throw new Refusal('procedure.unknown');
        changeIntake(context, store, visit, { ...visit.intake, caseName: input.caseName });
      }),
    'visit.set-behalf': (context, input, caller) =>
      changeDraft(context, scans, { command: 'visit.set-behalf', input, caller }, (store, visit) => {
        const { behalf } = input;
        changeIntake(context, store, visit, { ...visit.intake, behalf: behalf === null ? null : { ...behalf, owner: plain(behalf.owner) } });
      }),
    'visit.set-delivery': (context, input, caller) =>
      changeDraft(context, scans, { command: 'visit.set-delivery', input, caller }, (store, visit) => changeIntake(context, store, visit, { ...visit.intake, delivery: input.delivery })),
    'visit.add-outside-paper': (context, input, caller) =>
      changeDraft(context, scans, { command: 'visit.add-outside-paper', input, caller }, (store, visit) => {
        chosenProcedure(context, visit);
        const { outside } = visit.intake;
        const taken = new Set(outside.map(({ paperId }) => paperId));
        const paperId = must(Array.from({ length: outside.length + 1 }, (_, index) => `ngoai-danh-muc-${index + 1}`).find((each) => !taken.has(each)), 'one of more names than papers is free');
        changeIntake(context, store, visit, { ...visit.intake, outside: [...outside, { paperId, name: input.name, reason: input.reason }] });
      }),
    'visit.drop-outside-paper': (context, input, caller) =>
      changeDraft(context, scans, { command: 'visit.drop-outside-paper', input, caller }, (store, visit) => {
        const outside = visit.intake.outside.filter(({ paperId }) => paperId !== input.paperId);
        if (outside.length === visit.intake.outside.length) throw new Refusal('paper.unknown');
        const pages = pagesOfVisit(store, visit.visitId).filter(({ paperId }) => paperId === input.paperId).length;
        if (pages > 0) throw new Refusal('visit.pages-in-the-way', { count: pages });
        if (visit.procedureCode === null) keepPaperCounts(store, visit.visitId, []);
        changeIntake(context, store, visit, { ...visit.intake, outside });
      }),
  };
}
