import { createInMemoryPods, type InMemoryPodsOptions } from '@parley/pod-client/testing';
import { TRIED_SERVERS } from '../support/tried-servers.ts';
import type { Lack } from './pod/connected-pods.ts';
import { podContract } from './pod.contract.ts';

function inMemory(title: string, options: InMemoryPodsOptions, lacks: readonly Lack[] = []): void {
  podContract(
    title,
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
    lacks,
  );
}

const { weak, least } = TRIED_SERVERS;
inMemory('the server in memory', {});
inMemory('the server in memory with policies', { access: 'access-control-policies' });
inMemory(weak.title, { validators: 'weak', notifications: false }, weak.lacks);
inMemory(least.title, { validators: 'none', conditions: false, notifications: false }, least.lacks);
