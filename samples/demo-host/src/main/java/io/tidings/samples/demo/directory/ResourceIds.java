package io.tidings.samples.demo.directory;

import io.tidings.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Ids of files: visible ASCII of limited length. */
public final class ResourceIds {

  private ResourceIds() {}

  /**
   * Returns the id of a name. Characters other than visible ASCII become percent escapes of their
   * UTF-8; a too long id becomes a hash and its end.
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
