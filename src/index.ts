export {ActError} from './errors.ts';
