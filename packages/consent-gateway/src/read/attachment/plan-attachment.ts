// An attached file as an approved read. In: a path that names one. Out: its bytes, as a stream that is only begun once the
// disclosure is durable.
import {
  type Attachment,
  type Categories,
  type DataCategory,
  categories as published,
} from '@parley/protocol';
import { authorizeRead, type ReadDecision } from '../authorize-read.ts';
import type { ComposedFor } from '../compose-answer.ts';
import type { PlanRead } from '../plan-read.ts';
import { findVisibleItem, idsFor, type VisibleOptions } from '../visible-item.ts';
import type { AttachmentFiles } from './attachment-files.ts';

export interface AttachmentOptions extends VisibleOptions {
  readonly files: AttachmentFiles;
  readonly categories?: Categories;
  /** The address of this read API. */
  readonly audience: string;
}

/** A file as it would leave: nothing of it has left. */
export interface FileAnswer {
  readonly attachment: Attachment;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly itemCount: number;
}

/** Below the read API: `/issues/{id}/attachments/{attachmentId}`. Nothing in it is decoded. */
const PATH = /^\/([a-z]+)\/([\w-]+)\/attachments\/([\w-]+)$/;

export const isAttachmentPath = (path: string): boolean => PATH.test(path);

/** What is hidden is not there: an item for somebody else, a field that was not approved, a file that is not what it says. */
export function planAttachment({
  categories = published,
  ...options
}: AttachmentOptions): PlanRead<FileAnswer> {
  return ({ request, claims, consent }) => {
    const [, name = '', id = '', attachmentId = ''] = PATH.exec(request.path) ?? [];
    const category = categories.get(name);
    const asked =
      category?.filesContainer === undefined ? undefined : ({ kind: 'item', category, id } as const);
    const { purposes } = request;
    const authorization = authorizeRead({
      purposes,
      claims,
      consent,
      resource: asked,
      audience: options.audience,
    });
    if (!authorization.allowed) return authorization;
    const { decision, resource } = authorization;
    const field = approvedField(decision);
    return {
      allowed: true,
      purpose: decision.purpose,
      async prepare(signal) {
        // As in a read of the item: others' issues too where that was approved.
        const find = { consent, resource, decision, signal, filter: decision.filter };
        const item = field === undefined ? undefined : await findVisibleItem(find, options);
        if (field === undefined || item === undefined || item.waitingWith !== undefined) return NOT_FOUND;
        const named = { consent, category: decision.category, field, itemId: item.id, attachmentId, signal };
        const attachment = await findAttachment(named, options);
        if (attachment === undefined) return NOT_FOUND;
        const { vendorId } = consent;
        const bytes = await options.files.open(consent, {
          category: decision.category,
          attachment,
          vendorId,
          signal,
        });
        if (bytes === undefined) return NOT_FOUND;
        const answer = { attachment, bytes, itemCount: 1 };
        return { found: true, answer, told: { category: decision.category.name, fields: [field] } };
      },
    };
  };
}

const NOT_FOUND = { found: false, reason: 'not_found' } as const;

const approvedField = ({ fields, category }: ReadDecision): string | undefined =>
  fields.find((name) => category.fields[name]?.kind === 'attachments');

interface Named {
  readonly consent: ComposedFor;
  readonly category: DataCategory;
  readonly field: string;
  /** What the item is called in the pod. */
  readonly itemId: string;
  readonly attachmentId: string;
  readonly signal: AbortSignal;
}

async function findAttachment(named: Named, options: VisibleOptions): Promise<Attachment | undefined> {
  const { consent, category, field, itemId, attachmentId, signal } = named;
  const { content } = await options.mirror.item(consent, category, itemId, signal);
  const ids = idsFor(consent, category.name, options);
  const value = content[field];
  const parts = typeof value === 'object' ? value : [];
  return parts
    .filter((part): part is Attachment => 'mediaType' in part)
    .find(({ id }) => ids.attachment(itemId, id) === attachmentId);
}
