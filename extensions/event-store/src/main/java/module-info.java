/**
 * The trail: events in a database file, in order, durable and queryable.
 *
 * <p>Start at {@link io.tidings.event.store.EventStore}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.store {
  requires static transitive org.jspecify;
  requires transitive io.tidings.event;
  requires transitive io.tidings.event.logging;
  requires transitive java.sql;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static org.checkerframework.checker.qual;
  requires static org.postgresql.jdbc;

  exports io.tidings.event.store;
  exports io.tidings.event.store.access;
  exports io.tidings.event.store.delivery;
  exports io.tidings.event.store.spi;
}
