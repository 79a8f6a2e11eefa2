import type { FakeData } from '@parley/vendor-sdk/testing';

const DAY_MS = 86_400_000;

/** What the made-up person has in the pod when the sandbox starts. */
export function seed(now: Date): FakeData {
  const daysAgo = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  const wish = (number: number, topic: string, statement: string, strength: string) => ({
    id: `item_wish${number}`,
    ...{ topic, statement, strength, modifiedAt: daysAgo(number * 7) },
  });
  return {
    preferences: [
      wish(1, 'contact', 'Write to me, please do not call', 'require'),
      wish(2, 'delivery', 'In the evening, after six', 'prefer'),
      wish(3, 'packaging', 'No plastic', 'avoid'),
    ],
    issues: [
      {
        id: 'item_1',
        title: 'The line drops every evening',
        state: 'open',
        kind: 'fault',
        severity: 'high',
        createdAt: daysAgo(3),
        modifiedAt: daysAgo(1),
        description: 'Since the storm it is gone for minutes, always between eight and ten.',
        about: 'Contract 4711',
        desiredOutcome: 'A technician who rings before coming',
        messages: [
          { id: 'item_m1', content: 'It was worse yesterday.', createdAt: daysAgo(1), from: 'owner' },
        ],
      },
      {
        id: 'item_2',
        title: 'Which router can I use?',
        state: 'open',
        kind: 'question',
        createdAt: daysAgo(10),
        modifiedAt: daysAgo(10),
        description: 'I would like to use my own.',
      },
    ],
  };
}
