package io.tidings.event.cli.demo;

/**
 * The TODO and FIXME marks of a file, or of many.
 *
 * @param found how many
 * @param ownerless how many of them name nobody
 */
record Todos(long found, long ownerless) implements ToolResult {

  static final Todos NONE = new Todos(0, 0);

  @Override
  public long size() {
    return found;
  }

  Todos plus(Todos more) {
    return new Todos(found + more.found, ownerless + more.ownerless);
  }
}
