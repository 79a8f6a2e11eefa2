import { PARLEY } from '@parley/protocol';
import { changeDocument, difference } from '../data/change-document.ts';
import { PodError } from '../errors.ts';
import type { PodAccess } from '../pod-access.ts';
import { iri } from '../rdf/terms.ts';

export interface GatewayLinkOptions extends PodAccess {
  /** The owner, for whom `fetch` acts. */
  readonly webId: string;
}

/**
 * Lets the owner's WebID say at which gateway companies may ask, so that whoever knows the WebID finds it. Another gateway takes the place
 * of the one before.
 *
 * > [!WARNING] The whole world can read it: only at the owner's wish. Connecting a pod does not do it, and disconnecting does not undo it.
 *
 * @throws {PodError} `address_refused`: not a gateway's origin; `not_found`, `content_rejected`, `access_denied`, `conflict`, `unavailable`
 */
export async function linkGateway(options: GatewayLinkOptions & { readonly gateway: string }): Promise<void> {
  const { gateway } = options;
  if (!URL.canParse(gateway) || new URL(gateway).origin !== gateway) throw new PodError('address_refused');
  await setLinks(options, [gateway]);
}

/** Takes the link out again. Where there is none, nothing happens. @throws {PodError} as `linkGateway` */
export async function unlinkGateway(options: GatewayLinkOptions): Promise<void> {
  await setLinks(options, []);
}

function setLinks(options: GatewayLinkOptions, gateways: readonly string[]): Promise<void> {
  const { webId: subject } = options;
  const predicate = PARLEY.askAt;
  return changeDocument(options, {
    url: subject.split('#')[0] as string,
    change: (graph) => {
      const before = graph.statements.filter(
        (each) => each.subject === subject && each.predicate === predicate,
      );
      return difference(
        before,
        gateways.map((gateway) => ({ subject, predicate, object: iri(gateway) })),
      );
    },
  });
}
