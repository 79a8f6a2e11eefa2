import { type OwnerSettings, ownerSettingsSchema } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { choicesOf, faultsOf, settingsWith, toggled } from './choices.ts';

const here = { timeZone: 'Europe/Berlin', language: 'de' };
const settings: OwnerSettings = ownerSettingsSchema.parse({
  allowedApps: ['https://app.example/id'],
  language: 'en',
  pushFor: ['request'],
  mailFor: ['ending'],
  mail: 'alice@mail.example',
  quietHours: { from: '21:00', until: '06:30', timeZone: 'Europe/London' },
});

describe('what was chosen', () => {
  it('goes into the settings and leaves the others as they are', () => {
    const choices = { ...choicesOf(settings), pushFor: ['review' as const], requestNotices: false };
    expect(settingsWith(settings, choices, here)).toEqual({
      ...settings,
      pushFor: ['review'],
      requestNotices: false,
      language: 'de',
      quietHours: { from: '21:00', until: '06:30', timeZone: 'Europe/Berlin' },
    });
  });

  it('takes away what is no longer wanted', () => {
    const choices = { ...choicesOf(settings), mailFor: [], mail: ' ', isQuiet: false };
    const after = settingsWith(settings, choices, here);
    expect(after).not.toHaveProperty('mail');
    expect(after).not.toHaveProperty('quietHours');
    expect(ownerSettingsSchema.parse(after)).toEqual(after);
  });

  it('begins with nothing told, and hours that many sleep', () => {
    expect(choicesOf(null)).toMatchObject({ pushFor: [], isQuiet: false, quietFrom: '22:00' });
  });
});

describe('what is wrong', () => {
  const nothing = choicesOf(null);

  it.each([
    [{ mail: 'alice' }, 'addressFault'],
    [{ mailFor: ['request' as const] }, 'addressMissing'],
    [{ mail: ' alice@mail.example ' }, undefined],
    [{}, undefined],
  ])('with the address of %j: %s', (parts, fault) => {
    expect(faultsOf({ ...nothing, ...parts }).address).toBe(fault);
  });

  it.each([
    [{ isQuiet: true, quietFrom: '22:00', quietUntil: '22:00' }, 'quietFault'],
    [{ isQuiet: true, quietFrom: '', quietUntil: '22:00' }, 'quietFault'],
    [{ isQuiet: true }, undefined],
    [{ quietFrom: '22:00', quietUntil: '22:00' }, undefined],
  ])('with the hours of %j: %s', (parts, fault) => {
    expect(faultsOf({ ...nothing, ...parts }).quiet).toBe(fault);
  });
});

it('takes a kind in and out', () => {
  expect(toggled(['request'], 'ending')).toEqual(['request', 'ending']);
  expect(toggled(['request', 'ending'], 'request')).toEqual(['ending']);
});
