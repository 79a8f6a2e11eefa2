import type { FormLayout } from '../../my-data/form/form-layout.ts';

/** The form of an issue. Its state is changed by buttons of its own. */
export const issueLayout: FormLayout = {
  fields: () => ['title', 'kind', 'description', 'desiredOutcome', 'about', 'severity'],
  more: ['desiredOutcome', 'about', 'severity'],
  long: ['description', 'desiredOutcome'],
  // Recalls and notices are what companies begin.
  choices: { kind: ['question', 'complaint', 'fault', 'return', 'request'] },
};

/** Under which a new issue is kept while it is written. */
export const NEW_DRAFT = 'issues/new';
