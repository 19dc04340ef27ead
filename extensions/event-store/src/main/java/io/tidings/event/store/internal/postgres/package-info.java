/** The trail in a schema of a PostgreSQL database. Not exported. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.postgres;
