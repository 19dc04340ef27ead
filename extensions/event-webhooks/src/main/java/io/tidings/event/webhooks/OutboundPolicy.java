package io.tidings.event.webhooks;

import io.tidings.event.webhooks.internal.http.AddressRanges;
import io.tidings.event.webhooks.internal.http.Endpoint;
import java.net.InetAddress;
import java.util.List;

/**
 * Restriction of the addresses that requests may reach. A subscriber chooses the URL, so a URL must
 * not reach addresses that only this machine or its network can reach. The standard policy allows
 * https to public addresses. The connection uses the address that was checked; the name is not
 * resolved again. Immutable and thread-safe.
 *
 * @contract WEB-15
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

  /** Returns a copy that also allows http, which is readable on the network. */
  public OutboundPolicy allowingHttp() {
    return new OutboundPolicy(true, loopback);
  }

  /** Returns a copy that also allows http and https to loopback addresses. For tests and trials. */
  public OutboundPolicy allowingLoopback() {
    return new OutboundPolicy(http, true);
  }

  /**
   * Returns the address to connect to.
   *
   * @param addresses every address of the endpoint's host, at least one
   * @throws IllegalArgumentException if the policy does not allow the request
   */
  InetAddress check(Endpoint endpoint, List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      if (!isAllowed(address)) {
        throw new IllegalArgumentException(
            "url resolves to an address that is not public; use another host");
      }
    }
    InetAddress address = addresses.get(0);
    boolean local = loopback && AddressRanges.LOOPBACK.contains(address);
    if (!endpoint.isSecure() && !http && !local) {
      throw new IllegalArgumentException("url must begin with https://");
    }
    return address;
  }

  private boolean isAllowed(InetAddress address) {
    return !AddressRanges.NOT_PUBLIC.contains(address)
        || (loopback && AddressRanges.LOOPBACK.contains(address));
  }
}
