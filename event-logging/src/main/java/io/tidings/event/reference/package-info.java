/**
 * References of a host's events, generated from its catalogue.
 *
 * <p>Start at {@link io.tidings.event.reference.CatalogWriter}.
 */
@NullMarked
package io.tidings.event.reference;

import org.jspecify.annotations.NullMarked;
