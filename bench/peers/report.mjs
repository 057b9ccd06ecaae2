// What was measured, as lines for people and as rows of the table in docs/performance.md.
import {median, spread} from '../measure.mjs';

const shown = (figure, unit) =>
  unit === 'ns'
    ? `${figure < 10 ? figure.toFixed(1) : figure.toFixed(0)} ns`
    : `${figure.toFixed(figure < 100 ? 1 : 0)} ms`;
const ratioText = (ratio) => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));

const memoryText = (peak) => (peak === undefined ? '' : `${peak.toFixed(0)} MiB`);

/** The median and, of more than one figure, how far they are apart. */
function timeText(figures, unit) {
  const time = shown(median(figures), unit);
  return figures.length === 1 ? time : `${time} ± ${(100 * spread(figures)).toFixed(0)} %`;
}

/** Each program of a case with its median and spread, and how many times as long as the first peer it takes. */
export function caseLines({unit, measured}) {
  const base = measured.find(({isPeer}) => isPeer);
  return measured.map(({name, figures, peak}) => {
    const ratio = base === undefined ? '' : ratioText(median(figures) / median(base.figures));
    return `  ${name.padEnd(36)} ${timeText(figures, unit).padStart(15)} ${ratio.padStart(7)} ${memoryText(peak).padStart(8)}`.trimEnd();
  });
}

/** A row of the table for each thing that act-cli did and each time that it is held against. */
export function caseRows({title, unit, measured}) {
  const peers = measured.filter(({isPeer}) => isPeer);
  const ours = measured.filter(({isPeer}) => !isPeer);
  const rows = ours.flatMap((each) => {
    const compared = comparisons(each, peers, unit);
    const names = compared.map(({against}) => against);
    const own = median(each.figures);
    const others = peers
      .filter(({name, isOwn}) => !isOwn && !names.includes(name))
      .map(({name, figures}) => `${name} ${ratioText(own / median(figures))}`);
    const [first, ...rest] = compared.map(({against, ratio, wanted}) => [against, ratio, wanted]);
    return [
      [`\`${each.name}\``, timeText(each.figures, unit), memoryText(each.peak), ...first, others.join(', ')],
      ...rest.map((cells) => ['', '', '', ...cells, '']),
    ];
  });
  return rows.map((cells, i) => [i === 0 ? title : '', ...cells]);
}

/** What one figure is held against, with the ratio and what is wanted of it: a limit in its unit, or a peer's time. */
function comparisons({figures, goals = [], limit}, peers, unit) {
  const own = median(figures);
  const times = goals.flatMap(([against, wanted]) => {
    const peer = peers.find(({name}) => name === against);
    return peer === undefined ? [] : [{against, time: median(peer.figures), wanted}];
  });
  if (limit !== undefined) times.unshift({against: shown(limit, unit), time: limit, wanted: 1});
  if (times.length === 0) return [{against: '', ratio: '', wanted: ''}];
  return times.map(({against, time, wanted}) => {
    const isMissed = wanted !== undefined && own / time > wanted;
    return {
      against,
      ratio: ratioText(own / time),
      wanted: wanted === undefined ? '' : `≤ ${wanted}${isMissed ? ', missed' : ''}`,
    };
  });
}

const head = [
  'task',
  'act-cli',
  'time',
  'memory',
  'compared with',
  'times as long',
  'wanted',
  'times as long as others',
];

export function markdownTable(rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
