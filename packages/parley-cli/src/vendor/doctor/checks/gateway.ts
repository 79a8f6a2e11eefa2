import { isSafe } from '../../setup/local-address.ts';
import { hasAnswered, objectIn } from '../evidence.ts';
import { bad, type Check, good, unknown } from '../finding.ts';

/** What a gateway accepts of a client's clock (its client assertions), less what the measuring leaves open. */
const MOST_SKEW_SECONDS = 10;

export const gatewayReached: Check = {
  name: 'gateway',
  judge({ gateway, setup }) {
    const { origin } = new URL(setup.gateway);
    if (!isSafe(new URL(setup.gateway)))
      return bad('gateway_insecure', `${setup.gateway} is not https`, 'use its https address');
    if (!hasAnswered(gateway))
      return bad(
        'gateway_unreachable',
        `${origin} cannot be reached (${gateway.failure})`,
        `see that the address is right; to try without one: parley sandbox --port ${new URL(origin).port || '4711'}`,
      );
    const stated = objectIn(gateway);
    if (stated === undefined)
      return bad(
        'gateway_unreachable',
        `${origin} answers ${gateway.status}, and not as a gateway`,
        'give the address that the gateway has for vendors',
      );
    if (stated['issuer'] !== origin)
      return bad(
        'issuer_differs',
        `${origin} calls itself '${String(stated['issuer'])}'`,
        'give the gateway by the name that it gives itself',
      );
    return good(`${origin} is a gateway, by that name`);
  },
};

export const gatewayAbilities: Check = {
  name: 'PAR and DPoP',
  judge({ gateway }) {
    const stated = objectIn(gateway);
    if (stated === undefined) return unknown('needs the gateway');
    const algorithms = stated['dpop_signing_alg_values_supported'];
    const lacks = [
      ...(typeof stated['pushed_authorization_request_endpoint'] === 'string' ? [] : ['PAR (RFC 9126)']),
      ...(Array.isArray(algorithms) && algorithms.includes('ES256') ? [] : ['DPoP with ES256 (RFC 9449)']),
    ];
    if (lacks.length > 0)
      return bad(
        'gateway_lacks',
        `it does not offer ${lacks.join(' and ')}`,
        'this is no Parley gateway: look at the address',
      );
    return good('offered');
  },
};

export const clock: Check = {
  name: 'clock',
  judge({ gateway }) {
    if (!hasAnswered(gateway) || gateway.aheadSeconds === undefined)
      return unknown('the gateway does not say what time it is');
    const { aheadSeconds: seconds } = gateway;
    if (Math.abs(seconds) > MOST_SKEW_SECONDS)
      return bad(
        'clock_off',
        `yours is ${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} the gateway's`,
        'set it by NTP: signatures with another time are refused',
      );
    return good(`within ${MOST_SKEW_SECONDS} s of the gateway's`);
  },
};

export const knownToGateway: Check = {
  name: 'the gateway knows you',
  judge({ answerToVendor: answer, setup: { clientId } }) {
    if (answer === undefined) return unknown('there is no key to ask with');
    if (answer === 'not_found' || answer === 'known') return good('it accepts your signature');
    if (answer === 'client_refused')
      return bad(
        'vendor_refused',
        'it does not accept your client id or your key',
        `mend the checks above; then see that the gateway itself reaches ${clientId}, and has it allowed where it is local`,
      );
    if (answer === 'vendor_held')
      return bad(
        'vendor_held',
        'it has put you on hold, as after a change of all keys',
        "talk to the gateway's operator",
      );
    if (['network', 'timeout', 'invalid_gateway', 'issuer_mismatch', 'invalid_response'].includes(answer))
      return unknown('needs the gateway');
    return bad('vendor_refused', `it answers '${answer}'`, "look up this code in the vendor SDK's README");
  },
};
