package io.tidings.event.services.cost;

/** Whose budget it is, from the narrowest to the widest. */
public enum BudgetType {
  /** A plan's. */
  PLAN("plan"),
  /** A session's. */
  SESSION("session"),
  /** An organization's. */
  ORGANIZATION("organization");

  private final String id;

  BudgetType(String id) {
    this.id = id;
  }

  /** Returns the text that stands for the type in events, such as {@code plan}. */
  public String id() {
    return id;
  }
}
