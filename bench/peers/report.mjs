// What was measured, as lines for people and as rows of the table in docs/performance.md.
import {median, spread} from '../measure.mjs';

const shown = (figure, unit) =>
  unit === 'ns'
    ? `${figure < 10 ? figure.toFixed(1) : figure.toFixed(0)} ns`
    : `${figure.toFixed(figure < 100 ? 1 : 0)} ms`;
const ratioText = (ratio) => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));

/** Each program of a case with its median and spread, and what it takes of the first peer's time. */
export function caseLines({unit, measured}) {
  const base = measured.find(({isPeer}) => isPeer);
  return measured.map(({name, figures, peak}) => {
    const ratio = base === undefined ? '' : ratioText(median(figures) / median(base.figures));
    const memory = peak === undefined ? '' : `${peak.toFixed(0).padStart(6)} MiB`;
    return `  ${name.padEnd(18)} ${shown(median(figures), unit).padStart(9)} ± ${(100 * spread(figures)).toFixed(0).padStart(2)} % ${ratio.padStart(7)}${memory}`;
  });
}

/** A row for each thing that act-cli did and each peer that it is compared with. */
export function caseRows({title, unit, measured}) {
  return measured
    .filter(({isPeer}) => !isPeer)
    .flatMap((ours, i) => {
      const own = median(ours.figures);
      const goals = ours.goals ?? [];
      const named = new Set(goals.map(([peer]) => peer));
      const timeOf = (peer) => measured.find(({name, isPeer}) => isPeer && name === peer);
      const compared = goals.flatMap(([peer, wanted]) => {
        const other = timeOf(peer);
        return other === undefined ? [] : [{against: peer, ratio: own / median(other.figures), wanted}];
      });
      if (ours.limit !== undefined)
        compared.unshift({against: shown(ours.limit, unit), ratio: own / ours.limit, wanted: 1});
      if (compared.length === 0) compared.push({against: '–', ratio: undefined});
      const rest = measured
        .filter(({name, isPeer, isOwn}) => isPeer && !isOwn && !named.has(name))
        .map(({name, figures}) => `${name} ${ratioText(own / median(figures))}`);
      return compared.map(({against, ratio, wanted}, k) => [
        i === 0 && k === 0 ? title : '',
        k === 0 ? `\`${ours.name}\`` : '',
        k === 0 ? `${shown(own, unit)} ± ${(100 * spread(ours.figures)).toFixed(0)} %` : '',
        against,
        ratio === undefined ? '–' : ratioText(ratio),
        wanted === undefined ? '' : `≤ ${wanted}${ratio > wanted ? ', missed' : ''}`,
        k === 0 ? rest.join(', ') : '',
      ]);
    });
}

const head = ['task', 'act-cli', 'time', 'compared with', 'times as long', 'wanted', 'times as long as others'];

export function markdownTable(rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
