import { createInMemoryPods } from '@parley/pod-client/testing';
import { podContract } from './pod.contract.ts';

podContract('the server in memory', async () => {
  const pods = createInMemoryPods();
  return {
    owner: pods.createPod('owner'),
    gateway: pods.createPod('gateway'),
    stranger: pods.createPod('stranger'),
    webSocket: pods.webSocket,
  };
});
