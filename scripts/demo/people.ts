// The two owners of the demo: what they want, and what is wrong. All of it is made up.

import type { DataItem, FieldValue, KnownVendor } from '@parley/protocol';

export interface Wish {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly audience: DataItem['audience'];
}

export interface Trouble extends Wish {
  /** How long ago it was written. */
  readonly daysAgo: number;
  /** What the owner has added since. */
  readonly messages?: readonly string[];
}

export interface Person {
  readonly name: string;
  readonly preferences: readonly Wish[];
  readonly issues: readonly Trouble[];
}

export const ACME = 'acme-broadband';
export const GROCER = 'green-grocer';
const SHOPS = 'shops';
export const PROVIDERS = 'providers';

export const circles = [
  { id: SHOPS, name: 'Shops I buy from' },
  { id: PROVIDERS, name: 'Companies with a contract' },
];

interface Site {
  readonly url: string;
  readonly clientId: string;
}

/** Both are known by their client ids, before they have asked for anything. */
export function vendorsOf({ acme, grocer }: { acme: Site; grocer: Site }): KnownVendor[] {
  return [
    { id: ACME, name: 'Acme Broadband', site: acme.url, clientId: acme.clientId, circles: [PROVIDERS] },
    { id: GROCER, name: 'Green Grocer', site: grocer.url, clientId: grocer.clientId, circles: [SHOPS] },
  ];
}

const wish = (
  topic: string,
  strength: 'require' | 'prefer' | 'avoid' | 'refuse',
  statement: string,
  more: { value?: FieldValue; audience?: DataItem['audience'] } = {},
): Wish => ({
  fields: { topic, strength, statement, ...(more.value === undefined ? {} : { value: more.value }) },
  audience: more.audience ?? 'everyone',
});

const alice: Person = {
  name: 'Alice',
  preferences: [
    wish('contact', 'prefer', 'Write to me by e-mail rather than call', { value: 'email' }),
    wish('contact', 'refuse', 'No calls before nine in the morning', { value: '09:00' }),
    wish('privacy', 'refuse', 'Do not pass my data on to anybody'),
    wish('privacy', 'require', 'Delete within thirty days what you no longer need', { value: 30 }),
    wish('products', 'prefer', 'Repair a device before you replace it'),
    wish('products', 'avoid', 'Devices that work only with a cloud account', { audience: [PROVIDERS] }),
    wish('delivery', 'prefer', 'Leave parcels with the neighbour at number 12', { audience: [SHOPS] }),
    wish('delivery', 'avoid', 'Deliveries on a Saturday', { value: 'saturday', audience: [SHOPS] }),
    wish('delivery', 'prefer', 'In the evening, when I am home', { value: 'evening', audience: [GROCER] }),
    wish('packaging', 'avoid', 'Vegetables wrapped in plastic', { value: 'plastic', audience: [GROCER] }),
    wish('packaging', 'prefer', 'A crate that you take back', { value: 'crate', audience: [GROCER] }),
    wish('food', 'prefer', 'What grows near here', { value: 'nearby', audience: [GROCER] }),
    wish('food', 'refuse', 'Fruit that was flown in', { value: 'flown in', audience: [GROCER] }),
    wish('allergies', 'refuse', 'Walnuts and hazelnuts', { value: 'nuts', audience: [GROCER] }),
  ],
  issues: [
    {
      daysAgo: 6,
      audience: [ACME],
      fields: {
        title: 'The connection drops every evening',
        state: 'open',
        kind: 'fault',
        severity: 'high',
        description:
          'Between seven and ten the line goes down for minutes at a time, and the router shows a red light.',
        about: 'Fibre 250 with router AB-7',
        desiredOutcome: 'A stable line, or a technician who comes after five',
      },
      messages: ['It happened again last night, at 19:40 and at 20:15.'],
    },
    {
      daysAgo: 19,
      audience: [ACME],
      fields: {
        title: 'The October bill counts four days without service',
        state: 'acknowledged',
        kind: 'complaint',
        severity: 'medium',
        description:
          'From the 3rd to the 6th of October there was no line at all, and the bill has the full month.',
        about: 'Bill 2291-10',
        desiredOutcome: 'Four days taken off the bill',
      },
    },
    {
      daysAgo: 40,
      audience: [ACME],
      fields: {
        title: 'May I use a router of my own?',
        state: 'answered',
        kind: 'question',
        severity: 'low',
        description: 'I would like to keep the router that I have, with firmware I can look into.',
      },
    },
    {
      daysAgo: 3,
      audience: [GROCER],
      fields: {
        title: 'Bruised apples in the last two boxes',
        state: 'open',
        kind: 'complaint',
        severity: 'low',
        description: 'Half of the apples could not be eaten, both times.',
        desiredOutcome: 'A new box of apples',
      },
    },
    {
      daysAgo: 55,
      audience: [GROCER],
      fields: {
        title: 'Return of the glass jars',
        state: 'closed',
        kind: 'return',
        description: 'Twelve empty jars, ready at the door.',
      },
    },
  ],
};

const bob: Person = {
  name: 'Bob',
  preferences: [
    wish('contact', 'require', 'Text messages only, I cannot hear a telephone', { value: 'text' }),
    wish('privacy', 'refuse', 'No profile of me, and no advertising built on one'),
    wish('products', 'prefer', 'The smallest plan that does the job', { audience: [PROVIDERS] }),
    wish('delivery', 'avoid', 'Parcels that need a signature', { audience: [SHOPS] }),
    wish('food', 'require', 'Without milk', { value: 'no milk', audience: [SHOPS] }),
    wish('food', 'prefer', 'Organic, where there is a choice', { value: 'organic', audience: [SHOPS] }),
  ],
  issues: [
    {
      daysAgo: 2,
      audience: [ACME],
      fields: {
        title: 'Please move my line to the new flat',
        state: 'open',
        kind: 'request',
        severity: 'medium',
        description: 'I move on the first of next month; the new flat has fibre in the cellar.',
        about: 'Fibre 100',
        desiredOutcome: 'A line from the first day on',
      },
    },
    {
      daysAgo: 9,
      audience: [GROCER],
      fields: {
        title: 'A box was left in the rain',
        state: 'open',
        kind: 'complaint',
        severity: 'medium',
        description: 'The cardboard gave way on the stairs.',
      },
    },
  ],
};

export const people: readonly Person[] = [alice, bob];
