package io.tidings.samples.demo.directory;

import io.tidings.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of files as ids: visible ASCII, and not too long. */
public final class ResourceIds {

  private ResourceIds() {}

  /**
   * Returns the id of a name: everything but visible ASCII as the percent escapes of its UTF-8, and
   * of a very long one a number for the whole and its end.
   */
  public static String of(String name) {
    StringBuilder id = new StringBuilder(name.length());
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b <= '~' && b != '%') {
        id.append((char) b);
      } else {
        id.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
      }
    }
    return id.length() <= EventKind.MAX_ID_LENGTH ? id.toString() : shortened(id);
  }

  private static String shortened(StringBuilder id) {
    String begin = String.format(Locale.ROOT, "%08x~", id.toString().hashCode());
    return begin + id.substring(id.length() - EventKind.MAX_ID_LENGTH + begin.length());
  }
}
