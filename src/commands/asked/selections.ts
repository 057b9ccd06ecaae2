import {unknownParameter} from '../../activations/parameters.ts';
import {select, type Wording} from '../../activations/select.ts';
import type {Selection} from '../../activations/selection.ts';
import {commandLineError} from '../../errors/errors.ts';
import {nearest} from '../../formula/spelling.ts';
import type {Call} from '../command.ts';
import {at, from} from '../points/point-options.ts';

/**
 * The activations that a call names, with the parameters that its flags set; the last of two equal flags counts.
 * `patience` is how much longer than usual they are searched.
 */
export function selectionsOf(call: Call, patience = 1): readonly Selection[] {
  const flags = new Map(call.parameters.map(({name, text}) => [name, text]));
  const selections = select(call.arguments, flags, wordingOf(call), sizeOfPoints(call));
  return selections.map((selection) => {
    const text = () => `searching ${selection.label} ...`;
    return {...selection, patience, worked: rarely(() => call.step(text))};
  });
}

/** The size of a function of a vector, if no argument or flag says it: that of the points which the call gives. */
function sizeOfPoints({arguments: names, parameters, option}: Call): ReadonlyMap<string, string> {
  const size = option(from)?.length ?? option(at)?.rows[0]?.length ?? 0;
  const isSlice = names.some((name) => /[:,]x\d+=/.test(name)) || parameters.some(({name}) => /^x\d+$/.test(name));
  return new Map(size < 2 || isSlice ? [] : [['size', String(size)]]);
}

/** Steps of a search between two looks at the clock. */
const stride = 64;

/** Acts at every 64th step. */
function rarely(act: () => void): (steps?: number) => void {
  let done = 0;
  return (steps = 1) => {
    const before = done;
    done += steps;
    if (Math.floor(done / stride) > Math.floor(before / stride)) act();
  };
}

/** What the user wrote, in messages; a parameter that nothing has may be a misspelt option. */
function wordingOf({parameters, options}: Call): Wording {
  const isShort = (name: string): boolean => parameters.findLast((each) => each.name === name)?.isShort ?? false;
  return {
    written: (name, value) => (isShort(name) ? `--${name} ${value}` : `--param ${name}=${value}`),
    unknown(name, texts, known) {
      if (!isShort(name)) return unknownParameter(name, texts, known);
      const near = nearest(name, [...known, 'help', ...options.map((option) => option.name)]);
      return commandLineError('unknownFlag', `--${name}`, texts, near, known);
    },
  };
}
