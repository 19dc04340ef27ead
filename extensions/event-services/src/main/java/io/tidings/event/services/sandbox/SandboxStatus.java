package io.tidings.event.services.sandbox;

/** Status of a sandbox. */
public enum SandboxStatus {
  /** The working copy can be used. */
  OPEN,
  /** An operation on the whole sandbox is in progress; others are rejected. */
  BUSY,
  /** The changes are in the original; the sandbox can only be discarded. */
  COMMITTED,
  /** The files are being deleted, or a deletion failed; the sandbox can only be discarded again. */
  DISCARDING,
  /** The files are deleted. Final. */
  DISCARDED
}
