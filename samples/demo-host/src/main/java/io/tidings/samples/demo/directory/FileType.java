package io.tidings.samples.demo.directory;

/** What the walk found a file to be. */
public enum FileType {
  /** Read by every tool. */
  TEXT("text"),

  /** Has a NUL in its head; read for its digest alone. */
  BINARY("binary"),

  /** Larger than {@link Findings#MAX_READ}; known by its size alone. */
  LARGE("too large to read"),

  /** A symbolic link; not followed. */
  LINK("links not followed"),

  /** A FIFO, socket or device; never opened. */
  SPECIAL("special");

  private static final int HEAD = 8 * 1024;

  private final String shown;

  FileType(String shown) {
    this.shown = shown;
  }

  /** Returns the sort in words. */
  public String shown() {
    return shown;
  }

  /** Tells text from other content, by a NUL in its first 8 KiB. */
  public static FileType of(byte[] content) {
    for (int i = 0; i < Math.min(content.length, HEAD); i++) {
      if (content[i] == 0) {
        return BINARY;
      }
    }
    return TEXT;
  }
}
