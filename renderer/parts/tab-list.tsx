// Tabs above a panel: arrow keys move between them, each may carry a count.

import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import './tab-list.css';

export interface TabListProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly name: string; readonly count?: number; readonly tone?: 'warning'; readonly beginsGroup?: boolean }[];
  readonly chosen: Id;
  /** Id of the element that shows the chosen tab; a tab's own id is `<panelId>-<id>`. */
  readonly panelId: string;
  onChoose(id: Id): void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export function TabList<Id extends string>({ label, tabs, chosen, panelId, onChoose }: TabListProps<Id>): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = (tabs.findIndex(({ id }) => id === chosen) + step + tabs.length) % tabs.length;
    const next = tabs[place];
    if (next === undefined) return;
    onChoose(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[place]?.focus();
  }
  return (
    <div className="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
      {tabs.map(({ id, name, count, tone, beginsGroup = false }) => (
        <button
          key={id}
          id={`${panelId}-${id}`}
          type="button"
          role="tab"
          className="tab"
          data-begins-group={beginsGroup}
          aria-selected={id === chosen}
          aria-controls={panelId}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          <span>{name}</span>
          {count !== undefined && (
            <span className="tab-count digits" data-tone={tone}>
              {count}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
