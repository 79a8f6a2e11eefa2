import { type OwnerSettings, ownerSettingsSchema } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { openPod, type Pod } from '../open-pod.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { readAllowedApps } from './read-allowed-apps.ts';
import { readSettings } from './read-settings.ts';
import { saveAllowedApps } from './save-allowed-apps.ts';
import { saveSettings } from './save-settings.ts';
import { wantsRequestNotices } from './wants-request-notices.ts';

const APP = 'https://app.example/client.json';
const OTHER_APP = 'https://other.example/client.json';
const mine: OwnerSettings = {
  allowedApps: [APP],
  language: 'de',
  requestNotices: false,
  pushFor: ['ending', 'request'],
  mailFor: ['records_held'],
  mail: 'ann@example.org',
  quietHours: { from: '22:00', until: '07:00', timeZone: 'Europe/Berlin' },
};
const nothing = ownerSettingsSchema.parse({ allowedApps: [] });
const PREFIXES =
  '@prefix p: <https://w3id.org/parley#>. @prefix s: <https://schema.org/>. @prefix d: <http://purl.org/dc/terms/>.';

let pod: Pod;
beforeEach(() => {
  const owner = createInMemoryPods().createPod('ann');
  pod = openPod({ container: `${owner.storage}parley/`, ...owner });
});
const write = (body: string) =>
  pod.fetch(pod.resolve('settings.ttl'), {
    method: 'PUT',
    headers: { 'content-type': 'text/turtle' },
    body: `${PREFIXES} ${body}`,
  });
const text = async () => (await pod.fetch(pod.resolve('settings.ttl'))).text();

describe('the settings of an owner', () => {
  it('are kept, changed and taken back, one by one and as a whole', async () => {
    expect(await readSettings(pod)).toBeUndefined();
    await saveSettings(pod, { settings: mine });
    expect(await readSettings(pod)).toEqual(mine);
    const { mail: _, quietHours: __, ...fewer } = mine;
    await saveSettings(pod, { settings: { ...fewer, pushFor: [] }, before: mine });
    expect(await readSettings(pod)).toEqual({ ...fewer, pushFor: [] });
    await saveSettings(pod, { settings: nothing, before: { ...fewer, pushFor: [] } });
    expect(await readSettings(pod)).toEqual(nothing);
  });

  it('are what the readers of single ones find', async () => {
    expect(await readAllowedApps(pod)).toBeUndefined();
    await saveSettings(pod, { settings: mine });
    expect(await readAllowedApps(pod)).toEqual([APP]);
    expect(await wantsRequestNotices(pod)).toBe(false);
    await saveSettings(pod, { settings: nothing, before: mine });
    expect(await readAllowedApps(pod)).toEqual([]);
    expect(await wantsRequestNotices(pod)).toBe(true);
  });

  it('are not written over what another app has changed meanwhile', async () => {
    await saveSettings(pod, { settings: mine });
    await saveSettings(pod, { settings: { ...mine, language: 'en' }, before: mine });
    for (const before of [mine, undefined, 'malformed' as const])
      await expect(saveSettings(pod, { settings: nothing, before })).rejects.toMatchObject({
        code: 'conflict',
      });
    expect(await readSettings(pod)).toMatchObject({ language: 'en' });
  });

  it('of three editors at once one wins, and the others are told', async () => {
    await saveSettings(pod, { settings: mine });
    const edits = ['en', 'fr', 'it'].map((language) =>
      saveSettings(pod, { settings: { ...mine, language }, before: mine }),
    );
    expect((await Promise.allSettled(edits)).map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
  });

  it('leave alone what other apps say in the same document', async () => {
    await write('<#this> <http://example.org/theme> "dark"; p:later "x". <#that> d:language "fr".');
    await saveSettings(pod, { settings: mine, before: nothing });
    await saveAllowedApps(pod, { apps: [OTHER_APP], before: [APP] });
    await saveSettings(pod, { settings: nothing, before: { ...mine, allowedApps: [OTHER_APP] } });
    for (const said of ['"dark"', '"x"', '"fr"']) expect(await text()).toContain(said);
    expect(await readSettings(pod)).toEqual(nothing);
  });

  it.each([
    ['two languages', 'd:language "de", "en"', 'language'],
    ['a language that is none', 'd:language "German"', 'language'],
    ['another word for a kind', 'p:pushFor p:notice-all', 'pushFor'],
    ['a kind as text', 'p:mailFor "request"', 'mailFor'],
    ['a mail address that is none', 's:email "ann"', 'mail'],
    ['a mail address as an IRI', 's:email <mailto:ann@example.org>', 'mail'],
    ['quiet hours without a zone', 'p:quietHours "22:00-07:00"', 'quietHours'],
    ['quiet hours of no clock', 'p:quietHours "22:00-24:30 Europe/Berlin"', 'quietHours'],
    ['quiet hours nowhere', 'p:quietHours "22:00-07:00 Europe/Atlantis"', 'quietHours'],
    ['a notice that is neither yes nor no', 'p:requestNotices "perhaps"', 'requestNotices'],
    ['an app without a name', 'p:allowedApp []', 'allowedApps'],
  ])('are malformed with %s', async (_what, properties, field) => {
    await write(`<#this> ${properties}.`);
    await expect(readSettings(pod)).rejects.toMatchObject({ code: 'content_rejected', field });
    await expect(saveSettings(pod, { settings: mine })).rejects.toMatchObject({ code: 'content_rejected' });
  });

  it('that are malformed are replaced where the caller says so, and nothing else is', async () => {
    await write('<#this> d:language "German"; <http://example.org/theme> "dark".');
    await saveSettings(pod, { settings: mine, before: 'malformed' });
    expect(await readSettings(pod)).toEqual(mine);
    expect(await text()).toContain('"dark"');
    await write('this is not Turtle');
    await saveSettings(pod, { settings: mine, before: 'malformed' });
    expect(await readSettings(pod)).toEqual(mine);
  });

  it('without a document there are no malformed ones to replace', async () => {
    await expect(saveSettings(pod, { settings: mine, before: 'malformed' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('are never written so that they could not be read again', async () => {
    const attempt = saveSettings(pod, { settings: { ...mine, mail: 'ann' } });
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_item', field: 'mail' });
    expect((await pod.fetch(pod.resolve('settings.ttl'))).status).toBe(404);
  });
});

describe('the apps that may widen', () => {
  it('are changed by themselves, also beside settings that are malformed', async () => {
    await write(`<#this> d:language "German"; p:allowedApp <${APP}>.`);
    await saveAllowedApps(pod, { apps: [APP, OTHER_APP], before: [APP] });
    expect(new Set(await readAllowedApps(pod))).toEqual(new Set([APP, OTHER_APP]));
    expect(await text()).toContain('German');
  });

  it('are not written over what another app has changed, and not as what nobody is called', async () => {
    await saveAllowedApps(pod, { apps: [APP] });
    await expect(saveAllowedApps(pod, { apps: [] })).rejects.toMatchObject({ code: 'conflict' });
    await expect(saveAllowedApps(pod, { apps: [''], before: [APP] })).rejects.toMatchObject({
      code: 'invalid_item',
      field: 'allowedApps',
    });
    expect(await readAllowedApps(pod)).toEqual([APP]);
  });
});
