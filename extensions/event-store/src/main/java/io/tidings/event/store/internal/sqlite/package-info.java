/** The trail in a SQLite file. Not exported. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.sqlite;
