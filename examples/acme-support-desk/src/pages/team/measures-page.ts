import type { Measures } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { measures as said } from '../../text/en.ts';
import { sharePlot, spreadPlot } from './plots.ts';
import { teamLayout } from './team-layout.ts';

/** Each measure by itself: no score is made of them. */
export function measuresPage(measures: Measures): VNode {
  const { honoured, unknown, unanswered, issues, fixUnanswered } = measures;
  const body = html`<div class="measures">
    <h1>${said.title}</h1>
    <p class="lead">${said.lead}</p>
    <p>${said.counts(unanswered, issues, fixUnanswered)}</p>
    ${spreadPlot('times', [
      [said.toAcknowledge, measures.toAcknowledge],
      [said.toPerson, measures.toPerson],
      [said.toConfirmedFix, measures.toConfirmedFix],
    ])}
    ${sharePlot('shares', [
      [said.falseCloses, measures.falseCloses],
      [said.honoured, honoured],
      [said.unknown, unknownOf(unknown, honoured.of, honoured.share !== undefined)],
      [said.fieldsRead, measures.fieldsRead],
    ])}
    ${spreadPlot('withdrawals', [
      [said.toLastTry, measures.toLastTry],
      [said.toDeletionReport, measures.toDeletionReport],
    ])}
  </div>`;
  return teamLayout({ title: said.title, at: 'measures', body });
}

/** Said where the measure beside it is said. */
const unknownOf = (count: number, of: number, isSaid: boolean) => ({
  ...{ count, of },
  ...(isSaid && { share: count / of }),
});
