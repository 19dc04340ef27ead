package io.tidings.event.services.sandbox;

/** What can be done with a sandbox. */
public enum SandboxStatus {
  /** It can be worked in. */
  OPEN,
  /** Something is being done with it as a whole, and nothing else can be. */
  BUSY,
  /** Its changes are in the original; it can only be discarded. */
  COMMITTED,
  /** Its files are being deleted, or could not all be; it can only be discarded once more. */
  DISCARDING,
  /** Its files are deleted; it is over. */
  DISCARDED
}
