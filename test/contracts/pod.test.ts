import { createInMemoryPods, type InMemoryPodsOptions } from '@parley/pod-client/testing';
import type { Lack } from './pod/connected-pods.ts';
import { podContract } from './pod.contract.ts';

function inMemory(name: string, options: InMemoryPodsOptions, lacks: readonly Lack[] = []): void {
  podContract(
    `the server in memory ${name}`,
    async () => {
      const pods = createInMemoryPods(options);
      return {
        owner: pods.createPod('owner'),
        gateway: pods.createPod('gateway'),
        stranger: pods.createPod('stranger'),
        rulesSuffix: options.access === 'access-control-policies' ? '.acr' : '.acl',
        webSocket: pods.webSocket,
      };
    },
    new Set(lacks),
  );
}

inMemory('with everything', {});
inMemory('with policies', { access: 'access-control-policies' });
inMemory('with weak ETags', { validators: 'weak', notifications: false }, ['notifications']);
inMemory('with as little as Parley needs', { validators: 'none', conditions: false, notifications: false }, [
  'etags',
  'notifications',
]);
