import { type Figure, verdictOf } from '../figure.ts';
import { spreadText, targetText, valueText } from './figure-text.ts';

const HEAD = ['', 'middle', 'smallest – largest', 'target', 'verdict'];
const GAP = '  ';

/** All figures for a terminal, by row. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => [
    figure.what,
    valueText(figure),
    spreadText(figure),
    targetText(figure),
    verdictText(figure),
  ]);
  const widths = HEAD.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        return at === 0 || at === cells.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(GAP)
      .trimEnd();
  const rows = figures.map(({ row }, at) => {
    const begins = row !== figures[at - 1]?.row;
    return `${begins ? `\n${row}\n` : ''}${lineOf(lines[at] ?? [])}`;
  });
  return [lineOf(HEAD), ...rows].join('\n');
}

function verdictText(figure: Figure): string {
  const verdict = verdictOf(figure);
  if (verdict === 'no target') return '';
  return figure.undecidable === undefined ? verdict : `${verdict} (${figure.undecidable})`;
}
