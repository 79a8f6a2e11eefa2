import type { ConsentStore } from '../consent/consent-store.ts';
import type { Metrics } from '../http/metrics.ts';

/** The same store, with each act that takes effect counted. */
export function countedActs(store: ConsentStore, { consentActs }: Metrics): ConsentStore {
  return {
    ...store,
    async complete(intent) {
      const consent = await store.complete(intent);
      consentActs.inc({ act: 'give' });
      return consent;
    },
    async stop(request) {
      const stopped = await store.stop(request);
      if (typeof stopped === 'object') consentActs.inc({ act: request.act });
      return stopped;
    },
    async liftHold(request) {
      const lifted = await store.liftHold(request);
      if (typeof lifted === 'object') consentActs.inc({ act: 'lift' });
      return lifted;
    },
    async completeChange(change) {
      const consent = await store.completeChange(change);
      if (consent !== 'superseded') consentActs.inc({ act: change.act });
      return consent;
    },
  };
}
