import { createInMemoryPods, type InMemoryPodsOptions } from '@parley/pod-client/testing';
import { podContract } from './pod.contract.ts';

function inMemory(name: string, rulesSuffix: '.acl' | '.acr', options: InMemoryPodsOptions): void {
  podContract(name, async () => {
    const pods = createInMemoryPods(options);
    return {
      owner: pods.createPod('owner'),
      gateway: pods.createPod('gateway'),
      stranger: pods.createPod('stranger'),
      rulesSuffix,
      webSocket: pods.webSocket,
    };
  });
}

inMemory('the server in memory', '.acl', {});
inMemory('the server in memory with policies', '.acr', { access: 'access-control-policies' });
