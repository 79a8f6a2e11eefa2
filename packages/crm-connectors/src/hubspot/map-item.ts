// Items as HubSpot's tickets, and preferences as its communication preferences.

import type { CrmItem, ItemContext, MappedRecord } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import { type FieldRules, mapFields, mapped, text, word } from '../mapping/map-fields.ts';

export interface HubSpotMapping {
  /** The pipeline of the tickets, and its stages by the state of an issue; `open` is also for issues whose state was not approved. */
  readonly pipeline: {
    readonly id: string;
    readonly stages: Readonly<Record<string, string>> & { readonly open: string };
  };
  /** Which subscription a preference is about, by its topic. Other topics have no place in HubSpot. */
  readonly subscriptions?: Readonly<Record<string, number>>;
}

export const ticketRules = ({ pipeline }: HubSpotMapping): FieldRules => ({
  subject: { from: 'title', as: text(1_000) },
  content: { from: 'description', as: text(60_000) },
  hs_pipeline_stage: { from: 'state', as: word(pipeline.stages) },
  hs_ticket_priority: { from: 'severity', as: word({ low: 'LOW', medium: 'MEDIUM', high: 'HIGH' }) },
});

/** `issues` become tickets, `preferences` whose topic is known subscriptions. @throws {unknown_category} */
export function mapHubSpotItem(
  mapping: HubSpotMapping,
  item: CrmItem,
  context: ItemContext,
): readonly MappedRecord[] {
  switch (context.category) {
    case 'issues': {
      const fields = mapFields(ticketRules(mapping), item, context);
      return [{ object: 'tickets', externalId: context.ids.item, fields }];
    }
    case 'preferences':
      return mapPreference(mapping, item, context);
    default:
      throw new CrmConnectorError('unknown_category', { detail: 'HubSpot: issues, preferences' });
  }
}

/**
 * An opt-in only where the owner says yes in so many words: strength `require` or `prefer`, and the value `true`. Everything else that is said
 * about the topic is an opt-out. The opt-in rests on three fields, so that it ends with each of them.
 */
function mapPreference(
  { subscriptions = {} }: HubSpotMapping,
  item: CrmItem,
  context: ItemContext,
): readonly MappedRecord[] {
  const { topic, strength, value } = item;
  const id =
    typeof topic === 'string' && Object.hasOwn(subscriptions, topic) ? subscriptions[topic] : undefined;
  if (id === undefined || strength === undefined) return [];
  const said = (from: string, word: string) => mapped(word, { from, item, context });
  const isWanted = (strength === 'require' || strength === 'prefer') && value === true;
  const fields = isWanted
    ? {
        statusState: said('strength', 'SUBSCRIBED'),
        legalBasis: said('value', 'CONSENT_WITH_NOTICE'),
        legalBasisExplanation: said('topic', 'Consent given through Parley'),
      }
    : { statusState: said('strength', 'UNSUBSCRIBED') };
  // Of two preferences about one topic the last that changed counts.
  return [{ object: 'subscriptions', externalId: `${context.ids.owner}-${id}`, fields }];
}
