package io.tidings.event.services.resource;

/** How a file has changed. */
public enum ChangeType {
  /** It was not there before. */
  CREATED("created"),
  /** It has other content, or was replaced by another of the same name. */
  MODIFIED("modified"),
  /** It is not there any more. */
  DELETED("deleted"),
  /** It has another name or is in another directory, and is what it was otherwise. */
  MOVED("moved");

  private final String id;

  ChangeType(String id) {
    this.id = id;
  }

  /** Returns the text that stands for the type in events, such as {@code created}. */
  public String id() {
    return id;
  }
}
