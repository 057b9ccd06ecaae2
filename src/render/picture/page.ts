/** A page. */
import type {View} from '../../report/output.ts';
import type {PictureStyle} from './layout.ts';
export function pageText(_view: View, _style: PictureStyle, _script: string): string {
  return '';
}
