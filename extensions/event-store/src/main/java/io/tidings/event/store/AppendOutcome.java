package io.tidings.event.store;

/** What became of one event that was appended. */
public enum AppendOutcome {
  /** It is stored. */
  STORED,
  /** It was stored before, with the same content; nothing has changed. */
  DUPLICATE,
  /** An event of its project and id was stored before, with other content, which is kept. */
  CONFLICT
}
