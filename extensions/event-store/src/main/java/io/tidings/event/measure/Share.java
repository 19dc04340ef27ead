package io.tidings.event.measure;

/** Parts of a whole. Stateless. */
final class Share {

  private Share() {}

  /** Returns what part of a whole something is: 0 if there is no whole. */
  static double of(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
