package io.tidings.event.internal;

import io.tidings.event.shape.DetailShape;

/**
 * Exact conversion between the values of one type and their details. Immutable and thread-safe.
 *
 * @contract PAY-04
 */
public interface ValueCodec {

  /** Returns the form of the details. */
  DetailShape shape();

  /**
   * Returns a value that details accept.
   *
   * @throws RejectedValue if the value has no exact detail
   */
  Object encode(Object value);

  /**
   * Returns the value of a frozen detail.
   *
   * @throws RejectedValue if the detail is not exactly a value of the type
   */
  Object decode(Object detail);
}
