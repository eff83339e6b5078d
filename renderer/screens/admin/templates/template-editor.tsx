// One template: its text, what is wrong with it beside it, how it would look, and what becomes of it.

import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { TemplateFaultView, TemplateView } from '../../../../shared/contract/template.ts';
import { LONGEST_TEMPLATE } from '../../../../shared/domain/paper/template.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { downloadFile } from '../../../parts/download.ts';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { FaultList } from './fault-list.tsx';
import { FieldList } from './field-list.tsx';
import { placeOf, repaired, withField } from './template-text.ts';
import type { TemplateDraft } from './template-text.ts';
import { TemplatePreview, type Tried } from './template-preview.tsx';

interface EditorProps {
  readonly known: TemplateView;
  readonly now: number;
  /** Null while nothing was changed. */
  readonly draft: TemplateDraft | null;
  onDraft(next: TemplateDraft | null): void;
  onSaved(saved: TemplateView): void;
}

export function TemplateEditor({ known, now, draft, onDraft, onSaved }: EditorProps): ReactNode {
  const { t, moment } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['template'];
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { form, origin, setAt } = known;
  const { text, seenAt } = draft ?? { text: known.text, seenAt: setAt };
  /** What was found at the last look, of the text of then. */
  const [found, setFound] = useState<{ readonly text: string; readonly faults: readonly TemplateFaultView[]; readonly lacks: readonly string[] } | null>(null);
  const [tried, setTried] = useState<Tried | null>(origin === 'broken' ? null : { text: known.text, isLong: false });
  const [isLong, setIsLong] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isTooLarge, setIsTooLarge] = useState(false);
  const faults = found !== null && found.text === text ? found.faults : draft === null ? known.faults : [];
  const lacks = found !== null && found.text === text ? found.lacks : draft === null ? known.lacks : [];

  const edit = (changed: string): void => {
    setIsSaved(false);
    setIsTooLarge(false);
    setFailure(null);
    intents.forget((key) => key === 'template');
    onDraft(changed === known.text ? null : { text: changed, seenAt });
  };
  /** Looks for mistakes; the answer says whether there are none. */
  const check = async (of: string): Promise<boolean> => {
    setFailure(null);
    try {
      const answer = await client.call('template.check', { form, text: of });
      setFound({ text: of, ...answer });
      if (answer.faults.length === 0) setTried({ text: of, isLong });
      return answer.faults.length === 0;
    } catch (thrown) {
      setFailure(failureOf(thrown));
      return false;
    }
  };
  const done = (saved: TemplateView): void => {
    onSaved(saved);
    onDraft(null);
    setFound(null);
    setTried({ text: saved.text, isLong });
    setIsSaved(true);
  };
  const save = async (): Promise<void> => {
    if (await check(text)) void intents.run('template', 'template.set', { form, text, seenAt }, done);
  };
  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > LONGEST_TEMPLATE * 4) return setIsTooLarge(true);
    const loaded = (await file.text()).replaceAll('\r\n', '\n');
    if (loaded.length > LONGEST_TEMPLATE) return setIsTooLarge(true);
    edit(loaded);
    await check(loaded);
  };
  const goTo = (line: number): void => {
    const [from, to] = placeOf(text, Math.max(1, line));
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  };
  const insert = (name: string): void => {
    const at = area.current?.selectionStart ?? text.length;
    const { text: changed, cursor } = withField(text, at, name);
    edit(changed);
    area.current?.focus();
    requestAnimationFrame(() => area.current?.setSelectionRange(cursor, cursor));
  };
  return (
    <div className="template-editor">
      <h3>{t(`form.name.${form}`)}</h3>
      {origin === 'broken' && <Notice tone="warning">{t('template.broken-explain')}</Notice>}
      {origin === 'own' && setAt !== null && <p className="quiet">{t('template.own-since', { time: moment(setAt, now) })}</p>}
      {lacks.length > 0 && (
        <Notice tone="warning" title={t('template.lacks')}>
          {t('template.lacks-explain')}
          <span className="template-lacks">
            {lacks.map((name) => (
              <Button key={name} icon="paper" onPress={() => insert(name)}>
                {t('template.lacks-add', { name })}
              </Button>
            ))}
          </span>
        </Notice>
      )}
      <div className="template-panes">
        <div>
          <label className="template-label" htmlFor="template-text">{t('template.text')}</label>
          <textarea id="template-text" ref={area} className="template-text" value={text} spellCheck={false} rows={20} maxLength={LONGEST_TEMPLATE} aria-invalid={faults.length > 0} aria-describedby={faults.length > 0 ? 'template-faults' : undefined} onChange={({ target }) => edit(target.value)} />
          <FaultList faults={faults} onGo={goTo} onRepair={(fault, name) => { const changed = repaired(text, fault, name); edit(changed); void check(changed); }} />
          <FieldList known={known} onInsert={insert} />
        </div>
        <TemplatePreview form={form} tried={tried} />
      </div>
      {isSaved && <Notice tone="success">{t('template.saved')}</Notice>}
      {isTooLarge && <Notice tone="warning" heard="alert">{t('template.too-large')}</Notice>}
      {failure !== null && <FailureNotice failure={failure} />}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      <div className="template-acts">
        <Button icon="search" onPress={() => void check(text)}>
          {t('template.try')}
        </Button>
        <label className="choice">
          <input type="checkbox" checked={isLong} onChange={({ target }) => { setIsLong(target.checked); if (tried !== null) setTried({ ...tried, isLong: target.checked }); }} />
          <span>{t('template.long')}</span>
        </label>
        <Button kind="primary" icon="check" disabled={draft === null} busy={intent?.state === 'pending'} onPress={() => void save()}>
          {t('template.save')}
        </Button>
        {draft !== null && (
          <Button icon="back" onPress={() => { setFound(null); onDraft(null); setTried(origin === 'broken' ? null : { text: known.text, isLong }); }}>
            {t('template.discard')}
          </Button>
        )}
        <Button icon="paper" onPress={() => downloadFile(`mau-${form}.txt`, new Blob([text], { type: 'text/plain;charset=utf-8' }))}>
          {t('template.download')}
        </Button>
        <Button icon="upload" onPress={() => picker.current?.click()}>
          {t('template.load')}
        </Button>
        <input ref={picker} hidden type="file" accept=".txt,text/plain" onChange={({ target }) => { void load(target.files?.[0]); target.value = ''; }} />
        {origin !== 'shipped' && (
          <Button kind="quiet" icon="back" onPress={() => void intents.run('template', 'template.reset', { form, seenAt: setAt }, done)}>
            {t('template.reset')}
          </Button>
        )}
        {draft !== null && <p className="template-unsaved">{t('template.unsaved')}</p>}
      </div>
    </div>
  );
}
