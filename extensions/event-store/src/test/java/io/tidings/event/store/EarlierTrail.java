package io.tidings.event.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A trail written by the version before metering and measurement became modules: 143 events of the
 * demo, three errors (two of workspace w-1), 3 seats of acme / w-1 for all time, and 40 events of
 * acme in November 2026, charged with the receipt r-1 under a limit of 100.
 */
public final class EarlierTrail {

  public static final int EVENTS = 143;

  private EarlierTrail() {}

  /** Writes the trail to a file that does not exist yet, and returns the file. */
  public static Path copyTo(Path file) throws IOException {
    try (InputStream resource = EarlierTrail.class.getResourceAsStream("trail-of-schema-11.db.gz");
        InputStream content =
            new GZIPInputStream(Objects.requireNonNull(resource, "trail-of-schema-11.db.gz"))) {
      Files.copy(content, file);
    }
    return file;
  }
}
