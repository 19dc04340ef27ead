/**
 * The seam between the store and its database, and the parts that every engine shares. Not
 * exported. Independent of the public API; it uses the value types of the spi package only.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal;
