import { writeApproved } from '@parley/pod-client';
import type { Represent } from '../../read/write-answer.ts';

/** Answers in RDF, by the code that knows each category's terms in the pod. */
export const represent: Represent = writeApproved;
