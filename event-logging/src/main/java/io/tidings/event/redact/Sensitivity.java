package io.tidings.event.redact;

/** Part of a value that is secret, in ascending order, as derived from the value's name. */
enum Sensitivity {
  /** No part. */
  NONE,
  /** Inside a text, all of it if it looks random; in details, no part. */
  RANDOM,
  /** All of it, unless it is a number or a Boolean. */
  STRING,
  /** All of it, unless it is a number, which counts tokens. */
  TOKEN,
  /** All of it; inside a text, one word. */
  VALUE,
  /** All of it; inside a text, the rest of the line. */
  LINE;

  /** Returns the greater of two sensitivities. */
  Sensitivity max(Sensitivity other) {
    return other.compareTo(this) > 0 ? other : this;
  }
}
