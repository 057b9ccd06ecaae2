/** The regions of several activations, perhaps in several number formats. */

import type {Selection} from '../activations/selection.ts';
import type {Direction, NumberFormat} from '../exact/number-format.ts';
import {type Regions, regionsOf} from './find-regions.ts';

/** Which regions are wanted, of which activations. */
export interface SurveyRequest {
  readonly selections: readonly Selection[];
  /** Without any, the regions of the real gradient, which has no underflow. */
  readonly formats: readonly NumberFormat[];
  readonly direction?: Direction | undefined;
  readonly threshold: number;
  readonly range: readonly [from: number, to: number] | undefined;
  readonly backward: 'output' | undefined;
}

/** The regions of one activation in one format. */
export interface Surveyed extends Regions {
  readonly label: string;
  readonly format: string | undefined;
}

/** All regions asked for, activation by activation. */
export function surveyRegions(request: SurveyRequest): readonly Surveyed[] {
  const {selections, formats, direction, range, backward, threshold} = request;
  return selections.flatMap((selection) =>
    (formats.length === 0 ? [undefined] : formats).map((format): Surveyed => {
      const options = {...(format && {format, direction}), ...(range && {range}), ...(backward && {backward})};
      return {label: selection.label, format: format?.name, ...regionsOf(selection, {threshold, ...options})};
    }),
  );
}
