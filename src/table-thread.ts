/** What a thread of `table` runs. */

import {rowsJobs} from './commands/table/part.ts';
import {answerJobs} from './threads/answer-jobs.ts';

answerJobs(rowsJobs());
