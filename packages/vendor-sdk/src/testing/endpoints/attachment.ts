// An attached file, as an approved read. In: a token with its proof, the purpose, and both ids. Out: its bytes.

import { type Attachment, attachmentDisposition } from '@parley/protocol';
import { problem } from '../answers.ts';
import { checkAccessToken, whyStopped } from '../checks/access-token.ts';
import { approvedItems } from '../read/approved-items.ts';
import { countRead } from '../read/count-read.ts';
import { scopeOf } from './approved-read.ts';
import type { Endpoint } from './endpoint.ts';

export const attachment: Endpoint = async (request, state) => {
  const presented = await checkAccessToken(request, state);
  const stopped = whyStopped(presented, state);
  if (stopped !== undefined) throw stopped;
  const [, , , issueId = '', , attachmentId = ''] = new URL(request.url).pathname.split('/');
  const scope = scopeOf(presented, { category: state.categories.get('issues'), id: issueId, request, state });
  const item = approvedItems(scope, new URLSearchParams(), state)?.find(({ id }) => id === issueId);
  const parts: readonly object[] = Array.isArray(item?.['attachments']) ? item['attachments'] : [];
  const found = parts.filter(isAttachment).find(({ id }) => id === attachmentId);
  const bytes = state.files.get(attachmentId);
  if (found === undefined || bytes === undefined) throw problem('not_found', state.origin);
  countRead(presented.consent, scope.entry, state);
  const { mediaType, name, size } = found;
  return new Response(bytes, {
    headers: {
      'content-type': mediaType,
      'content-length': `${size}`,
      'content-disposition': attachmentDisposition(name),
      'x-content-type-options': 'nosniff',
    },
  });
};

const isAttachment = (part: object): part is Attachment => 'mediaType' in part;
