/** What is said of activations, their parameters and points when something cannot be done: by the library too. */

import {brief, count, doubtText, havingNo, listed, orList, parameterList, withFixed} from './lists.ts';

/** The sentences by their codes; made when there is something to say. */
export const generalSentences = () => ({
  formula: (problem: string) => `invalid formula: ${problem}`,
  takesVector: (written: string, name: string) =>
    `invalid formula: ${written} takes a vector, and a formula the one number x: write it without a formula, as in ${name === 'maxout' ? 'maxout:weights=[1;-1],biases=[0;0]' : `${name}:size=2,x2=0`}`,
  label: (label: string) =>
    `invalid label: '${label}'; write one or more letters, digits or signs without control characters`,
  unknownActivation: (name: string, nearest: readonly string[]) =>
    `unknown activation: '${name}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : "see 'act-cli list', or start a formula with '='"}`,
  unknownFramework: (owner: string, name: string, nearest: readonly string[]) =>
    `${owner} has no preset '@${name}'; ${nearest.length > 0 ? `did you mean ${orList(nearest.map((each) => `@${each}`))}?` : `see 'act-cli info ${owner}'`}`,
  noPreset: (owner: string, name: string, known: readonly string[]) =>
    `${owner} has no preset '@${name}'; it has ${known.map((each) => `@${each}`).join(', ') || 'none'}`,
  setting: (text: string, part: string) =>
    `invalid activation '${text}': '${part}' is not a setting; write name:key=value,key=value, such as elu:alpha=0.5`,
  settingTwice: (text: string, key: string) => `invalid activation '${text}': ${key} is given twice; give it once`,
  unknownParameter: (owners: readonly string[], key: string, nearest: readonly string[], known: readonly string[]) =>
    `${havingNo(owners)} parameter '${key}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : parameterList(owners, known)}`,
  overruled: (flag: string, name: string, setter: string) =>
    `${flag} changes nothing: ${setter} sets ${name} itself; leave one of them out`,
  namedTwice: (label: string) => `'${brief(label)}' is named twice; give each another label or other parameters`,
  parameterValue: (owner: string, name: string, value: string) =>
    `invalid ${name}='${value}' for ${owner}: it must be a finite number`,
  countValue: (owner: string, name: string, value: string, least: number, most: number) =>
    `invalid ${name}=${value} for ${owner}: it must be a whole number from ${least} to ${most}`,
  indexBeyond: (index: number, size: number) =>
    `index=${index} is beyond size=${size}: there are only so many components; give an index from 1 to ${size}`,
  allFixed: (owner: string, inputs: readonly string[]) =>
    `all inputs of ${owner} are fixed: ${inputs.join(', ')}; leave one of them free`,
  parameterNeeded: (formula: string, name: string, written: string) =>
    `'${brief(formula)}' has a parameter '${name}' without a value; give it with ${written}`,
  variant: (key: string, value: string, known: readonly string[]) => `invalid ${key}='${value}'; give ${orList(known)}`,
  notCalled: (formula: string, name: string, inputs: readonly string[]) =>
    `'${brief(formula)}' has an activation '${name}' without an input; write ${name}(${inputs.map((input) => (input === 'x' ? 'x' : '0.5')).join(', ')})`,
  outsideDomain: (owner: string, name: string, value: string, domain: string) =>
    `invalid ${name}=${value} for ${owner}: it must lie in ${domain}`,
  constraint: (owner: string, constraint: string, given: string) =>
    `invalid parameters for ${owner}: ${constraint} must hold, but they are ${given}`,
  matrix: (owner: string, name: string, text: string) =>
    `invalid ${name}='${text}' for ${owner}: write numbers in brackets, with ',' between coordinates and ';' between rows, such as [1,2;-1,0.5]`,
  regionsOfVectors: (label: string, inputs: readonly string[]) =>
    `${brief(label)} is a function of ${count(inputs.length, 'number')}, ${inputs.join(', ')}, and this is for functions of one; fix ${listed(inputs.slice(1))}, as in ${withFixed(label, inputs)}`,
  secondOfVectors: (label: string, inputs: number) =>
    `${label} has ${inputs} inputs, so its second derivatives are a matrix, which is not computed; leave f″ out, or fix all inputs but one`,
  tooLong: (label: string, size: number, most: number) =>
    `'${brief(label)}' has ${size} different numbers, names and operations, too many to search for kinks and regions; shorten it to ${most} or fewer, or ask only for values, with table or plot --no-regions`,
  noOutputGradient: (label: string) =>
    `no framework computes the gradient of ${label} from its output; leave out backward, which is for sigmoid and tanh`,
  raggedMatrix: (name: string, text: string) =>
    `invalid ${name}='${text}': its rows differ in length; make them equally long`,
  tooFewPieces: (count: number) =>
    `maxout has ${count} piece${count === 1 ? '' : 's'}; give weights with two or more rows, such as [1;-1]`,
  biasesDoNotFit: (biases: number, pieces: number) =>
    `maxout has ${biases} biases for ${pieces} pieces; give one bias for each row of weights, such as biases=[0;0]`,
  pointSize: (label: string, wanted: number, given: number) =>
    `'${label}' takes ${count(wanted, 'number')} at each point, not ${given}; give ${wanted === 1 ? 'a number' : `a list of ${wanted}`} to the value and gradient of activation('${label}')${wanted === 1 ? '' : ', or a list for each input to evaluate'}`,
  columnsByInput: (label: string, inputs: readonly string[]) =>
    `'${brief(label)}' is a function of ${listed(inputs)}; give equally long lists of numbers: {${inputs.map((name, i) => `${name}: [${i + 1}]`).join(', ')}}`,
  noSuchVariable: (name: string, label: string, known: readonly string[]) =>
    `${label} has no variable '${name}'; its gradient is with respect to ${known.join(', ')}`,
  normal: (mean: number, std: number, most: number) =>
    `expectations cannot be computed for a normal input with mean ${mean} and std ${std}; give a mean from -${most} to ${most} and a std from ${1 / most} to ${most}, not below 1e-10 of the mean`,
  differentInputs: (label: string, first: string) =>
    `${label} and ${first} are functions of different sizes: they have no difference`,
  exclusive: (first: string, second: string) => `${first} and ${second} cannot be combined; give only one of them`,
  needs: (flag: string, other: string) => `${flag} needs ${other}; add it or leave ${flag} out`,
  noSuchOption: (name: string, nearest: readonly string[], known: readonly string[]) =>
    `unknown option '${name}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : `the options are ${known.join(', ')}`}`,
  notActivation: (type: string) =>
    `invalid activation: a value of type ${type}; give a string such as 'elu:alpha=0.5', or what activation() returned`,
  notNumbers: (given: string) => `invalid input: ${given}; give numbers`,
  unknownDtype: (name: string, nearest: readonly string[], known: readonly string[]) =>
    `unknown dtype: '${name}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : `give ${orList(known)}`}`,
  doubtful: (where: string, text: string, doubt: 'bits' | 'beyond') => `${where}: ${doubtText(text, doubt)}`,
  optionValue: (flag: string, value: string, wanted: string) => `invalid value for ${flag}: '${value}'; give ${wanted}`,
});
