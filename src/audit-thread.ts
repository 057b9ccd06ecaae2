/** What a thread of `audit` runs. */

import {partJobs} from './audit/part.ts';
import {answerJobs} from './threads/answer-jobs.ts';

answerJobs(partJobs());
