package io.tidings.event.store;

import java.util.List;

/**
 * One step of the schema, and its inverse. Statements name the types of a database as {@code {seq}}
 * and {@code {text}}; see {@link Database#ddl}. Immutable.
 *
 * @param version the version that {@code up} leads to
 * @param up the statements that lead there
 * @param down the statements that lead back
 */
record Migration(int version, List<String> up, List<String> down) {

  Migration {
    up = List.copyOf(up);
    down = List.copyOf(down);
  }
}
