import { type Consent, PURPOSES } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { fieldNames, seen } from '../text/en.ts';
import { asDay, asLength, asMoment } from '../text/numbers.ts';
import type { Looks } from '../visit/visit.ts';

/** What the owner agreed to, as the newest receipt says it, and how far the shop has used it. */
export function agreedTerms(
  { details, id, version }: Consent,
  { looks, now }: { looks: Looks | undefined; now: Date },
): VNode[] {
  return details.map((entry) => {
    const { required = [], optional = [] } = entry.fields['preferences'] ?? {};
    const topics = entry.filter['preferences']?.['topics'] ?? [];
    const today = now.toISOString().slice(0, 10);
    const count = looks?.day === today ? looks.count : 0;
    const rows: readonly (readonly [string, string])[] = [
      [seen.purpose, PURPOSES[entry.purpose] ?? entry.purpose],
      [seen.topics, [topics].flat().join(', ')],
      [seen.fields, [...required, ...optional].map((name) => fieldNames[name] ?? name).join(', ')],
      [seen.until, asDay(entry.access.until)],
      [seen.retention, seen.kept(asLength(entry.retention.duration))],
      [seen.passedOn, entry.recipients.length === 0 ? seen.nobody : entry.recipients.join(', ')],
      [seen.looks, seen.looksOf(count, entry.access.maxReadsPerDay)],
      [seen.lastLook, looks === undefined ? seen.never : asMoment(looks.lastAt)],
      [seen.version, seen.inVersion(id, version)],
    ];
    return html`<dl>
      ${rows.filter(([, text]) => text !== '').map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}
    </dl>`;
  });
}
