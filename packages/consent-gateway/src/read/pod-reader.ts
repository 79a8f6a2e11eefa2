import type { DataCategory, DataItem, FieldValue, KnownVendor, OpenedIssues } from '@parley/protocol';

/** Where an owner's data lies. */
export interface PodPlace {
  /** The Parley container; ends in a slash. */
  readonly container: string;
  readonly ownerWebId: string;
}

/** What one document of a category holds. `rejected`: it is there, and cannot be read as what it should be. */
export type PodReading<T> =
  | { readonly status: 'unchanged' }
  | { readonly status: 'absent' }
  | { readonly status: 'rejected'; readonly etag?: string | undefined }
  | {
      readonly status: 'read';
      readonly content: T;
      readonly etag?: string | undefined;
      readonly lastModifiedAt?: Date | undefined;
      /** Bytes of the document. */
      readonly weight: number;
    };

export type ItemDetails = Readonly<Record<string, FieldValue>>;

interface Known {
  readonly etag: string | undefined;
}

/**
 * PORT: documents in an owner's pod, read as the gateway. Each call has a time limit of its own.
 *
 * Each method throws {GatewayError} `temporarily_unavailable` where the pod server gives no answer, refuses access, or answers
 * with something that the Solid Protocol does not foresee.
 */
export interface PodReader {
  list(place: PodPlace, category: DataCategory, known: Known): Promise<PodReading<readonly DataItem[]>>;
  /** What vendors have begun themselves, where the category has a document for it. */
  opened(place: PodPlace, category: DataCategory, known: Known): Promise<PodReading<OpenedIssues>>;
  vendors(place: PodPlace, known: Known): Promise<PodReading<readonly KnownVendor[]>>;
  item(place: PodPlace, category: DataCategory, id: string, known: Known): Promise<PodReading<ItemDetails>>;
}
