/**
 * Check that the events of a host stay readable when its payload records change.
 *
 * <p>Start at {@link io.tidings.event.testkit.catalog.CatalogSnapshot}.
 */
@NullMarked
package io.tidings.event.testkit.catalog;

import org.jspecify.annotations.NullMarked;
