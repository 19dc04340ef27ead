package io.tidings.event;

/** Kinds of a host, as the Javadoc of {@link EventKind} has it. */
enum HostKind implements EventKind {
  ORDER_PLACED("order.placed"),
  ORDER_SHIPPED("order.shipped"),
  PLAN_CREATED_TOO("plan.created");

  private final String id;

  HostKind(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
