/** What a thread of `audit` runs. */

import {partJobs} from './audit/part.ts';
import {readAnew} from './input/arrays/read-anew.ts';
import {answerJobs} from './threads/answer-jobs.ts';

answerJobs(partJobs(readAnew));
