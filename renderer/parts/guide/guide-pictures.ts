// The pictures of the guide: of the real screens, taken by `npm run guide-pictures`.

const FILES: Readonly<Record<string, string>> = {
  'admin-health': new URL('../../../resources/guide/pictures/admin-health.webp', import.meta.url).href,
  'admin-prints': new URL('../../../resources/guide/pictures/admin-prints.webp', import.meta.url).href,
  'admin-training': new URL('../../../resources/guide/pictures/admin-training.webp', import.meta.url).href,
  'counter-dossier': new URL('../../../resources/guide/pictures/counter-dossier.webp', import.meta.url).href,
  'counter-fee': new URL('../../../resources/guide/pictures/counter-fee.webp', import.meta.url).href,
  'counter-idle': new URL('../../../resources/guide/pictures/counter-idle.webp', import.meta.url).href,
  'counter-offline': new URL('../../../resources/guide/pictures/counter-offline.webp', import.meta.url).href,
  'head-today': new URL('../../../resources/guide/pictures/head-today.webp', import.meta.url).href,
  'kiosk-helper': new URL('../../../resources/guide/pictures/kiosk-helper.webp', import.meta.url).href,
  'kiosk-home': new URL('../../../resources/guide/pictures/kiosk-home.webp', import.meta.url).href,
};

/** Names that pages may give. */
export const GUIDE_PICTURES = Object.keys(FILES);

/** Address of a picture; null where a page has none. */
export function guidePicture(name: string | undefined): string | null {
  return name === undefined ? null : (FILES[name] ?? null);
}
