import { z } from 'zod';

/** With fewer than this, one case says too much and all of them too little: the number is shown, and nothing else. */
export const FEWEST_TO_SAY = 5;

/** How long something took, over all cases. The times are there from `FEWEST_TO_SAY` cases on, in seconds. */
export const spreadSchema = z.object({
  /** How many cases. */
  count: z.int().min(0),
  median: z.number().optional(),
  least: z.number().optional(),
  greatest: z.number().optional(),
});
export type Spread = z.output<typeof spreadSchema>;

/** How many of how many. `share`, from 0 to 1, is there from `FEWEST_TO_SAY` on. */
export const shareSchema = z.object({
  count: z.int().min(0),
  of: z.int().min(0),
  share: z.number().min(0).max(1).optional(),
});
export type Share = z.output<typeof shareSchema>;

/** What threads tell. */
export const conversationMeasuresSchema = z.object({
  issues: z.int(),
  /** Without any message of the vendor. */
  unanswered: z.int(),
  /** From the issue to the vendor's first message, whoever wrote it. */
  toAcknowledge: spreadSchema,
  /** From the issue to the vendor's first message that a person wrote, as the vendor says. */
  toPerson: spreadSchema,
  /** Answered, and the vendor has not said of any message that a person wrote it, nor of all that a program did. */
  writerUnknown: z.int(),
  /** From the issue to the owner's closing, where the vendor had said that it is put right and the closing stands. */
  toConfirmedFix: spreadSchema,
  /** Of the issues that the vendor called put right and that the owner has spoken on: those that were not. */
  falseCloses: shareSchema,
  /** Called put right, and the owner has said nothing yet. */
  fixUnanswered: z.int(),
});
export type ConversationMeasures = z.output<typeof conversationMeasuresSchema>;

/** What index and ledger tell. */
export const consentMeasuresSchema = z.object({
  /** Of the preferences in force that applied: those the vendor says it followed. Where it has said nothing, it has not. */
  honoured: shareSchema,
  couldNot: z.int(),
  notApplicable: z.int(),
  /** In force, and the vendor has said nothing of this version. */
  unknown: z.int(),
  /** From the owner's withdrawal to the vendor's last try to read; nothing where it never tried again. */
  toLastTry: spreadSchema,
  /** From the owner's withdrawal to the vendor's report on deletion. */
  toDeletionReport: spreadSchema,
  /** Withdrawn, and no report yet. */
  notReported: z.int(),
  /** Of the fields that the vendor may read: those that it has read at least once. Both are counted, not sampled. */
  fieldsRead: shareSchema,
});
export type ConsentMeasures = z.output<typeof consentMeasuresSchema>;

export type Measures = ConversationMeasures & ConsentMeasures;
