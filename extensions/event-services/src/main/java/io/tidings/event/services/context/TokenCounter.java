package io.tidings.event.services.context;

/** Counter of a text's tokens. Implementations must be thread-safe. */
@FunctionalInterface
public interface TokenCounter {

  /** Returns the number of tokens, not negative. */
  int count(String text);

  /** Returns an estimating counter: one token per four characters, rounded up. */
  static TokenCounter estimating() {
    return text -> (text.length() + 3) / 4;
  }
}
