package io.tidings.event.redact;

/** What a name says about the value beside it. */
enum Secrecy {
  /** Nothing. */
  NONE,
  /** A secret, unless it is a number: then tokens are counted. */
  TOKEN,
  /** A secret, in a text one word. */
  VALUE,
  /** A secret, in a text all that follows on the line. */
  LINE,
  /** A secret, in a text all that follows. */
  TEXT;

  /** Returns the one that hides more. */
  Secrecy or(Secrecy other) {
    return other.compareTo(this) > 0 ? other : this;
  }
}
