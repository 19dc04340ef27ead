package io.tidings.event.webhooks.internal.http;

import java.net.InetAddress;
import java.util.List;

/** Decision on the address that a request may use. Must be thread-safe. */
@FunctionalInterface
public interface AddressCheck {

  /**
   * Returns the address to connect to.
   *
   * @param addresses every address of the endpoint's host, at least one
   * @throws IllegalArgumentException if the request is not allowed
   */
  InetAddress check(Endpoint endpoint, List<InetAddress> addresses);
}
