// Every step of the schema in order.

import type { Migration } from '../migrate.ts';
import { logAndDossiers } from './0010-log-and-dossiers.ts';
import { printsAndSync } from './0020-prints-and-sync.ts';
import { projectionsAndCityCopies } from './0030-projections-and-city-copies.ts';
import { births } from './0040-births.ts';
import { disagreements } from './0045-disagreements.ts';
import { leases } from './0050-leases.ts';
import { settledLetters } from './0055-settled-letters.ts';
import { uploads } from './0060-uploads.ts';
import { earlyWords } from './0065-early-words.ts';
import { erasure } from './0070-erasure.ts';
import { returnedLetters } from './0075-returned-letters.ts';
import { selfTest } from './0080-self-test.ts';
import { paperRoll } from './0085-paper-roll.ts';
import { pageLooks } from './0090-page-looks.ts';
import { deviceSetup } from './0095-device-setup.ts';
import { coverSheets } from './0100-cover-sheets.ts';
import { holidays } from './0110-holidays.ts';
import { pageLeaves } from './0115-page-leaves.ts';
import { pageCodeTries } from './0120-page-code-tries.ts';
import { brokenScans } from './0125-broken-scans.ts';
import { paperTemplates } from './0130-paper-templates.ts';
import { payments } from './0135-payments.ts';
import { inWork } from './0140-in-work.ts';
import { feedback } from './0145-feedback.ts';
import { intake } from './0150-intake.ts';
import { moneyAfterYears } from './0155-money-after-years.ts';
import { forgottenWords } from './0160-forgotten-words.ts';
import { indexReadings } from './0165-index-readings.ts';
import { numberNow } from './0170-number-now.ts';
import { reusedPages } from './0175-reused-pages.ts';
import { petitionNumbers } from './0180-petition-numbers.ts';
import { petitionAnswers } from './0185-petition-answers.ts';
import { moneyBack } from './0190-money-back.ts';

export const migrations: readonly Migration[] = [logAndDossiers, printsAndSync, projectionsAndCityCopies, births, disagreements, leases, settledLetters, uploads, earlyWords, erasure, returnedLetters, selfTest, paperRoll, pageLooks, deviceSetup, coverSheets, holidays, pageLeaves, pageCodeTries, brokenScans, paperTemplates, payments, inWork, feedback, intake, moneyAfterYears, forgottenWords, indexReadings, numberNow, reusedPages, petitionNumbers, petitionAnswers, moneyBack];
