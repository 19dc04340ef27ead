/** The command line of Tidings. An application: nothing is exported. */
@org.jspecify.annotations.NullMarked
module io.tidings.event.cli {
  requires static org.checkerframework.checker.qual;
  requires static org.jspecify;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires info.picocli;
  requires io.tidings.event;
  requires io.tidings.event.rx;
  requires io.tidings.event.logging;
  requires io.tidings.event.services;
  requires io.tidings.event.measure;
  requires io.tidings.event.meter;
  requires io.tidings.event.store;
  requires io.tidings.event.webhooks;
  requires java.compiler;
  requires org.postgresql.jdbc;

  opens io.tidings.event.cli to
      info.picocli;
}
