// Every picture of the gallery.

import { boardPictures } from './hall/board-pictures.tsx';
import { kioskPictures } from './hall/kiosk-pictures.tsx';
import { kioskWaysPictures } from './hall/kiosk-ways-pictures.tsx';
import { selfTestPictures } from './hall/self-test-pictures.tsx';
import { counterStates } from './desk/counter-states.tsx';
import { intakePictures } from './desk/intake-pictures.tsx';
import { adminStates, displayStates } from './desk/other-states.tsx';
import { displayPetitionPictures } from './desk/display-pictures.tsx';
import { hostPictures } from './desk/host-pictures.tsx';
import { cataloguePictures } from './desk/catalogue-pictures.tsx';
import { calendarPictures } from './desk/calendar-pictures.tsx';
import { duePictures } from './desk/due-pictures.tsx';
import { takeHomePictures } from './desk/take-home-pictures.tsx';
import { findPictures } from './desk/find-pictures.tsx';
import { atCityScript } from './desk/example-dossier.ts';
import { turnAwayPictures } from './desk/turn-away-pictures.tsx';
import { signPictures } from './desk/sign-pictures.tsx';
import { formPictures } from './desk/form-pictures.tsx';
import { handPictures } from './desk/hand-pictures.tsx';
import { headPictures } from './desk/head-pictures.tsx';
import { feePictures } from './desk/fee-pictures.tsx';
import { feedbackPictures } from './desk/feedback-pictures.tsx';
import { reportPictures } from './desk/report-pictures.tsx';
import { printerPictures } from './desk/printer-pictures.tsx';
import { setupPictures } from './desk/setup-pictures.tsx';
import { guidePictures } from './desk/guide-pictures.tsx';
import { trainingPictures } from './desk/training-pictures.tsx';
import { soundPictures } from './desk/sound-pictures.tsx';
import { postPictures } from './desk/post-pictures.tsx';
import { staffPictures } from './desk/staff-pictures.tsx';
import { recoveryPictures } from './desk/recovery-pictures.tsx';
import { scriptedClient } from '../fakes/scripted-client.ts';
import { still } from './picture.ts';
import type { Picture } from './picture.ts';

/** A dossier in front asks how far the city is with it. */
const dossierClient = () => scriptedClient(atCityScript());

export const pictures: readonly Picture[] = [
  ...kioskPictures,
  ...kioskWaysPictures,
  ...boardPictures,
  ...selfTestPictures,
  ...still('counter', ['landscape', 'small'], counterStates, dossierClient),
  ...duePictures,
  ...takeHomePictures,
  ...findPictures,
  ...turnAwayPictures,
  ...intakePictures,
  ...still('citizen-display', ['landscape', 'small'], displayStates),
  ...displayPetitionPictures,
  ...still('admin', ['landscape', 'small'], adminStates, dossierClient),
  ...printerPictures,
  ...recoveryPictures,
  ...hostPictures,
  ...soundPictures,
  ...setupPictures,
  ...calendarPictures,
  ...cataloguePictures,
  ...formPictures,
  ...signPictures,
  ...handPictures,
  ...postPictures,
  ...headPictures,
  ...feePictures,
  ...reportPictures,
  ...feedbackPictures,
  ...trainingPictures,
  ...staffPictures,
  ...guidePictures,
];
