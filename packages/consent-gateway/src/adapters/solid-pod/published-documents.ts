import { writeShape, writeVocabulary } from '@parley/pod-client';
import type { Categories } from '@parley/protocol';
import type { PublishedDocuments } from '../../http/vocabulary.routes.ts';

/** What our RDF means, for whoever reads it: the vocabulary, and the shape of each category. */
export function publishedDocuments(categories: Categories): PublishedDocuments {
  return new Map([
    ['/vocabulary.ttl', writeVocabulary(categories)],
    ...[...categories.values()].map(
      (category) => [`/shapes/${category.name}.ttl`, writeShape(category)] as const,
    ),
  ]);
}
