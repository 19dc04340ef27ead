/** What the packages of this module share. Exported to nobody. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal;
