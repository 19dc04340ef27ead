/** Conditions on events and the statements that find them. Not exported. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.query;
