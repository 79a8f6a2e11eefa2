import { categories, type DataCategory, type DataItem } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../gateway-error.ts';
import { createMirror, type Mirror } from './mirror.ts';
import type { PodReader, PodReading } from './pod-reader.ts';

const issues = categories.get('issues') as DataCategory;
const place = { container: 'https://pod.example/parley/', ownerWebId: 'https://ann.example/#me' };
const signal = new AbortController().signal;
const item: DataItem = { id: 'a', audience: 'everyone', fields: {} };

const clock = { at: 0 };
let asked: string[];
let followed: string[];
let answer: PodReading<readonly DataItem[]> | Error;
let mirror: Mirror;

beforeEach(() => {
  clock.at = Date.parse('2026-11-22T12:00:00Z');
  asked = [];
  followed = [];
  answer = { status: 'read', content: [item], etag: '"1"', weight: 10 };
  const reply = async (what: string, etag: string | undefined): Promise<never> => {
    asked.push(`${what} ${etag ?? ''}`);
    if (answer instanceof Error) throw answer;
    return (
      answer.status === 'read' && answer.etag === etag && etag !== undefined
        ? { status: 'unchanged' }
        : answer
    ) as never;
  };
  const pods: PodReader = {
    list: (_place, _category, { etag }) => reply('list', etag),
    opened: (_place, _category, { etag }) => reply('opened', etag),
    vendors: (_place, { etag }) => reply('vendors', etag),
    item: (_place, _category, id, { etag }) => reply(`item ${id}`, etag),
  };
  mirror = createMirror({
    pods,
    now: () => new Date(clock.at),
    follow: (address) => void followed.push(address),
  });
});

const list = () => mirror.list(place, issues, signal);

it('serves from memory what the pod confirmed within 28 s, and confirms it by its ETag after that', async () => {
  const first = await list();
  clock.at += 27_999;
  expect(await list()).toEqual(first);
  clock.at += 1;
  expect((await list()).version).toBe(first.version);
  expect(asked).toEqual(['list ', 'list "1"']);
});

it('takes an absent document for an empty one', async () => {
  answer = { status: 'absent' };
  expect((await list()).content).toEqual([]);
  expect((await mirror.vendors(place, signal)).content).toEqual([]);
  expect((await mirror.item(place, issues, 'a', signal)).content).toEqual({});
});

describe('what vendors have begun', () => {
  const NOTHING = { openings: [], mutedVendors: [], mutedIssues: [] };
  const opened = async (category = issues) => (await mirror.opened(place, category, signal)).content;
  const found = { ...NOTHING, mutedIssues: ['a'] };
  const says = (reading: object) => {
    answer = reading as typeof answer;
  };

  it('is what the document says, and nothing where it is absent or malformed', async () => {
    says({ status: 'read', content: found, etag: '"1"', weight: 10 });
    expect(await opened()).toEqual(found);
    for (const status of ['absent', 'rejected']) {
      says({ status });
      mirror.expireOpened(place, issues);
      expect(await opened()).toEqual(NOTHING);
    }
  });

  it('is nothing in a category that has no document for it, and no pod is asked', async () => {
    const { openedDocument: _, ...without } = issues;
    expect(await opened(without)).toEqual(NOTHING);
    mirror.expireOpened(place, without);
    expect(asked).toEqual([]);
  });

  it('has the list read anew once it has changed: what is gone from here is listed there', async () => {
    await list();
    says({ status: 'read', content: found, etag: '"2"', weight: 10 });
    await opened();
    says({ status: 'read', content: [item], etag: '"3"', weight: 10 });
    await list();
    expect(asked).toEqual(['list ', 'opened ', 'list "1"']);
    clock.at += 28_000;
    says({ status: 'read', content: found, etag: '"2"', weight: 10 });
    await opened();
    expect(asked.slice(3)).toEqual(['opened "2"']);
  });
});

it('keeps documents apart, also items of one category', async () => {
  await list();
  await mirror.vendors(place, signal);
  await mirror.item(place, issues, 'a', signal);
  await mirror.item(place, issues, 'b', signal);
  await mirror.list({ ...place, container: 'https://pod.example/other/' }, issues, signal);
  expect(asked).toEqual(['list ', 'vendors ', 'item a ', 'item b ', 'list ']);
  expect(followed).toEqual([
    'https://pod.example/parley/issues/index.ttl',
    'https://pod.example/parley/vendors.ttl',
    'https://pod.example/other/issues/index.ttl',
  ]);
});

describe('A53d a malformed document', () => {
  it('is not served, and neither is what was there before', async () => {
    await list();
    answer = { status: 'rejected', etag: '"2"' };
    mirror.expire('https://pod.example/parley/issues/index.ttl');
    await expect(list()).rejects.toMatchObject({ code: 'pod_content_rejected' });
    await expect(list()).rejects.toMatchObject({ code: 'pod_content_rejected' });
    expect(asked).toHaveLength(2);
  });

  it('is served again once it is mended', async () => {
    answer = { status: 'rejected', etag: '"2"' };
    await expect(list()).rejects.toMatchObject({ code: 'pod_content_rejected' });
    answer = { status: 'read', content: [item], etag: '"3"', weight: 10 };
    clock.at += 15_000;
    await mirror.refreshDue();
    expect((await list()).content).toEqual([item]);
  });
});

it('A51a, A51c serves from memory no longer than the bound while the pod refuses or does not answer', async () => {
  await list();
  answer = new GatewayError('temporarily_unavailable', 'refused', { retryAfterSeconds: 10 });
  clock.at += 20_000;
  await mirror.refreshDue();
  expect((await list()).content).toEqual([item]);
  clock.at += 8_000;
  await expect(list()).rejects.toMatchObject({ code: 'temporarily_unavailable', retryAfterSeconds: 10 });
});

it('reads a document again as a whole when it was changed so shortly before that its ETag may not tell the next change', async () => {
  answer = {
    status: 'read',
    content: [item],
    etag: '"1"',
    weight: 10,
    lastModifiedAt: new Date(clock.at - 1_999),
  };
  await list();
  clock.at += 2_000;
  await list();
  expect(asked).toEqual(['list ', 'list ']);
  clock.at += 28_000;
  await list();
  expect(asked.at(-1)).toBe('list "1"');
});
