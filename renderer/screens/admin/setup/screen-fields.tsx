// Which window belongs on which display: those that the host knows by name, the main one, or the second from the left.

import type { ReactNode } from 'react';
import { roleSchema } from '../../../../shared/contract/command.ts';
import type { SetupChoice } from '../../../../shared/contract/setup.ts';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { useHostState } from '../../host/host-state.ts';
import { groupOf } from './choice-words.ts';

interface ScreenFieldsProps {
  readonly choice: SetupChoice | null;
  readonly disabled: boolean;
  onChange(choice: SetupChoice): void;
}

export function ScreenFields({ choice, disabled, onChange }: ScreenFieldsProps): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const host = useHostState(client);
  const said = groupOf(choice?.['device'])['windows'];
  const windows = (Array.isArray(said) ? said : []).map(groupOf);
  const displays = host?.displays ?? [];
  const places = ['2', '3'].filter((place) => displays.length === 0 || Number(place) <= displays.length);
  const known = [...new Set([
    ...displays.map(({ name }) => name), ...(host?.windows ?? []).map(({ display }) => display ?? ''), ...windows.map(({ display }) => (typeof display === 'string' ? display : '')), 'primary', ...places,
  ])].filter((name) => name !== '');
  const put = (windowId: unknown, display: string): void =>
    onChange({ device: { windows: windows.map((window) => (window['windowId'] === windowId ? { ...window, display: display === '' ? null : display } : window)) } } as SetupChoice);
  const words = (display: string): string => (display === 'primary' ? t('setup.display.primary') : /^\d$/.test(display) ? t('setup.display.nth', { place: display }) : display);
  return (
    <>
      <p className="quiet" role="status">
        {displays.length === 0 ? t('setup.displays-unknown') : t('setup.displays', { displays: displays.map(({ name, width, height, isPrimary }) => `${name === '' ? '–' : name} ${width}×${height}${isPrimary ? ` (${t('setup.display.primary')})` : ''}`).join(' · ') })}
      </p>
      <table className="table setup-screens">
        <thead>
          <tr>
            <th scope="col">{t('setup.window')}</th>
            <th scope="col">{t('setup.shown-on')}</th>
            <th scope="col">{t('setup.belongs-on')}</th>
          </tr>
        </thead>
        <tbody>
          {windows.map(({ windowId, role, display }) => {
            const shown = host?.windows.find((own) => own.windowId === windowId);
            const id = String(windowId);
            const roleWords = t(`host.role.${roleSchema.safeParse(role).data ?? 'admin'}`);
            return (
              <tr key={id}>
                <td>
                  <strong>{roleWords}</strong> <span className="quiet">{id}</span>
                </td>
                <td>{shown?.display ?? (shown === undefined ? '–' : t(`host.place.${shown.place}`))}</td>
                <td>
                  <select className="text-input" aria-label={`${roleWords} ${id}`} disabled={disabled} value={typeof display === 'string' ? display : ''} onChange={(event) => put(windowId, event.target.value)}>
                    <option value="">{t('setup.display.any')}</option>
                    {known.map((one) => (
                      <option key={one} value={one}>
                        {words(one)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
