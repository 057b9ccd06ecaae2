/** The list of activations: name, formula, parameters with their defaults, range, family. */

import type {Activation} from '../activations/activation.ts';
import type {CatalogueEntry, Output} from './output.ts';
import {textTable} from './rows.ts';

const columns = ['name', 'formula', 'parameters', 'range', 'family'] as const;

/** The list as a table for machines and a view for people. */
export function catalogueOutput(activations: readonly Activation[]): Output {
  const entries = activations.map((activation): CatalogueEntry => {
    const {name, formula, range, family} = activation;
    return {name, formula, parameters: parametersText(activation), range, family};
  });
  const rows = entries.map((entry) => columns.map((name) => entry[name]));
  return {table: textTable(columns, rows), view: {kind: 'catalogue', entries}};
}

/** `alpha=1, beta=2` */
function parametersText({parameters = {}, matrices = {}, counts = {}}: Activation): string {
  return Object.entries({...parameters, ...matrices, ...counts})
    .map(([name, {default: value}]) => `${name}=${value}`)
    .join(', ');
}
