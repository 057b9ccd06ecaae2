// Start-up: whole processes that draw a plot or a short table.
import {program} from '../measure.mjs';

const node = process.execPath;
const dumb = 'set terminal dumb 80 24; plot [-6:6] x > 0 ? x : exp(x) - 1';

export const starting = [
  {
    title: 'start to end of a small command',
    isShort: true,
    entries: [
      {name: 'plot elu', command: [node, program, 'plot', 'elu'], goals: [["node -e ''", 1.5]]},
      {name: 'table gelu', command: [node, program, 'table', 'gelu'], goals: [["node -e ''"]]},
      {name: 'list', command: [node, program, 'list'], goals: [["node -e ''", 1.35]]},
      {name: "node -e ''", isPeer: true, command: [node, '-e', '']},
      {name: 'gnuplot', needs: 'gnuplot', isPeer: true, command: ['gnuplot', '-e', dumb]},
    ],
  },
];
