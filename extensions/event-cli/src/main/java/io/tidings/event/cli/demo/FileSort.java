package io.tidings.event.cli.demo;

/** What the walk found a file to be. */
enum FileSort {
  /** Read by every tool. */
  TEXT,
  /** Has a NUL in its head; skipped. */
  BINARY,
  /** A symbolic link; not followed. */
  LINK,
  /** A FIFO, socket or device; never opened. */
  SPECIAL
}
