// Which pictures of the gallery the guide shows, by the names that its pages give them.

/** By name in resources/guide/pictures: the picture of the gallery. */
export const GUIDE_SHOTS: Readonly<Record<string, string>> = {
  'admin-catalogue': 'admin-catalogue-city',
  'admin-complaints': 'admin-feedback-all',
  'admin-health': 'admin-health-bad',
  'admin-post': 'admin-post-lists',
  'admin-prints': 'printer-low',
  'admin-reports': 'admin-reports-month',
  'admin-set-up': 'admin-setup-found',
  'admin-training': 'admin-training-on',
  'counter-behalf': 'counter-intake-behalf',
  'counter-catalogue': 'counter-catalogue',
  'counter-dossier': 'counter-papers',
  'counter-due': 'counter-due-lists',
  'counter-fee': 'counter-fee-lines',
  'counter-find': 'counter-find-many',
  'counter-hand-over': 'counter-hand-out',
  'counter-idle': 'counter-nobody-called',
  'counter-offline': 'counter-ready',
  'counter-result': 'counter-hand-return',
  'counter-turn-away': 'counter-away-papers',
  'head-today': 'admin-today-busy',
  'kiosk-helper': 'kiosk-helper-bar',
  'kiosk-home': 'kiosk-home',
  'kiosk-look-up': 'kiosk-look-up',
  'kiosk-procedure': 'kiosk-procedure',
};
