// The pictures of the guide: of the real screens, taken by `npm run guide-pictures`.

const FILES: Readonly<Record<string, string>> = {
  'admin-bank': new URL('../../../resources/guide/pictures/admin-bank.webp', import.meta.url).href,
  'admin-catalogue': new URL('../../../resources/guide/pictures/admin-catalogue.webp', import.meta.url).href,
  'admin-complaints': new URL('../../../resources/guide/pictures/admin-complaints.webp', import.meta.url).href,
  'admin-health': new URL('../../../resources/guide/pictures/admin-health.webp', import.meta.url).href,
  'admin-post': new URL('../../../resources/guide/pictures/admin-post.webp', import.meta.url).href,
  'admin-prints': new URL('../../../resources/guide/pictures/admin-prints.webp', import.meta.url).href,
  'admin-reports': new URL('../../../resources/guide/pictures/admin-reports.webp', import.meta.url).href,
  'admin-set-up': new URL('../../../resources/guide/pictures/admin-set-up.webp', import.meta.url).href,
  'admin-strike': new URL('../../../resources/guide/pictures/admin-strike.webp', import.meta.url).href,
  'admin-training': new URL('../../../resources/guide/pictures/admin-training.webp', import.meta.url).href,
  'counter-behalf': new URL('../../../resources/guide/pictures/counter-behalf.webp', import.meta.url).href,
  'counter-catalogue': new URL('../../../resources/guide/pictures/counter-catalogue.webp', import.meta.url).href,
  'counter-dossier': new URL('../../../resources/guide/pictures/counter-dossier.webp', import.meta.url).href,
  'counter-due': new URL('../../../resources/guide/pictures/counter-due.webp', import.meta.url).href,
  'counter-fee': new URL('../../../resources/guide/pictures/counter-fee.webp', import.meta.url).href,
  'counter-find': new URL('../../../resources/guide/pictures/counter-find.webp', import.meta.url).href,
  'counter-hand-over': new URL('../../../resources/guide/pictures/counter-hand-over.webp', import.meta.url).href,
  'counter-idle': new URL('../../../resources/guide/pictures/counter-idle.webp', import.meta.url).href,
  'counter-offline': new URL('../../../resources/guide/pictures/counter-offline.webp', import.meta.url).href,
  'counter-other-day': new URL('../../../resources/guide/pictures/counter-other-day.webp', import.meta.url).href,
  'counter-result': new URL('../../../resources/guide/pictures/counter-result.webp', import.meta.url).href,
  'counter-turn-away': new URL('../../../resources/guide/pictures/counter-turn-away.webp', import.meta.url).href,
  'head-today': new URL('../../../resources/guide/pictures/head-today.webp', import.meta.url).href,
  'kiosk-helper': new URL('../../../resources/guide/pictures/kiosk-helper.webp', import.meta.url).href,
  'kiosk-home': new URL('../../../resources/guide/pictures/kiosk-home.webp', import.meta.url).href,
  'kiosk-look-up': new URL('../../../resources/guide/pictures/kiosk-look-up.webp', import.meta.url).href,
  'kiosk-procedure': new URL('../../../resources/guide/pictures/kiosk-procedure.webp', import.meta.url).href,
};

/** Names that pages may give. */
export const GUIDE_PICTURES = Object.keys(FILES);

/** Address of a picture; null where a page has none. */
export function guidePicture(name: string | undefined): string | null {
  return name === undefined ? null : (FILES[name] ?? null);
}
