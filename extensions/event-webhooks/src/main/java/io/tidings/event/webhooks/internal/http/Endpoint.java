package io.tidings.event.webhooks.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The target of a request, from a URL with one possible reading. A host is a name, an IPv4 address
 * of four plain decimal numbers, or an IPv6 address in brackets. Decimal, octal, hexadecimal and
 * short spellings of addresses are rejected, since parsers disagree on them. Immutable.
 *
 * @param scheme http or https
 * @param host a name or an address, without brackets
 * @param port the port
 * @param path the path and query
 */
public record Endpoint(String scheme, String host, int port, String path) {

  /** Maximum length of a URL. */
  public static final int MAX_URL = 2_048;

  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int MAX_PORT = 65_535;
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1," + MAX_URL + "}");
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
              + "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?");
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /**
   * Returns the endpoint of a URL.
   *
   * @throws IllegalArgumentException if the URL is ill-formed or ambiguous
   */
  public static Endpoint of(String url) {
    URI uri = parsed(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("url must begin with https:// or http://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("url must have no user information and no fragment");
    }
    int standard = scheme.equals("https") ? HTTPS : HTTP;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("url must have a port from 1 to " + MAX_PORT);
    }
    return new Endpoint(scheme, host(uri), port, path(uri));
  }

  private static URI parsed(String url) {
    if (!VISIBLE.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "url must be 1 to " + MAX_URL + " visible ASCII characters; encode others");
    }
    try {
      return new URI(url).parseServerAuthority();
    } catch (URISyntaxException illFormed) {
      throw new IllegalArgumentException(
          "url is ill-formed at index " + illFormed.getIndex(), illFormed);
    }
  }

  private static String host(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    if (host.startsWith("[") && host.endsWith("]")) {
      String address = host.substring(1, host.length() - 1);
      if (IPV6.matcher(address).matches()) {
        return address;
      }
    } else if (NAME.matcher(host).matches() || IPV4.matcher(host).matches()) {
      return host;
    }
    throw new IllegalArgumentException(
        "url must have a host that is a name, four plain decimal numbers, or an IPv6 address in"
            + " brackets without a zone");
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** Returns whether the scheme is https. */
  public boolean isSecure() {
    return scheme.equals("https");
  }

  /** Returns the value of the Host header. */
  String authority() {
    String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (isSecure() ? HTTPS : HTTP) ? written : written + ":" + port;
  }

  /** Returns the URL for display, without its query, which may hold a secret. */
  public String displayUrl() {
    int query = path.indexOf('?');
    return scheme + "://" + authority() + (query < 0 ? path : path.substring(0, query) + "?…");
  }
}
