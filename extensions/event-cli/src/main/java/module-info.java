/** The command line of Tidings: an application that exports no package. */
@org.jspecify.annotations.NullMarked
module io.tidings.event.cli {
  requires static org.checkerframework.checker.qual;
  requires static org.jspecify;
  requires info.picocli;
  requires io.tidings.event;
  requires io.tidings.event.logging;
  requires io.tidings.event.measure;
  requires io.tidings.event.meter;
  requires io.tidings.event.services;
  requires io.tidings.event.store;
  requires io.tidings.event.webhooks;
  requires org.postgresql.jdbc;

  opens io.tidings.event.cli to
      info.picocli;
}
