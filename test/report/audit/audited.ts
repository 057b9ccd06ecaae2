import type {Audited} from '../../../src/audit/audit.ts';
import type {Format} from '../../../src/render/formats.ts';
import {plotColumns} from '../../../src/render/plot/plot.ts';
import {render} from '../../../src/render/render.ts';
import type {Style} from '../../../src/render/style.ts';
import {plain} from '../../../src/render/style.ts';
import {type AuditReport, auditOutput} from '../../../src/report/audit/audit.ts';
import {textsOf} from '../../render/text-of.ts';

const screen: Style = {width: 80, digits: 6, lines: 23, isScreen: false, coloured: false, ascii: false, paint: plain};

const usual: AuditReport = {
  threshold: 0.01,
  format: undefined,
  each: false,
  topOfSeveral: 5,
  top: 20,
  allUnits: false,
  limits: [],
  columns: 60,
};

export interface Asked extends Partial<AuditReport>, Partial<Pick<Style, 'width' | 'ascii'>> {
  /** For people if absent. */
  readonly as?: Format;
}

/** The report on some data sets as text. */
export async function reported(sets: Audited | readonly Audited[], asked: Asked = {}): Promise<string> {
  const {as = 'table', width = 80, ascii = false, ...request} = asked;
  const all = 'activations' in sets ? [sets] : sets;
  const columns = Math.max(20, plotColumns(width));
  const output = auditOutput(all, {...usual, columns, ...request});
  return (await textsOf(render(output, as, {...screen, width, ascii}, () => ''))).join('');
}
