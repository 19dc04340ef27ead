package io.tidings.event.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ranges of addresses. Java makes an IPv4 address of every IPv6 address that stands for one ({@code
 * ::ffff:0:0/96}), so that spelling cannot be told from the plain one. Immutable.
 */
final class AddressRanges {

  /**
   * What is not the public internet, after the registries of special-purpose addresses of the IANA.
   * Of IPv6 only {@code 2000::/3} is given out; within it stand ranges that carry an IPv4 address
   * along, and others for documentation and protocols.
   */
  static final AddressRanges NOT_PUBLIC =
      of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
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

  /** This machine. */
  static final AddressRanges LOOPBACK = of("127.0.0.0/8", "::1/128");

  private final List<Range> ranges;

  private AddressRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  private static AddressRanges of(String... ranges) {
    return new AddressRanges(Stream.of(ranges).map(Range::of).toList());
  }

  boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ranges.stream().anyMatch(range -> range.contains(bytes));
  }

  /** All addresses whose first bits are those of one. */
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
