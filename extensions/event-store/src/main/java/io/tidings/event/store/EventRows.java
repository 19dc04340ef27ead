package io.tidings.event.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/**
 * The events that a query finds, one after the other, none kept. Gives its connection back at the
 * end of the events, at a failure, and when it is closed, whichever comes first. Confined to one
 * thread.
 */
final class EventRows extends Spliterators.AbstractSpliterator<StoredEvent>
    implements AutoCloseable {

  /** How many rows a database that is asked over a network sends at a time. */
  private static final int FETCHED = 500;

  private final Database database;
  private final Sessions sessions;
  private final Session session;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private boolean ended;

  private EventRows(
      Database database,
      Sessions sessions,
      Session session,
      PreparedStatement statement,
      ResultSet rows) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    this.database = database;
    this.sessions = sessions;
    this.session = session;
    this.statement = statement;
    this.rows = rows;
  }

  static EventRows open(Database database, Sessions sessions, EventQuery query) {
    Session session = sessions.borrow();
    boolean open = false;
    try {
      QuerySql sql = QuerySql.select(query.seenBy(database, session.connection()));
      PreparedStatement statement = session.connection().prepareStatement(sql.sql());
      statement.setFetchSize(FETCHED);
      sql.bind(statement);
      EventRows rows =
          new EventRows(database, sessions, session, statement, statement.executeQuery());
      open = true;
      return rows;
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      if (!open) {
        sessions.giveBack(session, true);
      }
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super StoredEvent> action) {
    if (ended) {
      return false;
    }
    sessions.requireOpen();
    StoredEvent next;
    try {
      if (!rows.next()) {
        end(false);
        return false;
      }
      next = EventTable.read(rows);
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
      sessions.giveBack(session, broken || !closed);
    }
  }
}
