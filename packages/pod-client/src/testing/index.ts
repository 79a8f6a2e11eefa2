/** Test doubles of this package: a pod server in memory that passes the contract suite of a real one. */
export {
  createInMemoryPods,
  type InMemoryPods,
  type InMemoryPodsOptions,
  type PodAgent,
} from './in-memory-pods.ts';
