// Line icons of the program, drawn on a 24-unit grid; they take the colour and, in `em`, the size of the text beside them.

import type { ReactNode } from 'react';

const drawings = {
  door: <path d="M5 20.5V4.5a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v16M3 20.5h18M8 20.5V6.5l7.5 1.5v12.5M12.7 13v1.5" />,
  counter: <path d="M3.5 14.5h17M5 14.5v5.5M19 14.5v5.5M12 11a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 12 11Zm-4.5 3.5a4.5 4.5 0 0 1 9 0" />,
  ticket: <path d="M4 8.5V6a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v2.5a2.5 2.5 0 0 0 0 7V18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-2.5a2.5 2.5 0 0 0 0-7ZM14.5 5v2.5m0 3v3m0 3V19" />,
  search: <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7L20 20" />,
  folder: <path d="M3.5 18V6.5a1 1 0 0 1 1-1h4.6l2 2.5h8.4a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1ZM8 13.5h8" />,
  paper: <path d="M13.5 3.5H7a1 1 0 0 0-1 1v15a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V8l-4.5-4.5Zm0 0V8H18M9 12.5h6M9 16h6" />,
  back: <path d="M19.5 12h-15m0 0 6-6m-6 6 6 6" />,
  forward: <path d="M4.5 12h15m0 0-6-6m6 6-6 6" />,
  home: <path d="M4 11.5 12 4.5l8 7M6 10v9.5h12V10m-8 9.5v-5h4v5" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  check: <path d="m4.5 12.5 5 5 10-11" />,
  'check-circle': <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm-3.8-8.3 2.7 2.7 5-5.6" />,
  warning: <path d="M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.1" />,
  stop: <path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7l5-5Zm3.5 4.5v5m0 3v.1" />,
  info: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm0-9.3v5m0-8.3v.1" />,
  'cloud-off': <path d="M8 18.5H7a4.5 4.5 0 0 1-1.5-8.7 6 6 0 0 1 1-2.3m2.6-2.2A6.5 6.5 0 0 1 18 9.7a4.3 4.3 0 0 1 1.9 7.3M3.5 3.5l17 17" />,
  cloud: <path d="M7 18.5a4.5 4.5 0 0 1-.9-8.9 6.2 6.2 0 0 1 12-.1A4.5 4.5 0 0 1 17.5 18.5H7Z" />,
  upload: <path d="M12 15.5v-11m0 0-4.5 4.5M12 4.5 16.5 9M4.5 15v4.5h15V15" />,
  clock: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7v5.2l3.3 2" />,
  calendar: <path d="M5 6h14a.5.5 0 0 1 .5.5v13a.5.5 0 0 1-.5.5H5a.5.5 0 0 1-.5-.5v-13A.5.5 0 0 1 5 6Zm-.5 4.5h15M8 3.5V8m8-4.5V8" />,
  printer: <path d="M7 9V4h10v5M7 16.5H4.5a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1H17M7 14h10v6H7v-6Z" />,
  qr: <path d="M4 4h6v6H4V4Zm10 0h6v6h-6V4ZM4 14h6v6H4v-6Zm10 0h2.5v2.5H14V14Zm3.5 3.5H20V20h-2.5v-2.5ZM20 14v1m-6 4v1M7 7v.1M17 7v.1M7 17v.1" />,
  'printer-off': <path d="M7 9V7m2-3h8v5M7 16.5H4.5a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1H9m4 0h6.5a1 1 0 0 1 1 1v5.5m-6-1.5H7v6h10v-3.5M3.5 3.5l17 17" />,
  scanner: <path d="M4 13.5h16V18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-4.5Zm0 0 1.5-2 12.5-6M7.5 16.3h4" />,
  reader: <path d="M4 8V4.5h3.5M20 8V4.5h-3.5M4 16v3.5h3.5M20 16v3.5h-3.5M8 8.5v7m2.7-7v7m2.6-7v7m2.7-7v7" />,
  lock: <path d="M6 11h12a.5.5 0 0 1 .5.5v8a.5.5 0 0 1-.5.5H6a.5.5 0 0 1-.5-.5v-8A.5.5 0 0 1 6 11Zm2 0V8a4 4 0 0 1 8 0v3m-4 3.5v2" />,
  person: <path d="M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 9a7.5 7.5 0 0 1 15 0" />,
  people: <path d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 8.5a6.5 6.5 0 0 1 13 0M15.5 5a3.5 3.5 0 0 1 0 6.3M18 14.3a6.5 6.5 0 0 1 3.5 5.7" />,
  priority: <path d="m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8L12 3.8Z" />,
  cane: <path d="M9.5 5.5a1.7 1.7 0 1 0 0-.1Zm1.2 4.3L8 13l2.5 3-1 4.5M10.7 9.8l1.3 3 2.5 1M5.5 20.5l2.5-5m8-2.2a1.5 1.5 0 0 1 3 0v7.2" />,
  wheelchair: <path d="M10 4.8v.1M10 8v6h5.5l2.5 5 1.5-.6M10 10.5h4.5M7.8 11.7a4.7 4.7 0 1 0 6.7 6" />,
  baby: <path d="M9.5 6.5a2.5 2.5 0 1 0 0-.1Zm-1.5 14v-6L6.5 13v-2.5a2 2 0 0 1 2-2h2.3l4.2 3.3M11 20.5v-5.3m4.2-.4a2 2 0 1 0 0-.1Zm-4.2 2c1 1.3 2.3 2 4.2 2.2" />,
  medal: <path d="M12 20.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm-2.7-9.2L6 3.5h4l2 5 2-5h4l-3.3 7.8M12 13.6v3.8" />,
  'large-text': <path d="M3 18.5 8.5 5.5 14 18.5M5 14h7m3.5 4.5 2.7-6.5 2.8 6.5m-4.5-2.2h3.5" />,
  contrast: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm0-17v17m2.5-16v15m2.5-13v11" />,
  ear: <path d="M7 9.5a5 5 0 0 1 10 0c0 3.5-3 4-3.5 7a3 3 0 0 1-5.5 1.3M9.8 10a2.2 2.2 0 0 1 4.4-.3c0 1.8-2.2 1.8-2.2 3.8" />,
  'face-glad': <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM7.6 10.2a1.2 1.2 0 0 1 2.3 0m4.2 0a1.2 1.2 0 0 1 2.3 0M7.6 13.2h8.8a4.4 4.4 0 0 1-8.8 0Z" />,
  'face-happy': <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8.7 9.6v.1m6.6-.1v.1M8 13.5a4.5 4.5 0 0 0 8 0" />,
  'face-plain': <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8.7 9.6v.1m6.6-.1v.1M8.5 15h7" />,
  'face-sad': <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8.7 9.6v.1m6.6-.1v.1M8 16.3a4.5 4.5 0 0 1 8 0" />,
  globe: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c2.3 2.4 3.5 5.3 3.5 8.5s-1.2 6.1-3.5 8.5c-2.3-2.4-3.5-5.3-3.5-8.5s1.2-6.1 3.5-8.5Z" />,
  'delete-left': <path d="M8.5 6h11a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-11L3 12l5.5-6Zm3 3.5 5 5m0-5-5 5" />,
  keyboard: <path d="M3.5 6.5h17v11h-17v-11ZM7 10v.1m3.3-.1v.1m3.4-.1v.1M17 10v.1M8.5 14h7" />,
  pause: <path d="M8.5 5.5v13m7-13v13" />,
  repeat: <path d="M4.5 11a7.5 7.5 0 0 1 13.2-4L20 9.5m0-5v5h-5m4.5 3.5A7.5 7.5 0 0 1 6.3 17L4 14.5m0 5v-5h5" />,
  trash: <path d="M4.5 6.5h15M9.5 6.5v-3h5v3m-8 0 .8 14h9.4l.8-14M10 10.5v6m4-6v6" />,
  phone: <path d="M5 4h4l1.8 4.5-2.3 1.7a11 11 0 0 0 5.3 5.3l1.7-2.3L20 15v4a1.2 1.2 0 0 1-1.3 1.2A15.5 15.5 0 0 1 3.8 5.3 1.2 1.2 0 0 1 5 4Z" />,
  megaphone: <path d="M4 10v4h3.5l9 4.5v-13l-9 4.5H4Zm4 4.3 1.2 5.2H12l-1-4.2M19.5 9.5a3.5 3.5 0 0 1 0 5" />,
  coin: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM14.5 8v8m0-2.7a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0ZM12.8 9h3.2M9 18h6" />,
  chevron: <path d="m9 5 7 7-7 7" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** An icon beside words that say the same: it is hidden from those who hear the page. */
export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }): ReactNode {
  return (
    <svg className={className === undefined ? 'icon' : `icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  );
}
