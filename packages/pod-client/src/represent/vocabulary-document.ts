import {
  type Categories,
  type DescribedTerm,
  describedTerms,
  PARLEY_NAMESPACE,
  RDF_TYPE,
} from '@parley/protocol';
import type { Statement, Term } from '../rdf/term.ts';
import { about, iri } from '../rdf/terms.ts';
import { RDFS_LABEL } from '../rdf/vocabulary.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';

const rdf = (name: string): string => `http://www.w3.org/1999/02/22-rdf-syntax-ns#${name}`;
const rdfs = (name: string): string => `http://www.w3.org/2000/01/rdf-schema#${name}`;
const owl = (name: string): string => `http://www.w3.org/2002/07/owl#${name}`;
const english = (value: string): Term => ({
  kind: 'literal',
  value,
  datatype: rdf('langString'),
  language: 'en',
});

const KINDS: Readonly<Record<DescribedTerm['is'], string>> = {
  class: rdfs('Class'),
  property: rdf('Property'),
  individual: owl('NamedIndividual'),
};
const VOCABULARY = PARLEY_NAMESPACE.replace('#', '');

/** Parley's own terms with their labels and what they mean, in Turtle. The words of the closed lists are those of these categories. */
export function writeVocabulary(categories: Categories): string {
  return writeTurtle([
    ...about(VOCABULARY, [
      [RDF_TYPE, iri(owl('Ontology'))],
      [RDFS_LABEL, english('Parley')],
      [rdfs('comment'), english('What no published vocabulary has of consents, preferences and issues.')],
    ]),
    ...describedTerms(categories).flatMap(described),
  ]);
}

function described({ iri: term, is, label, comment }: DescribedTerm): Statement[] {
  return about(term, [
    [RDF_TYPE, iri(KINDS[is])],
    [RDFS_LABEL, english(label)],
    [rdfs('comment'), english(comment)],
    [rdfs('isDefinedBy'), iri(VOCABULARY)],
  ]);
}
