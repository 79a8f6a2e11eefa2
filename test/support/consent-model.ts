import {
  type AuthorizationDetails,
  type ConsentAct,
  type ConsentStatus,
  consentTransitions,
  statusAfter,
} from '@parley/protocol';

/** What somebody does to a consent. That time ends it is not in here. */
export type ModelledAct = Exclude<ConsentAct, 'expire'>;

/** What is known of the consent, by the rules alone. */
export interface ConsentModel {
  status: ConsentStatus;
  version: number;
  details: AuthorizationDetails;
  /** A widening that has not reached the pod. */
  pending: ModelledAct | undefined;
  /** The highest version that was ever signed. */
  signed: number;
}

/** A later end than any that is asked for. */
export const LATER = new Date(Date.now() + 200 * 86_400_000).toISOString();
const FIELDS = ['description', 'title', 'state'] as const;

function narrowed(details: AuthorizationDetails, field: string): AuthorizationDetails {
  return details.map((entry) => {
    const { required = [], optional = [] } = entry.fields['issues'] ?? {};
    const without = (names: string[]) => names.filter((name) => name !== field);
    return {
      ...entry,
      fields: { ...entry.fields, issues: { required: without(required), optional: without(optional) } },
    };
  });
}
const fieldCount = (details: AuthorizationDetails): number =>
  details.reduce(
    (sum, { fields: { issues } }) => sum + (issues?.required.length ?? 0) + (issues?.optional.length ?? 0),
    0,
  );
const extended = (details: AuthorizationDetails): AuthorizationDetails =>
  details.map((entry) => ({ ...entry, access: { ...entry.access, until: LATER } }));

/** The next narrower details; `undefined` where only one field is left. */
export function nextNarrower(details: AuthorizationDetails): AuthorizationDetails | undefined {
  const field = FIELDS.find((name) => fieldCount(narrowed(details, name)) < fieldCount(details));
  const next = field === undefined ? undefined : narrowed(details, field);
  return next === undefined || fieldCount(next) === 0 ? undefined : next;
}

/** The answer that the rules demand, and the model after it. */
export function expectedAnswer(model: ConsentModel, act: ModelledAct, pod = { isDown: false }): string {
  const next = statusAfter(model.status, act);
  if (next === undefined)
    return Object.keys(consentTransitions[model.status]).length === 0 ? 'consent_ended' : 'conflict';
  if (act === 'extend' || act === 'resume') return expectedWidening(model, act, { next, pod });
  if (act === 'narrow') {
    const details = nextNarrower(model.details);
    if (details === undefined) return 'invalid_request';
    model.signed = model.signed + 1;
    Object.assign(model, { details, version: model.signed });
  }
  Object.assign(model, { status: next, pending: undefined });
  return 'done';
}

function expectedWidening(
  model: ConsentModel,
  act: ModelledAct,
  { next, pod }: { next: ConsentStatus; pod: { isDown: boolean } },
): string {
  const isLonger = model.details.some((entry) => Date.parse(entry.access.until) < Date.parse(LATER));
  if (model.pending !== undefined && model.pending !== act) return 'conflict';
  if (model.pending === undefined && act === 'extend') {
    if (!isLonger) return 'invalid_request';
    model.signed = model.signed + 1;
  }
  if (pod.isDown) {
    model.pending = act;
    return 'temporarily_unavailable';
  }
  if (act === 'extend') Object.assign(model, { details: extended(model.details), version: model.signed });
  Object.assign(model, { status: next, pending: undefined });
  return 'done';
}

/** A consent that was just given. */
export const newModel = (details: AuthorizationDetails): ConsentModel => ({
  status: 'given',
  version: 1,
  details,
  pending: undefined,
  signed: 1,
});
