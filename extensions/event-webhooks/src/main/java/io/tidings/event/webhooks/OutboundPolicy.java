package io.tidings.event.webhooks;

import java.net.InetAddress;
import java.util.List;

/**
 * Where requests may go (WEB-15). The standard policy is https to public addresses: a subscriber,
 * who chooses the URL, must not reach what only this machine or its network can reach. The address
 * that was looked at is the one that is connected to; a name is not looked up twice. Immutable and
 * thread-safe.
 */
public final class OutboundPolicy {

  private static final OutboundPolicy STANDARD = new OutboundPolicy(false, false);

  private final boolean http;
  private final boolean loopback;

  private OutboundPolicy(boolean http, boolean loopback) {
    this.http = http;
    this.loopback = loopback;
  }

  /** Returns the policy that allows https to public addresses. */
  public static OutboundPolicy standard() {
    return STANDARD;
  }

  /** Returns this policy, allowing http too: whoever sees the traffic can read it. */
  public OutboundPolicy allowingHttp() {
    return new OutboundPolicy(true, loopback);
  }

  /** Returns this policy, allowing http and https to this machine too. For tests and trials. */
  public OutboundPolicy allowingLoopback() {
    return new OutboundPolicy(http, true);
  }

  /**
   * Makes sure that a request may go to one of the addresses of a place, and answers which.
   *
   * @throws IllegalArgumentException if it may not
   */
  InetAddress checked(Endpoint endpoint, List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      if (!isAllowed(address)) {
        throw new IllegalArgumentException(
            "url leads to an address that is not public; name another host");
      }
    }
    InetAddress address = addresses.get(0);
    boolean here = loopback && AddressRanges.LOOPBACK.contain(address);
    if (!endpoint.isSecure() && !http && !here) {
      throw new IllegalArgumentException("url must begin with https://");
    }
    return address;
  }

  private boolean isAllowed(InetAddress address) {
    return !AddressRanges.NOT_PUBLIC.contain(address)
        || (loopback && AddressRanges.LOOPBACK.contain(address));
  }
}
