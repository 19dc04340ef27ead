package io.tidings.event.webhooks.internal.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reader for an HTTP/1.1 response: the status, a bounded number of header bytes and the beginning
 * of the body; the rest of the body is not read. Confined to one thread.
 */
final class ResponseReader {

  /** Maximum number of body bytes read. */
  static final int MAX_BODY = 8_192;

  private static final int MAX_HEAD = 32_768;
  private static final int MAX_INTERIM = 8;
  private static final int FIRST_FINAL = 200;
  private static final int SWITCHING = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
  private static final Pattern LENGTH =
      Pattern.compile("content-length:[ \\t]*([0-9]{1,18})[ \\t]*");
  private static final Pattern CHUNKED =
      Pattern.compile("transfer-encoding:.*\\bchunked[ \\t]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;.*)?");

  private final InputStream in;
  private int headLeft = MAX_HEAD;
  private long length = Long.MAX_VALUE;
  private boolean chunked;

  ResponseReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Returns the final response, or the last interim one if the connection ends after it. */
  HttpResponse read() throws IOException {
    int status = status();
    headers();
    for (int interim = 1; isInterim(status) && !isEnd(); interim++) {
      if (interim == MAX_INTERIM) {
        throw new IOException("the response has too many interim responses");
      }
      status = status();
      headers();
    }
    return new HttpResponse(status, hasBody(status) ? body() : "");
  }

  /** Some statuses have no body, regardless of their headers (RFC 9112, section 6.3). */
  private static boolean hasBody(int status) {
    return status >= FIRST_FINAL && status != NO_CONTENT && status != NOT_MODIFIED;
  }

  private static boolean isInterim(int status) {
    return status < FIRST_FINAL && status != SWITCHING;
  }

  private boolean isEnd() throws IOException {
    in.mark(1);
    boolean end = in.read() < 0;
    in.reset();
    return end;
  }

  private int status() throws IOException {
    Matcher status = STATUS.matcher(line());
    if (!status.matches()) {
      throw new IOException("the response is not HTTP/1.1");
    }
    return Integer.parseInt(status.group(1));
  }

  private void headers() throws IOException {
    length = Long.MAX_VALUE;
    chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher match = LENGTH.matcher(line.toLowerCase(Locale.ROOT));
      if (match.matches()) {
        length = Long.parseLong(match.group(1));
      }
      chunked |= CHUNKED.matcher(line).matches();
    }
  }

  private String body() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (chunked) {
      headLeft = MAX_HEAD;
      copyChunks(body);
    } else {
      copy(length, body);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private void copyChunks(ByteArrayOutputStream body) throws IOException {
    long size = chunk();
    while (size > 0) {
      copy(size, body);
      if (body.size() == MAX_BODY) {
        return;
      }
      if (!line().isEmpty()) {
        throw new IOException("the response has an ill-formed chunk");
      }
      size = chunk();
    }
  }

  private long chunk() throws IOException {
    Matcher size = CHUNK.matcher(line());
    if (!size.matches()) {
      throw new IOException("the response has an ill-formed chunk");
    }
    return Long.parseLong(size.group(1), 16);
  }

  /** Copies at most the given number of bytes, within the limit of the body. */
  private void copy(long limit, ByteArrayOutputStream body) throws IOException {
    int count = (int) Math.min(limit, MAX_BODY - body.size());
    body.write(in.readNBytes(count));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended within the response");
      }
      if (--headLeft < 0) {
        throw new IOException("the response has more than " + MAX_HEAD + " bytes of headers");
      }
      line.append((char) next);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }
}
