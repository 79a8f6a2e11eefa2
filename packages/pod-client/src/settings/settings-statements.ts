import { DCT, type NoticeKind, type OwnerSettings, PARLEY, SCHEMA, XSD } from '@parley/protocol';
import type { Graph } from '../rdf/graph.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { about, iri, text } from '../rdf/terms.ts';
import { settingsIri } from './settings-document.ts';

/** How one of the settings is written. */
interface SettingsProperty {
  readonly predicate: string;
  readonly isList: boolean;
  /** None: it need not be said. */
  toTerms(settings: OwnerSettings): readonly Term[];
  /** `undefined`: it is not of this kind. */
  fromTerm(term: Term): unknown;
}

const NOTICES: Readonly<Record<NoticeKind, string>> = {
  request: PARLEY.noticeRequest,
  first_read: PARLEY.noticeFirstRead,
  unusual_read: PARLEY.noticeUnusualRead,
  ending: PARLEY.noticeEnding,
  review: PARLEY.noticeReview,
  vendor_held: PARLEY.noticeVendorHeld,
  records_held: PARLEY.noticeRecordsHeld,
  message: PARLEY.noticeMessage,
  opened: PARLEY.noticeOpened,
};
const QUIET = /^(\S{5})-(\S{5}) (\S+)$/;

const literal = (term: Term): string | undefined => (term.kind === 'literal' ? term.value : undefined);

const kinds = (name: 'pushFor' | 'mailFor'): SettingsProperty => ({
  predicate: PARLEY[name],
  isList: true,
  toTerms: (settings) => settings[name].map((kind) => iri(NOTICES[kind])),
  fromTerm: ({ value }) => (Object.keys(NOTICES) as NoticeKind[]).find((kind) => NOTICES[kind] === value),
});

const one = (name: 'language' | 'mail', predicate: string): SettingsProperty => ({
  predicate,
  isList: false,
  toTerms: ({ [name]: value }) => (value === undefined ? [] : [text(value)]),
  fromTerm: literal,
});

export const SETTINGS_PROPERTIES: Readonly<Record<keyof OwnerSettings, SettingsProperty>> = {
  allowedApps: {
    predicate: PARLEY.allowedApp,
    isList: true,
    toTerms: ({ allowedApps }) => allowedApps.map(text),
    fromTerm: (term) => (term.kind === 'blank' ? undefined : term.value),
  },
  language: one('language', DCT.language),
  requestNotices: {
    predicate: PARLEY.requestNotices,
    isList: false,
    toTerms: ({ requestNotices }) =>
      requestNotices ? [] : [{ kind: 'literal', value: 'false', datatype: XSD.boolean }],
    fromTerm: ({ value }) => ({ true: true, 1: true, false: false, 0: false })[value],
  },
  pushFor: kinds('pushFor'),
  mailFor: kinds('mailFor'),
  mail: one('mail', SCHEMA.email),
  quietHours: {
    predicate: PARLEY.quietHours,
    isList: false,
    toTerms: ({ quietHours: quiet }) =>
      quiet === undefined ? [] : [text(`${quiet.from}-${quiet.until} ${quiet.timeZone}`)],
    fromTerm(term) {
      const [, from, until, timeZone] = QUIET.exec(literal(term) ?? '') ?? [];
      return timeZone === undefined ? undefined : { from, until, timeZone };
    },
  },
};

/** The statements that settings are. */
export function settingsStatements(address: string, settings: OwnerSettings): Statement[] {
  const properties = Object.values(SETTINGS_PROPERTIES).flatMap(({ predicate, toTerms }) =>
    toTerms(settings).map((term) => [predicate, term] as const),
  );
  return about(settingsIri(address), properties);
}

/** Whatever else the document says is fit or not: who may widen is read by itself. */
export function allowedAppsOf(graph: Graph, address: string): string[] {
  return graph.objects(settingsIri(address), PARLEY.allowedApp).map(({ value }) => value);
}
