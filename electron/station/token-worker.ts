// Entry of the process that speaks to tokens: reads one question from its input, answers it on a pipe of its own (a vendor's library may write what it likes to the others), and ends.

import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { answerQuestion } from './signing/token/answer-question.ts';
import { tokenQuestionSchema } from './signing/token/token-talk.ts';

const ANSWERS = 3;

const question = tokenQuestionSchema.parse(JSON.parse(await text(process.stdin)));
writeSync(ANSWERS, JSON.stringify(await answerQuestion(question)));
// A vendor's library may have threads that would keep the process.
process.exit(0);
