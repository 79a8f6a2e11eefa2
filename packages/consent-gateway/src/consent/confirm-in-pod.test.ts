import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../gateway-error.ts';
import { sha256Bytes } from '../secrets/digests.ts';
import { type ConsentToConfirm, createPodConfirmer, notHeld, type PodConfirmer } from './confirm-in-pod.ts';
import type { ConsentInPod } from './consent-in-pod.ts';

const signal = new AbortController().signal;
const RECEIPT = 'header.payload.signature';
const consent: ConsentToConfirm = {
  consentId: 'consent_1',
  ownerId: 'owner_1',
  ownerWebId: 'https://ann.example/#me',
  container: 'https://pod.example/parley/',
  nonce: 'nonce',
  receiptSha256: sha256Bytes(RECEIPT).toString('base64url'),
};
type File = { etag: string; jws: readonly string[]; saysEnded: boolean };

const clock = { at: 0 };
/** The pod as it is, what was asked of it, and what came of that. */
let pod: {
  file: File | undefined;
  connection: { ownerWebId: string; nonce: string } | undefined;
  /** Of the pod that the owner has connected last. */
  connectedNonce: string;
  listed: boolean | Error;
  /** The file was last found in another container. */
  isElsewhere: boolean;
  fault?: Error;
};
let meanwhile: string | undefined;
let asked: string[];
let came: unknown[];
let confirmer: PodConfirmer;

beforeEach(() => {
  clock.at = 1_000_000;
  meanwhile = undefined;
  asked = [];
  came = [];
  pod = {
    file: { etag: '1', jws: [RECEIPT], saysEnded: false },
    connection: { ownerWebId: consent.ownerWebId, nonce: 'nonce' },
    connectedNonce: 'nonce',
    listed: true,
    isElsewhere: false,
  };
  const answer = async <T>(what: string, value: T | Error | undefined): Promise<T> => {
    asked.push(what);
    clock.at += 10;
    if (pod.fault !== undefined) throw pod.fault;
    if (value instanceof Error) throw value;
    return value as T;
  };
  const port: ConsentInPod = {
    read: async (_container, _id, { etag }) => {
      const file = await answer<File | undefined>(`file ${etag ?? ''}`, pod.file);
      if (file === undefined) return { status: 'absent' };
      return file.etag === etag ? { status: 'unchanged' } : { status: 'read', ...file };
    },
    readConnection: () => answer('connection', pod.connection),
    isListed: () => answer('list', pod.listed),
  };
  confirmer = createPodConfirmer({
    pod: port,
    now: () => new Date(clock.at),
    confirmations: {
      async confirm({ nonce, ageMs }) {
        came.push(['confirmed', ageMs]);
        return nonce === pod.connectedNonce;
      },
      isElsewhere: async () => pod.isElsewhere,
      receiptMeanwhile: async () => meanwhile,
    },
    endings: { endedInPod: async (each) => void came.push(['ended', each.how]) },
    onHeld: (each) => void came.push(['held', each.consentId, each.ownerId, each.why]),
  });
});

const confirm = () => confirmer.confirm(consent, signal);

it('confirms a consent whose signed record is in the pod, and tells the database how long ago that was asked', async () => {
  expect(await confirm()).toBe('confirmed');
  expect(came).toEqual([['confirmed', 20]]);
  expect(asked).toEqual(['connection', 'file ']);
});

it('asks the pod nothing within the bound, and conditionally after it', async () => {
  await confirm();
  clock.at += 27_000;
  expect(confirmer.peek('consent_1')).toBe('confirmed');
  await confirm();
  expect(asked).toHaveLength(2);
  clock.at += 1_000;
  expect(await confirm()).toBe('confirmed');
  expect(asked.slice(2)).toEqual(['connection', 'file 1']);
  expect(came).toHaveLength(2);
});

it('takes what other apps wrote beside the record for no change of it', async () => {
  pod.file = { etag: '2', jws: ['another.signed.thing', RECEIPT], saysEnded: false };
  expect(await confirm()).toBe('confirmed');
});

it('asks another pod of the same owner without the ETag of the one before', async () => {
  await confirm();
  clock.at += 28_000;
  pod.connection = { ownerWebId: consent.ownerWebId, nonce: 'other' };
  pod.connectedNonce = 'other';
  expect(await confirmer.confirm({ ...consent, nonce: 'other' }, signal)).toBe('confirmed');
  expect(asked.at(-1)).toBe('file ');
});

it('holds, and does not end, a consent whose file has not come along to another container', async () => {
  Object.assign(pod, { file: undefined, listed: false, isElsewhere: true });
  expect(await confirm()).toBe('held');
  expect(came).toEqual([['held', 'consent_1', 'owner_1', 'not_confirmed']]);
});

describe('ends', () => {
  it('A50e a consent whose file was deleted, and asks the pod no more', async () => {
    await confirm();
    Object.assign(pod, { file: undefined, listed: false });
    confirmer.expire('consent_1');
    expect(await confirm()).toBe('ended');
    expect(came.at(-1)).toEqual(['ended', 'deleted']);
    const before = asked.length;
    clock.at += 60_000;
    await confirmer.refreshDue();
    expect(asked).toHaveLength(before);
    expect(confirmer.peek('consent_1')).toBeUndefined();
  });

  it('A50e a consent into whose file somebody wrote that it is withdrawn, even without the record beside it', async () => {
    for (const jws of [[RECEIPT], []]) {
      pod.file = { etag: '3', jws, saysEnded: true };
      expect(await confirm()).toBe('ended');
    }
    expect(came).toEqual([
      ['ended', 'statement'],
      ['ended', 'statement'],
    ]);
  });
});

