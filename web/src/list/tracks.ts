import type { ListColumn } from './list';

/** The same for the head and for every row, which are laid out one by one. */
export interface Tracks {
  gridTemplateColumns: string;
  minWidth: string;
}

const boxRem = 2.75;
const marginRem = 1.5;

export function tracksOf<Row>(columns: readonly ListColumn<Row>[], box: boolean): Tracks {
  const track = ([min, grow]: ListColumn<Row>['width']) =>
    grow > 0 ? `minmax(${min}rem, ${grow}fr)` : `${min}rem`;
  const widths = columns.map(({ width }) => width);
  const rem = widths.reduce((sum, [min]) => sum + min, box ? boxRem : 0) + marginRem;
  return {
    gridTemplateColumns: [box ? `${boxRem}rem` : '', ...widths.map(track)].join(' '),
    minWidth: `${rem}rem`,
  };
}
