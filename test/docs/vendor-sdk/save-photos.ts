import type { Consent, Issue } from '@parley/vendor-sdk';

type Save = (name: string, bytes: ReadableStream<Uint8Array>) => Promise<void>;

export async function savePhotos(consent: Consent, issue: Issue, save: Save): Promise<void> {
  for (const { id, mediaType } of issue.attachments ?? []) {
    if (!mediaType.startsWith('image/')) continue;
    const { body } = await consent.attachment(issue.id, id, { purpose: 'https://w3id.org/dpv#CustomerCare' });
    await save(id, body);
  }
}
