package io.tidings.event.measure;

/** Division of counts. Stateless. */
final class Ratio {

  private Ratio() {}

  /** Returns part divided by whole; 0 if the whole is 0. */
  static double of(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
