/** The trail's schema and its migrations. Not exported. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.schema;
