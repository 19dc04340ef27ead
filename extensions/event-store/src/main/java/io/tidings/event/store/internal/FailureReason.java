package io.tidings.event.store.internal;

/** The reasons of a failed operation, by the names of the public reasons. */
public enum FailureReason {
  NOT_FOUND,
  FOREIGN,
  NEWER_SCHEMA,
  OLDER_SCHEMA,
  UNAVAILABLE,
  BUSY,
  FULL,
  READ_ONLY,
  GONE,
  BEHIND,
  CORRUPT,
  CLOSED,
  UNSTORABLE,
  FAILED
}
