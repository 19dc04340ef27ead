/** How the other packages of this module reach the database of a store. Exported to nobody. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal;
