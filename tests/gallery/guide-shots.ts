// Which pictures of the gallery the guide shows, by the names that its pages give them.

/** By name in resources/guide/pictures: the picture of the gallery. */
export const GUIDE_SHOTS: Readonly<Record<string, string>> = {
  'admin-health': 'admin-health-bad',
  'admin-prints': 'printer-low',
  'admin-training': 'admin-training-on',
  'counter-dossier': 'counter-papers',
  'counter-fee': 'counter-fee-lines',
  'counter-idle': 'counter-nobody-called',
  'counter-offline': 'counter-ready',
  'head-today': 'admin-today-busy',
  'kiosk-helper': 'kiosk-helper-bar',
  'kiosk-home': 'kiosk-home',
};
