package io.tidings.event.store;

import io.tidings.event.EventCatalog;
import io.tidings.event.store.internal.ConnectionPool;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.PooledConnection;
import io.tidings.event.store.internal.dictionary.DictionaryReader;
import io.tidings.event.store.internal.query.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/**
 * The events of a query, read one at a time. Gives its connection back at the last event, at a
 * failure or on close, whichever comes first. Confined to one thread.
 */
final class EventRows extends Spliterators.AbstractSpliterator<StoredEvent>
    implements AutoCloseable {

  /** The number of rows that a database server sends at a time. */
  private static final int FETCHED = 500;

  private final Database database;
  private final EventCatalog catalog;
  private final ConnectionPool pool;
  private final PooledConnection pooled;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final DictionaryReader texts;
  private boolean ended;

  private EventRows(
      Database database,
      EventCatalog catalog,
      ConnectionPool pool,
      PooledConnection pooled,
      PreparedStatement statement,
      ResultSet rows,
      DictionaryReader texts) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    this.database = database;
    this.catalog = catalog;
    this.pool = pool;
    this.pooled = pooled;
    this.statement = statement;
    this.rows = rows;
    this.texts = texts;
  }

  static EventRows open(
      Database database, EventCatalog catalog, ConnectionPool pool, EventQuery query) {
    PooledConnection pooled = pool.borrow();
    boolean open = false;
    try {
      Connection connection = pooled.connection();
      DictionaryReader texts = DictionaryReader.committed(database.dictionary(), connection);
      Sql sql = QuerySql.select(connection, query.seenBy(database, connection));
      PreparedStatement statement = connection.prepareStatement(sql.text());
      statement.setFetchSize(FETCHED);
      sql.bind(statement);
      EventRows rows =
          new EventRows(
              database, catalog, pool, pooled, statement, statement.executeQuery(), texts);
      open = true;
      return rows;
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      if (!open) {
        pool.giveBack(pooled, true);
      }
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super StoredEvent> action) {
    if (ended) {
      return false;
    }
    pool.requireOpen();
    StoredEvent next;
    try {
      if (!rows.next()) {
        end(false);
        return false;
      }
      next = EventTable.read(rows, texts, catalog);
    } catch (SQLException failure) {
      end(true);
      throw database.failed("read", failure);
    }
    action.accept(next);
    return true;
  }

  @Override
  public void close() {
    end(false);
  }

  private void end(boolean broken) {
    if (ended) {
      return;
    }
    ended = true;
    boolean closed = false;
    try {
      statement.close();
      closed = true;
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      pool.giveBack(pooled, broken || !closed);
    }
  }
}
