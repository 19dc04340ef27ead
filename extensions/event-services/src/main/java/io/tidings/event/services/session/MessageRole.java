package io.tidings.event.services.session;

/** Role of a message's sender. */
public enum MessageRole {
  /** Instructions of the host. */
  SYSTEM("system"),
  /** A person. */
  USER("user"),
  /** The agent. */
  ASSISTANT("assistant"),
  /** A tool that returns its result. */
  TOOL("tool");

  private final String id;

  MessageRole(String id) {
    this.id = id;
  }

  /** Returns the value used in events, such as {@code user}. */
  public String id() {
    return id;
  }
}
