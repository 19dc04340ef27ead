package io.tidings.event.cli.demo;

import io.tidings.event.EventKind;

/** The colours of a terminal. */
public enum Paint {
  /** For headings. */
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36"),
  PLAIN("0");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** Returns {@code text} in this colour. */
  String on(String text) {
    return "\033[" + code + "m" + text + "\033[0m";
  }

  /** Returns the colour of a kind of event: red for what went wrong, green for what went well. */
  static Paint of(EventKind kind) {
    String id = kind.id();
    String what = id.substring(id.lastIndexOf('.') + 1);
    return switch (what) {
      case "errored", "failed", "exceeded" -> RED;
      case "warning", "cancelled" -> YELLOW;
      case "passed", "applied", "indexed" -> GREEN;
      default ->
          kind.category().equals("tool") || kind.category().equals("resource") ? PLAIN : CYAN;
    };
  }
}
