// Plots of measures: bars, the same in words beside them, and as a table behind. What is too few to say has no bar.

import type { Share, Spread } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { durationInWords } from '../../text/ages.ts';
import { measures as said } from '../../text/en.ts';

type Rows<Value> = readonly (readonly [string, Value])[];
type Chart = 'times' | 'shares' | 'withdrawals';

interface Timed {
  readonly count: number;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

const isTold = (spread: Spread): spread is Spread & Timed => spread.median !== undefined;

/** From the shortest to the longest, with a mark at the median; all of a chart on one scale. */
export function spreadPlot(chart: Chart, rows: Rows<Spread>): VNode {
  const longest = Math.max(1, ...rows.map(([, { greatest = 0 }]) => greatest));
  const bars = rows.map(([name, spread]) => {
    if (!isTold(spread)) return plotRow(name, said.tooFew(spread.count));
    const { median, least, greatest } = spread;
    const words = said.spread(
      ...([median, least, greatest].map(durationInWords) as [string, string, string]),
    );
    const at = (seconds: number): number => (100 * seconds) / longest;
    const [from, to] = [at(least), at(greatest)];
    return plotRow(
      name,
      words,
      bar(
        html`<rect class="range" x=${from} y="3" width=${Math.max(0.6, to - from)} height="4" />
          <rect class="median" x=${Math.min(99, at(median))} y="0" width="1" height="10" />`,
      ),
    );
  });
  const table = tableOf(
    chart,
    [said.cases, said.median, said.least, said.greatest],
    rows.map(([name, spread]) => [name, spread.count, ...timesOf(spread)]),
  );
  return figure(chart, bars, table);
}

/** A part of the whole. */
export function sharePlot(chart: Chart, rows: Rows<Share>): VNode {
  const bars = rows.map(([name, { count, of, share }]) => {
    if (share === undefined) return plotRow(name, said.tooFew(of));
    const filled = html`<rect class="range" x="0" y="1" width=${100 * share} height="8" />`;
    return plotRow(name, said.share(percent(share), count, of), bar(filled));
  });
  const table = tableOf(
    chart,
    [said.count, said.of, said.part],
    rows.map(([name, { count, of, share }]) => {
      return share === undefined ? [name, said.hidden, of, said.hidden] : [name, count, of, percent(share)];
    }),
  );
  return figure(chart, bars, table);
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const timesOf = (spread: Spread): string[] =>
  isTold(spread)
    ? [spread.median, spread.least, spread.greatest].map(durationInWords)
    : [said.hidden, said.hidden, said.hidden];

/** The words beside it say the same. */
const bar = (shapes: VNode): VNode =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" x="0" y="0" width="100" height="10" />${shapes}</svg>`;

function plotRow(name: string, words: string, drawn?: VNode): VNode {
  return html`<li>
    <span class="name">${name}</span>${drawn}<span class="soft">${words}</span>
  </li>`;
}

function figure(chart: Chart, bars: readonly VNode[], table: VNode): VNode {
  return html`<section class="card" aria-labelledby=${chart}>
    <h2 id=${chart}>${said[chart]}</h2>
    <ul class="plot">
      ${bars}
    </ul>
    <details>
      <summary>${said.asTable}</summary>
      <div class="scrolls" tabindex="0" role="group" aria-label=${`${said[chart]}: ${said.asTable}`}>${table}</div>
    </details>
  </section>`;
}

function tableOf(
  chart: Chart,
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): VNode {
  return html`<table>
    <caption>${said[chart]}</caption>
    <thead>
      <tr>
        ${[said.measure, ...heads].map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
    </tbody>
  </table>`;
}
