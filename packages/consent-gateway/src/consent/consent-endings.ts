/** PORT: what the owner ended in the pod, with any Solid app, ends here. From the pod a consent can only be ended. */
export interface ConsentEndings {
  /**
   * Ends the consent; when this returns no later read passes, on any instance. One that has ended before is no fault.
   * `deleted`: its file was deleted. `statement`: somebody wrote into it that it is withdrawn.
   */
  endedInPod(ending: { readonly consentId: string; readonly how: 'deleted' | 'statement' }): Promise<void>;
}
