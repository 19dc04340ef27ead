package io.tidings.event.store.internal.delivery;

/** Another consumer has taken over; the transaction is rolled back. */
final class LeaseLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseLostException() {
    super("another consumer has taken over", null, false, false);
  }
}