describe('A69b holds reads and ends nothing where', () => {
  const oddities: [string, () => void][] = [
    ['the file is listed but not there', () => Object.assign(pod, { file: undefined, listed: true })],
    [
      'the signed record was changed',
      () => Object.assign(pod, { file: { etag: '4', jws: [`${RECEIPT}x`], saysEnded: false } }),
    ],
    [
      'the signed record was taken out',
      () => Object.assign(pod, { file: { etag: '4', jws: [], saysEnded: false } }),
    ],
    [
      'the nonce is another',
      () => Object.assign(pod, { connection: { ownerWebId: consent.ownerWebId, nonce: 'other' } }),
    ],
    [
      'the owner is another',
      () => Object.assign(pod, { connection: { ownerWebId: 'https://bob.example/#me', nonce: 'nonce' } }),
    ],
    [
      'everything is gone',
      () => Object.assign(pod, { file: undefined, connection: undefined, listed: false }),
    ],
    [
      'the connection is another and the file says it has ended',
      () => Object.assign(pod, { connection: undefined, file: { etag: '5', jws: [], saysEnded: true } }),
    ],
  ];
  it.each(oddities)('%s', async (_name, change) => {
    change();
    expect(await confirm()).toBe('held');
    expect(came).toEqual([['held', 'consent_1', 'owner_1', 'not_confirmed']]);
    expect(() => notHeld('held')).toThrow(expect.objectContaining({ code: 'temporarily_unavailable' }));
  });

  const fault = new GatewayError('temporarily_unavailable', 'refused');
  const faults: [string, () => void][] = [
    ['the pod does not answer or refuses access', () => Object.assign(pod, { fault })],
    ['the container cannot be listed', () => Object.assign(pod, { file: undefined, listed: fault })],
  ];
  it.each(faults)('%s', async (_name, change) => {
    change();
    await expect(confirm()).rejects.toBe(fault);
    expect(came).toEqual([['held', 'consent_1', 'owner_1', 'unreachable']]);
  });

  it('after it did not answer, the pod says something else: that is told too', async () => {
    Object.assign(pod, { fault });
    await expect(confirm()).rejects.toBe(fault);
    Object.assign(pod, { fault: undefined, connection: undefined });
    clock.at += 60_000;
    expect(await confirm()).toBe('held');
    expect(came).toEqual(
      ['unreachable', 'not_confirmed'].map((why) => ['held', 'consent_1', 'owner_1', why]),
    );
  });

  it('the connection, which was good a moment ago, is gone together with the file', async () => {
    await confirm();
    Object.assign(pod, { file: undefined, listed: false, connection: undefined });
    confirmer.expire('consent_1');
    expect(await confirm()).toBe('held');
    expect(came).not.toContainEqual(['ended', 'deleted']);
  });
});

it('A64f holds reads where the pod that confirms is not the one that the owner has connected last', async () => {
  pod.connectedNonce = 'of another pod';
  expect(await confirm()).toBe('held');
  expect(confirmer.peek('consent_1')).toBe('held');
});

it('tells the owner once for each time that reads are held, and goes on when it is mended', async () => {
  const { file } = pod;
  pod.file = { etag: '4', jws: [], saysEnded: false };
  await confirm();
  clock.at += 15_000;
  await confirmer.refreshDue();
  expect(came).toEqual([['held', 'consent_1', 'owner_1', 'not_confirmed']]);
  pod.file = file;
  clock.at += 15_000;
  await confirmer.refreshDue();
  expect(confirmer.peek('consent_1')).toBe('confirmed');
  expect(came.at(-1)).toEqual(['confirmed', 20]);
});

it('confirms nothing that the database did not take', async () => {
  const failing = createPodConfirmer({
    pod: {
      read: async () => ({ status: 'read', etag: '1', jws: [RECEIPT], saysEnded: false }),
      readConnection: async () => pod.connection,
      isListed: async () => true,
    },
    now: () => new Date(clock.at),
    confirmations: {
      confirm: async () => Promise.reject(new GatewayError('temporarily_unavailable', 'no database')),
      isElsewhere: async () => false,
      receiptMeanwhile: async () => undefined,
    },
    endings: { endedInPod: async () => undefined },
  });
  await expect(failing.confirm(consent, signal)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  expect(failing.peek('consent_1')).toBeUndefined();
});

it('accepts the record of the version before while the pod has yet to be told of the present one, and only then', async () => {
  const narrowed = { ...consent, receiptSha256: sha256Bytes('the new receipt').toString('base64url') };
  expect(await confirmer.confirm(narrowed, signal)).toBe('held');
  meanwhile = consent.receiptSha256;
  confirmer.expire(consent.consentId);
  expect(await confirmer.confirm(narrowed, signal)).toBe('confirmed');
  pod.file = { etag: '2', jws: ['altered.payload.signature'], saysEnded: false };
  clock.at += 30_000;
  expect(await confirmer.confirm(narrowed, signal)).toBe('held');
});
