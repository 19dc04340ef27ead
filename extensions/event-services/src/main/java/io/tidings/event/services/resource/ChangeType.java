package io.tidings.event.services.resource;

/** Type of a file change. */
public enum ChangeType {
  /** The file is new. */
  CREATED("created"),
  /** The file has different content, or was replaced by another file of the same name. */
  MODIFIED("modified"),
  /** The file no longer exists. */
  DELETED("deleted"),
  /** The file has another name or directory and is otherwise unchanged. */
  MOVED("moved");

  private final String id;

  ChangeType(String id) {
    this.id = id;
  }

  /** Returns the value used in events, such as {@code created}. */
  public String id() {
    return id;
  }
}
