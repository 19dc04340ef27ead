package io.tidings.event.webhooks.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of address ranges. Java converts an IPv4-mapped IPv6 address ({@code ::ffff:0:0/96}) to the
 * IPv4 address, so one check covers both spellings. Immutable.
 */
public final class AddressRanges {

  /**
   * Addresses outside the public internet, from the IANA registries of special-purpose addresses.
   * Of IPv6 only {@code 2000::/3} is allocated; the listed ranges within it embed an IPv4 address
   * or are reserved for documentation and protocols. In addition, public addresses at which a cloud
   * serves its own machines: the wire server of Azure, the service networks of IBM Cloud and the
   * private entrances to the APIs of Google.
   */
  public static final AddressRanges NOT_PUBLIC =
      of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "161.26.0.0/16",
          "166.8.0.0/14",
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "199.36.153.4/30",
          "199.36.153.8/30",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "0::/3",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "2620:4f:8000::/48",
          "3fff::/20",
          "4000::/2",
          "8000::/1");

  /** Loopback addresses. */
  public static final AddressRanges LOOPBACK = of("127.0.0.0/8", "::1/128");

  private final List<Range> ranges;

  private AddressRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  private static AddressRanges of(String... ranges) {
    return new AddressRanges(Stream.of(ranges).map(Range::of).toList());
  }

  /** Returns whether a range contains the address. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ranges.stream().anyMatch(range -> range.contains(bytes));
  }

  /** All addresses with the same leading bits. */
  private static final class Range {

    private final byte[] first;
    private final int bits;

    private Range(byte[] first, int bits) {
      this.first = first;
      this.bits = bits;
    }

    static Range of(String text) {
      int slash = text.indexOf('/');
      try {
        byte[] first = InetAddress.getByName(text.substring(0, slash)).getAddress();
        return new Range(first, Integer.parseInt(text.substring(slash + 1)));
      } catch (UnknownHostException impossible) {
        throw new IllegalArgumentException(text, impossible);
      }
    }

    boolean contains(byte[] address) {
      if (address.length != first.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      int rest = bits % Byte.SIZE;
      int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
      return Arrays.equals(address, 0, whole, first, 0, whole)
          && (rest == 0 || ((address[whole] ^ first[whole]) & mask) == 0);
    }
  }
}
