import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Exchange } from './recording-proxy.ts';

/** What stands for what differs from run to run. */
export type Neutral = (text: string) => string;

const REQUEST_HEADERS = [
  ...[
    'Authorization',
    'DPoP',
    'Parley-Client-Assertion',
    'Parley-Purpose',
    'Accept',
    'If-None-Match',
    'Content-Type',
  ],
];
const ANSWER_HEADERS = [
  ...['Location', 'WWW-Authenticate', 'DPoP-Nonce', 'Retry-After', 'Content-Type', 'ETag', 'Link', 'Allow'],
];

/** A request and its answer as a block of text. */
export function showExchange(exchange: Exchange, neutral: Neutral): string {
  const { method, target, headers, body, status, answerHeaders, answer } = exchange;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...shownHeaders(REQUEST_HEADERS, headers),
    ...bodyLines(body, headers['content-type']),
    '',
    `HTTP/1.1 ${status}`,
    ...shownHeaders(
      ANSWER_HEADERS.filter((name) => name !== 'DPoP-Nonce' || isNonceSteady(exchange)),
      answerHeaders,
    ),
    ...bodyLines(answer, answerHeaders['content-type']),
  ];
  return `\`\`\`http\n${neutral(lines.join('\n'))}\n\`\`\`\n`;
}

/** The OAuth endpoints send a new nonce also where the old one is about to end: in some minutes, not in others. */
const isNonceSteady = ({ target, answer }: Exchange): boolean =>
  target.startsWith('/v1/') || answer.includes('use_dpop_nonce');

/** What a signed text says: its header and its claims. Times are shown from the moment it was made. */
export function showSigned(jws: string, neutral: Neutral): string {
  const claims = decodeJwt(jws);
  const made = claims.iat ?? claims.nbf ?? 0;
  const times = Object.fromEntries(
    (['iat', 'nbf', 'exp'] as const).flatMap((name) => {
      const at = claims[name];
      return at === undefined ? [] : [[name, MADE + at - made]];
    }),
  );
  const parts = [decodeProtectedHeader(jws), { ...claims, ...times }];
  return `\`\`\`json\n${neutral(parts.map(indented).join('\n'))}\n\`\`\`\n`;
}

/** Lists of plain values stay on one line. */
const indented = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /\[\s+([^[\]{}]+?)\s+\]/g,
    (_list, items: string) => `[${items.replace(/,\s+/g, ', ')}]`,
  );

const MADE = 1_795_338_000;

function shownHeaders(names: readonly string[], headers: Exchange['headers']): string[] {
  return names.flatMap((name) => {
    const value = headers[name.toLowerCase()];
    return value === undefined || value === '*/*' ? [] : [`${name}: ${[value].flat().join(', ')}`];
  });
}

function bodyLines(body: string, type = ''): string[] {
  if (body === '') return [];
  if (type.startsWith('application/x-www-form-urlencoded'))
    return [
      '',
      ...[...new URLSearchParams(body)].map(([name, value], at) => `${at === 0 ? '' : '&'}${name}=${value}`),
    ];
  if (/json/.test(type)) return ['', indented(JSON.parse(body))];
  return ['', body.trimEnd()];
}

/** Names for what is random, so that two runs read the same: origins, signed texts, ids, secrets and times. */
export function neutralise(origins: Readonly<Record<string, string>>): Neutral {
  return (text) =>
    Object.entries(origins)
      .reduce(
        (shown, [real, name]) =>
          shown.replaceAll(real, name).replaceAll(encodeURIComponent(real), encodeURIComponent(name)),
        text,
      )
      .replace(/^ETag: .*$/gm, 'ETag: "…"')
      .replace(/eyJ[\w-]+\.[\w-]*\.[\w-]*/g, 'eyJ…')
      .replace(/\b(consent|request|entry|item|owner|invitation)_[\w-]{22}/g, '$1_…')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (instant) => roundInstant(instant))
      .replace(/\b\d{4}-\d\d-\d\d\b(?!T)/g, (date) => roundDate(date))
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '…')
      .replace(/(?<![\w-])(?=[\w-]*[A-Z])[\w-]{43,}/g, '…')
      .replace(/(?<="sequence": )\d+/g, '1')
      // It is there once an entry is chained, which takes up to a second.
      .replace(/,\n\s*"ledger_head": "eyJ…"/g, '');
}

const DAY_MS = 86_400_000;
const SHOWN_NOW = '2026-11-22T09:00:00Z';

/** Now is `2026-11-22T09:00:00Z`; what is days away keeps its distance. */
function roundInstant(instant: string): string {
  const days = Math.round((Date.parse(instant) - Date.now()) / DAY_MS);
  return new Date(Date.parse(SHOWN_NOW) + days * DAY_MS).toISOString().replace('.000Z', 'Z');
}

/** A date in words for people: as far from the shown today as it is from today. */
function roundDate(date: string): string {
  const days = Math.floor(Date.now() / DAY_MS) - Math.floor(Date.parse(SHOWN_NOW) / DAY_MS);
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
