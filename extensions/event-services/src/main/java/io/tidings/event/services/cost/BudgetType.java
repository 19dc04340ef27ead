package io.tidings.event.services.cost;

/** Type of a budget's owner, narrowest first. */
public enum BudgetType {
  /** A plan. */
  PLAN("plan"),
  /** A session. */
  SESSION("session"),
  /** An organization. */
  ORGANIZATION("organization");

  private final String id;

  BudgetType(String id) {
    this.id = id;
  }

  /** Returns the value used in events, such as {@code plan}. */
  public String id() {
    return id;
  }
}
