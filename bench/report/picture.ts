// The figures that have a target, as one picture: how far each is beyond its target, or short of it. The line in the middle is the target.

import { type Figure, type Verdict, verdictOf } from '../figure.ts';
import { spreadText, targetText, valueText } from './figure-text.ts';

const WIDTH = 960;
const TOP = 64;
const LINE = 34;
const BOTTOM = 40;
const BARS_FROM = 400;
const BARS_TO = 700;
const MIDDLE = (BARS_FROM + BARS_TO) / 2;
/** The end of a bar: four times as good as its target, or a fourth. */
const FARTHEST = 4;
const COLOURS: Readonly<Record<Verdict, string>> = {
  reached: '#2e7d32',
  missed: '#c62828',
  'not decidable here': '#757575',
  'no target': '#757575',
};

export interface PictureOptions {
  readonly figures: readonly Figure[];
  readonly title: string;
  readonly machine: string;
}

export function pictureOf({ figures, title, machine }: PictureOptions): string {
  const aimed = figures.filter((figure) => figure.target !== undefined);
  const height = TOP + aimed.length * LINE + BOTTOM;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13">
<title>${asText(title)}</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="16" y="28" font-size="17" font-weight="600" fill="#212121">${asText(title)}</text>
<text x="${MIDDLE}" y="48" text-anchor="middle" fill="#616161">target</text>
<text x="${BARS_TO}" y="48" text-anchor="end" fill="#616161">better</text>
<text x="${BARS_FROM}" y="48" fill="#616161">worse</text>
${aimed.map((figure, at) => lineOf(figure, TOP + at * LINE)).join('\n')}
<line x1="${MIDDLE}" y1="${TOP - 8}" x2="${MIDDLE}" y2="${height - BOTTOM}" stroke="#212121"/>
<text x="16" y="${height - 14}" font-size="11" fill="#616161">${asText(machine)}</text>
</svg>
`;
}

function lineOf(figure: Figure, y: number): string {
  const verdict = verdictOf(figure);
  const length = (lead(figure) * (BARS_TO - BARS_FROM)) / 2;
  const bar = `<rect x="${Math.min(MIDDLE, MIDDLE + length).toFixed(1)}" y="${y}" width="${Math.max(1, Math.abs(length)).toFixed(1)}" height="18" fill="${COLOURS[verdict]}"/>`;
  const spread = spreadText(figure) === '' ? '' : ` (${spreadText(figure)})`;
  return `<g><title>${asText(`${figure.what}: ${valueText(figure)}${spread}, ${verdict}`)}</title>
<text x="16" y="${y + 14}" fill="#212121">${asText(figure.what)}</text>
${bar}
<text x="${BARS_TO + 12}" y="${y + 14}" fill="#212121">${asText(`${valueText(figure)}, ${targetText(figure)}: ${verdict}`)}</text></g>`;
}

/** From -1 to 1, by how many times a figure is better than its target; 0 is the target itself. */
function lead({ value, target }: Figure): number {
  if (target === undefined) return 0;
  // None where little or nothing may be.
  if ('atMost' in target && value <= 0) return 1;
  const times = 'atLeast' in target ? value / target.atLeast : target.atMost / value;
  const share = Math.log(times) / Math.log(FARTHEST);
  return Math.max(-1, Math.min(1, share));
}

const asText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
