import { createMemoryReceiptStore } from '@parley/vendor-sdk';
import { all, rejects, same } from './check.js';
import { ask, CARE, clientOf, obtain, owner } from './stage.js';

const purpose = CARE;

/** @type {Record<string, (stage: import('./stage.js').Stage) => Promise<void>>} */
export const consentCases = {
  async 'looks at a gateway before it is used'(stage) {
    await clientOf(stage).at(stage.gateway).check();
  },

  async 'asks, exchanges, and keeps the receipt'(stage) {
    const store = createMemoryReceiptStore();
    const consent = await obtain(stage, { options: { store } });
    same([consent.version, consent.gateway], [1, stage.gateway]);
    same(consent.details[0]?.purpose, CARE);
    const { gateway } = stage;
    same((await store.find({ gateway, consentId: consent.id }))?.receipt, consent.receipt);
  },

  async 'reads a listing page after page'(stage) {
    const { issues } = await obtain(stage);
    const titles = (await all(issues.list({ purpose, pageSize: 1 }))).map(({ title }) => title);
    same(titles, ['Wrong invoice', 'The line drops', 'Häuschen № 5']);
  },

  async 'reads the fields and states that it names'(stage) {
    const { issues } = await obtain(stage);
    const answered = await all(issues.list({ purpose, states: ['answered'], fields: ['title'] }));
    same(answered, [{ id: 'item_2', title: 'Wrong invoice' }]);
  },

  async 'reads one item'(stage) {
    const { issues } = await obtain(stage);
    same((await issues.get('item_1', { purpose })).description, 'Every evening at eight');
    await rejects(issues.get('item_9', { purpose }), { code: 'not_found', status: 404 });
  },

  async 'reads an attached file byte for byte'(stage) {
    const consent = await obtain(stage);
    const bytes = [0xff, 0xd8, 0xff, ...Array.from({ length: 70_000 }, (_, at) => at % 256)];
    const id = await owner(stage, 'attach', 'item_1', { mediaType: 'image/jpeg', name: 'router.jpg', bytes });
    const { body, size, name } = await consent.attachment('item_1', id, { purpose });
    same([size, name], [bytes.length, 'router.jpg']);
    same([...new Uint8Array(await new Response(body).arrayBuffer())], bytes);
    await rejects(consent.attachment('item_2', id, { purpose }), { code: 'not_found', status: 404 });
  },

  async 'gets no field that was not given'(stage) {
    const { issues } = await obtain(stage, { kept: { fields: { issues: ['title'] } } });
    same(Object.keys((await all(issues.list({ purpose })))[0] ?? {}), ['id', 'title']);
  },

  async 'reads twenty times at once'(stage) {
    const { issues } = await obtain(stage);
    const lists = await Promise.all(Array.from({ length: 20 }, () => all(issues.list({ purpose }))));
    same([...new Set(lists.map((list) => list.length))], [3]);
  },

  async 'goes on from the receipt alone'(stage) {
    const { receipt, id } = await obtain(stage);
    const resumed = await clientOf(stage).at(stage.gateway).resume(receipt);
    same(resumed.id, id);
    same((await all(resumed.issues.list({ purpose }))).length, 3);
  },

  async 'says that the owner refused'(stage) {
    const { asking, asked } = await ask(stage);
    const callbackUrl = await owner(stage, 'refuse', asked.url);
    await rejects(asking.exchange({ callbackUrl, handle: asked.handle }), { code: 'access_denied' });
  },

  async 'says until when the owner pauses, and reads on afterwards'(stage) {
    const { issues, id: consentId } = await obtain(stage);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await owner(stage, 'pause', { consentId, until });
    await rejects(all(issues.list({ purpose })), { code: 'consent_paused', resumesAt: until });
    await owner(stage, 'resume', { consentId });
    same((await all(issues.list({ purpose }))).length, 3);
  },

  async 'goes over to the version that the owner narrows to'(stage) {
    const consent = await obtain(stage);
    await owner(stage, 'narrow', { fields: { issues: ['state'] } }, { consentId: consent.id });
    const [first] = await all(consent.issues.list({ purpose }));
    same([consent.version, Object.keys(first ?? {})], [2, ['id', 'state']]);
  },

  async 'says that the owner withdrew'(stage) {
    const { issues, id: consentId } = await obtain(stage);
    await owner(stage, 'withdraw', { consentId });
    await rejects(all(issues.list({ purpose })), { code: 'consent_withdrawn' });
  },

  async 'asks where a consent stands, by its id alone'(stage) {
    const { id } = await obtain(stage);
    const { status, isHeld, deletions } = await clientOf(stage).at(stage.gateway).status(id);
    same([status, isHeld, deletions], ['given', false, []]);
  },

  async 'gives a consent back, and reports that its data is gone'(stage) {
    const consent = await obtain(stage);
    same((await consent.relinquish()).status, 'relinquished');
    same(consent.ended?.status, 'relinquished');
    const { deletions } = await consent.status();
    await consent.reportDeletion({ deletions, what: [{ category: 'issues', outcome: 'deleted' }] });
    const { endReason, deletionReport } = await consent.status();
    same([endReason, deletionReport.state, deletionReport.count], ['vendor', 'answered', 1]);
  },

  async 'takes a request back that the owner has put off'(stage) {
    const { asked } = await ask(stage);
    await owner(stage, 'defer', asked.url);
    await asked.cancel();
  },
};
