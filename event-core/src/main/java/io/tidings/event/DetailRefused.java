package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** Why a detail cannot be taken. On its way up every level adds where it stood. */
final class DetailRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN_SEGMENTS = 8;

  private final transient StringBuilder path = new StringBuilder();
  private int segments;

  DetailRefused(String reason) {
    this(reason, null);
  }

  DetailRefused(String reason, @Nullable Throwable cause) {
    super(reason, cause, false, false);
  }

  /** Puts {@code segment} before the path; far down only the innermost levels are told. */
  DetailRefused at(String segment) {
    if (segments++ < SHOWN_SEGMENTS) {
      path.insert(0, segment);
    } else if (segments == SHOWN_SEGMENTS + 1) {
      path.insert(0, "...");
    }
    return this;
  }

  IllegalArgumentException asArgumentError() {
    return new IllegalArgumentException("details" + path + " " + getMessage(), getCause());
  }
}
