package io.tidings.event.services.session;

/** Who speaks in a message. */
public enum MessageRole {
  /** The instructions of the host. */
  SYSTEM("system"),
  /** A person. */
  USER("user"),
  /** The agent. */
  ASSISTANT("assistant"),
  /** A tool, with its result. */
  TOOL("tool");

  private final String id;

  MessageRole(String id) {
    this.id = id;
  }

  /** Returns the text that stands for the role in events, such as {@code user}. */
  public String id() {
    return id;
  }
}
