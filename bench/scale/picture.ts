// The simulated day as a picture: an hour a step.

import type { Simulation } from './simulate.ts';

const WIDTH = 860;
const HEIGHT = 320;
const LEFT = 70;
const RIGHT = 20;
const TOP = 50;
const BOTTOM = 40;
const HOURS = 24;
const HOUR_MARKS = 6;
const K = 1_000;

/** The vendor of an hour is the one that reads most in it, on all clusters. */
export function pictureOfDay(day: Simulation, clusters: number): string {
  const title = `A simulated day: reads a second, ${clusters} clusters`;
  const lines = [
    { what: 'mean cluster', colour: '#757575', loads: day.meanCluster },
    { what: 'hottest cluster', colour: '#c62828', loads: day.hottestCluster },
    {
      what: 'of the mean cluster, one vendor',
      colour: '#1565c0',
      loads: day.hottestVendor.map((load) => load / clusters),
    },
  ];
  const top = Math.max(...lines.flatMap(({ loads }) => loads));
  const x = (hour: number): number => LEFT + (hour / (HOURS - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (load: number): number => HEIGHT - BOTTOM - (load / top) * (HEIGHT - TOP - BOTTOM);
  const text = (
    at: readonly [number, number],
    words: string,
    anchor = 'middle',
    colour = '#616161',
  ): string =>
    `<text x="${at[0].toFixed(0)}" y="${at[1].toFixed(0)}" text-anchor="${anchor}" fill="${colour}">${words}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="12">
<title>${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="16" y="22" font-size="15" font-weight="600" fill="#212121">${title}</text>
${lines.map(({ what, colour }, at) => text([LEFT + at * 160, 42], what, 'start', colour)).join('\n')}
${[0, 0.5, 1].map((share) => `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share * top).toFixed(0)}" y2="${y(share * top).toFixed(0)}" stroke="#e0e0e0"/>${text([LEFT - 8, y(share * top) + 4], `${((share * top) / K).toFixed(1)}k/s`, 'end')}`).join('\n')}
${Array.from({ length: HOURS / HOUR_MARKS }, (_, at) => text([x(at * HOUR_MARKS), HEIGHT - 16], `${at * HOUR_MARKS}:00`)).join('\n')}
${lines.map(({ colour, loads }) => `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${loads.map((load, hour) => `${x(hour).toFixed(1)},${y(load).toFixed(1)}`).join(' ')}"/>`).join('\n')}
</svg>
`;
}
