package io.tidings.event.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reason for the rejection of a detail; each enclosing level prepends its path segment. */
public final class RejectedValue extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_SEGMENTS = 8;
  private static final int MAX_QUOTED = 64;

  private final transient StringBuilder path = new StringBuilder();
  private int segments;
  private boolean redacted;

  /** Creates a rejection. */
  public RejectedValue(String reason) {
    this(reason, null);
  }

  /** Creates a rejection with a cause. */
  public RejectedValue(String reason, @Nullable Throwable cause) {
    super(reason, cause, false, false);
  }

  /** Returns the rejection of a detail that is not exactly a value of a type. */
  public static RejectedValue inexact(Object detail, Class<?> type) {
    return new RejectedValue(
        "holds a %s that is not exactly a %s".formatted(typeName(detail), type.getName()));
  }

  /** Returns the rejection of a detail that a redactor has masked. */
  public static RejectedValue redacted() {
    RejectedValue rejected = new RejectedValue("is redacted; read the event where it was emitted");
    rejected.redacted = true;
    return rejected;
  }

  /** Returns whether the reason is that a redactor has masked the detail. */
  public boolean isRedacted() {
    return redacted;
  }

  /** Prepends an entry's name to the path. */
  public RejectedValue at(String name) {
    return atSegment("[" + quoted(name) + "]");
  }

  /** Prepends an element's index to the path. */
  public RejectedValue at(int index) {
    return atSegment("[" + index + "]");
  }

  /** Prepends a segment; a long path keeps its innermost segments. */
  private RejectedValue atSegment(String segment) {
    if (segments++ < MAX_SEGMENTS) {
      path.insert(0, segment);
    } else if (segments == MAX_SEGMENTS + 1) {
      path.insert(0, "...");
    }
    return this;
  }

  /** Returns path and reason as one sentence. */
  public String sentence() {
    return "details" + path + " " + getMessage();
  }

  /** Returns the error for the caller who gave the value. */
  public IllegalArgumentException asArgumentError() {
    return new IllegalArgumentException(sentence(), getCause());
  }

  /** Returns the name of a frozen value's type for a message. */
  public static String typeName(Object detail) {
    return detail instanceof Map
        ? "Map"
        : detail instanceof List ? "List" : detail.getClass().getSimpleName();
  }

  /** Returns a text in quotes for a message: shortened, with all but visible ASCII escaped. */
  public static String quoted(String text) {
    String head = text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
    StringBuilder quoted = new StringBuilder(head.length() + 2).append('"');
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
