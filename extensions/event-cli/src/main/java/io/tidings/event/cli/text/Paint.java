package io.tidings.event.cli.text;

import io.tidings.event.EventKind;

/** The colours of a terminal. */
public enum Paint {
  /** The style of headings. */
  BOLD("1"),
  DIM("2"),
  GREEN("32"),
  YELLOW("33"),
  BLUE("34"),
  MAGENTA("35"),
  CYAN("36"),
  /** The colour of errors. */
  ALARM("1;31"),
  PLAIN("0");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** Returns {@code text} in this colour. */
  String on(String text) {
    return "\033[" + code + "m" + text + "\033[0m";
  }

  /** Returns the colour of a kind: {@link #ALARM} for failures, else that of its category. */
  public static Paint of(EventKind kind) {
    String id = kind.id();
    return switch (id.substring(id.lastIndexOf('.') + 1)) {
      case "errored", "failed", "exceeded", "violated" -> ALARM;
      default -> ofCategory(EventKind.category(kind));
    };
  }

  /** Returns the colour of a category. */
  public static Paint ofCategory(String category) {
    return switch (category) {
      case "plan", "session" -> CYAN;
      case "decision", "invariant" -> MAGENTA;
      case "actor", "tool" -> BLUE;
      case "sandbox", "resource", "context" -> GREEN;
      case "validation", "budget" -> YELLOW;
      default -> PLAIN;
    };
  }
}
