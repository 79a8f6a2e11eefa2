import type { AnswerForm, Categories } from '@parley/protocol';
import { authorizeRead } from './authorize-read.ts';
import type { ComposeAnswer } from './compose-answer.ts';
import type { PlanRead } from './plan-read.ts';
import { readQuery } from './read-query.ts';
import { readResource } from './read-resource.ts';

export interface ItemsOptions {
  readonly compose: ComposeAnswer;
  /** What there is to read. Default: the published categories. */
  readonly categories?: Categories;
  /** The address of this read API. */
  readonly audience: string;
}

/** A list of items, or one item. What it is written as makes no difference to what is decided or recorded. */
export function planItems(form: AnswerForm, { compose, categories, audience }: ItemsOptions): PlanRead {
  return ({ request, claims, consent }) => {
    const { purposes } = request;
    const asked = readResource(request.path, categories);
    const authorization = authorizeRead({ purposes, claims, consent, resource: asked, audience });
    if (!authorization.allowed) return authorization;
    const { resource, decision } = authorization;
    const query = readQuery(request.search, decision, resource.kind);
    if (query === undefined) return { allowed: false, reason: 'invalid_request' };
    const told = { category: decision.category.name, fields: query.fields };
    return {
      allowed: true,
      purpose: decision.purpose,
      async prepare(signal) {
        const composed = await compose({ consent, resource, decision, query, form, signal });
        return composed.found ? { ...composed, told } : composed;
      },
    };
  };
}
