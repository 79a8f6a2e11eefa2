import type { Attachment, DataCategory } from '@parley/protocol';
import type { PodPlace } from '../pod-reader.ts';

/** PORT: attached files in an owner's pod, opened as the gateway. */
export interface AttachmentFiles {
  /**
   * The file's bytes as they come, not more of them in memory than are being sent. `undefined`: there is no file, or one that is not what the
   * item says of it. The stream fails where the file turns out longer or shorter, and ends with the signal, which is to be aborted at last:
   * a vendor has only so many files of one pod server open at once.
   *
   * @throws {GatewayError} `temporarily_unavailable`
   */
  open(
    place: PodPlace,
    of: {
      readonly category: DataCategory;
      readonly attachment: Attachment;
      readonly vendorId: string;
      readonly signal: AbortSignal;
    },
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
}
