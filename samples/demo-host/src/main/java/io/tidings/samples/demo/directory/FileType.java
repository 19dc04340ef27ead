package io.tidings.samples.demo.directory;

/** The type of a file as the survey treats it. */
public enum FileType {
  /** Read by every tool. */
  TEXT("text"),

  /** Contains a NUL in its first 8 KiB; read for its digest only. */
  BINARY("binary"),

  /** Larger than {@link Findings#MAX_READ}; only its size is recorded. */
  LARGE("too large to read"),

  /** A symbolic link; not followed. */
  LINK("symbolic links"),

  /** A FIFO, socket or device; never opened. */
  SPECIAL("special");

  private static final int HEAD = 8 * 1024;

  private final String label;

  FileType(String label) {
    this.label = label;
  }

  /** Returns the name of the type in the output. */
  public String label() {
    return label;
  }

  /** Returns {@link #BINARY} if the first 8 KiB contain a NUL, else {@link #TEXT}. */
  public static FileType of(byte[] content) {
    for (int i = 0; i < Math.min(content.length, HEAD); i++) {
      if (content[i] == 0) {
        return BINARY;
      }
    }
    return TEXT;
  }
}
