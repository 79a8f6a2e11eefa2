import { bad, type Check, good, unknown } from '../finding.ts';

export const webhook: Check = {
  name: 'webhook',
  judge({ webhook: seen }) {
    if (seen === undefined) return unknown('needs the gateway, and that it knows you');
    if (seen === 'none')
      return unknown('none is registered: you are told nothing, unless you follow gateway.events()');
    const { url, state, failures, lastFailure = 'refused', lastSuccessAt, waiting, deadLetters } = seen;
    if (state === 'disabled')
      return bad(
        'webhook_disabled',
        `${url} has answered 410, or is not yours any more`,
        'register it again: gateway.webhooks.register()',
      );
    if (deadLetters.count > 0)
      return bad(
        'webhook_dead_letters',
        `${deadLetters.count} events were given up on for ${url}`,
        `mend the receiver, then: parley replay --id ${deadLetters.events[0]?.id ?? 'EVENT'}`,
      );
    if (failures > 0)
      return bad(
        'webhook_failing',
        `${failures} tries at ${url} have failed since it last worked (${lastFailure})`,
        'see what your receiver logs: parley trigger webhook.test',
      );
    const last =
      lastSuccessAt === undefined ? 'nothing was delivered yet' : `last delivered at ${lastSuccessAt}`;
    return good(`${url}: ${last}${waiting === 0 ? '' : `, ${waiting} on their way`}`);
  },
};
