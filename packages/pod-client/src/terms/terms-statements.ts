import { PARLEY, RDF_TYPE, type StandingTerms, XSD } from '@parley/protocol';
import type { Statement, Term } from '../rdf/term.ts';
import { about, iri, text } from '../rdf/terms.ts';

/** How one of the standing terms is written. */
interface TermsProperty {
  readonly predicate: string;
  readonly isList: boolean;
  toTerm(value: string): Term;
  /** `undefined`: it is not of this kind. */
  fromTerm(term: Term): string | undefined;
}

const duration = (predicate: string): TermsProperty => ({
  predicate,
  isList: false,
  toTerm: (value) => ({ kind: 'literal', value, datatype: XSD.duration }),
  fromTerm: (term) => (term.kind === 'literal' && term.datatype === XSD.duration ? term.value : undefined),
});

const RECIPIENTS: Readonly<Record<string, string>> = {
  allowed: PARLEY.recipientsAllowed,
  none: PARLEY.recipientsNone,
};

export const TERMS_PROPERTIES: Readonly<Record<keyof StandingTerms, TermsProperty>> = {
  longestAccess: duration(PARLEY.longestAccess),
  longestRetention: duration(PARLEY.longestRetention),
  purposesNever: {
    predicate: PARLEY.purposeNever,
    isList: true,
    toTerm: iri,
    fromTerm: (term) => (term.kind === 'iri' ? term.value : undefined),
  },
  recipients: {
    predicate: PARLEY.recipients,
    isList: false,
    toTerm: (value) => iri(RECIPIENTS[value] ?? ''),
    fromTerm: (term) => Object.keys(RECIPIENTS).find((word) => RECIPIENTS[word] === term.value),
  },
  agreement: {
    predicate: PARLEY.agreement,
    isList: false,
    toTerm: text,
    fromTerm: (term) => (term.kind === 'literal' ? term.value : undefined),
  },
};

/** The statements that standing terms are. */
export function termsStatements(self: string, terms: StandingTerms): Statement[] {
  const properties = Object.entries(TERMS_PROPERTIES).flatMap(([name, { predicate, toTerm }]) =>
    [terms[name as keyof StandingTerms] ?? []].flat().map((value) => [predicate, toTerm(value)] as const),
  );
  return about(self, [[RDF_TYPE, iri(PARLEY.StandingTerms)], ...properties]);
}
