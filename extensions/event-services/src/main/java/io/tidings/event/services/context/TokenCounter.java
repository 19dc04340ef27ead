package io.tidings.event.services.context;

/** Tells how many tokens a text costs. Thread-safe. */
@FunctionalInterface
public interface TokenCounter {

  /** Returns the number, not negative. */
  int count(String text);

  /** Returns the rule of thumb: a token for every four characters begun. */
  static TokenCounter estimating() {
    return text -> (text.length() + 3) / 4;
  }
}
